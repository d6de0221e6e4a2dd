"""How the answer changes as the infant grows, as a small picture: five steps from `go` up to `avoid`, one mark for each age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from milkpath.judgement.assessment import Postpone
from milkpath.judgement.severity import ACTIONS, severity
from milkpath.report.numbers import number
from milkpath.report.sentences import postpone_sentence
from milkpath.report.templates import environment
from milkpath.report.words import ACTION_SYMBOLS, ACTION_WORDS

LEFT: Final = 108.0
RIGHT: Final = 308.0
TOP: Final = 14.0
STEP: Final = 22.0


def postpone_svg(rows: Sequence[Postpone]) -> str:
    """Return the picture, or an empty text without rows; every level is named in words, and no colour tells anything."""
    if not rows:
        return ""
    first, last = rows[0].age_months, rows[-1].age_months
    places = [(_across(row.age_months, first, last), _down(row), row) for row in rows]
    bottom = TOP + STEP * (len(ACTIONS) - 1)
    return (
        environment()
        .get_template("postpone.svg.j2")
        .render(
            sentence=postpone_sentence(rows),
            left=LEFT,
            right=RIGHT,
            bottom=bottom + 12,
            height=bottom + 48,
            levels=[(bottom - STEP * severity(one), f"{ACTION_SYMBOLS[one]} {ACTION_WORDS[one]}") for one in ACTIONS],
            line=_stairs([(x, y) for x, y, _ in places]),
            marks=[(x, y) for x, y, _ in places],
            ages=[(x, number(row.age_months, 2)) for x, _, row in _apart(places)],
        )
    )


def _across(age: float, first: float, last: float) -> float:
    return round(LEFT + 8 + (RIGHT - LEFT - 16) * (age - first) / max(last - first, 1e-9), 1)


def _down(row: Postpone) -> float:
    return TOP + STEP * (len(ACTIONS) - 1 - severity(row.action))


def _stairs(points: Sequence[tuple[float, float]]) -> str:
    """The path of a stair: an answer holds until the next age that was looked at.

    >>> _stairs([(0.0, 5.0), (2.0, 1.0)])
    'M0.0 5.0H2.0V1.0'
    """
    start = f"M{points[0][0]} {points[0][1]}"
    return start + "".join(f"H{x}V{y}" for x, y in points[1:])


def _apart(places: Sequence[tuple[float, float, Postpone]], least: float = 20.0) -> list[tuple[float, float, Postpone]]:
    """The places whose labels do not run into each other, the first and what follows it at a distance."""
    kept: list[tuple[float, float, Postpone]] = []
    for place in places:
        if not kept or place[0] - kept[-1][0] >= least:
            kept.append(place)
    return kept
