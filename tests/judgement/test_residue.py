"""What is left on the skin, by hours after the visit: for the baby who is held there."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.assessment import ContactDose, Residue

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


def test_no_hour_has_more_than_the_most_that_is_told() -> None:
    """The single figure is the highest of all hours."""
    contact = _contact(visit(WIPED, WIPE, needle("face")))
    most, by_hour = contact.residue_ug_per_cm2, contact.residue_by_hour
    assert most is not None
    assert by_hour is not None
    assert max(by_hour.ug_per_cm2.p95) <= most.p95 * (1 + 1e-9)
    assert by_hour.hours[0] == 0.0


def test_a_wipe_leaves_less_at_every_hour() -> None:
    """Wiping is worth telling a mother about."""
    wiped, left_on = _residue(visit(WIPED, WIPE)), _residue(visit(LEAVE_ON))
    assert all(less < more for less, more in zip(wiped.ug_per_cm2.p50[:4], left_on.ug_per_cm2.p50[:4], strict=True))
