"""Figures are rounded in one way for rules and report."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.judgement.rounding import round_significant

POSITIVE = st.floats(min_value=1e-12, max_value=1e12)


@given(POSITIVE)
def test_rounding_moves_a_number_by_at_most_half_a_unit_of_the_fourth_digit(x: float) -> None:
    """Four significant digits are kept."""
    assert math.isclose(x, round_significant(x), rel_tol=5.0001e-4)


@given(POSITIVE)
def test_rounding_twice_is_rounding_once(x: float) -> None:
    """The rules and the report read the same figure."""
    assert round_significant(x) == round_significant(round_significant(x))


@pytest.mark.parametrize("x", [0.0, math.inf, -math.inf])
def test_rounding_leaves_what_has_no_digits(x: float) -> None:
    """Zero and infinity stay what they are."""
    assert round_significant(x) == x
