"""The short report for the terminal: what a tired mother needs, and one table for her clinician."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from milkpath.judgement.assessment import Alternative, Assessment, Because, Clock, StepVerdict, Swap
from milkpath.judgement.severity import CLEARING
from milkpath.report.numbers import has_percentiles
from milkpath.report.sentences import (
    LEAVE_OUT,
    WHOLE_PLAN,
    alternative_sentence,
    clock_sentence,
    feed_time,
    feeding_sentence,
    is_medicine,
    medicine_name,
    medicine_sentence,
    now_sentence,
    postpone_sentence,
    swap_sentence,
    waiting_cost,
)
from milkpath.report.terminal import table
from milkpath.report.text_clinician import exposure_row, provenance
from milkpath.report.text_mother import answer, assumptions, urgent, watch_for
from milkpath.report.text_sheet import Sheet, bullet, paragraph, section, verdict, verdict_lines
from milkpath.report.words import (
    ROUTE_NAMES,
    action_words,
    capitalised,
    place_name,
    plain_part,
    routes_by_name,
    step_name,
)

MOST_REASONS = 2
MILK_TRACE = "milk-"
MOST_UNKNOWNS = 2
MOST_QUESTIONS = 8
MOST_FEEDS = 2
MOST_SWAPS = 2
MOST_OTHERS = 4
MOST_WITH_CARE = 2
DAY_H = 24.0
PLAIN_STEPS = frozenset({"clean", "apply", "remove"})
TOGETHER = "together"
SIZE_WORDS = {
    "large": "(a large gain)",
    "moderate": "(a clear gain)",
    "small": "(a small gain)",
    "unknown": "(gain not known)",
    "none": "(no gain)",
}
_NUMBERED = re.compile(r"\(\d+\) ")
_SIZE = re.compile(r"\(size (\w+), evidence [A-D]\)")
_SAYS_LITTLE = re.compile(r"\(size (none|unknown)")
NO_GAIN = "(size none"
"""How an alternative says that it does nothing for the goal, as doing nothing does."""
MORE = "--full shows every number and source, --explain the tree of reasons, --format html a page for your phone."
_HEADER = ("substance", "mother, peak", "milk, peak", "infant, worst day", "share of limit")


def short_report(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the sections, the most pressing first."""
    bare = sheet._replace(numbers={})
    parts = (
        urgent,
        answer,
        _now,
        _medicines,
        _changes,
        _feeding,
        _routes,
        _clock,
        _timing,
        _other_ways,
        _questions,
        _watch_for,
        _unknowns,
        assumptions,
        _numbers,
    )
    lines = [line for part in parts for line in part(assessment, bare)]
    return [*lines, *provenance(assessment, bare), *paragraph(MORE, bare)]


