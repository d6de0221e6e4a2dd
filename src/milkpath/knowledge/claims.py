"""Every figure and every sentence of the knowledge in one form, with its file and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from milkpath.knowledge.model import (
    Action,
    Disagreement,
    ExpectedBenefit,
    Grade,
    LegalMaximum,
    Limit,
    Parameter,
    Quantity,
    ReferenceProduct,
    Rule,
    SlowedClearance,
    Statement,
    Substance,
    VerificationStatus,
)
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One figure or sentence, as the checks look at it."""

    file: str
    """Path inside the knowledge folder; `physiology/` for a parameter, whose file the reader does not keep."""
    name: str
    """Its id, or the name of its quantity."""
    part: str | None = None
    """The list of the record that it stands in, where its name may stand elsewhere in the file too."""
    sources: tuple[str, ...]
    status: VerificationStatus | None
    """`None` for the positions of a disagreement: each tells what its source says."""
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

    @property
    def where(self) -> str:
        """Its place, before its line is known."""
        return inside(self.file, self.name, self.part)


def claims(known: Knowledge) -> Iterator[Claim]:
    """Give all figures and sentences, file by file."""
    for substance in known.substances.values():
        yield from _of_substance(substance)
    for file, statements in statements_by_file(known):
        yield from (_statement(file, statement) for statement in statements)
    for file, disagreements in disagreements_by_file(known):
        for disagreement in disagreements:
            yield from _positions(file, disagreement)
    for procedure in known.procedures.values():
        file = f"procedures/{procedure.id}.yaml"
        yield from (_quantity(file, quantity) for quantity in procedure.quantities)
        yield from (_benefit(file, benefit) for benefit in procedure.benefits)
    for condition in known.conditions.values():
        yield from (_slowed(f"conditions/{condition.id}.yaml", slowed) for slowed in condition.slowed_clearance)
    for site in known.sites.values():
        yield from (_quantity(f"sites/{site.id}.yaml", quantity) for quantity in site.quantities)
    yield from (_rule(rule) for rule in known.rules.values())
    yield from (_parameter(parameter) for parameter in known.parameters.values())
    yield from (_product(product) for product in known.products.values())
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


def disagreements_by_file(known: Knowledge) -> Iterator[tuple[str, tuple[Disagreement, ...]]]:
    """Give the disagreements of each file that may hold some."""
    for substance in known.substances.values():
        yield f"substances/{substance.id}.yaml", substance.disagreements
    for group in known.classes.values():
        yield f"classes/{group.id}.yaml", group.disagreements
    for procedure in known.procedures.values():
        yield f"procedures/{procedure.id}.yaml", procedure.disagreements


def maximum_name(maximum: LegalMaximum) -> str:
    """Name a legal maximum by its place and type of product, since it has no id."""
    return f"{maximum.jurisdiction} {maximum.product_type}"


def _of_substance(substance: Substance) -> Iterator[Claim]:
    file = f"substances/{substance.id}.yaml"
    yield from (_quantity(file, quantity) for quantity in substance.quantities)
    yield from (_limit(file, limit) for limit in substance.limits)
    yield from (_maximum(file, maximum) for maximum in substance.legal_maxima)
    for link in substance.metabolites:
        yield Claim(
            file=file,
            name=link.substance,
            part="metabolites",
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
            part="infant_clearance",
            sources=_one(pathway.source),
            status=pathway.status,
            date=pathway.date,
            grade=pathway.grade,
            place=pathway.place,
        )


def _slowed(file: str, slowed: SlowedClearance) -> Claim:
    return Claim(
        file=file,
        name=slowed.substance,
        part="slowed_clearance",
        sources=_one(slowed.source),
        status=slowed.status,
        date=slowed.date,
        grade=slowed.grade,
        place=slowed.place,
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
    for folder, entries in (("advice", known.advice), ("questions", known.questions), ("consent", known.consent)):
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
        name=maximum_name(maximum),
        part="legal_maxima",
        sources=_one(maximum.source),
        status=maximum.status,
        date=maximum.date,
        grade=maximum.grade,
        place=maximum.place,
        texts=(maximum.text,),
    )


def _positions(file: str, disagreement: Disagreement) -> Iterator[Claim]:
    for position in disagreement.positions:
        yield Claim(
            file=file,
            name=disagreement.topic,
            part="disagreements",
            sources=position.sources,
            status=None,
            date=disagreement.date,
            has_place=False,
            texts=(position.text,),
        )


def _benefit(file: str, benefit: ExpectedBenefit) -> Claim:
    return Claim(
        file=file,
        name=benefit.goal,
        part="benefits",
        sources=benefit.sources,
        status=benefit.status,
        date=benefit.date,
        grade=benefit.grade,
        place=benefit.place,
        texts=(benefit.text, benefit.plain),
        plain=benefit.plain,
    )


def _product(product: ReferenceProduct) -> Claim:
    return Claim(
        file=f"products/{product.id}.yaml",
        name=product.id,
        sources=product.sources,
        status=product.status,
        date=product.date,
        grade=product.grade,
        has_place=False,
        texts=(product.plain,),
        plain=product.plain,
    )


def _one(source: str) -> tuple[str, ...]:
    return (source,) if source.strip() else ()


def _said(text: str, plain: str | None) -> tuple[str, ...]:
    return (text,) if plain is None else (text, plain)
