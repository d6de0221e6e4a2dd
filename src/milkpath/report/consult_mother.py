"""The mother's page: one printed side, the most pressing first, in plain words.

What goes on it is chosen by rank and by the room that it takes, before anything is drawn, so that the page on the phone
and the PDF hold the same lines. Nothing is shortened but a long product name; what has no room stands on the other sheets.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from milkpath.judgement.assessment import Assessment, Clock, Swap, WatchFor
from milkpath.judgement.severity import CLEARING
from milkpath.knowledge.reader import Knowledge
from milkpath.report.consent import consent_points
from milkpath.report.hours import hours_in_words, moment
from milkpath.report.sentences import (
    clock_when,
    feed_time,
    feeding_sentence,
    is_medicine,
    medicine_name,
    medicine_sentence,
    swap_sentence,
)
from milkpath.report.sheet import LANGUAGE, Answer, Items, Line, Mark, Paragraph, Section, Sheet, section
from milkpath.report.terminal import cleaned
from milkpath.report.words import (
    ACTION_SENTENCES,
    GRADE_WORDS,
    ROUTE_NAMES,
    action_words,
    capitalised,
    plain_part,
    routes_by_name,
)

IF_SEEN: Final = "If you see this now:"
"""Stands in the heading of the alarm box, so that no sign has to repeat it."""
WATCH: Final = "watch-"
MILK_TRACE: Final = "milk-"
WHOLE_PLAN: Final = frozenset({"visit", "home"})
"""A change with one of these as its step is about the plan as a whole."""
KEEP_MEDICINE: Final = "keep-own-medicine"
"""The advice that never lacks room: a page of warnings must not make a mother stop what keeps her well."""
LONGEST_NAME: Final = 40
LETTERS_IN_A_LINE: Final = 92
LINES_ON_THE_PAGE: Final = 69.0
HEADING_LINES: Final = 1.9
_NUMBERED: Final = re.compile(r"; \((\d+)\)")
TITLE: Final = "Your plan while breastfeeding"
FOOT: Final = (
    "This page holds what matters most. The rest is on the clinician's page and on the question list.",
    "It helps you decide. It does not replace your doctor or midwife.",
)


class Candidate(NamedTuple):
    """A line that may go on the page: a lower rank goes first."""

    rank: int
    part: str
    line: Line


class Part(NamedTuple):
    """A part of the page, in the order of reading."""

    key: str
    title: str
    mark: Mark = "bullet"
    alarm: bool = False


PARTS: Final = (
    Part("urgent", "If you see one of these now: call for help first, read on later", alarm=True),
    Part("do", "What to do", "number"),
    Part("medicines", "Your medicines"),
    Part("change", "What could change the answer"),
    Part("feed", "Feeding your baby"),
    Part("usual", "Back to usual"),
    Part("mother", "Get help: signs in you"),
    Part("infant", "Get help: signs in your baby"),
    Part("routes", "The four ways it can matter"),
    Part("unknown", "What we do not know"),
    Part("ask", "Ask the clinic", "check"),
    Part("choice", "It is your choice"),
)


def mothers_sheet(assessment: Assessment, known: Knowledge) -> Sheet:
    """Return the page for the mother."""
    shorten = _short_names(assessment)
    room = LINES_ON_THE_PAGE - _answer_lines(shorten(assessment.summary))
    chosen = _chosen([one._replace(line=_with(one.line, shorten)) for one in _candidates(assessment, known)], room)
    return Sheet(
        id="mother",
        title=TITLE,
        language=LANGUAGE,
        made_for=assessment.milkpath.assessed_for,
        one_page=True,
        sections=_sections(assessment, shorten(assessment.summary), chosen),
        foot=(*FOOT, _made(assessment)),
    )


def _made(assessment: Assessment) -> str:
    made = assessment.milkpath
    return f"Made for {moment(made.assessed_for)}. Milkpath {made.version}, knowledge {made.knowledge}."


def _sections(assessment: Assessment, summary: str, chosen: list[Candidate]) -> tuple[Section, ...]:
    found: dict[str, tuple[Section, ...]] = {}
    for part in PARTS:
        lines = tuple(one.line for one in chosen if one.part == part.key)
        found[part.key] = section(part.title, Items(mark=part.mark, lines=lines), alarm=part.alarm)
    answer = Answer(
        action=assessment.action,
        words=ACTION_SENTENCES[assessment.action],
        evidence=assessment.evidence,
        evidence_words=f"How sure: {assessment.evidence}, {GRADE_WORDS[assessment.evidence]}.",
    )
    first = section("The answer", answer, Paragraph(line=Line(text=summary)))
    urgent = found.pop("urgent")
    return (*urgent, *first, *(one for sections in found.values() for one in sections))


# --- what goes on the page ----------------------------------------------------------------------------------------------


def _chosen(candidates: list[Candidate], room: float) -> list[Candidate]:
    """The lines that fit, by rank, in the order in which they were offered; where one has no room, its part ends."""
    opened: set[str] = set()
    closed: set[str] = set()
    kept: set[int] = set()
    for place in sorted(range(len(candidates)), key=lambda place: (candidates[place].rank, place)):
        one = candidates[place]
        cost = _lines(one.line) + (0.0 if one.part in opened else HEADING_LINES)
        if one.rank > 0 and (one.part in closed or cost > room):
            closed.add(one.part)
            continue
        room -= cost
        opened.add(one.part)
        kept.add(place)
    return [one for place, one in enumerate(candidates) if place in kept]


def _lines(line: Line) -> float:
    letters = len(line.lead) + len(line.text) + len(line.remark) + 2
    return math.ceil(letters / LETTERS_IN_A_LINE) + 0.12


def _answer_lines(summary: str) -> float:
    return 8.5 + math.ceil(len(summary) / LETTERS_IN_A_LINE)


def _candidates(assessment: Assessment, known: Knowledge) -> Iterator[Candidate]:
    yield from _urgent(assessment)
    yield from _tasks(assessment)
    yield from _medicines(assessment)
    yield from _changes(assessment)
    yield from _feeds(assessment)
    yield from _clock(assessment)
    yield from _signs(assessment)
    yield from _routes(assessment)
    yield from _not_known(assessment)
    yield from _questions(assessment)
    yield from _choice(assessment, known)


def _urgent(assessment: Assessment) -> Iterator[Candidate]:
    for flag in assessment.urgent:
        call = f" Call {flag.call}." if flag.call else ""
        sign = capitalised(flag.sign.removeprefix(IF_SEEN).strip())
        yield Candidate(0, "urgent", Line(lead=sign, text=f"{flag.do}{call}"))


def _tasks(assessment: Assessment) -> Iterator[Candidate]:
    last = ""
    for place, task in enumerate(assessment.now):
        why = task.why if task.why != last and place < 4 else ""
        last = task.why
        soon = "" if task.within_h is None else _soon(task.id, task.within_h)
        first, rest = _first_sentence(task.do)
        text = " ".join(part for part in (rest, soon) if part)
        rank = 0 if place == 0 else 1 if task.id == KEEP_MEDICINE else 2 if place < 4 else 8
        yield Candidate(rank, "do", Line(lead=first, text=text, remark=why))


def _medicines(assessment: Assessment) -> Iterator[Candidate]:
    """Each medicine that she takes by its name; those that have to change never lack room."""
    for topic in filter(is_medicine, assessment.suitability):
        name = _shortened(cleaned(medicine_name(topic)), LONGEST_NAME)
        rank = 1 if topic.action in CLEARING else 0
        yield Candidate(rank, "medicines", Line(lead=f"{name}:", text=medicine_sentence(topic)))


def _first_sentence(text: str) -> tuple[str, str]:
    """Split a text after its first sentence.

    >>> _first_sentence("Use less. Your dose grows with it.")
    ('Use less.', 'Your dose grows with it.')
    >>> _first_sentence("Use less.")
    ('Use less.', '')
    """
    ends = [place for mark in (". ", "? ", "! ") if (place := text.find(mark)) >= 0]
    return (text[: min(ends) + 1], text[min(ends) + 2 :]) if ends else (text, "")


def _soon(task: str, within_h: float) -> str:
    """How soon; what is to be watched for is watched for so long, and done about at once.

    >>> _soon("wash-hands", 1.0), _soon("watch-baby", 24.0), _soon("stop-pain-gel", 0.0)
    ('Do this within 1 hour.', 'Watch for 24 hours.', 'Do this right away.')
    """
    if within_h <= 0:
        return "Do this right away."
    return f"{'Watch for' if task.startswith(WATCH) else 'Do this within'} {hours_in_words(within_h)}."


def _changes(assessment: Assessment) -> Iterator[Candidate]:
    """The smallest set of changes, else the changes that help most; then waiting; then another way."""
    whole = [swap for swap in assessment.swaps if swap.step in WHOLE_PLAN]
    single = [swap for swap in assessment.swaps if swap.step not in WHOLE_PLAN and swap.action_after in CLEARING]
    for place, swap in enumerate((*whole[:1], *single[:2])):
        yield Candidate(3 if place == 0 else 9, "change", Line(text=_swap(swap)))
    if assessment.action in CLEARING:
        return
    later = next((row for row in assessment.postpone if row.action in CLEARING), None)
    if later is not None:
        age = f"{later.age_months:.0f} months"
        words = f"When your baby is {age} old, this plan would be: {action_words(later.action)}."
        yield Candidate(6, "change", Line(text=words))
    for other in [way for way in assessment.alternatives if way.action in CLEARING][:2]:
        words = f"{action_words(other.action)}. {capitalised(other.benefit)}"
        yield Candidate(10, "change", Line(lead=f"{capitalised(other.procedure)}:", text=words))


def _swap(swap: Swap) -> str:
    """A change; where several stand in one sentence, each becomes one of its own."""
    return _NUMBERED.sub(r". (\1)", swap_sentence(swap).rstrip(".") + ".")


def _feeds(assessment: Assessment) -> Iterator[Candidate]:
    yield Candidate(0, "feed", Line(lead=feeding_sentence(assessment.feeding)))
    seen: set[str] = set()
    for entry in assessment.feeding.schedule[:2]:
        words = f"{feed_time(entry.at)}: {entry.do}."
        if words not in seen:
            yield Candidate(2, "feed", Line(text=words))
        seen.add(words)


def _clock(assessment: Assessment) -> Iterator[Candidate]:
    """When skin and products are back to usual; how long a trace stays in milk is a figure for the clinician."""
    for place, entry in enumerate(one for one in assessment.clock if not one.id.startswith(MILK_TRACE)):
        yield Candidate(4 if place < 3 else 9, "usual", _clock_line(entry))


def _clock_line(entry: Clock) -> Line:
    return Line(lead=f"{capitalised(entry.what)}:", text=f"{clock_when(entry)}.")


def _signs(assessment: Assessment) -> Iterator[Candidate]:
    """The signs, of each person the most pressing first; those that stand in the alarm box are not said twice."""
    told = " ".join(flag.sign.lower() for flag in assessment.urgent)
    for who in ("mother", "infant"):
        signs = [sign for sign in assessment.watch_for if sign.who == who and not _is_told(sign, told)]
        for place, sign in enumerate(signs):
            yield Candidate(1 if place == 0 else 3 if place == 1 else 7, who, Line(text=sign.text))


def _is_told(sign: WatchFor, told: str) -> bool:
    return sign.text.lower().split(". ")[0] in told


def _routes(assessment: Assessment) -> Iterator[Candidate]:
    for name, route in routes_by_name(assessment.routes).items():
        reason = plain_part(route.because[0].text) if route.because and name == "supply" else ""
        words = f"{action_words(route.action)} ({GRADE_WORDS[route.evidence]})."
        yield Candidate(1, "routes", Line(lead=f"{ROUTE_NAMES[name]}:", text=words, remark=reason))


def _not_known(assessment: Assessment) -> Iterator[Candidate]:
    if assessment.ask_next is not None:
        yield Candidate(3, "unknown", Line(lead="Find out first:", text=assessment.ask_next.question))
    named = _unread(assessment)
    if named:
        yield Candidate(0, "unknown", Line(text=f"We could not read: {', '.join(named)}. So we cannot clear it."))
    count = len(assessment.unknowns)
    if count:
        listed = "1 open point is" if count == 1 else f"{count} open points are"
        yield Candidate(6, "unknown", Line(text=f"{listed} on the clinician's page."))


def _unread(assessment: Assessment, most: int = 6) -> list[str]:
    """The words of labels that were not recognised; an ingredient that is not known is never passed over in silence."""
    words = [t.text for step in assessment.steps for t in step.ingredients if t.status == "unresolved"]
    names = list(dict.fromkeys(_shortened(cleaned(word), LONGEST_NAME) for word in words))
    more = len(names) - most
    return [*names[:most], f"and {more} more"] if more > 0 else names


def _questions(assessment: Assessment) -> Iterator[Candidate]:
    for place, question in enumerate(assessment.questions):
        yield Candidate(
            4 if place == 0 else 6 if place < 2 else 9 if place < 5 else 12, "ask", Line(text=question.text)
        )


def _choice(assessment: Assessment, known: Knowledge) -> Iterator[Candidate]:
    """What is said before consent, in her words: what was never studied, and what is hers to choose."""
    points = [point for point in consent_points(assessment, known) if point.plain is not None]
    for point in points:
        if "needles" in point.occasions:
            yield Candidate(1, "unknown", Line(text=point.plain or ""))
    hers = [point for point in reversed(points) if "needles" not in point.occasions]
    for place, point in enumerate(hers):
        yield Candidate(1 if place == 0 else 11, "choice", Line(text=point.plain or ""))


# --- words --------------------------------------------------------------------------------------------------------------


class _Shortener(NamedTuple):
    """Shortens the names that a plan gives to products, wherever they stand."""

    names: tuple[tuple[str, str], ...]

    def __call__(self, text: str) -> str:
        for long, short in self.names:
            text = text.replace(long, short)
        return cleaned(text)


def _short_names(assessment: Assessment) -> _Shortener:
    names = {step.product for step in assessment.steps if step.product and len(step.product) > LONGEST_NAME}
    return _Shortener(
        tuple((name, _shortened(cleaned(name), LONGEST_NAME)) for name in sorted(names, key=len, reverse=True))
    )


def _shortened(text: str, most: int) -> str:
    """Return text of at most so many characters.

    >>> _shortened("numbing cream with a very long name", 16)
    'numbing cream w…'
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _with(line: Line, shorten: _Shortener) -> Line:
    return Line(lead=shorten(line.lead), text=shorten(line.text), remark=shorten(line.remark), cites=line.cites)


def spoken(sheet: Sheet) -> Iterator[str]:
    """Yield the running text of a page, line by line: what its readability is measured on."""
    for part in sheet.sections:
        for block in part.blocks:
            match block:
                case Answer():
                    yield f"{block.words}."
                case Paragraph():
                    yield block.line.text
                case Items():
                    for line in block.lines:
                        yield " ".join(text for text in (line.lead, line.text, line.remark) if text)
    yield from sheet.foot
