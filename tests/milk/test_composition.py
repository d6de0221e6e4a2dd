"""What milk is made of: pH and fat over the months, and what they do to the milk-to-plasma ratio."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.exposure.predictors import milk_over_months, phase_distribution_model
from milkpath.knowledge.reader import knowledge
from milkpath.milk.composition import by_composition, milk_fat_share, milk_ph, most_acid_month, ph_range
from milkpath.substance.ionisation import WHOLLY_CHARGED_ACID, ChargedGroups

KNOWN = knowledge()
MILK = milk_over_months(KNOWN)
MODEL = phase_distribution_model(KNOWN)
FIRST_DAY, SECOND_WEEK, YEAR = 0.0, 0.5, 12.0
UNCHARGED = ChargedGroups()
MOLECULES: Final[dict[str, dict[str, Any]]] = {
    "acid": {"log_kow": 2.0, "fraction_unbound": 0.1, "groups": ChargedGroups(pka_acid=3.0)},
    "base": {"log_kow": 2.0, "fraction_unbound": 0.3, "groups": ChargedGroups(pka_base=9.5)},
    "neutral and watery": {"log_kow": -1.0, "fraction_unbound": 0.9, "groups": UNCHARGED},
    "neutral and fatty": {"log_kow": 3.0, "fraction_unbound": 0.1, "groups": UNCHARGED},
}


def factor(kind: str, months: float, **changed: Any) -> float:
    return by_composition(MODEL, MILK, months, **MOLECULES[kind] | changed)


def test_milk_is_most_acid_in_the_first_months() -> None:
    """The pH falls from the first days to the second week and rises again over the year, as was measured."""
    first, second, late = (milk_ph(MILK, month) for month in (FIRST_DAY, SECOND_WEEK, YEAR))
    assert first > late > second
    assert 7.0 < second < 7.25


@given(st.floats(0, 12))
def test_no_month_is_more_acid_than_the_most_acid_one(months: float) -> None:
    """The lowest pH lies where the formula for it says."""
    assert milk_ph(MILK, months) >= milk_ph(MILK, most_acid_month(MILK)) - 1e-12


@given(st.floats(0, 36))
def test_the_range_of_ph_holds_what_was_observed_and_no_more(months: float) -> None:
    """The range of ages to come lies within the pooled observations, and reaches the most acid milk until three months."""
    lowest, highest = ph_range(MILK, months)
    assert MILK.ph_lowest_observed <= lowest <= highest <= MILK.ph_highest_observed
    assert (lowest == MILK.ph_lowest_observed) == (months <= MILK.ph_lowest_until_months)


def test_fat_of_one_to_six_months_is_that_of_an_independent_study() -> None:
    """Fat lies within the spread of a study of 71 mothers that is not part of the fit's figures: 41.1 +- 7.8 g/L."""
    observed = KNOWN.parameter("milk-fat-content-observed")
    grams = milk_fat_share(MILK, 3.0) * MILK.fat_density_g_per_ml * 1000
    assert observed.value - 7.8 < grams < observed.value + 7.8


def test_an_acid_goes_into_the_least_acid_milk_and_a_base_into_the_most_acid() -> None:
    """Ion trapping by hand: a wholly charged group follows ten to the power of the difference in pH."""
    acid = factor("acid", FIRST_DAY, log_kow=None, groups=ChargedGroups(pka_acid=0.0))
    base = factor("base", FIRST_DAY, log_kow=None, groups=ChargedGroups(pka_base=14.0))
    water = (1 - milk_fat_share(MILK, FIRST_DAY)) / MODEL.milk_water_fraction
    assert acid == pytest.approx(water * 10 ** (MILK.ph_highest_observed - MODEL.milk_ph), rel=1e-6)
    assert base == pytest.approx(water * 10 ** (MODEL.milk_ph - MILK.ph_lowest_observed), rel=1e-6)


def test_a_watery_neutral_substance_does_not_feel_the_milk() -> None:
    """Without charge and without fat there is nothing for pH and fat to act on."""
    assert all(factor("neutral and watery", month) == pytest.approx(1.0, abs=0.02) for month in (0, 0.5, 3, 12))


def test_a_fatty_substance_follows_the_fat() -> None:
    """What dissolves in fat is highest at the end of the year, and is told from birth on."""
    fat = milk_fat_share(MILK, YEAR) / MODEL.milk_fat_fraction
    assert factor("neutral and fatty", 1.0) == pytest.approx(fat, rel=0.02)


@given(st.sampled_from(sorted(MOLECULES)), st.floats(0, 24), st.floats(0, 24))
def test_a_younger_infant_is_never_taken_to_get_less(kind: str, one: float, other: float) -> None:
    """All that an older infant meets lies ahead of a younger one."""
    assert factor(kind, min(one, other)) >= factor(kind, max(one, other)) * (1 - 1e-12)


def test_knowing_less_of_an_acid_is_never_milder() -> None:
    """Without its pKa it counts as wholly charged, and so at least as much of it goes into the first milk."""
    groups = ChargedGroups(pka_acid=WHOLLY_CHARGED_ACID)
    assert factor("acid", FIRST_DAY, groups=groups) >= factor("acid", FIRST_DAY) * (1 - 1e-3)


@given(st.floats(12, 60))
def test_after_the_last_month_that_was_measured_milk_stays_as_it_is(months: float) -> None:
    """Nothing is extrapolated."""
    assert milk_ph(MILK, months) == milk_ph(MILK, YEAR)
    assert milk_fat_share(MILK, months) == milk_fat_share(MILK, YEAR)
