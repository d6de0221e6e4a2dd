"""What holds for every part of a plan that a record carries: the reader of plans can read it.

Knowledge imports nothing of plans. Whoever runs the check hands in a `PlanReader`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from milkpath.errors import Mistake
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge

Tree = dict[str, Any]
PlanReader = Callable[[Tree], tuple[str, ...]]
"""From a whole plan, as mappings and lists, to what is wrong with it, one sentence each."""


def fragment_mistakes(known: Knowledge, read: PlanReader) -> Iterator[Mistake]:
    """Find parts of plans that cannot be read, each put into the smallest plan that can hold it."""
    for procedure in known.procedures.values():
        file = f"procedures/{procedure.id}.yaml"
        if procedure.typical_visit:
            visit = {"setting": "clinic", "steps": list(procedure.typical_visit)}
            yield from _told(read(_plan(visit=visit)), inside(file, "typical_visit", "typical_visit"))
        if procedure.typical_home:
            yield from _told(
                read(_plan(home=list(procedure.typical_home))), inside(file, "typical_home", "typical_home")
            )
    for product in known.products.values():
        step = {"do": "apply", "area": "face", "product": product.product}
        yield from _told(read(_plan(home=[step])), inside(f"products/{product.id}.yaml", "product", "product"))


def _plan(**parts: Any) -> Tree:
    return {"infant": {"age": "3 months"}, **parts}


def _told(wrong: tuple[str, ...], where: str) -> Iterator[Mistake]:
    for message in wrong:
        yield Mistake(
            code="no-part-of-a-plan", message=message, where=where, hint="write it as in a plan, see docs/plan.md"
        )
