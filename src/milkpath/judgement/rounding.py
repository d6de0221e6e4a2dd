"""The one way in which figures are rounded: the rules and the report read the same rounded figure."""

from __future__ import annotations

import math

SIGNIFICANT_DIGITS = 4
"""As the assessment's contract says; a matter of form, not of science."""


def round_significant(x: float, digits: int = SIGNIFICANT_DIGITS) -> float:
    """Return `x` rounded to so many significant digits; a negative zero becomes zero.

    >>> round_significant(1234.567), round_significant(0.000123456), round_significant(1234.567, 2)
    (1235.0, 0.0001235, 1200.0)
    """
    if x == 0 or not math.isfinite(x):
        return 0.0 if x == 0 else x
    return float(f"{x:.{digits}g}")
