"""Keeps the rates of coupled modes from coinciding, where their difference divides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

NARROWEST_GAP = 1e-8
"""Two rates closer than this (relative) are moved this far apart. The answer is then exact for a rate changed by 1e-8,
which is what the error bound of the solver allows; without it, equal rates would divide by zero."""


def gap(first: Array, second: Array) -> Array:
    """The difference of two rates, kept away from zero."""
    difference = first - second
    scale = np.maximum(np.maximum(np.abs(first), np.abs(second)), 1e-12) * NARROWEST_GAP
    close = np.abs(difference) < scale
    if not close.any():
        return difference
    return np.where(close, np.where(difference < 0, -scale, scale), difference)


def apart(rates: Array, others: Array) -> Array:
    """Rates (n, P) moved to the edge of the gap where they coincide with one of `others` (m, P)."""
    moved = rates
    for other in others:
        distance = gap(moved, other[None])
        close = distance != moved - other
        if close.any():
            moved = np.where(close, other + distance, moved)
    return moved
