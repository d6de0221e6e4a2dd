"""The monograph as text for the clinician: `milkpath show lidocaine`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import (
    Disagreement,
    ExpectedBenefit,
    LegalMaximum,
    Limit,
    Quantity,
    Source,
    Statement,
    Unknown,
    VerificationStatus,
)
from milkpath.knowledge.reader import Knowledge
from milkpath.report.alternatives import Alternative
from milkpath.report.citations import links, reference
from milkpath.report.monograph import ROUTES, SECTIONS, Monograph, Told, Verdict
from milkpath.report.terminal import table
from milkpath.report.text_sheet import NARROWEST, Sheet, bullet, cited, flag_words, paragraph, section, verdict
from milkpath.report.words import SETTING_NAMES, action_words
from milkpath.version import VERSION

Entry = TypeVar("Entry")

NOTHING: Final = "Nothing is recorded here. That says nothing in either direction."
SOME: Final = "For some people, strengths or settings more is said below; the plan decides."

_STATUS_WORDS: Final[dict[VerificationStatus, str]] = {
    "verified": "source read",
    "unverified": "source not read",
    "assumption": "the project's own choice",
}


def monograph_text(known: Knowledge, told: Monograph, *, width: int = 78) -> str:
    """Return the monograph as text, its sections in the order of a lactation database."""
    numbers = {source.id: place for place, source in enumerate(told.references, start=1)}
    sheet = Sheet(width=max(width, NARROWEST), colour=False, numbers=numbers)
    lines = [
        *paragraph(f"{told.name.upper()} ({told.kind})", sheet),
        *(line for text in told.about for line in paragraph(text, sheet)),
        *_statement_sections(told, sheet),
        *section("Expected benefit", _each(_benefit_lines, told.benefits, sheet), sheet),
        *section("Alternatives", _alternative_lines(told.alternatives, sheet), sheet),
        *section("Limits", _each(_limit_lines, told.limits, sheet), sheet),
        *section("Legal maxima", _each(_maximum_lines, told.legal_maxima, sheet), sheet),
        *_figure_sections(known, told, sheet),
        *section("Sources that disagree", _dispute_lines(told, sheet), sheet),
        *section("What is not known", _each(_unknown_lines, told.unknowns, sheet), sheet),
        *section("Names and identifiers", _identity_lines(told, sheet), sheet),
        *section("References", _reference_lines(told, sheet), sheet),
        "",
        *paragraph(f"Revised {told.reviewed}. Knowledge {known.version}, Milkpath {VERSION}.", sheet),
    ]
    return "\n".join(lines)


def _each(lines_of: Callable[[Entry, Sheet], list[str]], entries: Iterable[Entry], sheet: Sheet) -> list[str]:
    return [line for entry in entries for line in lines_of(entry, sheet)]


def _statement_sections(told: Monograph, sheet: Sheet) -> Iterator[str]:
    """Give the sections with statements; of a substance also those without, since silence has to be seen."""
    for part in told.sections:
        first = _summary_lines(told, sheet) if part.title == SECTIONS[0] else []
        lines = [*first, *(line for one in part.told for line in _statement_lines(one, sheet))]
        if not part.told and told.kind == "substance":
            lines += paragraph(NOTHING, sheet)
        yield from section(part.title, lines, sheet)


def _summary_lines(told: Monograph, sheet: Sheet) -> list[str]:
    """Give one line for each route: what is said in each setting, in the usual case."""
    lines = []
    for route in ROUTES:
        here = [one for one in told.summary if one.route == route]
        if here:
            lines += bullet(f"{route}: {'; '.join(_verdict_words(one) for one in here)}", sheet)
    return [*lines, *paragraph(SOME, sheet), ""] if lines else []


def _verdict_words(one: Verdict) -> str:
    setting = SETTING_NAMES[one.setting] if one.setting else ""
    return f"{setting} {action_words(one.action)} ({one.grade})".strip()


def _statement_lines(told: Told, sheet: Sheet) -> list[str]:
    statement = told.statement
    remarks = [
        f"route {statement.route}",
        where_it_holds(statement),
        _STATUS_WORDS[statement.status] + (f": {statement.place}" if statement.place else ""),
        str(statement.date),
        f"of the class {told.shared_by}" if told.shared_by else "",
    ]
    return [
        *bullet(cited(statement.text, statement.sources, sheet), sheet),
        *paragraph(judged(statement), sheet, indent="  "),
        *bullet("; ".join(remark for remark in remarks if remark), sheet, mark="  "),
    ]


def judged(statement: Statement) -> str:
    """Return action, grade, flags and waits of a statement in words."""
    if statement.action is None:
        return f"no action follows · evidence {statement.grade}{flag_words(statement.flags)}"
    wait = f"; withhold milk {statement.withhold_milk_h:g} h" if statement.withhold_milk_h else ""
    until = ""
    if statement.until_hours is not None:
        until = f"; fine again {statement.until_hours[0]:g} to {statement.until_hours[1]:g} h after opening"
    return verdict(statement.action, statement.grade, statement.flags) + until + wait


def where_it_holds(statement: Statement) -> str:
    """Say in which settings, and for whom, a statement holds."""
    settings = ", ".join(SETTING_NAMES[setting] for setting in statement.settings) or "every setting"
    return ", ".join([settings, *conditions_of(statement)])


def conditions_of(statement: Statement) -> list[str]:
    """Say for whom, and from which strength, depth or age, a statement holds; nothing where it holds for everybody."""
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
    return [f"{words} {value}" for words, value in conditions if value]


def _with_unit(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:g} {unit}"


def _benefit_lines(benefit: ExpectedBenefit, sheet: Sheet) -> list[str]:
    text = f"{benefit.goal.replace('-', ' ')}: {benefit.size}. {benefit.text}"
    return [*bullet(cited(text, benefit.sources, sheet), sheet), *_remark(benefit, sheet)]


def _alternative_lines(found: Sequence[Alternative], sheet: Sheet) -> Iterator[str]:
    for one in found:
        milk = f"; milk: {action_words(one.milk)} ({one.grade})" if one.milk else ""
        shared = ", ".join(name.replace("-", " ") for name in one.shared)
        yield from bullet(f"{one.name} ({one.kind}) for {shared}{milk}", sheet)
    if found:
        yield from paragraph("In the usual case, on whole skin. Only a plan with the swap made is an answer.", sheet)


def _limit_lines(limit: Limit, sheet: Sheet) -> list[str]:
    figure = f"{limit.kind.replace('-', ' ')}: {limit.value:g} {limit.unit}. {limit.text}"
    return [*bullet(cited(figure, [limit.source], sheet), sheet), *_remark(limit, sheet, f"route {limit.route}; ")]


def _maximum_lines(maximum: LegalMaximum, sheet: Sheet) -> list[str]:
    figure = "banned" if maximum.percent == 0 else f"{maximum.percent:g} %"
    text = f"{maximum.jurisdiction}, {maximum.product_type}: {figure}. {maximum.text}"
    return [*bullet(cited(text, [maximum.source], sheet), sheet), *_remark(maximum, sheet)]


def _remark(of: ExpectedBenefit | Limit | LegalMaximum, sheet: Sheet, first: str = "") -> list[str]:
    place = f": {of.place}" if of.place else ""
    return bullet(f"{first}evidence {of.grade}; {_STATUS_WORDS[of.status]}{place}; {of.date}", sheet, "  ")


def _figure_sections(known: Knowledge, told: Monograph, sheet: Sheet) -> Iterator[str]:
    rows = [_quantity_row(quantity, sheet) for quantity in told.quantities]
    title = "Kinetics and physical chemistry" if told.kind == "substance" else "Figures"
    header = ("quantity", "value", "spread", "evidence and source")
    notes = [line for quantity in told.quantities for line in _note_lines(quantity, sheet)]
    yield from section(title, [*table(header, rows, sheet.width), *notes] if rows else (), sheet)
    yield from section("Metabolites and the infant's clearance", _fate_lines(known, told, sheet), sheet)
    if told.not_simulated_because:
        yield from section("Not simulated", paragraph(told.not_simulated_because, sheet), sheet)


def _quantity_row(quantity: Quantity, sheet: Sheet) -> tuple[str, str, str, str]:
    figure, spread = quantity_words(quantity)
    place = f": {quantity.place}" if quantity.place else ""
    evidence = f"{quantity.grade}, {_STATUS_WORDS[quantity.status]}{place}"
    return quantity.name.replace("-", " "), figure, spread, cited(evidence, [quantity.source], sheet)


def quantity_words(quantity: Quantity) -> tuple[str, str]:
    """Return a figure with its unit, and its spread."""
    unit = "" if quantity.unit == "1" else f" {quantity.unit}"
    over = "" if quantity.over_h is None else f" in {quantity.over_h:g} h"
    ends = "" if quantity.low is None and quantity.high is None else f"{_end(quantity.low)} to {_end(quantity.high)}"
    spread = "" if quantity.gsd is None else f"gsd {quantity.gsd:g}"
    return f"{quantity.value:g}{unit}{over}", "; ".join(part for part in (spread, ends) if part)


def _note_lines(quantity: Quantity, sheet: Sheet) -> list[str]:
    return bullet(f"{quantity.name.replace('-', ' ')}: {quantity.note}", sheet) if quantity.note else []


def _end(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


def _fate_lines(known: Knowledge, told: Monograph, sheet: Sheet) -> Iterator[str]:
    for link in told.metabolites:
        made = known.substances.get(link.substance)
        text = f"{link.fraction:.0%} becomes {made.name if made else link.substance}"
        yield from bullet(
            cited(f"{text}; evidence {link.grade}; {_STATUS_WORDS[link.status]}", [link.source], sheet), sheet
        )
    for way in told.infant_clearance:
        text = f"{way.fraction:.0%} of the adult clearance goes by {way.pathway}; evidence {way.grade}"
        yield from bullet(cited(f"{text}; {_STATUS_WORDS[way.status]}", [way.source], sheet), sheet)


def _dispute_lines(told: Monograph, sheet: Sheet) -> Iterator[str]:
    for one in told.disagreements:
        of_class = f", of the class {one.shared_by}" if one.shared_by else ""
        yield from dispute_lines(one.disagreement, sheet, of_class)


def dispute_lines(disagreement: Disagreement, sheet: Sheet, remark: str = "") -> Iterator[str]:
    """Give a disagreement as lines: topic, each side with its sources, why they differ."""
    yield from bullet(f"{disagreement.topic} (route {disagreement.route}{remark}; {disagreement.date})", sheet)
    for side in disagreement.positions:
        yield from bullet(cited(side.text, side.sources, sheet), sheet, "  - ")
    yield from bullet(f"Why they differ: {disagreement.why}", sheet, "  ")


def _unknown_lines(unknown: Unknown, sheet: Sheet) -> list[str]:
    return bullet(f"{unknown.what}: {unknown.why} It would change with: {unknown.would_change}", sheet)


def _identity_lines(told: Monograph, sheet: Sheet) -> Iterator[str]:
    for name, value in told.identity.items():
        yield from bullet(f"{name}: {value}", sheet)
    if told.other_names:
        yield from bullet(f"also: {'; '.join(told.other_names)}", sheet)


def _reference_lines(told: Monograph, sheet: Sheet) -> Iterator[str]:
    for source in told.references:
        yield from bullet(reference_words(source), sheet, mark=f"[{sheet.numbers[source.id]}] ")


def reference_words(source: Source) -> str:
    """Return a source as one line: reference, public identifiers, kind, whom it is about, and when it was read."""
    item = csl_item(source)
    found = "".join(f". {link.text}" for link in links(item))
    return f"{reference(item)}{found} ({source.kind}; about: {source.population}; retrieved {source.retrieved})"
