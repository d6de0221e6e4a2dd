"""What a row of a table expects of one figure of a substance, or of one of its limits, and in words where it differs."""

from __future__ import annotations

from typing import Any

from milkpath.knowledge.quantities import quantity
from milkpath.knowledge.reader import Knowledge

FACT_KEYS = {"name", "fact"}


def fact_differences(fact: str, expect: dict[str, Any], known: Knowledge) -> list[str]:
    """Tell where a figure or a limit of a substance is missing, in another unit, or outside its range."""
    assert set(expect) == {"between", "unit"}
    identifier, _, name = fact.partition(" ")
    substance = known.substances[identifier]
    limits = {limit.id: limit for limit in substance.limits}
    found = limits[name] if name in limits else quantity(substance, name)
    if found is None:
        return [f"{identifier} has no {name}"]
    low, high = expect["between"]
    wrong = [] if low <= found.value <= high else [f"{name} of {identifier} is {found.value:g}"]
    return [*wrong, *([f"it is given in {found.unit}"] if found.unit != expect["unit"] else [])]
