"""The exposure of every substance of a plan: simulated where the knowledge allows, else its stated bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from milkpath.exposure.amounts import Contained
from milkpath.exposure.layers import has_absorption
from milkpath.exposure.setup import Job, metabolite_of
from milkpath.exposure.simulate import Population, can_simulate
from milkpath.judgement.assessment import (
    Basis,
    BoundedInterval,
    ExposureReport,
    LimitShare,
    NotSimulated,
    NumberBasis,
    RelativeInfantDose,
    UnknownItem,
)
from milkpath.judgement.case import PooledExposure
from milkpath.judgement.contact import contact_of
from milkpath.judgement.exposure_report import NO_CONTACT, exposure_reports
from milkpath.judgement.remembered import Run, simulate_once
from milkpath.judgement.rounding import round_significant
from milkpath.knowledge.model import Limit, Substance
from milkpath.knowledge.quantities import quantity
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.plan import Plan
from milkpath.plan.timeline import Timeline

UG_PER_MG = 1000.0


def exposures(
    plan: Plan,
    facts: Facts,
    known: Knowledge,
    timeline: Timeline,
    contained: tuple[Contained, ...],
    grams: dict[str, float],
    run: Run,
) -> tuple[tuple[PooledExposure, ...], tuple[NotSimulated, ...], tuple[UnknownItem, ...]]:
    """All exposures of a plan, the substances that were not simulated and why, and what is unknown.

    A substance that `run` has seen before in the same use is not simulated again; with no pairs none is, and the answer rests
    on statements and bounds alone.
    """
    jobs, bounds, left_out = jobs_of(contained, grams, known)
    if run.pairs == 0:
        jobs = []
    populations = simulate_once(jobs, facts, known, run)
    found = [
        pooled
        for job, population in zip(jobs, populations, strict=True)
        for pooled in _simulated(plan, facts, known, timeline, job, population)
    ]
    found += [_bound_only(items, facts, known) for items in bounds]
    bounded = [items[0].substance for items in bounds]
    bounded += [known.substances[p.report.substance] for p in found if p.report.parent and p.report.timeline is None]
    unknown = tuple(_unknown(substance) for substance in bounded)
    return tuple(found), tuple(left_out), unknown


def jobs_of(
    contained: Iterable[Contained], grams: Mapping[str, float], known: Knowledge
) -> tuple[list[Job], list[list[Contained]], list[NotSimulated]]:
    """What can be simulated, what only has a bound by mass, and what is left out and why."""
    by_substance: dict[str, list[Contained]] = {}
    for item in contained:
        by_substance.setdefault(item.substance.id, []).append(item)
    jobs: list[Job] = []
    bounds: list[list[Contained]] = []
    left_out: list[NotSimulated] = []
    for items in by_substance.values():
        substance = items[0].substance
        if not substance.simulate:
            why = substance.not_simulated_because or "not a small molecule"
            left_out.append(NotSimulated(substance=substance.id, reason=why))
        elif all(item.basis == "none" for item in items) and not _has_kinetics(substance):
            left_out.append(
                NotSimulated(substance=substance.id, reason="no percentage is given, and no kinetics are known")
            )
        elif all(item.mg_per_use <= 0 for item in items):
            left_out.append(NotSimulated(substance=substance.id, reason="the plan gives no dose"))
        elif can_simulate(substance, (item.application.way for item in items), known):
            grams_of = tuple(grams.get(item.application.step.path, 0.0) for item in items)
            jobs.append(Job(substance=substance, contained=tuple(items), grams=grams_of))
        else:
            bounds.append(items)
    return jobs, bounds, left_out


def _has_kinetics(substance: Substance) -> bool:
    return quantity(substance, "clearance") is not None


def _simulated(
    plan: Plan, facts: Facts, known: Knowledge, timeline: Timeline, job: Job, population: Population
) -> Iterable[PooledExposure]:
    bound = open_skin_bound_mg(job.contained, known)
    contact = contact_of(plan, facts, known, timeline, job, population)
    opened = any(item.application.openings for item in job.contained)
    bases = {name: _basis(known.substances[name], job.substance, opened=opened) for name in population.substances}
    for report in exposure_reports(population, bound_mg=bound, contact=contact, bases=bases):
        shares = tuple(_share(limit, report) for limit in known.substances[report.substance].limits)
        limits = tuple(share for share in shares if share is not None)
        yield PooledExposure(report=_with_limits(report, limits), bound_mg=bound if report.parent is None else 0.0)
    yield from _metabolite_bounds(job.substance, population, known, facts)


def _with_limits(report: ExposureReport, limits: tuple[LimitShare, ...]) -> ExposureReport:
    return msgspec.structs.replace(report, limits=limits)


def open_skin_bound_mg(contained: Iterable[Contained], known: Knowledge) -> float:
    """All of a substance that can be on skin when needles go in, or is put on open skin [mg], one use of each product.

    What was wiped off before the needles counts only with what a poor wipe leaves (a low quantile of its efficiency).
    """
    return sum(on_open_skin_mg(item, known) for item in contained)


def on_open_skin_mg(item: Contained, known: Knowledge) -> float:
    """The part of `open_skin_bound_mg` that comes from one product."""
    return item.mg_per_use * _share_on_open_skin(item, known)


def _share_on_open_skin(item: Contained, known: Knowledge) -> float:
    """The largest share of one use that any opening can take in; needling again takes in no more than was there."""
    application = item.application
    shares = [0.0]
    for opening, share in application.openings:
        left = share if application.hours[0] < opening.hour or "open-skin" in application.settings else 0.0
        for removal in application.removals:
            if application.hours[0] < removal.hour <= opening.hour:
                left *= 1 - _poor_removal(removal.kind, known) * removal.share
        shares.append(left)
    return max(shares)


def _poor_removal(kind: str, known: Knowledge) -> float:
    words = {"wipe": "wiping", "wash": "washing", "peel-off": "peel-off", "clean": "cleaning"}
    alpha = known.parameter(f"{words[kind]}-efficiency-alpha").value
    beta = known.parameter(f"{words[kind]}-efficiency-beta").value
    if beta != 1:
        return 0.0
    quantile = known.parameter("cautious-removal-quantile").value
    return float(quantile ** (1 / alpha))  # quantile of Beta(alpha, 1)


def _basis(substance: Substance, parent: Substance, *, opened: bool) -> Basis:
    return Basis(
        absorption=_absorption_basis(parent, opened=opened),
        kinetics="observed" if quantity(substance, "clearance") is not None else "bound",
        milk="observed" if quantity(substance, "milk-to-plasma-ratio") is not None else "predicted",
    )


def _absorption_basis(substance: Substance, *, opened: bool) -> NumberBasis:
    """What was measured is of whole skin: through opened skin it is predicted from there."""
    if not has_absorption(substance):
        return "bound"
    names = {figure.name for figure in substance.quantities}
    measured = {"log-permeability-coefficient", "fraction-absorbed-whole-skin"} & names
    return "observed" if measured and not opened else "predicted"


def _share(limit: Limit, report: ExposureReport) -> LimitShare | None:
    """The share of a limit that the 95th percentile takes up; `None` for limits of another kind of figure."""
    figures = {
        "mother-plasma-first-signs": report.mother_peak_ug_per_l,
        "mother-plasma-serious": report.mother_peak_ug_per_l,
        "infant-therapeutic-dose": report.infant_dose_ug_per_kg_day,
        "acceptable-daily-intake": report.infant_dose_ug_per_kg_day,
        "threshold-of-toxicological-concern": report.infant_dose_ug_per_kg_day,
    }
    figure = figures.get(limit.kind)
    if figure is None:
        return None
    scale = UG_PER_MG if limit.unit.startswith("mg/kg") else 1.0
    top = figure.p95 if figure.p95 is not None else figure.bound
    share = None if top is None else round_significant(top / (limit.value * scale))
    return LimitShare(name=limit.id, value=limit.value, unit=limit.unit, sources=(limit.source,), share=share)


def _bound_only(items: list[Contained], facts: Facts, known: Knowledge) -> PooledExposure:
    """Mass balance alone: all that is put on in a day reaches the blood, and all of that the milk."""
    above_usual = known.parameter("screening-above-usual-factor").value
    applied = sum(_screened_mg(item, above_usual) * len(item.application.hours) for item in items)
    per_day = sum(
        _screened_mg(item, above_usual)
        * (item.application.step.times_per_day or 1.0 if item.application.step.phase == "home" else 1.0)
        for item in items
    )
    substance = items[0].substance
    return PooledExposure(
        report=_bound_report(substance, None, applied, applied, per_day, facts),
        bound_mg=open_skin_bound_mg(items, known),
    )


def _screened_mg(item: Contained, above_usual: float) -> float:
    """Milligrams of one use for a bound by mass: by the upper percentage, or a few times the usual one where only that is known."""
    if item.basis != "typical" or item.percent_high <= 0:
        return item.mg_per_use
    return item.mg_per_use * min(1.0, above_usual * item.percent_best / item.percent_high)


def _bound_report(
    substance: Substance, parent: str | None, applied: float | None, total_mg: float, per_day_mg: float, facts: Facts
) -> ExposureReport:
    def only(bound: float) -> BoundedInterval:
        return BoundedInterval(p05=None, p50=None, p95=None, bound=round_significant(bound))

    report = ExposureReport(
        substance=substance.id,
        parent=parent,
        by_step={},
        horizon_h=24.0,
        applied_mg=None if applied is None else round_significant(applied),
        absorbed_mg=only(total_mg),
        mother_peak_ug_per_l=None,
        milk_peak_ug_per_l=None,
        infant_dose_ug_per_kg_day=only(per_day_mg * UG_PER_MG / facts.infant_weight_kg),
        infant_dose_total_ug_per_kg=only(total_mg * UG_PER_MG / facts.infant_weight_kg),
        infant_peak_ug_per_l=None,
        infant_peak_at_adult_binding_ug_per_l=None,
        relative_infant_dose_percent=RelativeInfantDose(absorbed=None, applied=None),
        contact=NO_CONTACT,
        limits=(),
        basis=Basis(absorption="bound", kinetics="bound", milk="bound"),
        timeline=None,
    )
    shares = tuple(share for limit in substance.limits if (share := _share(limit, report)) is not None)
    return _with_limits(report, shares)


def _metabolite_bounds(
    substance: Substance, population: Population, known: Knowledge, facts: Facts
) -> Iterable[PooledExposure]:
    """Metabolites that matter and have no kinetics of their own: at most all that was absorbed turns into them."""
    carried = metabolite_of(substance, known)
    for link in substance.metabolites:
        metabolite = known.substances[link.substance]
        if carried is not None and metabolite.id == carried.id:
            continue
        masses = quantity(substance, "molar-mass"), quantity(metabolite, "molar-mass")
        ratio = masses[1].value / masses[0].value if masses[0] and masses[1] else 1.0
        formed = float(np.quantile(population.absorbed_mg.sum(axis=0), 0.95)) * link.fraction * ratio
        yield PooledExposure(report=_bound_report(metabolite, substance.id, None, formed, formed, facts), bound_mg=0.0)


def _unknown(substance: Substance) -> UnknownItem:
    return UnknownItem(
        path=f"exposure.{substance.id}",
        what=f"how much {substance.name} reaches blood and milk",
        why="no clearance, volume or passage through skin was found for people; only the bound by mass is given",
        would_change="a measured level in people would replace the bound",
    )
