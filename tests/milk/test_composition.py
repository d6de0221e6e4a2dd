"""What milk is made of: pH and fat over the months, and what they do to the milk-to-plasma ratio."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.exposure.predictors import milk_over_months, phase_distribution_model
from milkpath.knowledge.reader import knowledge
from milkpath.milk.composition import by_composition, milk_fat_share, milk_ph, most_acid_month

KNOWN = knowledge()
MILK = milk_over_months(KNOWN)
MODEL = phase_distribution_model(KNOWN)
FIRST_DAY, SECOND_WEEK, YEAR = 0.0, 0.5, 12.0

MOLECULES: Final = {
    "acid": {"log_kow": 2.0, "fraction_unbound": 0.1, "pka_acid": 3.0, "pka_base": None},
    "base": {"log_kow": 2.0, "fraction_unbound": 0.3, "pka_acid": None, "pka_base": 9.5},
    "neutral and watery": {"log_kow": -1.0, "fraction_unbound": 0.9, "pka_acid": None, "pka_base": None},
    "neutral and fatty": {"log_kow": 3.0, "fraction_unbound": 0.1, "pka_acid": None, "pka_base": None},
}


def factor(kind: str, months: float) -> float:
    return by_composition(MODEL, MILK, [months], **MOLECULES[kind])


def test_milk_is_most_acid_in_the_first_months() -> None:
    """The pH falls from the first days to the second week and rises again over the year, as was measured."""
    first, second, late = (milk_ph(MILK, month) for month in (FIRST_DAY, SECOND_WEEK, YEAR))
    assert first > late > second
    assert 7.0 < second < 7.25


@given(st.floats(0, 12))
def test_no_month_is_more_acid_than_the_most_acid_one(months: float) -> None:
    """The lowest pH lies where the formula for it says."""
    assert milk_ph(MILK, months) >= milk_ph(MILK, most_acid_month(MILK)) - 1e-12


def test_fat_of_one_to_six_months_is_that_of_an_independent_study() -> None:
    """Fat lies within the spread of a study of 71 mothers that is not part of the fit's figures: 41.1 +- 7.8 g/L."""
    observed = KNOWN.parameter("milk-fat-content-observed")
    grams = milk_fat_share(MILK, 3.0) * MILK.fat_density_g_per_ml * 1000
    assert observed.value - 7.8 < grams < observed.value + 7.8


def test_an_acid_goes_into_less_acid_milk_and_a_base_into_more_acid_milk() -> None:
    """Ion trapping turns round with the pH of milk: colostrum holds more of an acid and less of a base than mature milk."""
    assert factor("acid", FIRST_DAY) > factor("acid", SECOND_WEEK)
    assert factor("base", FIRST_DAY) < factor("base", SECOND_WEEK)


def test_a_watery_neutral_substance_does_not_feel_the_milk() -> None:
    """Without charge and without fat there is nothing for pH and fat to act on."""
    assert all(factor("neutral and watery", month) == pytest.approx(1.0, abs=0.02) for month in (0, 0.5, 3, 12))


def test_a_fatty_substance_follows_the_fat() -> None:
    """What dissolves in fat goes up with it."""
    assert factor("neutral and fatty", YEAR) > factor("neutral and fatty", 1.0)


@given(st.sampled_from(sorted(MOLECULES)), st.floats(0, 24), st.floats(0, 24))
def test_more_months_to_compare_never_make_it_less(kind: str, one: float, other: float) -> None:
    """The worst of two ages is at least each of them, so a younger infant is never taken to get less."""
    both = by_composition(MODEL, MILK, [one, other], **MOLECULES[kind])
    assert both == pytest.approx(max(factor(kind, one), factor(kind, other)))


@given(st.floats(12, 60))
def test_after_the_last_month_that_was_measured_milk_stays_as_it_is(months: float) -> None:
    """Nothing is extrapolated."""
    assert milk_ph(MILK, months) == milk_ph(MILK, YEAR)
    assert milk_fat_share(MILK, months) == milk_fat_share(MILK, YEAR)
