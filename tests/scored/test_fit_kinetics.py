"""The spread between groups of people is found again where it is known."""

from __future__ import annotations

import numpy as np
import pytest
from validation.fit_kinetics import likeliest, without_the_factor
from validation.scores import Z95
from validation.topical import Found

ROWS = 400


def _found(observed: float, low: float, high: float) -> Found:
    return Found(
        substance="a medicine",
        what="milk",
        observed=observed,
        low=low,
        middle=float(np.sqrt(low * high)),
        high=high,
        unit="ug/L",
        source="a study",
    )


def test_a_known_spread_is_found_again() -> None:
    """Over what the means scatter by themselves, the factor between groups that made the rows comes out."""
    own, factor = 0.2, np.log(1.6)
    off = np.random.default_rng(1).normal(0.0, np.hypot(own, factor), ROWS)
    names = np.array([f"substance {number}" for number in range(ROWS)])
    assert likeliest(off, np.full(ROWS, own**2), names) == pytest.approx(1.6, abs=0.08)


def test_means_that_scatter_as_they_should_ask_for_no_factor() -> None:
    """Where the rest of the knowledge explains the scatter the spread is one."""
    off = np.random.default_rng(1).normal(0.0, 0.19, ROWS)
    assert likeliest(off, np.full(ROWS, 0.2**2), np.arange(ROWS).astype(str)) == 1.0


def test_the_shipped_factor_is_taken_out_of_the_interval() -> None:
    """What is left is the variance of the mean without it; the observation lies off the middle of its interval."""
    spread = np.hypot(0.3, np.log(1.5))
    low, high = np.exp([-Z95 * spread, Z95 * spread])
    off, variance = without_the_factor([_found(2.0, low, high)], 1.5)
    assert off[0] == pytest.approx(np.log(2.0))
    assert variance[0] == pytest.approx(0.09)
