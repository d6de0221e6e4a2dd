"""What else does the same job: plain products and other substances, or other procedures for the same goal.

It lists what the knowledge holds on whole skin, in the usual case; the assessment of a plan is what recomputes a swap.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.judgement.severity import CLEARING, severity, weakest, worst
from milkpath.knowledge.coverage import judges, statements_of
from milkpath.knowledge.model import Action, Grade, Procedure, Route, Statement, Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.vocabulary import JOBS
from milkpath.report.record_names import Record

_OTHER_ROUTES: tuple[Route, ...] = ("contact", "mother", "supply")

MOST = 12
"""Alternatives of one kind that are listed."""


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another thing with the same job or goal."""

    kind: str
    id: str
    name: str
    shared: tuple[str, ...]
    """Jobs or goals in common."""
    milk: Action | None = None
    """What is said of milk in the usual case; `None` where that depends on what is in it."""
    grade: Grade | None = None


def alternatives(known: Knowledge, record: Record) -> tuple[Alternative, ...]:
    """Find what has a job or a goal in common with a substance or procedure, and is not itself advised against."""
    match record:
        case Substance():
            return (*_products(known, record), *list(_substances(known, record))[:MOST])
        case Procedure():
            return tuple(_procedures(known, record))[:MOST]
        case _:
            return ()


def _products(known: Knowledge, substance: Substance) -> Iterator[Alternative]:
    for product in known.products.values():
        shared = tuple(job for job in product.jobs if job in substance.functions)
        if shared:
            yield Alternative(kind="product", id=product.id, name=product.name, shared=shared)


def _substances(known: Knowledge, substance: Substance) -> Iterator[Alternative]:
    """Give substances with the same job that no route advises against on whole skin, the mildest on milk first."""
    jobs = {job for job in substance.functions if job in JOBS}
    found = []
    for other in known.substances.values():
        shared = tuple(job for job in other.functions if job in jobs)
        if other.id == substance.id or not shared:
            continue
        milk = _on_whole_skin(known, other, "milk")
        others = [_on_whole_skin(known, other, route) for route in _OTHER_ROUTES]
        if milk and milk[0] in CLEARING and all(one is None or one[0] in CLEARING for one in others):
            found.append(
                Alternative(kind="substance", id=other.id, name=other.name, shared=shared, milk=milk[0], grade=milk[1])
            )
    yield from sorted(found, key=lambda one: (severity(one.milk or "go"), one.grade or "D", one.name))


def _on_whole_skin(known: Knowledge, substance: Substance, route: Route) -> tuple[Action, Grade] | None:
    return _said(one for one in statements_of(substance, known) if judges(one, route, "whole-skin"))


def _procedures(known: Knowledge, procedure: Procedure) -> Iterator[Alternative]:
    """Give procedures with a benefit for the same goal."""
    goals = {benefit.goal for benefit in procedure.benefits if benefit.size != "none"}
    for other in known.procedures.values():
        shared = tuple(benefit.goal for benefit in other.benefits if benefit.goal in goals and benefit.size != "none")
        if other.id != procedure.id and shared:
            said = _said(one for one in other.statements if judges(one, "milk", None))
            yield Alternative(
                kind="procedure",
                id=other.id,
                name=other.name,
                shared=shared,
                milk=said[0] if said else None,
                grade=said[1] if said else None,
            )


def _said(statements: Iterator[Statement]) -> tuple[Action, Grade] | None:
    judging = [(one.action, one.grade) for one in statements if one.action is not None]
    if not judging:
        return None
    action = worst(action for action, _ in judging)
    return action, weakest(grade for said, grade in judging if said == action)
