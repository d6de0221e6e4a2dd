"""How much the infant drinks, and the envelope over older ages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.exposure.kinetics import milk_intake_ml_per_kg_day
from milkpath.infant.milk_intake import IntakeCurve, intake_ml_per_day
from milkpath.infant.weight import median_weight_kg
from milkpath.knowledge.reader import knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.plan import Feeding

KNOWN = knowledge()


def curve() -> IntakeCurve:
    figure = KNOWN.parameter
    return IntakeCurve(
        constant=figure("milk-intake-constant").value,
        per_day=figure("milk-intake-per-day").value,
        per_log_day=figure("milk-intake-per-log-day").value,
        first_valid_day=figure("milk-intake-valid-from-days").value,
        last_valid_day=figure("milk-intake-valid-until-days").value,
    )


def nursling(age_days: float, feeding: Feeding = "exclusive") -> Facts:
    return Facts(
        at=dt.datetime(2026, 12, 1),
        mother_weight_kg=60.0,
        skin_type=None,
        infant_age_days=age_days,
        infant_weight_kg=5.0,
        gestational_age_weeks=40.0,
        feeding=feeding,
        feeds_per_day=8.0,
        first_feed_h=0.0,
        infant_conditions=(),
        mother_conditions=(),
        assumed=(),
    )


@pytest.mark.parametrize(("days", "expected"), [(7, 391), (14, 506), (20, 562), (30, 621), (180, 733)])
def test_intake_by_day(days: float, expected: float) -> None:
    """The curve gives the computed values [mL/day]."""
    assert intake_ml_per_day(curve(), days) == pytest.approx(expected, abs=1)


def test_colostrum_is_clamped() -> None:
    """Before day 3 the value of day 3 is kept, after two years that of two years."""
    assert intake_ml_per_day(curve(), 0) == intake_ml_per_day(curve(), 3)
    assert intake_ml_per_day(curve(), 1000) == intake_ml_per_day(curve(), 730)


@pytest.mark.parametrize(("days", "expected"), [(30, 144), (61, 132), (91, 120), (183, 96), (365, 65)])
def test_envelope_is_the_curve_after_its_peak(days: float, expected: float) -> None:
    """After the first month the envelope is the curve over the median weight [mL/kg/day]."""
    assert milk_intake_ml_per_kg_day(nursling(days), KNOWN) == pytest.approx(expected, rel=0.015)
    assert milk_intake_ml_per_kg_day(nursling(days), KNOWN) >= (
        intake_ml_per_day(curve(), days) / median_weight_kg(KNOWN.weight_for_age, days) * (1 - 1e-12)
    )


@settings(deadline=None)
@given(
    age=st.integers(0, 1000), older=st.integers(0, 200), feeding=st.sampled_from(["exclusive", "mixed", "occasional"])
)
def test_younger_never_drinks_less_per_kg(age: int, older: int, feeding: Feeding) -> None:
    """The envelope of a younger infant is never below that of an older one with the same feeding."""
    younger, elder = nursling(age, feeding), nursling(age + older, feeding)
    assert milk_intake_ml_per_kg_day(younger, KNOWN) >= milk_intake_ml_per_kg_day(elder, KNOWN)
