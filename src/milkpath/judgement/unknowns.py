"""What could not be established, and where sources disagree."""

from __future__ import annotations

from milkpath.judgement.assessment import Conflict, Position, UnknownItem
from milkpath.judgement.case import Case
from milkpath.judgement.statements import statements_of
from milkpath.knowledge.model import Unknown
from milkpath.plan.timeline import procedure_of


def unknowns(case: Case) -> tuple[UnknownItem, ...]:
    """Unresolved ingredients first, then what the knowledge itself says it does not know."""
    found: list[UnknownItem] = []
    for product in case.products:
        found += [
            UnknownItem(
                path=f"{product.step}.product",
                what=f"what '{ingredient.text}' is",
                why="the name was not recognised",
                would_change="its full name, or the maker's answer",
            )
            for ingredient in product.ingredients
            if ingredient.status == "unresolved"
        ]
        if product.unreadable:
            found.append(
                UnknownItem(
                    path=f"{product.step}.product",
                    what="the ingredients",
                    why="there is no readable list",
                    would_change="the full list of ingredients",
                )
            )
    found += [
        UnknownItem(
            path="conditions",
            what=f"what '{words}' is",
            why="the condition was not recognised",
            would_change="another word for it, or the clinician's judgement",
        )
        for words in case.unmatched_conditions
    ]
    for procedure in {p.id: p for step in _steps(case) if (p := procedure_of(step, case.known))}.values():
        found += [_item(f"procedure.{procedure.id}", unknown) for unknown in procedure.unknowns]
    for substance in {item.substance.id: item.substance for item in case.contained}.values():
        found += [_item(f"substance.{substance.id}", unknown) for unknown in substance.unknowns]
    return tuple(found)


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Statements that the knowledge marks as disputed, for everything in the plan."""
    found = []
    for substance in {item.substance.id: item.substance for item in case.contained}.values():
        disputed = [s for s in statements_of(substance, case.known) if "conflict" in s.flags]
        if disputed:
            positions = tuple(Position(text=" ".join(s.text.split()), sources=s.sources) for s in disputed)
            found.append(
                Conflict(
                    topic=substance.name,
                    positions=positions,
                    why="the sources measured or judged differently; the model spans both",
                )
            )
    return tuple(found)


def _item(path: str, unknown: Unknown) -> UnknownItem:
    return UnknownItem(
        path=path, what=unknown.what, why=" ".join(unknown.why.split()), would_change=unknown.would_change
    )


def _steps(case: Case) -> tuple:  # type: ignore[type-arg]
    return (*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home)
