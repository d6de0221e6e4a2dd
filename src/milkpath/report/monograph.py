"""What is known of one thing, in the order in which a lactation database tells it: `milkpath show lidocaine`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import (
    Condition,
    Limit,
    Procedure,
    Quantity,
    Setting,
    Site,
    Source,
    Statement,
    Substance,
    SubstanceClass,
    Unknown,
    VerificationStatus,
)
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise
from milkpath.report.citations import links, reference
from milkpath.report.terminal import table
from milkpath.report.text_sheet import NARROWEST, Sheet, bullet, cited, flag_words, paragraph, section, verdict

Record = Substance | SubstanceClass | Procedure | Condition | Site

SECTIONS: Final = (
    "Summary of use during lactation",
    "Levels: mother and milk",
    "Levels: infant",
    "Effects in breastfed infants",
    "Effects on milk supply",
    "Contact",
    "The mother",
)
"""The sections of statements, in their order."""

NOTHING: Final = "Nothing is recorded here. That says nothing in either direction."

_SUMMARY, _MATERNAL, _INFANT, _EFFECTS, _SUPPLY, _CONTACT, _MOTHER = SECTIONS
_BY_ROUTE: Final = {"supply": _SUPPLY, "contact": _CONTACT, "mother": _MOTHER}
_BY_PLACE: Final = (
    ("alternate drugs", _SUMMARY),
    ("infant levels", _INFANT),
    ("effects in breastfed", _EFFECTS),
    ("maternal levels", _MATERNAL),
)
_SETTING_WORDS: Final[dict[Setting, str]] = {
    "whole-skin": "whole skin",
    "open-skin": "open skin",
    "recovering-skin": "recovering skin",
    "breast": "breast",
    "injected": "injected",
    "taken": "taken",
}
_STATUS_WORDS: Final[dict[VerificationStatus, str]] = {
    "verified": "source read",
    "unverified": "source not read",
    "assumption": "the project's own choice",
}
_MOST_NEAREST: Final = 5


class _Told(NamedTuple):
    """A statement, and the class that it holds for where it is not about the thing alone."""

    statement: Statement
    shared_by: str | None = None


def monograph(known: Knowledge, words: str, *, width: int = 78) -> str | None:
    """Tell what is known of a substance, class, procedure, condition or site; `None` where nothing has that name.

    Where several kinds of thing share the name, all of them are told, substances first.
    """
    told = [_record_text(known, record, max(width, NARROWEST)) for record in records_named(known, words)]
    return "\n\n".join(told) if told else None


def records_named(known: Knowledge, words: str) -> tuple[Record, ...]:
    """Find the records with that id or name, however it is spaced, hyphenated or accented."""
    wanted = _spellings(words) - {""}
    return tuple(record for record in _records(known) if any(wanted & _spellings(name) for name in _names(record)))


def nearest(known: Knowledge, words: str) -> list[str]:
    """Name what comes near to words under which nothing was found, the nearest first."""
    text = normalise(words)[:60]  # comparing takes long, and no name is longer
    names = {normalise(name): name for record in _records(known) for name in _names(record)}
    found = difflib.get_close_matches(text, names, n=_MOST_NEAREST, cutoff=0.6)
    holding = sorted((name for name in names if text and text in name.split()), key=len)
    return [names[name] for name in dict.fromkeys((*found, *holding))][:_MOST_NEAREST]


def _spellings(text: str) -> set[str]:
    return {normalise(text)}


def _records(known: Knowledge) -> Iterator[Record]:
    yield from known.substances.values()
    yield from known.classes.values()
    yield from known.procedures.values()
    yield from known.conditions.values()
    yield from known.sites.values()


def _names(record: Record) -> tuple[str, ...]:
    match record:
        case Substance():
            more = tuple(name.text for name in record.names)
        case SubstanceClass():
            more = ()
        case _:
            more = record.names
    return (record.id, record.name, *more)


def _record_text(known: Knowledge, record: Record, width: int) -> str:
    told = _statements(known, record)
    sources = _sources(known, record, told)
    numbers = {source.id: place for place, source in enumerate(sources, start=1)}
    sheet = Sheet(width=width, colour=False, numbers=numbers)
    lines = [
        *paragraph(f"{record.name.upper()} ({_kind(record)})", sheet),
        *(line for text in _introduction(known, record) for line in paragraph(text, sheet)),
        *_statement_sections(record, told, sheet),
        *_figure_sections(known, record, sheet),
        *section("What is not known", _unknown_lines(record, sheet), sheet),
        *section("Names and identifiers", _identity_lines(record, sheet), sheet),
        *section("Sources", _source_lines(sources, sheet), sheet),
        "",
        *paragraph(f"Reviewed {record.reviewed}. Knowledge {known.version}.", sheet),
    ]
    return "\n".join(lines)


def _kind(record: Record) -> str:
    kinds: dict[type, str] = {
        Substance: "substance",
        SubstanceClass: "class of substances",
        Procedure: "procedure",
        Condition: "condition",
        Site: "part of the body",
    }
    return kinds[type(record)]


def _statements(known: Knowledge, record: Record) -> list[_Told]:
    own = [_Told(statement) for statement in record.statements]
    classes = record.classes if isinstance(record, Substance) else ()
    shared = [
        _Told(statement, known.classes[name].name) for name in classes for statement in known.classes[name].statements
    ]
    return sorted([*own, *shared], key=lambda told: SECTIONS.index(_section_of(told.statement)))


def _section_of(statement: Statement) -> str:
    """Choose the section by the route, and for milk by the part of the monograph in which the source says it."""
    if statement.route in _BY_ROUTE:
        return _BY_ROUTE[statement.route]
    place = (statement.place or "").casefold()
    if statement.action is not None:
        return _SUMMARY
    return next((name for words, name in _BY_PLACE if words in place), _MATERNAL)


def _sources(known: Knowledge, record: Record, told: Iterable[_Told]) -> list[Source]:
    cited_ids = [identifier for one in told for identifier in one.statement.sources]
    cited_ids += [limit.source for limit in _limits(record)]
    cited_ids += [quantity.source for quantity in _quantities(record)]
    if isinstance(record, Substance):
        cited_ids += [link.source for link in record.metabolites]
        cited_ids += [pathway.source for pathway in record.infant_clearance]
    return [known.sources[identifier] for identifier in dict.fromkeys(cited_ids) if identifier in known.sources]


def _introduction(known: Knowledge, record: Record) -> Iterator[str]:
    match record:
        case Substance() | Procedure():
            if record.plain:
                yield f"{record.plain[0].upper()}{record.plain[1:]}."
        case SubstanceClass():
            yield record.description
            members = sorted(one.name for one in known.substances.values() if record.id in one.classes)
            yield f"Members: {', '.join(members) or 'none'}."
        case Condition():
            yield "Of the mother or the infant." if record.who == "either" else f"Of the {record.who}."
        case Site():
            yield from _about_site(known, record)
    if isinstance(record, Procedure):
        yield "It opens the skin." if record.opens_skin else "It leaves the skin closed."


def _about_site(known: Knowledge, site: Site) -> Iterator[str]:
    if site.part_of is not None:
        holder = known.sites.get(site.part_of)
        yield f"Part of: {holder.name if holder else site.part_of}."
    if site.near_mouth:
        yield "Near the mother's mouth."
    if site.where_baby_lies:
        yield "Where a baby often lies."


def _statement_sections(record: Record, told: Sequence[_Told], sheet: Sheet) -> Iterator[str]:
    """Give the sections with statements; of a substance also those without, since silence has to be seen."""
    for name in SECTIONS:
        lines = [line for one in told if _section_of(one.statement) == name for line in _statement_lines(one, sheet)]
        if not lines and isinstance(record, Substance):
            lines = paragraph(NOTHING, sheet)
        yield from section(name, lines, sheet)


def _statement_lines(told: _Told, sheet: Sheet) -> list[str]:
    statement = told.statement
    remarks = [
        f"route {statement.route}",
        _where_it_holds(statement),
        _STATUS_WORDS[statement.status] + (f": {statement.place}" if statement.place else ""),
        str(statement.date),
        f"of the class {told.shared_by}" if told.shared_by else "",
    ]
    return [
        *bullet(cited(statement.text, statement.sources, sheet), sheet),
        *paragraph(_judged(statement), sheet, indent="  "),
        *bullet("; ".join(remark for remark in remarks if remark), sheet, mark="  "),
    ]


def _judged(statement: Statement) -> str:
    if statement.action is None:
        return f"no action follows · evidence {statement.grade}{flag_words(statement.flags)}"
    wait = f"; withhold milk {statement.withhold_milk_h:g} h" if statement.withhold_milk_h else ""
    until = ""
    if statement.until_hours is not None:
        until = f"; fine again {statement.until_hours[0]:g} to {statement.until_hours[1]:g} h after opening"
    return verdict(statement.action, statement.grade, statement.flags) + until + wait


def _where_it_holds(statement: Statement) -> str:
    """Say in which settings, and for whom, a statement holds."""
    conditions = (
        ("infant with", ", ".join(statement.infant_conditions)),
        ("mother with", ", ".join(statement.mother_conditions)),
        ("infant under", _with_unit(statement.infant_age_weeks_below, "weeks")),
        ("infant from", _with_unit(statement.infant_age_weeks_from, "weeks")),
        ("above", _with_unit(statement.percent_above, "%")),
        ("up to", _with_unit(statement.percent_up_to, "%")),
        ("deeper than", _with_unit(statement.depth_mm_above, "mm")),
        ("in the setting", statement.setting_of_use or ""),
        ("near the mouth:", {True: "yes", False: "no", None: ""}[statement.near_mouth]),
    )
    settings = ", ".join(_SETTING_WORDS[setting] for setting in statement.settings) or "every setting"
    return ", ".join([settings, *(f"{words} {value}" for words, value in conditions if value)])


def _with_unit(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:g} {unit}"


def _figure_sections(known: Knowledge, record: Record, sheet: Sheet) -> Iterator[str]:
    yield from section("Limits", [line for limit in _limits(record) for line in _limit_lines(limit, sheet)], sheet)
    rows = [_quantity_row(quantity, sheet) for quantity in _quantities(record)]
    title = "Kinetics and physical chemistry" if isinstance(record, Substance) else "Figures"
    header = ("quantity", "value", "spread", "evidence and source")
    notes = [line for quantity in _quantities(record) for line in _note_lines(quantity, sheet)]
    yield from section(title, [*table(header, rows, sheet.width), *notes] if rows else (), sheet)
    if isinstance(record, Substance):
        yield from section("Metabolites and the infant's clearance", _fate_lines(known, record, sheet), sheet)
        if not record.simulate:
            yield from section("Not simulated", paragraph(record.not_simulated_because or "", sheet), sheet)


def _limits(record: Record) -> tuple[Limit, ...]:
    return record.limits if isinstance(record, Substance) else ()


def _quantities(record: Record) -> tuple[Quantity, ...]:
    return record.quantities if isinstance(record, Substance | Procedure | Site) else ()


def _limit_lines(limit: Limit, sheet: Sheet) -> list[str]:
    figure = f"{limit.kind.replace('-', ' ')}: {limit.value:g} {limit.unit}. {limit.text}"
    remark = f"route {limit.route}; evidence {limit.grade}; {_STATUS_WORDS[limit.status]}"
    place = f": {limit.place}" if limit.place else ""
    return [
        *bullet(cited(figure, [limit.source], sheet), sheet),
        *bullet(f"{remark}{place}; {limit.date}", sheet, "  "),
    ]


def _quantity_row(quantity: Quantity, sheet: Sheet) -> tuple[str, str, str, str]:
    unit = "" if quantity.unit == "1" else f" {quantity.unit}"
    over = "" if quantity.over_h is None else f" in {quantity.over_h:g} h"
    ends = "" if quantity.low is None and quantity.high is None else f"{_end(quantity.low)} to {_end(quantity.high)}"
    spread = "" if quantity.gsd is None else f"gsd {quantity.gsd:g}"
    place = f": {quantity.place}" if quantity.place else ""
    return (
        quantity.name.replace("-", " "),
        f"{quantity.value:g}{unit}{over}",
        "; ".join(part for part in (spread, ends) if part),
        cited(f"{quantity.grade}, {_STATUS_WORDS[quantity.status]}{place}", [quantity.source], sheet),
    )


def _note_lines(quantity: Quantity, sheet: Sheet) -> list[str]:
    return bullet(f"{quantity.name.replace('-', ' ')}: {quantity.note}", sheet) if quantity.note else []


def _end(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


def _fate_lines(known: Knowledge, substance: Substance, sheet: Sheet) -> Iterator[str]:
    for link in substance.metabolites:
        made = known.substances.get(link.substance)
        text = f"{link.fraction:.0%} becomes {made.name if made else link.substance}"
        yield from bullet(
            cited(f"{text}; evidence {link.grade}; {_STATUS_WORDS[link.status]}", [link.source], sheet), sheet
        )
    for way in substance.infant_clearance:
        text = f"{way.fraction:.0%} of the adult clearance goes by {way.pathway}; evidence {way.grade}"
        yield from bullet(cited(f"{text}; {_STATUS_WORDS[way.status]}", [way.source], sheet), sheet)


def _unknown_lines(record: Record, sheet: Sheet) -> list[str]:
    unknowns: tuple[Unknown, ...] = record.unknowns if isinstance(record, Substance | Procedure) else ()
    return [
        line
        for unknown in unknowns
        for line in bullet(f"{unknown.what}: {unknown.why} It would change with: {unknown.would_change}", sheet)
    ]


def _identity_lines(record: Record, sheet: Sheet) -> Iterator[str]:
    yield from bullet(f"id: {record.id}", sheet)
    names = [name for name in _names(record)[2:] if name != record.name]
    if names:
        yield from bullet(f"also: {'; '.join(names)}", sheet)
    if isinstance(record, Substance):
        facts = (
            ("CAS", record.cas),
            ("UNII", record.unii),
            ("InChIKey", record.inchikey),
            ("SMILES", record.smiles),
            ("matter", record.matter),
            ("classes", ", ".join(record.classes)),
        )
        yield from (line for name, value in facts if value for line in bullet(f"{name}: {value}", sheet))


def _source_lines(sources: Sequence[Source], sheet: Sheet) -> Iterator[str]:
    for source in sources:
        item = csl_item(source)
        found = "".join(f". {link.text}" for link in links(item))
        about = f" ({source.kind}; about: {source.population}; retrieved {source.retrieved})"
        yield from bullet(f"{reference(item)}{found}{about}", sheet, mark=f"[{sheet.numbers[source.id]}] ")