def _now(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    said: set[str] = set()
    for place, task in enumerate(assessment.now, start=1):
        lines += bullet(now_sentence(task), sheet, f"{place}. ")
        lines += paragraph(f"Why: {task.why}", sheet, "   ") if task.why not in said else []
        said.add(task.why)
    return section("What to do", lines, sheet)


def _medicines(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Each medicine that she takes by its name, with what matters most of it."""
    told = [f"{medicine_name(one)}: {medicine_sentence(one)}" for one in assessment.suitability if is_medicine(one)]
    return section("Your medicines", [line for text in told for line in bullet(text, sheet)], sheet)


def _routes(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    for name, route in routes_by_name(assessment.routes).items():
        words = verdict(route.action, route.evidence, route.flags)
        lines += verdict_lines(ROUTE_NAMES[name], words, (route.action, route.evidence), sheet)
        lines += [line for reason in route.because[:1] for line in bullet(plain_part(reason.text), sheet, "  - ")]
    return section("The four ways it can matter", lines, sheet)


def _changes(assessment: Assessment, sheet: Sheet) -> list[str]:
    """The steps to change or to put off, with their main reasons, and then in a line each the others that need a word.

    Where a set of changes makes the whole plan fine, single changes that are not enough are left to the full report.
    """
    ahead = [step for step in assessment.steps if not (_is_over(assessment) and step.phase == "visit")]
    found = [step for step in ahead if step.action not in CLEARING]
    whole = [swap for swap in assessment.swaps if swap.step in WHOLE_PLAN]
    lines = [line for swap in whole for line in _whole_plan(swap, sheet)]
    for step in found:
        words = verdict(step.action, step.evidence, step.flags)
        name = f"{capitalised(step_name(step.do, step.product))} ({place_name(step.id)})"
        lines += verdict_lines(name, words, (step.action, step.evidence), sheet)
        for plain in _plain_reasons(step.because)[:MOST_REASONS]:
            lines += bullet(plain, sheet, "  - ")
        mine = [swap for swap in assessment.swaps if swap.step == step.id]
        if any(swap.id == TOGETHER for swap in whole):
            mine = [swap for swap in mine if swap.action_after in CLEARING and swap.use != LEAVE_OUT]
        for swap in mine[:MOST_SWAPS]:
            lines += bullet(swap_sentence(swap), sheet, "  ⇄ ")
    if len(ahead) > len(found):
        which = "The other steps stand" if found else "Every step stands"
        lines += paragraph(f"{which}, with the handling above.", sheet)
    over = [step for step in assessment.steps if step not in ahead and step.action not in CLEARING]
    fine = [step for step in assessment.steps if step.action in CLEARING]
    told = dict.fromkeys(
        [*(_about_used(step) for step in over), *(_about_fine(step, over=step not in ahead) for step in fine)]
    )
    lines += [line for text in told if text for line in bullet(text, sheet)]
    return section("What to change in the plan" if found else "Your plan, part by part", lines, sheet)


def _whole_plan(swap: Swap, sheet: Sheet) -> list[str]:
    """The changes that belong together, each on its own line."""
    _, *parts = _NUMBERED.split(swap_sentence(swap))
    *middle, last = [part.rstrip("; ") for part in parts] or [""]
    end, _, after = last.rpartition(". The answer would then be")
    if swap.id != TOGETHER or not end:
        return bullet(swap_sentence(swap), sheet, "⇄ ")
    lines = bullet("All of this together:", sheet, "⇄ ")
    for place, part in enumerate((*middle, end), start=1):
        lines += bullet(capitalised(part), sheet, f"  {place}. ")
    return [*lines, *paragraph(f"The answer would then be{after}", sheet, "  ")]


def _about_used(step: StepVerdict) -> str:
    """What is said of a finished step that another way would have been better for: why, so that she knows what to watch for."""
    plain = _plain_reasons(step.because)[:MOST_REASONS]
    name = capitalised(step.product or step_name(step.do, step.product))
    return f"{name}, already done: {' '.join(plain)}" if plain else ""


def _about_fine(step: StepVerdict, *, over: bool) -> str:
    """What is said of a step that is fine, of the milk last; nothing of plain gels and cleansers.

    Of a step that is over only the milk is still of use.
    """
    if step.do in PLAIN_STEPS and (step.action == "go" or (over and step.do == "clean")):
        return ""
    plain = _plain_reasons(step.because)
    milk = _plain_reasons(reason for reason in step.because if "-milk" in reason.rule)[:1]
    others = [] if over and step.do != "treat" else [words for words in plain if words not in milk][:MOST_REASONS]
    told = " ".join((*others, *milk))
    if not told:
        return ""
    name = capitalised(step.product or step_name(step.do, step.product))
    return f"{name}: {told}" if over else f"{name}: {action_words(step.action)}. {told}"


def _plain_reasons(reasons: Iterable[Because]) -> list[str]:
    """The plain words of each reason, said once."""
    return list(dict.fromkeys(plain_part(reason.text) for reason in reasons))


def _is_over(assessment: Assessment) -> bool:
    """Whether the visit has happened: feeding then starts now, and its steps can no longer be changed."""
    return any(entry.at == "now" for entry in assessment.feeding.schedule)


def _feeding(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines = paragraph(feeding_sentence(assessment.feeding), sheet)
    for entry in assessment.feeding.schedule[:MOST_FEEDS]:
        lines += bullet(f"{feed_time(entry.at)}: {entry.do}. {entry.why}", sheet)
    return section("Feeding", lines, sheet)


def _clock(assessment: Assessment, sheet: Sheet) -> list[str]:
    """When skin and products are back to usual; how long a trace stays in the milk is a figure for the clinician."""
    kept = [entry for entry in assessment.clock if not entry.id.startswith(MILK_TRACE)]
    entries = [entry for entry in kept if not (entry.id.startswith("home") and _soon(entry))]
    return section("Back to usual", [line for entry in entries for line in bullet(clock_sentence(entry), sheet)], sheet)


def _of_topic(reason: Because, topic: str) -> bool:
    """Whether a reason is about the condition itself, and not about one product."""
    return reason.rule.startswith(topic.casefold().replace(" ", "-"))


def _soon(entry: Clock) -> bool:
    """On the day of the visit, as planned: nothing to wait for."""
    return entry.not_before is None and entry.interval_h is not None and 0 < entry.interval_h[1] < DAY_H


def _timing(assessment: Assessment, sheet: Sheet) -> list[str]:
    """What speaks against this time, and what waiting would change; what is fine stands in the full report."""
    lines: list[str] = []
    said: set[str] = set()
    for topic in assessment.suitability:
        if topic.action in CLEARING or is_medicine(topic):
            continue
        new = [words for words in _plain_reasons(topic.because) if words not in said]
        own = [words for words in _plain_reasons(r for r in topic.because if _of_topic(r, topic.topic)) if words in new]
        told = dict.fromkeys((*new[:1], *own[:1]))
        if told:
            lines += bullet(f"{capitalised(topic.topic)}: {action_words(topic.action)}. {' '.join(told)}", sheet)
        said |= told.keys()
    rows = assessment.postpone
    lines += bullet(f"If you wait: {postpone_sentence(rows)}", sheet) if rows else []
    lines += [line for cost in waiting_cost(rows) for line in bullet(plain_part(cost.text), sheet)]
    return section("Is this the time?", lines, sheet)


def _other_ways(assessment: Assessment, sheet: Sheet) -> list[str]:
    """What the plan may do, and the best of the other ways; all of them stand in the full report."""
    own = f"What you plan: {assessment.benefit.text}" if assessment.benefit is not None else ""
    lines = paragraph(own, sheet) if own else []
    shown = _worth_showing(assessment.alternatives)
    for other in shown:
        lines += bullet(_SIZE.sub(lambda found: SIZE_WORDS[found[1]], alternative_sentence(other)), sheet)
    more = len(assessment.alternatives) - len(shown)
    lines += paragraph(f"... and {more} more (--full).", sheet) if more > 0 else []
    return section("What it may do for you, and other ways", lines, sheet)


def _worth_showing(others: Sequence[Alternative]) -> list[Alternative]:
    """Some that need no care and some that do, of which a help is known, and doing nothing; none says what another said."""
    first_to_say: dict[str, Alternative] = {}
    for other in others:
        first_to_say.setdefault(other.benefit, other)
    helping = [other for other in first_to_say.values() if not _SAYS_LITTLE.search(other.benefit)]
    with_care = [other for other in helping if other.action == "go-with-steps"]
    without = [other for other in helping if other.action == "go"]
    chosen = [*with_care[: max(MOST_WITH_CARE, MOST_OTHERS - len(without))], *without]
    if not chosen:
        chosen = [other for other in first_to_say.values() if NO_GAIN not in other.benefit and other.action in CLEARING]
    idle = [other for other in others if NO_GAIN in other.benefit][:1]
    return [*chosen[:MOST_OTHERS], *idle]


def _questions(assessment: Assessment, sheet: Sheet) -> list[str]:
    texts = [question.text for question in assessment.questions[:MOST_QUESTIONS]]
    return section("Ask the clinic", [line for text in texts for line in bullet(text, sheet, "[ ] ")], sheet)


def _watch_for(assessment: Assessment, sheet: Sheet) -> list[str]:
    """The signs; those that stand at the top already are not said again."""
    top = {because.rule for sign in assessment.urgent for because in sign.because}
    rest = tuple(sign for sign in assessment.watch_for if sign.id not in top)
    lines = watch_for(msgspec.structs.replace(assessment, watch_for=rest), sheet)
    return [*lines, *paragraph("And the signs at the top of this page: they come first.", sheet)] if top else lines


def _unknowns(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    if assessment.ask_next is not None:
        lines += bullet(f"Find out first: {assessment.ask_next.question} {assessment.ask_next.why}", sheet, "? ")
    for item in assessment.unknowns[:MOST_UNKNOWNS]:
        lines += bullet(f"{capitalised(item.what)}: {plain_part(item.why)}", sheet, "? ")
    more = len(assessment.unknowns) - MOST_UNKNOWNS
    lines += paragraph(f"... and {more} more (--full).", sheet) if more > 0 else []
    return section("What is not known", lines, sheet)


def _numbers(assessment: Assessment, sheet: Sheet) -> list[str]:
    """The exposure of what was simulated; where only a bound exists, `--full` gives it."""
    rows = [exposure_row(one) for one in assessment.exposure if has_percentiles(one.mother_peak_ug_per_l)]
    if not rows:
        return []
    intro = paragraph("Median, and in brackets the 5th to 95th percentile of the simulated pairs.", sheet)
    bounded = [
        place_name(one.substance) for one in assessment.exposure if not has_percentiles(one.mother_peak_ug_per_l)
    ]
    rest = paragraph(f"Only a bound by mass: {', '.join(bounded)}.", sheet) if bounded else []
    traces = [entry for entry in assessment.clock if entry.id.startswith(MILK_TRACE)]
    clocks = [line for entry in traces for line in bullet(clock_sentence(entry), sheet)]
    return section("For your clinician", [*intro, *table(_HEADER, rows, sheet.width), *rest, *clocks], sheet)
