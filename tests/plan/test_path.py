"""Paths, and putting a value at one."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.errors import PlanError
from milkpath.plan.path import changed, joined, parts

from .plans import TREES

_KEYS = st.text(max_size=20)


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(st.lists(_KEYS | st.integers(0, 999), min_size=1, max_size=6))
def test_joining_and_splitting_are_inverse(where: list[str | int]) -> None:
    """A path made of any keys and indices splits into the same ones."""
    path = ""
    for part in where:
        path = joined(path, part)
    assert tuple(where) == parts(path)


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(TREES)
def test_a_change_leaves_the_plan_that_came_in_as_it_was(tree: dict[str, object]) -> None:
    """The copy holds the new value, the original the old one."""
    before = copy.deepcopy(tree)
    after = changed(tree, "visit.steps[0].area", "scalp")
    assert before == tree
    assert after["visit"]["steps"][0]["area"] == "scalp"  # type: ignore[index]


@pytest.mark.parametrize("path", ["", "visit..steps", "visit.steps[9].area", "vist.steps[0]", "[0]", "visit[x]", "a b"])
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    """A change is never lost silently."""
    with pytest.raises(PlanError):
        changed({"visit": {"steps": [{"do": "needle"}]}}, path, 1)


def test_the_last_key_may_be_new() -> None:
    """A fact that the plan left out can be put in."""
    assert changed({"infant": {}}, "infant.weight", "5 kg") == {"infant": {"weight": "5 kg"}}
