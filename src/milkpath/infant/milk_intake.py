"""How much milk the infant drinks."""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec

OLDEST_NURSLING_DAYS = 1095
"""Ages up to three years are compared when the worst age is looked for."""
PEAK_IS_BEFORE_DAY = 43
"""Intake per kg is highest before this day, by the curve and the WHO weights; until then every day is compared."""
DAYS_PER_WEEK = 7


class IntakeCurve(msgspec.Struct, frozen=True, kw_only=True):
    """Milk intake of a fully breastfed infant [mL/day] = constant + per_day d + per_log_day ln d (d in days)."""

    constant: float
    per_day: float
    per_log_day: float
    first_valid_day: float
    last_valid_day: float


def intake_ml_per_day(curve: IntakeCurve, age_days: float) -> float:
    """Milk intake [mL/day] of a fully breastfed infant (Rios-Leyvraz & Yao 2023, Breastfeed Med 18:188).

    Outside the valid days the value of the nearest one is kept (colostrum is less, and so is late milk: the cautious side).

    >>> curve = IntakeCurve(constant=51, per_day=-1.4, per_log_day=180, first_valid_day=3, last_valid_day=730)
    >>> round(intake_ml_per_day(curve, 20))
    562
    """
    day = min(max(age_days, curve.first_valid_day), curve.last_valid_day)
    return max(curve.constant + curve.per_day * day + curve.per_log_day * math.log(day), 0.0)


def worst_intake_ml_per_kg_day(
    curve: IntakeCurve,
    weight_kg_at: Callable[[float], float],
    share_at: Callable[[float], float],
    age_days: float,
    *,
    also_at: tuple[float, ...] = (),
) -> float:
    """Milk intake [mL/kg/day] at this age, or at any older age where it is more.

    Intake per kg peaks near day 20. Taking the worst of this and all older ages keeps the house rule that a younger
    infant never makes the milk route milder. `share_at` is the share of full breastfeeding at an age; `also_at` are the ages
    at which it jumps. All ages look at the same older days, so that none sees a peak that a younger one misses.
    """
    days = [*range(PEAK_IS_BEFORE_DAY), *range(PEAK_IS_BEFORE_DAY, OLDEST_NURSLING_DAYS, DAYS_PER_WEEK), *also_at]
    ages = [age_days, *(day for day in days if day > age_days)]
    return max(share_at(age) * intake_ml_per_day(curve, age) / weight_kg_at(age) for age in ages)
