"""Whether parts of plans that knowledge records carry can be read: handed in to the check, which knows no plans."""

from __future__ import annotations

from typing import Any

from milkpath.errors import PlanError
from milkpath.plan.read import plan_from_tree


def plan_faults(tree: dict[str, Any]) -> tuple[str, ...]:
    """Tell what is wrong with a plan, one sentence each; nothing where it can be read.

    >>> plan_faults({"infant": {"age": "3 months"}, "home": [{"do": "take", "medicine": "ibuprofen"}]})
    ()
    >>> plan_faults({"infant": {"age": "3 months"}, "home": [{"do": "tak"}]})[0].split(";")[0]
    "home[0].do: 'tak' is not a word known here"
    """
    try:
        plan_from_tree(tree)
    except PlanError as error:
        return tuple(f"{mistake.where}: {mistake.message}; {mistake.hint}".rstrip("; ") for mistake in error.mistakes)
    return ()
