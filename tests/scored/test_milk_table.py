"""Every row of the table of milk levels is a plan that can be read and a reading, or has its reason."""

from __future__ import annotations

from types import SimpleNamespace
from typing import get_args

import numpy as np
import pytest
from validation import milk_table
from validation.milk_readings import RatioFrom
from validation.milk_table import case_of, doses_of, scored
from validation.shared import Row, own_rows

from milkpath.knowledge.quantities import quantity
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree

INFANT = {"infant": {"age": "3 months"}}


def test_a_row_has_a_figure_or_a_reason() -> None:
    """Ids are unique; what is scored says reading, unit and ratio in words that are known; what is not says why."""
    table = own_rows(milk_table.TABLE)
    assert len({row["id"] for row in table}) == len(table)
    for row in table:
        assert row["source"]
        assert row["read"]
        assert bool(row["observed"]) != bool(row["left_out"]), row["id"]
        if row["observed"]:
            assert row["read_off"] in milk_table.READINGS, row["id"]
            assert row["unit"] in {"ug/L", "mg", "%"}, row["id"]
            assert row["ratio"] in get_args(RatioFrom), row["id"]
            assert (row["ratio"] == "not used") == row["read_off"].startswith("plasma"), row["id"]


@pytest.mark.parametrize("row", scored(), ids=lambda row: row["id"])
def test_a_row_is_a_plan(row: Row) -> None:
    """Its doses can be read as a plan of the substance, whose own file has a ratio unless the row says that it is predicted."""
    known = knowledge()
    case = case_of(row, known)
    assert plan_from_tree(INFANT | case.plan)
    observed = quantity(known.substances[row["follows"] or case.substance], "milk-to-plasma-ratio") is not None
    assert observed != (row["ratio"] == "predicted")


@pytest.mark.parametrize(
    ("read_off", "hour", "expected"),
    [("milk-at", "3", 51.0), ("milk-mean", "", 60.0), ("plasma-trough", "", 96.0), ("milk-peak", "", 120.0)],
)
def test_a_course_is_read_on_its_last_day(read_off: str, hour: str, expected: float) -> None:
    """Of three days the hours count from the third on; levels that are made up by the hour give what they must."""
    hours = np.arange(0.0, 121.0)
    levels = np.where(hours <= 48, 2 * hours, hours)[:, None]
    made = SimpleNamespace(looks_h=hours, milk_ug_per_l=levels[None], plasma_ug_per_l=levels[None])
    row = next(row for row in scored() if row["id"] == "M35") | {"read_off": read_off, "hour": hour, "days": "3"}
    assert float(case_of(row, knowledge()).read(made)[0]) == pytest.approx(expected, abs=1.0)


def test_doses_by_the_hour() -> None:
    """A span with a step holds its first and its last hour."""
    doses = doses_of("0:125;0.25-7/0.25:30")
    assert doses[0] == (0.0, 125.0)
    assert doses[-1] == (7.0, 30.0)
    assert sum(milligrams for _, milligrams in doses) == pytest.approx(125 + 28 * 30)
