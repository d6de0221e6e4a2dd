"""Roots of rising functions, many at once: Newton's method that never leaves its bracket.

SciPy has such a method for one root at a time only; here a million are needed, in place.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_ITERATIONS = 100
CONVERGED = 1e-10
"""A Newton step this short, relative to the root, leaves an error of rounding only: each step squares the one before."""


def bracketed_newton(function: Callable[[Array], tuple[Array, Array]], start: Array, low: Array, high: Array) -> Array:
    """Roots of functions that go from below to above zero between `low` and `high`, each with one root.

    A Newton step that leaves the bracket, or that is not half as long as the one before, is replaced by a halving of the
    bracket, so that every root is found.

    Args:
        function: gives values and slopes, elementwise.
        start: first guess, any shape.
        low: lower ends, same shape.
        high: upper ends, same shape.

    >>> bracketed_newton(lambda x: (x * x - 2, 2 * x), np.array([1.0]), np.array([0.0]), np.array([2.0])).round(12).tolist()
    [1.414213562373]
    """
    found, low, high = np.clip(start, low, high), low.copy(), high.copy()
    length = high - low
    for _ in range(MOST_ITERATIONS):
        value, slope = function(found)
        np.copyto(high, found, where=value >= 0)
        np.copyto(low, found, where=value <= 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(value == 0, 0.0, value / slope)
        far = ~(np.abs(step) <= CONVERGED * np.abs(found))
        if not far.any():
            return found - step
        trial = found - step
        astray = far & ~((trial >= low) & (trial <= high) & (2 * np.abs(step) <= length))
        if astray.any():
            np.copyto(trial, (low + high) / 2, where=astray)
        length = np.abs(trial - found)
        found = trial
    return found
