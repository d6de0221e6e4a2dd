"""Every figure and every sentence of the knowledge in one form, with its file and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from milkpath.knowledge.model import (
    Action,
    Grade,
    LegalMaximum,
    Limit,
    Parameter,
    Quantity,
    Rule,
    Statement,
    Substance,
    VerificationStatus,
)
from milkpath.knowledge.reader import Knowledge


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One figure or sentence, as the checks look at it."""

    file: str
    """Path inside the knowledge folder; `physiology/` for a parameter, whose file the reader does not keep."""
    name: str
    """Its id, or the name of its quantity."""
    sources: tuple[str, ...]
    status: VerificationStatus
    date: dt.date
    grade: Grade | None = None
    place: str | None = None
    has_place: bool = True
    """Whether its kind can say where in the source it stands."""
    texts: tuple[str, ...] = ()
    """Its sentences, for the clinician and for the mother."""
    plain: str | None = None
    """The sentences for the mother, which are held to be short."""
    action: Action | None = None


def claims(known: Knowledge) -> Iterator[Claim]:
    """Give all figures and sentences, file by file."""
    for substance in known.substances.values():
        yield from _of_substance(substance)
    for file, statements in statements_by_file(known):
        yield from (_statement(file, statement) for statement in statements)
    for procedure in known.procedures.values():
        yield from (_quantity(f"procedures/{procedure.id}.yaml", quantity) for quantity in procedure.quantities)
    for site in known.sites.values():
        yield from (_quantity(f"sites/{site.id}.yaml", quantity) for quantity in site.quantities)
    yield from (_rule(rule) for rule in known.rules.values())
    yield from (_parameter(parameter) for parameter in known.parameters.values())
    yield from _words_for_the_mother(known)


def statements_by_file(known: Knowledge) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Give the statements of each file that may hold some."""
    folders: dict[str, Iterable[tuple[str, tuple[Statement, ...]]]] = {
        "substances": ((record.id, record.statements) for record in known.substances.values()),
        "classes": ((record.id, record.statements) for record in known.classes.values()),
        "procedures": ((record.id, record.statements) for record in known.procedures.values()),
        "conditions": ((record.id, record.statements) for record in known.conditions.values()),
        "sites": ((record.id, record.statements) for record in known.sites.values()),
    }
    for folder, records in folders.items():
        for identifier, statements in records:
            yield f"{folder}/{identifier}.yaml", statements


def _of_substance(substance: Substance) -> Iterator[Claim]:
    file = f"substances/{substance.id}.yaml"
    yield from (_quantity(file, quantity) for quantity in substance.quantities)
    yield from (_limit(file, limit) for limit in substance.limits)
    yield from (_maximum(file, maximum) for maximum in substance.legal_maxima)
    for link in substance.metabolites:
        yield Claim(
            file=file,
            name=link.substance,
            sources=_one(link.source),
            status=link.status,
            date=link.date,
            grade=link.grade,
            place=link.place,
        )
    for pathway in substance.infant_clearance:
        yield Claim(
            file=file,
            name=pathway.pathway,
            sources=_one(pathway.source),
            status=pathway.status,
            date=pathway.date,
            grade=pathway.grade,
            place=pathway.place,
        )


def _words_for_the_mother(known: Knowledge) -> Iterator[Claim]:
    for sign in known.signs.values():
        yield Claim(
            file=f"signs/{sign.id}.yaml",
            name=sign.id,
            sources=sign.sources,
            status=sign.status,
            date=sign.date,
            grade=sign.grade,
            place=sign.place,
            texts=(sign.text, sign.do),
        )
    for folder, entries in (("advice", known.advice), ("questions", known.questions)):
        for entry in entries.values():
            yield Claim(
                file=f"{folder}/{entry.id}.yaml",
                name=entry.id,
                sources=entry.sources,
                status=entry.status,
                date=entry.date,
                grade=entry.grade,
                has_place=False,
                texts=(entry.text,),
            )
    for number in known.emergency.values():
        yield Claim(
            file=f"emergency/{number.id}.yaml",
            name=number.id,
            sources=_one(number.source),
            status=number.status,
            date=number.date,
            has_place=False,
        )


def _statement(file: str, statement: Statement) -> Claim:
    return Claim(
        file=file,
        name=statement.id,
        sources=statement.sources,
        status=statement.status,
        date=statement.date,
        grade=statement.grade,
        place=statement.place,
        texts=_said(statement.text, statement.plain),
        plain=statement.plain,
        action=statement.action,
    )


def _rule(rule: Rule) -> Claim:
    return Claim(
        file=f"rules/{rule.id}.yaml",
        name=rule.id,
        sources=rule.sources,
        status=rule.status,
        date=rule.date,
        grade=rule.grade,
        place=rule.place,
        texts=_said(rule.text, rule.plain),
        plain=rule.plain,
        action=rule.action,
    )


def _parameter(parameter: Parameter) -> Claim:
    return Claim(
        file="physiology/",
        name=parameter.id,
        sources=_one(parameter.source),
        status=parameter.status,
        date=parameter.date,
        grade=parameter.grade,
        place=parameter.place,
        texts=(parameter.text,),
    )


def _quantity(file: str, quantity: Quantity) -> Claim:
    return Claim(
        file=file,
        name=quantity.name,
        sources=_one(quantity.source),
        status=quantity.status,
        date=quantity.date,
        grade=quantity.grade,
        place=quantity.place,
    )


def _limit(file: str, limit: Limit) -> Claim:
    return Claim(
        file=file,
        name=limit.id,
        sources=_one(limit.source),
        status=limit.status,
        date=limit.date,
        grade=limit.grade,
        place=limit.place,
        texts=(limit.text,),
    )


def _maximum(file: str, maximum: LegalMaximum) -> Claim:
    return Claim(
        file=file,
        name=f"{maximum.jurisdiction} {maximum.product_type}",
        sources=_one(maximum.source),
        status=maximum.status,
        date=maximum.date,
        grade=maximum.grade,
        place=maximum.place,
        texts=(maximum.text,),
    )


def _one(source: str) -> tuple[str, ...]:
    return (source,) if source.strip() else ()


def _said(text: str, plain: str | None) -> tuple[str, ...]:
    return (text,) if plain is None else (text, plain)
