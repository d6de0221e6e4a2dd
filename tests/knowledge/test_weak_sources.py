"""Sources of which only a second hand was read, or whose record is faulty, carry no strong grade."""

from __future__ import annotations

import pytest

from milkpath.knowledge.reader import knowledge

WEAK = ("briggs-2005", "ilett-2002", "wen-sertraline", "yagyu-minoxidil")


@pytest.mark.parametrize("source", WEAK)
def test_figures_that_rest_on_a_weak_source_are_at_most_grade_c(source: str) -> None:
    """Quantities taken from it, and statements that cite it."""
    grades = {}
    for substance in knowledge().substances.values():
        grades |= {(substance.id, one.name): one.grade for one in substance.quantities if one.source == source}
        grades |= {(substance.id, one.id): one.grade for one in substance.statements if source in one.sources}
    assert grades
    assert {place: grade for place, grade in grades.items() if grade < "C"} == {}


@pytest.mark.parametrize("substance", ["desvenlafaxine", "metformin", "venlafaxine"])
def test_a_pool_is_no_stronger_than_the_weakest_study_in_it(substance: str) -> None:
    """The pooled ratios of milk to plasma that hold one of them."""
    ratios = [one for one in knowledge().substances[substance].quantities if one.name == "milk-to-plasma-ratio"]
    assert [one.grade for one in ratios] == ["C"]
