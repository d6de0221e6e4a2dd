"""What is left on the skin, by hours after the visit: for the baby who is held there."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.assessment import ContactDose, Residue
from milkpath.knowledge.reader import knowledge

from .built import case_of, needle, put, visit

LEAVE_ON = put("Lidocaine 4 %; Purified water", "face", amount="5 g")
WIPED = LEAVE_ON | {"for": "30 min"}
WIPE = {"do": "remove", "area": "face", "how": "wipe"}


def _contact(tree: dict[str, Any]) -> ContactDose:
    return next(each.report.contact for each in case_of(tree).exposures if each.report.substance == "lidocaine")


def _residue(tree: dict[str, Any]) -> Residue:
    found = _contact(tree).residue_by_hour
    assert found is not None
    return found


@pytest.mark.parametrize("steps", [(LEAVE_ON,), (WIPED, WIPE), (WIPED, WIPE, needle("face"))])
def test_it_falls_with_the_hours(steps: tuple[dict[str, Any], ...]) -> None:
    """Nothing is put on after the visit, so that there is never more at a later hour."""
    left = _residue(visit(*steps)).ug_per_cm2
    for band in (left.p05, left.p50, left.p95):
        assert list(band) == sorted(band, reverse=True)


def test_the_first_hours_and_the_last_are_told() -> None:
    """From the end of the visit to two days after it."""
    assert _residue(visit(WIPED, WIPE, needle("face"))).hours[:8] == (0.0, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0)


def test_what_was_put_on_last_lies_there_when_the_visit_ends() -> None:
    """Left on without a wipe, nearly all of it, spread over the area: 5 g with 4 % on the face."""
    area = next(one.value for one in knowledge().sites["face"].quantities if one.name == "area")
    at_end = _residue(visit(LEAVE_ON)).ug_per_cm2.p50[0]
    assert 0.7 < at_end / (5e6 * 0.04 / area) <= 1.0 + 1e-9


def test_two_products_on_the_same_skin_add_up() -> None:
    """The same cream twice leaves twice as much as once, at most."""
    once, twice = (_residue(visit(*steps)).ug_per_cm2.p50[0] for steps in ((LEAVE_ON,), (LEAVE_ON, LEAVE_ON)))
    assert 1.7 * once < twice <= 2 * once * (1 + 1e-9)


def test_a_wipe_leaves_less_at_every_hour() -> None:
    """Wiping is worth telling a mother about."""
    wiped, left_on = _residue(visit(WIPED, WIPE)), _residue(visit(LEAVE_ON))
    assert all(less < more for less, more in zip(wiped.ug_per_cm2.p50[:4], left_on.ug_per_cm2.p50[:4], strict=True))
