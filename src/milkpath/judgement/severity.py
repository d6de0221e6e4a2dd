"""Orders of actions and grades."""

from __future__ import annotations

from collections.abc import Iterable

from milkpath.knowledge.model import Action, Grade

ACTIONS: tuple[Action, ...] = ("go", "go-with-steps", "swap", "defer", "avoid")
"""From the mildest to the most severe."""
ACTION_WORDS: dict[Action, str] = {
    "go": "as planned",
    "go-with-steps": "with steps",
    "swap": "change this",
    "defer": "wait",
    "avoid": "do not do this",
}
"""The five actions in the mother's words, one to one."""
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")
"""From the strongest evidence to the weakest."""
CLEARING: frozenset[Action] = frozenset({"go", "go-with-steps"})


def severity(action: Action) -> int:
    """Place of an action in the order, 0 for `go`."""
    return ACTIONS.index(action)


def worst(actions: Iterable[Action]) -> Action:
    """The most severe action; `go` where there is none.

    >>> worst(["go", "defer", "swap"])
    'defer'
    """
    return max(actions, key=severity, default="go")


def weakest(grades: Iterable[Grade]) -> Grade:
    """The weakest grade; D where there is none.

    >>> weakest(["A", "C"])
    'C'
    """
    return max(grades, key=GRADES.index, default="D")


def strongest(grades: Iterable[Grade]) -> Grade:
    """The strongest grade; D where there is none."""
    return min(grades, key=GRADES.index, default="D")
