"""The orders of actions and grades."""

from __future__ import annotations

from itertools import pairwise

import pytest

from milkpath.judgement.severity import ACTIONS, CLEARING, severity, strongest, weakest, worst


def test_the_order_of_actions_is_that_of_the_contract() -> None:
    """From `go` to `avoid`, in five steps."""
    assert ACTIONS == ("go", "go-with-steps", "swap", "defer", "avoid")
    assert all(severity(milder) < severity(harsher) for milder, harsher in pairwise(ACTIONS))


@pytest.mark.parametrize("action", ACTIONS)
def test_the_worst_of_one_is_itself(action: str) -> None:
    """And adding `go` changes nothing."""
    assert worst([action]) == worst([action, "go"]) == worst(["go", action]) == action  # type: ignore[list-item]


def test_nothing_to_object_to_is_go_on_grade_d() -> None:
    """No reason at all is `go`, and the evidence for it is the weakest."""
    assert (worst([]), weakest([]), strongest([])) == ("go", "D", "D")


def test_strongest_and_weakest_are_the_ends() -> None:
    """A is the strongest and D the weakest."""
    assert (strongest(["C", "A", "D"]), weakest(["C", "A", "D"])) == ("A", "D")


def test_only_go_and_go_with_steps_clear() -> None:
    """The other three ask for a change or a wait."""
    assert frozenset({"go", "go-with-steps"}) == CLEARING
