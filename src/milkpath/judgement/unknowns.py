"""What could not be established, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator

from milkpath.judgement.assessment import Conflict, Position, UnknownItem
from milkpath.judgement.case import Case
from milkpath.judgement.statements import statements_of
from milkpath.knowledge.model import Disagreement, Procedure, Substance, Unknown
from milkpath.knowledge.reader import Knowledge
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
    for procedure in _procedures(case):
        found += [_item(f"procedure.{procedure.id}", unknown) for unknown in procedure.unknowns]
    for substance in {item.substance.id: item.substance for item in case.contained}.values():
        found += [_item(f"substance.{substance.id}", unknown) for unknown in substance.unknowns]
    return tuple(found)


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Where sources disagree, side by side, for every substance (with its classes) and procedure of the plan.

    A substance whose statements are only flagged as disputed is shown with those, so that no flag stands alone.
    """
    found: list[Conflict] = []
    for substance in {item.substance.id: item.substance for item in case.contained}.values():
        told = (*substance.disagreements, *_of_classes(substance, case.known))
        found += map(_conflict, told) if told else _flagged(substance, case.known)
    for procedure in _procedures(case):
        found += map(_conflict, procedure.disagreements)
    return tuple(dict.fromkeys(found))


def _conflict(told: Disagreement) -> Conflict:
    positions = tuple(Position(text=" ".join(side.text.split()), sources=side.sources) for side in told.positions)
    return Conflict(topic=told.topic, positions=positions, why=" ".join(told.why.split()))


def _of_classes(substance: Substance, known: Knowledge) -> Iterator[Disagreement]:
    for class_id in substance.classes:
        yield from known.classes[class_id].disagreements


def _flagged(substance: Substance, known: Knowledge) -> Iterator[Conflict]:
    disputed = [s for s in statements_of(substance, known) if "conflict" in s.flags]
    if disputed:
        yield Conflict(
            topic=substance.name,
            positions=tuple(Position(text=" ".join(s.text.split()), sources=s.sources) for s in disputed),
            why="the sources measured or judged differently",
        )


def _procedures(case: Case) -> tuple[Procedure, ...]:
    return tuple({p.id: p for step in _steps(case) if (p := procedure_of(step, case.known))}.values())


def _item(path: str, unknown: Unknown) -> UnknownItem:
    return UnknownItem(
        path=path, what=unknown.what, why=" ".join(unknown.why.split()), would_change=unknown.would_change
    )


def _steps(case: Case) -> tuple:  # type: ignore[type-arg]
    return (*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home)
