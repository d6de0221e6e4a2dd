"""Knowledge with one fault built in by hand, for the tests of the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from milkpath.knowledge.model import (
    Disagreement,
    ExpectedBenefit,
    Goal,
    LegalMaximum,
    MetaboliteLink,
    Name,
    Parameter,
    Position,
    Quantity,
    ReferenceProduct,
    Source,
    Statement,
)
from milkpath.knowledge.reader import Knowledge

DAY = dt.date(2026, 11, 1)
Fault = Callable[[Knowledge], Knowledge]


def changed(folder: str, identifier: str, **fields: Any) -> Fault:
    """Build the knowledge with fields of one record changed."""

    def build(known: Knowledge) -> Knowledge:
        records = dict(getattr(known, folder))
        records[identifier] = msgspec.structs.replace(records[identifier], **fields)
        return msgspec.structs.replace(known, **{folder: records})

    return build


def with_more(folder: str, identifier: str, field: str, *items: Any) -> Fault:
    """Build the knowledge with more items in a list of one record; what stands there stays."""

    def build(known: Knowledge) -> Knowledge:
        held = getattr(getattr(known, folder)[identifier], field)
        return changed(folder, identifier, **{field: (*held, *items)})(known)

    return build


def added(folder: str, record: Any) -> Fault:
    """Build the knowledge with one record more."""
    return lambda known: msgspec.structs.replace(known, **{folder: {**getattr(known, folder), record.id: record}})


def with_statement(folder: str, identifier: str, **fields: Any) -> Fault:
    """Build the knowledge with one statement more in a record."""

    def build(known: Knowledge) -> Knowledge:
        statements = (*getattr(known, folder)[identifier].statements, statement(**fields))
        return changed(folder, identifier, statements=statements)(known)

    return build


def with_quantity(folder: str, identifier: str, **fields: Any) -> Fault:
    """Build the knowledge with one figure more in a record."""

    def build(known: Knowledge) -> Knowledge:
        quantities = (*getattr(known, folder)[identifier].quantities, quantity(**fields))
        return changed(folder, identifier, quantities=quantities)(known)

    return build


def without_quantity(folder: str, identifier: str, name: str) -> Fault:
    """Build the knowledge without one figure of a record."""

    def build(known: Knowledge) -> Knowledge:
        kept = tuple(one for one in getattr(known, folder)[identifier].quantities if one.name != name)
        return changed(folder, identifier, quantities=kept)(known)

    return build


def statement(**fields: Any) -> Statement:
    """Make a faultless statement, but for the given fields."""
    usual: dict[str, Any] = {
        "id": "test-statement",
        "text": "Nothing was found.",
        "route": "milk",
        "sources": ("project-safety-choices",),
        "grade": "D",
        "status": "assumption",
        "date": DAY,
    }
    return Statement(**{**usual, **fields})


def quantity(**fields: Any) -> Quantity:
    """Make a faultless figure, but for the given fields."""
    usual: dict[str, Any] = {
        "name": "density",
        "value": 1.0,
        "unit": "g/mL",
        "source": "project-model-choices",
        "grade": "D",
        "route": "all",
        "status": "assumption",
        "date": DAY,
    }
    return Quantity(**{**usual, **fields})


def parameter(**fields: Any) -> Parameter:
    """Make a faultless parameter, but for the given fields."""
    usual: dict[str, Any] = {
        "id": "test-parameter",
        "text": "A figure of the model.",
        "value": 1.0,
        "unit": "h",
        "source": "project-model-choices",
        "grade": "D",
        "route": "all",
        "status": "assumption",
        "date": DAY,
    }
    return Parameter(**{**usual, **fields})


def source(**fields: Any) -> Source:
    """Make a source with the id of one that is cited, but for the given fields."""
    usual: dict[str, Any] = {"id": "project-safety-choices", "kind": "article", "title": "A title", "retrieved": DAY}
    return Source(**{**usual, **fields})


def name(text: str, base_fraction: float = 1.0) -> Name:
    """Make one more name."""
    return Name(text=text, base_fraction=base_fraction)


def metabolite(substance: str, fraction: float = 0.1) -> MetaboliteLink:
    """Make a link to a metabolite."""
    return MetaboliteLink(
        substance=substance, fraction=fraction, source="project-model-choices", grade="D", status="assumption", date=DAY
    )


def legal_maximum(**fields: Any) -> LegalMaximum:
    """Make a faultless legal maximum, but for the given fields."""
    usual: dict[str, Any] = {
        "jurisdiction": "KR",
        "product_type": "nail",
        "percent": 2.0,
        "text": "At most 2 % on nails.",
        "source": "project-safety-choices",
        "grade": "D",
        "status": "assumption",
        "date": DAY,
    }
    return LegalMaximum(**{**usual, **fields})


def position(text: str = "It passes into milk.", *sources: str) -> Position:
    """Make one side of a disagreement."""
    return Position(text=text, sources=sources or ("lactmed-lidocaine",))


def disagreement(**fields: Any) -> Disagreement:
    """Make a faultless disagreement, but for the given fields."""
    usual: dict[str, Any] = {
        "topic": "whether it matters",
        "positions": (position(), position("It does not.", "project-safety-choices")),
        "why": "They look at different doses.",
        "route": "milk",
        "date": DAY,
    }
    return Disagreement(**{**usual, **fields})


def goal(**fields: Any) -> Goal:
    """Make a goal, but for the given fields."""
    usual: dict[str, Any] = {"id": "test-goal", "name": "a test goal", "names": ("testing a goal",), "reviewed": DAY}
    return Goal(**{**usual, **fields})


def benefit(**fields: Any) -> ExpectedBenefit:
    """Make a faultless benefit for the goal of `goal`, but for the given fields."""
    usual: dict[str, Any] = {
        "goal": "test-goal",
        "text": "Nothing was found.",
        "plain": "It is not known.",
        "size": "unknown",
        "sources": ("project-safety-choices",),
        "grade": "D",
        "status": "assumption",
        "date": DAY,
    }
    return ExpectedBenefit(**{**usual, **fields})


def product(**fields: Any) -> ReferenceProduct:
    """Make a faultless reference product, but for the given fields."""
    usual: dict[str, Any] = {
        "id": "test-product",
        "name": "test cream",
        "plain": "A plain cream.",
        "jobs": ("moisturising",),
        "product": {"label": "Aqua, Glycerin"},
        "sources": ("project-safety-choices",),
        "grade": "D",
        "status": "assumption",
        "date": DAY,
    }
    return ReferenceProduct(**{**usual, **fields})


def of_goal(procedure: str, *benefits: ExpectedBenefit) -> Fault:
    """Build the knowledge with the goal of `goal`, and a procedure with these benefits for it."""
    return lambda known: with_more("procedures", procedure, "benefits", *benefits)(added("goals", goal())(known))
