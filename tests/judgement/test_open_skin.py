"""Opened skin never lets a substance off more lightly than whole skin, in the knowledge as it ships."""

from __future__ import annotations

import pytest

from milkpath.judgement.severity import severity, worst
from milkpath.judgement.statements import statements_of
from milkpath.knowledge.model import Setting, Statement
from milkpath.knowledge.reader import knowledge

from .built import case_of, needle, put, visit
from .invariants import answer_to, route_actions

KNOWN = knowledge()
MILDER = pytest.mark.parametrize(("milder", "harsher"), [("whole-skin", "open-skin"), ("recovering-skin", "open-skin")])


def _action(substance: str, route: str, setting: Setting) -> str | None:
    """The worst action of the statements that hold whoever the infant is; `None` where there are none."""
    actions = [
        statement.action
        for statement in statements_of(KNOWN.substances[substance], KNOWN)
        if statement.action is not None
        and statement.route in (route, "all")
        and (not statement.settings or setting in statement.settings)
        and _is_for_everyone(statement)
    ]
    return worst(actions) if actions else None


def _is_for_everyone(statement: Statement) -> bool:
    conditions = (
        statement.infant_age_weeks_below,
        statement.infant_age_weeks_from,
        statement.infant_conditions or None,
        statement.mother_conditions or None,
        statement.percent_above,
        statement.percent_up_to,
        statement.depth_mm_above,
        statement.near_mouth,
        statement.setting_of_use,
    )
    return all(condition is None for condition in conditions)


@MILDER
@pytest.mark.parametrize("route", ["milk", "contact", "mother"])
@pytest.mark.parametrize("substance", sorted(KNOWN.substances))
def test_opened_skin_is_never_milder(substance: str, route: str, milder: Setting, harsher: Setting) -> None:
    """Where nothing at all is known of milk on opened skin, a rule says `swap`; what is known is not milder than before."""
    before, after = _action(substance, route, milder), _action(substance, route, harsher)
    nothing_known = _action(substance, "milk", harsher) is None
    if before is None or nothing_known:
        return
    assert severity(after or "go") >= severity(before), (before, after)  # type: ignore[arg-type]


def test_a_cream_left_under_the_needles_is_not_milder_than_one_wiped_off() -> None:
    """The same, through the whole of `assess`."""
    cream = put("Benzocaine 20 %; Macrogol 400", "cheeks", covered=True)
    wiped = route_actions(answer_to(visit(cream, {"do": "remove", "area": "cheeks", "how": "wipe"}, needle("cheeks"))))
    left = route_actions(answer_to(visit(cream, needle("cheeks"))))
    assert all(severity(left[route]) >= severity(wiped[route]) for route in wiped)  # type: ignore[arg-type]


def test_a_cream_under_the_needles_meets_open_skin() -> None:
    """And one that is wiped off before does not."""
    (left,) = case_of(visit(put("Aqua"), needle())).timeline.applications
    (wiped,) = case_of(visit(put("Aqua"), {"do": "remove", "area": "face"}, needle())).timeline.applications
    assert (left.settings, wiped.settings) == (("open-skin",), ("whole-skin",))
