"""The monograph in plain words, short: `milkpath show lidocaine --for mother`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from milkpath.judgement.severity import severity
from milkpath.knowledge.model import Setting, Statement
from milkpath.knowledge.reader import Knowledge
from milkpath.report.monograph import ROUTES, Monograph
from milkpath.report.text_sheet import NARROWEST, Sheet, bullet, paragraph, section
from milkpath.report.words import ACTION_SYMBOLS, ACTION_WORDS, GRADE_WORDS, PURPOSE, ROUTE_NAMES, capitalised
from milkpath.version import VERSION

WHERE_WORDS: Final[dict[Setting, str]] = {
    "whole-skin": "on whole skin",
    "open-skin": "on open skin",
    "recovering-skin": "on healing skin",
    "breast": "on the breast",
    "injected": "injected",
    "taken": "taken by mouth",
}
SKIN_WORDS: Final = (
    "Open skin: needles go through it, or it was opened less than three days ago. Healing: up to a week."
)
UNKNOWN: Final = "Some things are not known. The full page lists them; your clinician can read it."
NO_WORDS: Final = "Nothing is recorded here in plain words. That says nothing in either direction. Ask your clinician."
MORE: Final = "The full page says more. Ask your clinician to read it with you."
DISPUTED: Final = "The experts do not agree on every point. The full page shows each side."


def mother_text(known: Knowledge, told: Monograph, *, width: int = 78) -> str:
    """Return the plain words of a monograph by route, the most important first, each said once."""
    sheet = Sheet(width=max(width, NARROWEST), colour=False, numbers={})
    statements = [one.statement for part in told.sections for one in part.told]
    closing = (
        (SKIN_WORDS, any({"open-skin", "recovering-skin"} & set(one.settings) for one in statements)),
        (DISPUTED, bool(told.disagreements)),
        (UNKNOWN, bool(told.unknowns)),
        (_more(statements), any(not one.plain for one in statements) or not statements),
        (PURPOSE, True),
        (f"Revised {told.reviewed}. Knowledge {known.version}, Milkpath {VERSION}.", True),
    )
    lines = [
        *paragraph(told.name.upper(), sheet),
        *(paragraph(capitalised(f"{told.plain.rstrip('.')}."), sheet) if told.plain else ()),
        *(line for route in ROUTES for line in _route(known, statements, route, sheet)),
        "",
        *(line for text, holds in closing if holds for line in paragraph(text, sheet)),
    ]
    return "\n".join(lines)


def _more(statements: list[Statement]) -> str:
    return MORE if any(one.plain for one in statements) else NO_WORDS


def _route(known: Knowledge, statements: list[Statement], route: str, sheet: Sheet) -> Iterator[str]:
    """Give each plain sentence of a route once, the most severe action first."""
    here = [one for one in statements if one.plain and one.route in (route, "all")]
    by_severity = sorted(here, key=lambda one: -severity(one.action or "go"))
    lines = [line for one in by_severity for line in _line(known, one, sheet)]
    yield from section(ROUTE_NAMES[route], lines, sheet)


def _line(known: Knowledge, one: Statement, sheet: Sheet) -> list[str]:
    where = [*_settings(one), *_only_for(known, one)]
    head = capitalised(f"{'; '.join(where)}: ") if where else ""
    words = " ".join((one.plain or "").split())
    if one.action is None:
        return bullet(f"{head}{words}", sheet, "· ")
    rests = f" ({ACTION_WORDS[one.action]}; {GRADE_WORDS[one.grade]})"
    return bullet(f"{head}{words}{rests}", sheet, f"{ACTION_SYMBOLS[one.action]} ")


def _settings(one: Statement) -> Iterator[str]:
    words = [WHERE_WORDS[setting] for setting in one.settings]
    if words:
        yield words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _only_for(known: Knowledge, one: Statement) -> Iterator[str]:
    """Say in plain words for whom alone a statement holds."""
    for who, conditions in (("your baby has", one.infant_conditions), ("you have", one.mother_conditions)):
        if conditions:
            names = [known.conditions[name].name if name in known.conditions else name for name in conditions]
            yield f"if {who}: {' or '.join(names)}"
    figures = (
        ("your baby is under {:g} weeks old", one.infant_age_weeks_below),
        ("your baby is {:g} weeks old or more", one.infant_age_weeks_from),
        ("it is stronger than {:g} %", one.percent_above),
        ("it has up to {:g} %", one.percent_up_to),
        ("needles go deeper than {:g} mm", one.depth_mm_above),
    )
    yield from (f"if {words.format(figure)}" for words, figure in figures if figure is not None)
    if one.near_mouth is not None:
        yield "near your mouth" if one.near_mouth else "away from your mouth"
    if one.setting_of_use is not None:
        yield {"home": "at home", "clinic": "in a clinic"}[one.setting_of_use]
