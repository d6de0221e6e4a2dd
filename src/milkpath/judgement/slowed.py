"""Conditions and medicines that slow the clearance of a substance, as a fact of this mother."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from milkpath.knowledge.model import Condition
from milkpath.plan.facts import Facts


def with_slowed_clearance(facts: Facts, conditions: Iterable[Condition]) -> Facts:
    """The facts of a mother with the conditions and interacting medicines that the knowledge knows to slow a clearance.

    >>> from milkpath.knowledge.reader import knowledge
    >>> [slow.substance for slow in knowledge().conditions["cyp1a2-inhibitor"].slowed_clearance]
    ['lidocaine']
    """
    slowed = tuple(
        (each.substance, each.remaining, each.gsd or 1.0)
        for condition in conditions
        for each in condition.slowed_clearance
    )
    return msgspec.structs.replace(facts, slowed=slowed)
