"""Milk-to-plasma ratio by phase distribution."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.exposure.predictors import phase_distribution_model
from milkpath.knowledge.reader import knowledge
from milkpath.milk.milk_to_plasma_ratio import (
    log_phase_distribution_base,
    phase_distribution,
    skim_milk_fraction_unbound,
)

MODEL = phase_distribution_model(knowledge())


@pytest.mark.parametrize(("unbound", "expected"), [(0.013, 0.79), (0.142, 0.92), (0.107, 0.91)])
def test_unbound_fraction_in_skim_milk(unbound: float, expected: float) -> None:
    """The sub-equation gives the values of the table: diazepam, phenytoin, propranolol."""
    assert skim_milk_fraction_unbound(MODEL, unbound) == pytest.approx(expected, abs=0.006)


def test_a_watery_neutral_is_about_one() -> None:
    """Metronidazole, hardly bound and neutral, is predicted at 0.96 (observed 0.98)."""
    assert phase_distribution(MODEL, log_kow=-0.02, fraction_unbound=0.96) == pytest.approx(0.958, abs=0.03)


@given(first=st.floats(1, 13), second=st.floats(1, 13))
def test_no_ion_trapping_where_milk_is_as_acid_as_plasma(first: float, second: float) -> None:
    """With equal pH on both sides the ratio of un-ionised fractions drops out, whatever the pKa; only log D is left."""
    level = msgspec.structs.replace(MODEL, milk_ph=MODEL.plasma_ph, milk_fat_fraction=0.0)
    found = [phase_distribution(level, log_kow=1.0, fraction_unbound=0.5, pka_base=pka) for pka in (first, second)]
    acid = phase_distribution(level, log_kow=1.0, fraction_unbound=0.5, pka_acid=first)
    assert found[0] == pytest.approx(found[1])
    assert acid == pytest.approx(found[0])


@given(st.floats(4, 11))
def test_bases_are_trapped_in_milk_and_acids_kept_out(pka: float) -> None:
    """Milk is more acid than plasma: a base gathers in it, an acid stays behind."""
    watery = msgspec.structs.replace(MODEL, milk_fat_fraction=0.0)
    neutral = phase_distribution(watery, log_kow=0.0, fraction_unbound=0.5)
    assert phase_distribution(watery, log_kow=0.0, fraction_unbound=0.5, pka_base=pka) >= neutral
    assert phase_distribution(watery, log_kow=0.0, fraction_unbound=0.5, pka_acid=pka) <= neutral


def test_a_base_by_logarithms() -> None:
    """A watery base at equal pH and unbound gives the constant and what the phases add."""
    level = msgspec.structs.replace(MODEL, milk_ph=MODEL.plasma_ph, milk_fat_fraction=0.0, milk_water_fraction=1.0)
    phases = 1 / skim_milk_fraction_unbound(level, 1.0)
    expected = 2.718281828459045**MODEL.base_intercept * phases**MODEL.base_phase_exponent
    assert log_phase_distribution_base(level, log_kow=0, fraction_unbound=1, pka_base=8) == pytest.approx(expected)
