"""Every row of the table of milk levels is a plan that can be read and a reading, or has its reason."""

from __future__ import annotations

import pytest
from validation import milk_table
from validation.milk_table import case_of, doses_of, scored, what_of
from validation.shared import Row, own_rows

from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree

INFANT = {"infant": {"age": "3 months"}}


def test_a_row_has_a_figure_or_a_reason() -> None:
    """Ids are unique; what is scored says dose, reading, unit and where the ratio comes from; what is not says why."""
    table = own_rows(milk_table.TABLE)
    assert len({row["id"] for row in table}) == len(table)
    for row in table:
        assert row["source"]
        assert row["read"]
        assert bool(row["observed"]) != bool(row["left_out"]), row["id"]


@pytest.mark.parametrize("row", scored(), ids=lambda row: row["id"])
def test_a_row_is_a_plan(row: Row) -> None:
    """Its doses can be read as a plan, and the case knows the same substance."""
    known = knowledge()
    case = case_of(row, known)
    assert plan_from_tree(INFANT | case.plan)
    assert case.substance in known.substances
    assert row["read_off"] in what_of(row)


def test_doses_by_the_hour() -> None:
    """A span with a step holds its first and its last hour."""
    doses = doses_of("0:125;0.25-6.75/0.25:30")
    assert doses[0] == (0.0, 125.0)
    assert doses[-1] == (6.75, 30.0)
    assert sum(milligrams for _, milligrams in doses) == pytest.approx(125 + 27 * 30)
