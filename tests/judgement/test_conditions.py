"""Conditions of mother and infant, named or implied."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.statements import statement_reasons

from .built import case_of, home, put


def _mother(medicine: dict[str, Any]) -> set[str]:
    return {c.id for c in case_of(home(put("Aqua"), mother={"medicines": [medicine]})).mother_conditions}


@pytest.mark.parametrize(
    ("medicine", "condition", "there"),
    [
        ({"name": "warfarin"}, "anticoagulant-use", True),
        ({"name": "warfarin", "until": "2026-11-01"}, "anticoagulant-use", False),
        ({"name": "isotretinoin", "until": "2026-09-01"}, "recent-isotretinoin", True),
        ({"name": "isotretinoin", "until": "2026-05-01"}, "recent-isotretinoin", False),
        ({"name": "paracetamol"}, "anticoagulant-use", False),
    ],
)
def test_some_medicines_are_conditions(medicine: dict[str, Any], condition: str, there: bool) -> None:
    """A blood thinner while it is taken; isotretinoin for the months that it is named for after its end."""
    assert (condition in _mother(medicine)) is there


def test_a_condition_that_is_named_twice_counts_once() -> None:
    """Born early, and said so."""
    tree = home(put("Aqua"), infant={"age": "4 weeks", "born_at": "32 weeks", "conditions": ["preterm"]})
    assert [c.id for c in case_of(tree).infant_conditions].count("preterm") == 1


def test_a_plan_without_skin_has_no_setting_that_a_condition_may_speak_of() -> None:
    """Melasma stops needles; it does not stop a mother who does nothing."""
    tree = home({"do": "remove", "area": "face"}, mother={"conditions": ["keloid"]})
    assert [reason for reason in statement_reasons(case_of(tree)) if reason.rule == "keloid-mother"] == []
