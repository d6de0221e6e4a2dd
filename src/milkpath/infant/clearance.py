"""How fast the infant clears a substance: the adult's clearance, by size and by how far each pathway has matured."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

DAYS_PER_WEEK = 7.0
DAYS_PER_YEAR = 365.25
ADULT_WEIGHT_KG = 70.0
TERM_WEEKS = 40.0
OLDEST_NURSLING_DAYS = 1095


class SigmoidByPostmenstrualAge(msgspec.Struct, frozen=True, kw_only=True):
    """Maturation as a Hill function of postmenstrual age [weeks]: `PMA^n/(TM50^n + PMA^n)`."""

    half_age_weeks: float
    hill: float


class SigmoidByPostnatalAge(msgspec.Struct, frozen=True, kw_only=True):
    """Maturation from birth [years]: `Fb + (Amax - Fb) age^n/(A50^n + age^n)` (Salem 2014, Clin Pharmacokinet 53:625)."""

    birth_fraction: float
    maximum: float
    half_age_years: float
    hill: float


class ConstantMaturation(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway of which only one cautious fraction of the adult is known."""

    fraction: float


Maturation = SigmoidByPostmenstrualAge | SigmoidByPostnatalAge | ConstantMaturation


def matured_fraction(maturation: Maturation, age_days: float, gestational_age_weeks: float = TERM_WEEKS) -> float:
    """Share of the adult's clearance per metabolic size (weight^0.75) at an age.

    >>> renal = SigmoidByPostmenstrualAge(half_age_weeks=47.7, hill=3.40)
    >>> round(matured_fraction(renal, 28), 2)
    0.43
    """
    match maturation:
        case SigmoidByPostmenstrualAge():
            weeks = gestational_age_weeks + age_days / DAYS_PER_WEEK
            power = math.pow(weeks, maturation.hill)
            return power / (math.pow(maturation.half_age_weeks, maturation.hill) + power)
        case SigmoidByPostnatalAge():
            # Born early is younger than the calendar says: count from term, the cautious side.
            years = max(age_days - (TERM_WEEKS - min(gestational_age_weeks, TERM_WEEKS)) * DAYS_PER_WEEK, 0.0)
            power = math.pow(years / DAYS_PER_YEAR, maturation.hill)
            half = math.pow(maturation.half_age_years, maturation.hill)
            return maturation.birth_fraction + (maturation.maximum - maturation.birth_fraction) * power / (half + power)
        case ConstantMaturation():
            return maturation.fraction


def clearance_per_kg(
    adult_l_per_h_kg: float,
    pathways: Iterable[tuple[Maturation, float]],
    *,
    age_days: float,
    weight_kg: float,
    gestational_age_weeks: float = TERM_WEEKS,
) -> float:
    """Infant clearance [L/h/kg]: `CL_adult sum_k f_k M_k(age) (W/70)^0.75 70/W`.

    Args:
        adult_l_per_h_kg: adult clearance per kg.
        pathways: pairs of maturation and the share of the adult clearance that goes that way; shares that are missing
            to 1 count as no clearance, the cautious side.
        age_days: postnatal age.
        weight_kg: of the infant.
        gestational_age_weeks: at birth.
    """
    matured = sum(share * matured_fraction(path, age_days, gestational_age_weeks) for path, share in pathways)
    per_kg: float = adult_l_per_h_kg * matured * (weight_kg / ADULT_WEIGHT_KG) ** 0.75 * ADULT_WEIGHT_KG / weight_kg
    return per_kg
