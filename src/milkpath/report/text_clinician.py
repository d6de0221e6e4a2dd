"""The clinician's half of the terminal report: numbers, limits, conflicts, all reasons, sources."""

from __future__ import annotations

from collections.abc import Mapping

from milkpath.judgement.assessment import Assessment, BoundedInterval, ExposureReport, IngredientRead, Interval, Residue
from milkpath.report.citations import reference
from milkpath.report.numbers import bound, has_percentiles, interval, number, percent_range, quantity, share_of_limit
from milkpath.report.reasons import every_reason
from milkpath.report.sentences import limit_sentence
from milkpath.report.terminal import painted, table
from milkpath.report.text_sheet import Sheet, bullet, cited, paragraph, reason_bullets, section
from milkpath.report.words import (
    NUMBER_BASIS_WORDS,
    PERCENT_BASIS_WORDS,
    PURPOSE,
    STATUS_MARKS,
    STATUS_WORDS,
    detail_part,
    place_name,
    step_name,
)

CHRONIC = "-ttc"
"""Limits for a lifetime, against which a single dose proves nothing."""
HOURS_TOLD = (0.0, 1.0, 4.0, 24.0, 48.0)
"""Hours after the visit at which the text tells what is left on the skin; the JSON has more."""
LEAST_TOLD = 0.01
"""Residue [ug/cm2] below which only that is said."""
_EXPOSURE_HEADER = ("substance", "mother, peak", "milk, peak", "infant a day", "share of limit")


def largest_share(exposure: ExposureReport) -> float | None:
    """Return the share of the limit that is taken up most, or `None` without a limit that could be compared."""
    shares = [limit.share for limit in exposure.limits if limit.share is not None and not limit.name.endswith(CHRONIC)]
    return max(shares, default=None)


def _whose(exposure: ExposureReport) -> str:
    """The largest share, and whether the limit is hers or the infant's."""
    largest = largest_share(exposure)
    name = next((limit.name for limit in exposure.limits if limit.share == largest and largest is not None), "")
    whose = " (the baby's)" if "infant" in name or "intake" in name else " (hers)"
    return share_of_limit(largest) + (whose if name else "")


def exposure_row(exposure: ExposureReport) -> tuple[str, ...]:
    """Return one row of the exposure table."""
    parent = "" if exposure.parent is None else f" (from {exposure.parent})"
    return (
        f"{exposure.substance}{parent}",
        interval(exposure.mother_peak_ug_per_l, "ug/L"),
        interval(exposure.milk_peak_ug_per_l, "ug/L"),
        interval(exposure.infant_dose_ug_per_kg_day, "ug/kg"),
        _whose(exposure),
    )


def _further_intervals(exposure: ExposureReport) -> tuple[tuple[str, Interval | BoundedInterval | None, str], ...]:
    contact, relative = exposure.contact, exposure.relative_infant_dose_percent
    return (
        ("taken up", exposure.absorbed_mg, "mg"),
        ("infant dose, total", exposure.infant_dose_total_ug_per_kg, "ug/kg"),
        ("infant's blood, peak", exposure.infant_peak_ug_per_l, "ug/L"),
        ("the same, as an adult with as much unbound", exposure.infant_peak_at_adult_binding_ug_per_l, "ug/L"),
        ("relative infant dose, of what was taken up", relative.absorbed, "%"),
        ("relative infant dose, of what was put on", relative.applied, "%"),
        ("left on the skin", contact.residue_ug_per_cm2, "ug/cm²"),
        ("infant by mouth from the skin", contact.infant_oral_ug_per_kg, "ug/kg"),
        ("infant through the skin", contact.infant_dermal_ug_per_kg, "ug/kg"),
    )


