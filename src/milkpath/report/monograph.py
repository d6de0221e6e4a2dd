"""What is known of one thing, in the order in which a lactation database tells it; every rendering is made of this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from milkpath.judgement.severity import CLEARING, strongest, weakest, worst
from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import (
    Action,
    ClearancePathway,
    Disagreement,
    ExpectedBenefit,
    Grade,
    LegalMaximum,
    Limit,
    MetaboliteLink,
    Procedure,
    Quantity,
    Route,
    Setting,
    Site,
    Source,
    Statement,
    Substance,
    SubstanceClass,
    Unknown,
)
from milkpath.knowledge.reader import Knowledge
from milkpath.report.alternatives import Alternative, alternatives
from milkpath.report.record_names import Record, kind_of, names_of

SECTIONS: Final = (
    "Summary of use during lactation",
    "Drug levels: mother and milk",
    "Drug levels: infant",
    "Effects in breastfed infants",
    "Effects on lactation and milk",
    "Contact",
    "The mother",
)
"""The sections of statements, in their order."""
ROUTES: Final[tuple[Route, ...]] = ("milk", "contact", "mother", "supply")
SETTINGS: Final[tuple[Setting, ...]] = ("whole-skin", "open-skin", "recovering-skin", "breast", "injected", "taken")

_SUMMARY, _MATERNAL, _INFANT, _EFFECTS, _SUPPLY, _CONTACT, _MOTHER = SECTIONS
_BY_ROUTE: Final = {"supply": _SUPPLY, "contact": _CONTACT, "mother": _MOTHER}
_BY_PLACE: Final = (
    ("alternate drugs", _SUMMARY),
    ("infant levels", _INFANT),
    ("effects in breastfed", _EFFECTS),
    ("maternal levels", _MATERNAL),
)


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Told(_Part, frozen=True, kw_only=True):
    """A statement, and the class that it holds for where it is not about the thing alone."""

    statement: Statement
    shared_by: str | None = None


class Disputed(_Part, frozen=True, kw_only=True):
    """A disagreement, and the class that it is about where it is not about the thing alone."""

    disagreement: Disagreement
    shared_by: str | None = None


class Section(_Part, frozen=True, kw_only=True):
    """A part of the monograph, with its statements."""

    title: str
    told: tuple[Told, ...] = ()


class Verdict(_Part, frozen=True, kw_only=True):
    """What the statements that hold for everybody say together on one route in one setting."""

    route: Route
    setting: Setting | None
    """`None` where the statements name no setting: in every one."""
    action: Action
    grade: Grade


class Monograph(_Part, frozen=True, kw_only=True):
    """All that is known of one thing."""

    id: str
    name: str
    kind: str
    plain: str | None
    about: tuple[str, ...]
    """What it is, in short sentences."""
    summary: tuple[Verdict, ...]
    sections: tuple[Section, ...]
    benefits: tuple[ExpectedBenefit, ...]
    alternatives: tuple[Alternative, ...]
    limits: tuple[Limit, ...]
    legal_maxima: tuple[LegalMaximum, ...]
    quantities: tuple[Quantity, ...]
    metabolites: tuple[MetaboliteLink, ...]
    infant_clearance: tuple[ClearancePathway, ...]
    not_simulated_because: str | None
    disagreements: tuple[Disputed, ...]
    unknowns: tuple[Unknown, ...]
    identity: dict[str, str]
    other_names: tuple[str, ...]
    references: tuple[Source, ...]
    """In the order in which they are first cited."""
    reviewed: dt.date


def monograph(known: Knowledge, record: Record) -> Monograph:
    """Collect what is known of a substance, class, procedure, condition or site."""
    told = _told(known, record)
    disputed = _disputed(known, record)
    substance = record if isinstance(record, Substance) else None
    procedure = record if isinstance(record, Procedure) else None
    return Monograph(
        id=record.id,
        name=record.name,
        kind=kind_of(record),
        plain=record.plain if isinstance(record, Substance | Procedure) else None,
        about=tuple(_about(known, record)),
        summary=tuple(_verdicts(told)),
        sections=_sections(told),
        benefits=procedure.benefits if procedure else (),
        alternatives=alternatives(known, record),
        limits=substance.limits if substance else (),
        legal_maxima=substance.legal_maxima if substance else (),
        quantities=record.quantities if isinstance(record, Substance | Procedure | Site) else (),
        metabolites=substance.metabolites if substance else (),
        infant_clearance=substance.infant_clearance if substance else (),
        not_simulated_because=substance.not_simulated_because if substance and not substance.simulate else None,
        disagreements=disputed,
        unknowns=record.unknowns if isinstance(record, Substance | Procedure) else (),
        identity=dict(_identity(record)),
        other_names=tuple(name for name in dict.fromkeys(names_of(record)[2:]) if name != record.name),
        references=_references(known, record, told, disputed),
        reviewed=record.reviewed,
    )


def as_builtins(told: Monograph) -> dict[str, Any]:
    """Return the monograph as mappings and lists, its references as CSL-JSON items as in every other answer."""
    tree: dict[str, Any] = msgspec.to_builtins(told)
    return {**tree, "references": [csl_item(source) for source in told.references]}


def holds_for_some(statement: Statement) -> bool:
    """Tell whether a statement holds only for some people, strengths, depths or places."""
    return (
        bool(statement.infant_conditions or statement.mother_conditions or statement.setting_of_use)
        or statement.near_mouth is not None
        or any(
            bound is not None
            for bound in (
                statement.infant_age_weeks_below,
                statement.infant_age_weeks_from,
                statement.percent_above,
                statement.percent_up_to,
                statement.depth_mm_above,
            )
        )
    )


def section_of(statement: Statement) -> str:
    """Choose the section by the route, and for milk by the part of the monograph in which the source says it."""
    if statement.route in _BY_ROUTE:
        return _BY_ROUTE[statement.route]
    place = (statement.place or "").casefold()
    if statement.action is not None:
        return _SUMMARY
    return next((name for words, name in _BY_PLACE if words in place), _MATERNAL)


def _told(known: Knowledge, record: Record) -> tuple[Told, ...]:
    own = [Told(statement=statement) for statement in record.statements]
    shared = [
        Told(statement=statement, shared_by=group.name)
        for group in _classes(known, record)
        for statement in group.statements
    ]
    return (*own, *shared)


def _disputed(known: Knowledge, record: Record) -> tuple[Disputed, ...]:
    own = record.disagreements if isinstance(record, Substance | SubstanceClass | Procedure) else ()
    shared = [
        Disputed(disagreement=one, shared_by=group.name)
        for group in _classes(known, record)
        for one in group.disagreements
    ]
    return (*(Disputed(disagreement=one) for one in own), *shared)


def _classes(known: Knowledge, record: Record) -> list[SubstanceClass]:
    names = record.classes if isinstance(record, Substance) else ()
    return [known.classes[name] for name in names if name in known.classes]


def _sections(told: tuple[Told, ...]) -> tuple[Section, ...]:
    return tuple(
        Section(title=title, told=tuple(one for one in told if section_of(one.statement) == title))
        for title in SECTIONS
    )


def _verdicts(told: Iterable[Told]) -> Iterator[Verdict]:
    """Give the worst action of each route in each setting, of the statements that hold for everybody."""
    judging = [one.statement for one in told if one.statement.action is not None and not holds_for_some(one.statement)]
    named = any(statement.settings for statement in judging)
    settings: tuple[Setting | None, ...] = SETTINGS if named else (None,)
    for route in ROUTES:
        for setting in settings:
            here = [
                statement
                for statement in judging
                if statement.route in (route, "all") and (not statement.settings or setting in statement.settings)
            ]
            if here:
                yield _verdict(route, setting, here)


def _verdict(route: Route, setting: Setting | None, here: list[Statement]) -> Verdict:
    action = worst(one.action for one in here if one.action is not None)
    grades = [one.grade for one in here if one.action == action]
    return Verdict(
        route=route,
        setting=setting,
        action=action,
        grade=weakest(grades) if action in CLEARING else strongest(grades),
    )


def _about(known: Knowledge, record: Record) -> Iterator[str]:
    match record:
        case Substance():
            yield from (_sentence(record.plain),) if record.plain else ()
        case Procedure():
            yield from _about_procedure(record)
        case SubstanceClass():
            yield record.description
            members = sorted(one.name for one in known.substances.values() if record.id in one.classes)
            yield f"Members: {', '.join(members) or 'none'}."
        case Site():
            yield from _about_site(known, record)
        case _:
            yield "Of the mother or the infant." if record.who == "either" else f"Of the {record.who}."


def _about_procedure(procedure: Procedure) -> Iterator[str]:
    if procedure.plain:
        yield _sentence(procedure.plain)
    yield "It opens the skin." if procedure.opens_skin else "It leaves the skin closed."
    if procedure.numbing is not None:
        usual = {"none": "None is usual", "sometimes": "Sometimes used", "usual": "Usual"}
        yield f"Numbing medicine: {usual[procedure.numbing].lower()}."
    if procedure.effort:
        yield _sentence(procedure.effort)


def _about_site(known: Knowledge, site: Site) -> Iterator[str]:
    if site.part_of is not None:
        holder = known.sites.get(site.part_of)
        yield f"Part of: {holder.name if holder else site.part_of}."
    if site.near_mouth:
        yield "Near the mother's mouth."
    if site.where_baby_lies:
        yield "Where a baby often lies."


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _identity(record: Record) -> Iterator[tuple[str, str]]:
    yield "id", record.id
    if isinstance(record, Substance):
        facts = (
            ("CAS", record.cas),
            ("UNII", record.unii),
            ("InChIKey", record.inchikey),
            ("SMILES", record.smiles),
            ("matter", record.matter),
            ("functions", ", ".join(record.functions)),
            ("classes", ", ".join(record.classes)),
        )
        yield from ((name, value) for name, value in facts if value)


def _references(
    known: Knowledge, record: Record, told: Iterable[Told], disputed: Iterable[Disputed]
) -> tuple[Source, ...]:
    return tuple(known.sources[name] for name in _cited(record, told, disputed) if name in known.sources)


def _cited(record: Record, told: Iterable[Told], disputed: Iterable[Disputed]) -> Iterable[str]:
    """Give the ids of all sources, in the order of the sections that cite them."""
    by_section = sorted(told, key=lambda one: SECTIONS.index(section_of(one.statement)))
    ids = [identifier for one in by_section for identifier in one.statement.sources]
    if isinstance(record, Procedure):
        ids += [identifier for benefit in record.benefits for identifier in benefit.sources]
    if isinstance(record, Substance):
        ids += [limit.source for limit in record.limits]
        ids += [maximum.source for maximum in record.legal_maxima]
        ids += [quantity.source for quantity in record.quantities]
        ids += [link.source for link in record.metabolites]
        ids += [way.source for way in record.infant_clearance]
    if isinstance(record, Procedure | Site):
        ids += [figure.source for figure in record.quantities]
    ids += [name for one in disputed for side in one.disagreement.positions for name in side.sources]
    return dict.fromkeys(ids)
