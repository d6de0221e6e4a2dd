"""Weight for age by the WHO Child Growth Standards (LMS)."""

from __future__ import annotations

import itertools
import math

import msgspec

DAYS_PER_MONTH = 30.4375


class WeightForAge(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the LMS table: sex, completed month, and the three parameters."""

    sex: str
    month: float
    l: float  # noqa: E741 - the standard's own name
    m_kg: float
    s: float


def weight_at_z(row: WeightForAge, z: float) -> float:
    """Weight [kg] at a z-score: `X = M (1 + L S z)^(1/L)`.

    >>> boys_at_birth = WeightForAge(sex="boys", month=0, l=0.3487, m_kg=3.3464, s=0.14602)
    >>> round(weight_at_z(boys_at_birth, -2), 3)
    2.459
    """
    if row.l == 0:
        return row.m_kg * math.exp(row.s * z)
    return float(row.m_kg * (1 + row.l * row.s * z) ** (1 / row.l))


def median_weight_kg(table: tuple[WeightForAge, ...], age_days: float) -> float:
    """Median weight [kg] of girls and boys together at an age; between the rows it is interpolated linearly.

    After the last row of the table its last value is kept: a cautious choice, since a lighter infant gets more per kg.
    """
    return sum(_median_of(table, sex, age_days) for sex in ("girls", "boys")) / 2


def _median_of(table: tuple[WeightForAge, ...], sex: str, age_days: float) -> float:
    month = age_days / DAYS_PER_MONTH
    rows = sorted((row for row in table if row.sex == sex), key=lambda row: row.month)
    if month <= rows[0].month:
        return rows[0].m_kg
    for before, after in itertools.pairwise(rows):
        if month <= after.month:
            share = (month - before.month) / (after.month - before.month)
            return before.m_kg + share * (after.m_kg - before.m_kg)
    return rows[-1].m_kg
