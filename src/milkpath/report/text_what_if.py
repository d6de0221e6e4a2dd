"""The terminal's account of a what-if: the two answers side by side, then what made the difference."""

from __future__ import annotations

from collections.abc import Iterable

from milkpath.advising.what_if import WHOLE, Difference, DoseMoved, Moved, WhatIf
from milkpath.judgement.assessment import Assessment
from milkpath.report.numbers import number
from milkpath.report.terminal import table
from milkpath.report.text_sheet import Sheet, bullet, heading, paragraph, section
from milkpath.report.words import (
    PURPOSE,
    ROUTE_NAMES,
    action_words,
    capitalised,
    place_name,
    plain_part,
    routes_by_name,
)

FIGURES = {
    "mother_peak_ug_per_l": "in her blood, peak, ug/L",
    "infant_dose_ug_per_kg_day": "to the baby by milk, worst day, ug/kg",
}
NOTHING = "Nothing changes: both plans get the same answer, for the same reasons."


def what_if_text(found: WhatIf, *, width: int) -> str:
    """Return the account as text."""
    sheet = Sheet(width, colour=False, numbers={})
    told = [f"{place_name(path)}: {_value(value)}" for path, value in found.changes.items()]
    lines = [
        *section("What if", [line for text in told for line in bullet(text, sheet)], sheet),
        *heading("The two answers", sheet),
        *table(("", "as planned", "what if"), _side_by_side(found.before, found.after), width),
        *_difference(found.difference, sheet),
        "",
        *paragraph(PURPOSE, sheet),
    ]
    return "\n".join(lines).strip("\n") + "\n"


def _value(value: object) -> str:
    """A value as people write it.

    >>> _value(None), _value(True), _value("5 g"), _value([{"name": "ibuprofen"}])
    ('left out', 'yes', '5 g', 'ibuprofen')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "none"
    if isinstance(value, dict):
        name = [_value(value["name"])] if "name" in value else []
        return " ".join([*name, *(f"{key} {_value(one)}" for key, one in value.items() if key != "name")])
    return "left out" if value is None else str(value)


def _side_by_side(before: Assessment, after: Assessment) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("Whole plan", action_words(before.action), action_words(after.action))]
    routes = routes_by_name(before.routes), routes_by_name(after.routes)
    rows += [
        (ROUTE_NAMES[name], action_words(verdict.action), action_words(routes[1][name].action))
        for name, verdict in routes[0].items()
    ]
    waits = (f"{number(one.feeding.withhold_h)} h" for one in (before, after))
    return [*rows, ("Wait for the milk", *waits)]


def _difference(found: Difference, sheet: Sheet) -> list[str]:
    steps = [moved for moved in found.actions if moved.what != WHOLE and moved.what not in ROUTE_NAMES]
    parts = (
        ("Steps that change", (_moved(one) for one in steps)),
        ("Reasons that appear", (f"{_where(one.where)}: {plain_part(one.because.text)}" for one in found.appeared)),
        ("Reasons that go away", (f"{_where(one.where)}: {plain_part(one.because.text)}" for one in found.disappeared)),
        ("Figures that change", (_dose(one) for one in found.doses)),
        (
            "Dates that change",
            (f"{place_name(name)}: {old or 'none'} to {new or 'none'}" for name, old, new in found.dates),
        ),
    )
    lines = [line for title, texts in parts for line in _part(title, texts, sheet)]
    return lines or ["", *paragraph(NOTHING, sheet)]


def _part(title: str, texts: Iterable[str], sheet: Sheet) -> list[str]:
    return section(title, [line for text in texts for line in bullet(text, sheet)], sheet)


def _where(place: str) -> str:
    return ROUTE_NAMES.get(place) or capitalised(place_name(place))


def _moved(moved: Moved) -> str:
    old, new = (action_words(one) if one else "not in the plan" for one in (moved.before, moved.after))
    return f"{_where(moved.what)}: {old}, then {new}"


def _dose(moved: DoseMoved) -> str:
    old, new = ("none" if one is None else number(one) for one in (moved.before, moved.after))
    return f"{capitalised(place_name(moved.substance))}, {FIGURES[moved.figure]}: {old}, then {new}"