def _bounds(exposure: ExposureReport) -> tuple[tuple[str, str | None], ...]:
    return (
        ("taken up, bound", bound(exposure.absorbed_mg, "mg")),
        ("mother's peak, bound", bound(exposure.mother_peak_ug_per_l, "ug/L")),
        ("infant dose a day, bound", bound(exposure.infant_dose_ug_per_kg_day, "ug/kg")),
        ("infant dose in total, bound", bound(exposure.infant_dose_total_ug_per_kg, "ug/kg")),
    )


def further_numbers(exposure: ExposureReport) -> tuple[tuple[str, str], ...]:
    """Return the numbers of one substance that the table has no room for, by name; those not known are left out."""
    basis = (exposure.basis.absorption, exposure.basis.kinetics, exposure.basis.milk)
    by_step = "; ".join(f"{place_name(step)} {share_of_limit(part)}" for step, part in exposure.by_step.items())
    known = (row for row in _further_intervals(exposure) if has_percentiles(row[1]))
    intervals = ((name, interval(value, unit)) for name, value, unit in known)
    rows = (
        ("put on", None if exposure.applied_mg is None else quantity(exposure.applied_mg, "mg")),
        *intervals,
        *_bounds(exposure),
        (
            "left on the skin (not yet in it, nor in the air), by hours after the visit",
            _left_by_hour(exposure.contact.residue_by_hour),
        ),
        ("comes from", by_step),
        ("followed for", f"{number(exposure.horizon_h)} h"),
        ("absorption, kinetics, milk", ", ".join(NUMBER_BASIS_WORDS[one] for one in basis)),
    )
    return tuple((name, words) for name, words in rows if words)


def _left_by_hour(residue: Residue | None) -> str | None:
    """The middle and the upper end at some hours, `None` where nothing is left at any."""
    if residue is None or not any(residue.ug_per_cm2.p95):
        return None
    rows = zip(residue.hours, residue.ug_per_cm2.p50, residue.ug_per_cm2.p95, strict=True)
    told = (f"{number(hour)} h {_middle_and_most(p50, p95)}" for hour, p50, p95 in rows if hour in HOURS_TOLD)
    return ", ".join(told) + " µg/cm²"


def _middle_and_most(middle: float, most: float) -> str:
    trace = f"under {number(LEAST_TOLD)}"
    if most < LEAST_TOLD:
        return trace
    return f"{trace if middle < LEAST_TOLD else number(middle)} (up to {number(most)})"


