"""The parts that both halves of the terminal report are laid out with: headings, bullets, reasons, verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from milkpath.judgement.assessment import Assessment, Because
from milkpath.knowledge.model import Action, Flag, Grade
from milkpath.report.citations import citation_marks, source_numbers
from milkpath.report.terminal import Paint, painted, wrapped
from milkpath.report.words import FLAG_WORDS, action_words, evidence_words

NARROWEST: Final = 30

ACTION_PAINTS: Final[dict[Action, Paint]] = {
    "go": "green",
    "go-with-steps": "blue",
    "swap": "yellow",
    "defer": "magenta",
    "avoid": "red",
}


class Sheet(NamedTuple):
    """How wide the text is, whether it is painted, and the number of each source."""

    width: int
    colour: bool
    numbers: Mapping[str, int]


def sheet_for(assessment: Assessment, *, width: int, colour: bool) -> Sheet:
    """Return the sheet that an assessment is written on."""
    return Sheet(max(width, NARROWEST), colour, source_numbers(assessment))


def heading(title: str, sheet: Sheet) -> list[str]:
    """Return a heading with an empty line before it and a rule under it."""
    lines = wrapped(title.upper(), sheet.width)
    return ["", *painted([*lines, "─" * max(map(len, lines))], "bold", colour=sheet.colour)]


def section(title: str, lines: Iterable[str], sheet: Sheet) -> list[str]:
    """Return a heading and its lines, or nothing where there are no lines."""
    body = list(lines)
    return [*heading(title, sheet), *body] if body else []


def paragraph(text: str, sheet: Sheet, indent: str = "") -> list[str]:
    """Return one wrapped paragraph."""
    return wrapped(text, sheet.width, first=indent)


def bullet(text: str, sheet: Sheet, mark: str = "- ") -> list[str]:
    """Return one bullet, its later lines hanging under the first word."""
    return wrapped(text, sheet.width, first=mark)


def cited(text: str, sources: Iterable[str], sheet: Sheet) -> str:
    """Return a sentence with the numbers of its sources; on a sheet without numbers, the bare sentence."""
    if not sheet.numbers:
        return text
    return f"{text} {citation_marks(sources, sheet.numbers)}".strip()


def reason_bullets(because: Iterable[Because], sheet: Sheet, mark: str = "  - ") -> list[str]:
    """Return one bullet for each reason, with its sources; what several rules say in the same words is said once."""
    said = dict.fromkeys(cited(one.text, one.sources, sheet) for one in because)
    return [line for words in said for line in bullet(words, sheet, mark)]


def flag_words(flags: Iterable[Flag]) -> str:
    """Return flags as a remark in brackets.

    >>> flag_words(["conflict"])
    ' (sources disagree on a point)'
    >>> flag_words([])
    ''
    """
    words = "; ".join(FLAG_WORDS[flag] for flag in flags)
    return f" ({words})" if words else ""


def verdict(action: Action, evidence: Grade, flags: Iterable[Flag]) -> str:
    """Return action and evidence side by side, never blended.

    >>> verdict("go", "D", ["unknown"])
    '✓ as planned · evidence D, not enough is known (something could not be established)'
    """
    return f"{action_words(action)} · evidence {evidence_words(evidence)}{flag_words(flags)}"


def paint_of(action: Action, evidence: Grade) -> Paint:
    """Return the colour of an action; where not enough is known nothing is painted as if it were fine.

    >>> paint_of("go", "A"), paint_of("go", "D"), paint_of("avoid", "D")
    ('green', 'bold', 'red')
    """
    return "bold" if evidence == "D" and action in {"go", "go-with-steps"} else ACTION_PAINTS[action]


def verdict_lines(name: str, words: str, judged: tuple[Action, Grade], sheet: Sheet) -> list[str]:
    """Return a name and its verdict, painted by action and grade."""
    return painted(wrapped(f"{name}: {words}", sheet.width), paint_of(*judged), colour=sheet.colour)
