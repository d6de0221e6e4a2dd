"""The short report for the terminal: what a tired mother needs, and one table for her clinician."""

from __future__ import annotations

from milkpath.judgement.assessment import Assessment
from milkpath.judgement.severity import CLEARING
from milkpath.report.numbers import has_percentiles
from milkpath.report.sentences import (
    WHOLE_PLAN,
    alternative_sentence,
    clock_sentence,
    feed_time,
    feeding_sentence,
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
MOST_UNKNOWNS = 4
MOST_QUESTIONS = 8
MOST_FEEDS = 2
MOST_SWAPS = 2
MOST_OTHERS = 4
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
        _routes,
        _changes,
        _feeding,
        _clock,
        _timing,
        _other_ways,
        _questions,
        watch_for,
        _unknowns,
        assumptions,
        _numbers,
    )
    lines = [line for part in parts for line in part(assessment, bare)]
    return [*lines, *provenance(assessment, bare), *paragraph(MORE, bare)]


def _now(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    last = ""
    for place, task in enumerate(assessment.now, start=1):
        lines += bullet(now_sentence(task), sheet, f"{place}. ")
        lines += paragraph(f"Why: {task.why}", sheet, "   ") if task.why != last else []
        last = task.why
    return section("What to do", lines, sheet)


def _routes(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    for name, route in routes_by_name(assessment.routes).items():
        words = verdict(route.action, route.evidence, route.flags)
        lines += verdict_lines(ROUTE_NAMES[name], words, (route.action, route.evidence), sheet)
        lines += [line for reason in route.because[:1] for line in bullet(plain_part(reason.text), sheet, "  - ")]
    return section("The four ways it can matter", lines, sheet)


def _changes(assessment: Assessment, sheet: Sheet) -> list[str]:
    """The steps to change or to put off, with their main reasons; the others in one line."""
    ahead = [step for step in assessment.steps if not (_is_over(assessment) and step.phase == "visit")]
    found = [step for step in ahead if step.action not in CLEARING]
    lines = [
        line
        for swap in assessment.swaps
        if swap.step in WHOLE_PLAN
        for line in bullet(swap_sentence(swap), sheet, "⇄ ")
    ]
    for step in found:
        words = verdict(step.action, step.evidence, step.flags)
        lines += verdict_lines(
            f"{capitalised(step_name(step.do, step.product))} ({place_name(step.id)})",
            words,
            (step.action, step.evidence),
            sheet,
        )
        for reason in step.because[:MOST_REASONS]:
            lines += bullet(plain_part(reason.text), sheet, "  - ")
        mine = [swap for swap in assessment.swaps if swap.step == step.id]
        for swap in mine[:MOST_SWAPS]:
            lines += bullet(swap_sentence(swap), sheet, "  ⇄ ")
    if len(ahead) > len(found):
        which = "The other steps stand" if found else "Every step stands"
        lines += paragraph(f"{which}, with the handling above.", sheet)
    return section("What to change in the plan", lines, sheet)


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
    entries = [entry for entry in assessment.clock if not entry.id.startswith(MILK_TRACE)]
    return section("Back to usual", [line for entry in entries for line in bullet(clock_sentence(entry), sheet)], sheet)


def _timing(assessment: Assessment, sheet: Sheet) -> list[str]:
    """What speaks against this time, and what waiting would change; what is fine stands in the full report."""
    lines: list[str] = []
    for topic in assessment.suitability:
        if topic.action not in CLEARING:
            told = f"{capitalised(topic.topic)}: {action_words(topic.action)}. {plain_part(topic.because[0].text)}"
            lines += bullet(told, sheet)
    rows = assessment.postpone
    lines += bullet(f"If you wait: {postpone_sentence(rows)}", sheet) if rows else []
    lines += [line for cost in waiting_cost(rows) for line in bullet(plain_part(cost.text), sheet)]
    return section("Is this the time?", lines, sheet)


def _other_ways(assessment: Assessment, sheet: Sheet) -> list[str]:
    """What the plan may do, and the best of the other ways; all of them stand in the full report."""
    lines = paragraph(assessment.benefit.text, sheet) if assessment.benefit is not None else []
    helping = [other for other in assessment.alternatives if NO_GAIN not in other.benefit]
    idle = [other for other in assessment.alternatives if NO_GAIN in other.benefit]
    shown = [*helping[:MOST_OTHERS], *idle[:1]]
    for other in shown:
        lines += bullet(alternative_sentence(other), sheet)
    more = len(assessment.alternatives) - len(shown)
    lines += paragraph(f"... and {more} more (--full).", sheet) if more > 0 else []
    return section("What it may do for you, and other ways", lines, sheet)


def _questions(assessment: Assessment, sheet: Sheet) -> list[str]:
    texts = [question.text for question in assessment.questions[:MOST_QUESTIONS]]
    return section("Ask the clinic", [line for text in texts for line in bullet(text, sheet, "[ ] ")], sheet)


def _unknowns(assessment: Assessment, sheet: Sheet) -> list[str]:
    lines: list[str] = []
    if assessment.ask_next is not None:
        lines += bullet(f"Find out first: {assessment.ask_next.question} {assessment.ask_next.why}", sheet, "? ")
    for item in assessment.unknowns[:MOST_UNKNOWNS]:
        lines += bullet(f"{capitalised(item.what)}: {item.why}", sheet, "? ")
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
