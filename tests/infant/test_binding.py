"""Binding in the infant's blood: less protein, more unbound."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.exposure.kinetics import maturation
from milkpath.infant.binding import unbound_relative_to_adult
from milkpath.infant.clearance import matured_fraction
from milkpath.knowledge.reader import knowledge

KNOWN = knowledge()
SHARES = st.floats(1e-4, 1.0)


@given(SHARES, st.floats(0.01, 1.0), st.floats(0.01, 1.0))
def test_less_protein_leaves_more_unbound(fraction_unbound: float, one: float, other: float) -> None:
    """Never less for less protein, never more than all of it."""
    more, less = max(one, other), min(one, other)
    with_more, with_less = unbound_relative_to_adult(fraction_unbound, np.array([more, less]))
    assert with_less >= with_more * (1 - 1e-12)
    assert fraction_unbound * with_less <= 1 + 1e-12


@given(SHARES)
def test_as_much_protein_as_the_adult_binds_as_much(fraction_unbound: float) -> None:
    """The ratio is one, whatever the substance."""
    assert unbound_relative_to_adult(fraction_unbound, np.array([1.0]))[0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("protein", "age_days", "low", "high"),
    [
        pytest.param("aag", 0, 0.2, 0.36, id="AAG at birth: 0.153 g/L of 0.496 g/L in the mother's blood"),
        pytest.param("aag", 30, 0.58, 0.72, id="AAG at a month: 0.66 by the curve of another group"),
        pytest.param("aag", 365, 0.86, 1.0, id="AAG at a year: 0.86 by the curve of another group"),
        pytest.param("albumin", 0, 0.75, 0.9, id="albumin at birth: 75 to 80 percent, 0.88"),
    ],
)
def test_proteins_grow_as_other_measurements_say(protein: str, age_days: float, low: float, high: float) -> None:
    """The curves that are used agree with measurements and with a curve that they were not made from."""
    assert low <= matured_fraction(maturation(KNOWN, protein), age_days) <= high


def test_a_preterm_baby_has_no_more_of_them() -> None:
    """Born early, there is less or as much at the same age."""
    for protein in ("aag", "albumin"):
        curve = maturation(KNOWN, protein)
        assert matured_fraction(curve, 14, 30) <= matured_fraction(curve, 14, 40)
