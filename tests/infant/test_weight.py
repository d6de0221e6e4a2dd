"""Weight for age by the WHO standards, from the table that ships."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.infant.weight import DAYS_PER_MONTH, WeightForAge, median_weight_kg, weight_at_z
from milkpath.knowledge.reader import knowledge

TABLE = knowledge().weight_for_age


def row(sex: str, month: float) -> WeightForAge:
    return next(row for row in TABLE if (row.sex, row.month) == (sex, month))


@pytest.mark.parametrize(("month", "z", "expected"), [(0, -2, 2.459), (12, -2, 7.742), (0, 2, 4.419), (12, 2, 11.986)])
def test_check_values_for_boys(month: float, z: float, expected: float) -> None:
    """The rows give the centiles that tell a right copy of the table from a wrong one."""
    assert weight_at_z(row("boys", month), z) == pytest.approx(expected, abs=6e-4)


def test_the_middle_is_the_mean_of_girls_and_boys() -> None:
    """At birth the median is halfway between the two sexes; between the rows it is a straight line."""
    birth, month = (median_weight_kg(TABLE, days) for days in (0.0, DAYS_PER_MONTH))
    assert birth == pytest.approx((3.3464 + 3.2322) / 2)
    assert median_weight_kg(TABLE, DAYS_PER_MONTH / 2) == pytest.approx((birth + month) / 2)


@given(st.floats(0, 1200), st.floats(0, 200))
def test_older_is_never_lighter(age: float, later: float) -> None:
    """The median never falls with age."""
    assert median_weight_kg(TABLE, age + later) >= median_weight_kg(TABLE, age) - 1e-12