def exposures(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the exposure table, the limits and the further numbers of each substance."""
    if not assessment.exposure:
        return []
    lines = paragraph("Median, and in brackets the 5th to 95th percentile of the simulated pairs.", sheet)
    lines += table(_EXPOSURE_HEADER, [exposure_row(one) for one in assessment.exposure], sheet.width)
    for one in assessment.exposure:
        lines += ["", *painted(paragraph(one.substance, sheet), "bold", colour=sheet.colour)]
        for limit in one.limits:
            lines += bullet(cited(limit_sentence(limit), limit.sources, sheet), sheet)
        for name, words in further_numbers(one):
            lines += bullet(f"{name}: {words}", sheet)
    return section("Numbers", lines, sheet)


def together(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return joint toxicity and the most of each anaesthetic."""
    lines: list[str] = []
    for group in assessment.groups:
        lines += bullet(f"{group.name} ({', '.join(group.members)}): {share_of_limit(group.share)} of the limit", sheet)
        lines += reason_bullets(group.because, sheet, "    - ")
    for dose in assessment.maximum_dose:
        most = f"at most {quantity(dose.max_mg, 'mg')}, on {quantity(dose.max_area_cm2, 'cm²')}"
        lines += bullet(f"{dose.substance}: {most}; planned {quantity(dose.planned_mg, 'mg')}", sheet)
        lines += reason_bullets(dose.because, sheet, "    - ")
    return section("Added up, and the most for her", lines, sheet)


def conflicts(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return sources that disagree, side by side."""
    lines: list[str] = []
    for conflict in assessment.conflicts:
        lines += paragraph(conflict.topic, sheet)
        for position in conflict.positions:
            lines += bullet(cited(position.text, position.sources, sheet), sheet, "  - ")
        lines += paragraph(f"Why they differ: {conflict.why}", sheet, "  ")
    return section("Sources that disagree", lines, sheet)


def _ingredient(token: IngredientRead) -> str:
    name = "" if token.name is None or token.name.lower() == token.text.lower() else f" = {token.name}"
    amount = percent_range(token.percent.low, token.percent.best, token.percent.high)
    return f"{token.text}{name}: {STATUS_WORDS[token.status]}; {amount}, {PERCENT_BASIS_WORDS[token.basis]}"


def labels(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return each label as it was read."""
    lines: list[str] = []
    for step in assessment.steps:
        if step.ingredients:
            lines += paragraph(step_name(step.do, step.product), sheet)
        for token in step.ingredients:
            lines += bullet(_ingredient(token), sheet, f"  {STATUS_MARKS[token.status]} ")
    return section("Labels as read", lines, sheet)


def handling(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return all steps of the plan in order with their verdicts; the reasons follow below."""
    rows = [
        (place_name(step.id), step_name(step.do, step.product), step.action, step.evidence) for step in assessment.steps
    ]
    lines = table(("step", "what", "action", "evidence"), rows, sheet.width) if rows else []
    for step in assessment.steps:
        for item in step.advice if step.action == "go" else ():
            lines += bullet(cited(item.text, item.sources, sheet), sheet, "→ ")
    return section("The plan step by step", lines, sheet)


def sensitivity(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return what moves the answer most, and what was not simulated."""
    texts = [f"{place_name(item.path)}: {item.text}" for item in assessment.sensitivity]
    texts += [f"{item.substance} was not simulated: {item.reason}" for item in assessment.not_simulated]
    return section("What moves the answer, and what was left out", [x for t in texts for x in bullet(t, sheet)], sheet)


def changed_plans(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return each changed plan that was judged, with what it came to on each route."""
    lines: list[str] = []
    for swap in assessment.swaps:
        detail = detail_part(swap.because[-1].text).lstrip(" \u2014") if swap.because else ""
        lines += bullet(f"{place_name(swap.id)} ({swap.use}): {swap.action_after}. {detail}", sheet)
    return section("Changed plans, judged", lines, sheet)


def reasons(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return every reason once, with its rule, its sources and the places that rest on it."""
    lines: list[str] = []
    for because, places in every_reason(assessment):
        lines += bullet(cited(because.text, because.sources, sheet), sheet)
        lines += paragraph(f"({'; '.join(places)}; rule {because.rule})", sheet, "  ")
    return section("All reasons", lines, sheet)


def _source(place: int, item: Mapping[str, object], sheet: Sheet) -> list[str]:
    keys = ("DOI", "PMID", "PMCID", "archive_location", "URL")
    where = "; ".join(f"{key.replace('archive_location', 'Bookshelf')} {item[key]}" for key in keys if item.get(key))
    return bullet(f"{reference(item)}. {where} ({item['id']})", sheet, f"[{place}] ")


def sources(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the numbered sources."""
    lines = [line for place, item in enumerate(assessment.sources, start=1) for line in _source(place, item, sheet)]
    return section("Sources", lines, sheet)


def provenance(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return what the answer depends on besides the plan."""
    made = assessment.milkpath
    words = (
        f"Milkpath {made.version}, knowledge {made.knowledge}, {made.pairs} simulated pairs, seed {made.seed}, "
        f"for {made.assessed_for}. {PURPOSE}"
    )
    return ["", *painted(paragraph(words, sheet), "faint", colour=sheet.colour)]


def clinicians_half(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return all sections for the clinician."""
    title = ["", *painted(["═" * sheet.width, "For your clinician"], "bold", colour=sheet.colour)]
    parts = (
        exposures,
        together,
        conflicts,
        handling,
        labels,
        sensitivity,
        changed_plans,
        reasons,
        sources,
        provenance,
    )
    return [*title, *(line for part in parts for line in part(assessment, sheet))]
