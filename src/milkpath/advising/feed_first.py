"""What a feed just before the visit changes: the baby's dose of the first day with one and without."""

from __future__ import annotations

import msgspec
import numpy as np

from milkpath.advising.nearness import FEW_PAIRS
from milkpath.exposure.setup import Job
from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import Because, FeedingAdvice
from milkpath.judgement.case import Case
from milkpath.judgement.exposure_report import HOURS_PER_DAY, UG_PER_MG
from milkpath.judgement.exposures import jobs_of
from milkpath.judgement.reason import PLAIN_END
from milkpath.judgement.remembered import Run, simulate_once
from milkpath.judgement.severity import CLEARING
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge

RULE = "feed-before-the-visit"
LITTLE = 0.05
CLEAR = 0.25
"""From this share on a difference is called clear; the figures stand in the detail."""


def with_feed_first(feeding: FeedingAdvice, verdict: Verdict, judge: Judge) -> FeedingAdvice:
    """The feeding advice, with the figures of a feed before the visit where there is one to come."""
    case = verdict.case
    planned = case.plan.visit is not None and hours_since_visit(case) is None and feeding.withhold_h == 0
    job = _main_job(case) if planned and feeding.schedule else None
    if job is None:
        return feeding
    interval = HOURS_PER_DAY / case.facts.feeds_per_day
    fed, hungry = (_first_day(case, judge, job, first) for first in (interval, case.timeline.visit_ends_h % interval))
    told = _told(job.substance.name, fed, hungry, interval)
    first, *others = feeding.schedule
    if verdict.action in CLEARING:
        # Of a plan that has to change first, the figure says nothing that she can use.
        first = msgspec.structs.replace(first, why=f"{first.why} {told.text.split(PLAIN_END)[0]}")
    return msgspec.structs.replace(feeding, because=(*feeding.because, told), schedule=(first, *others))


def _told(name: str, fed: float, hungry: float, interval_h: float) -> Because:
    """The comparison; a difference of a few in a hundred is called none, for the model is no finer than that."""
    share = 1 - fed / hungry if hungry > 0 else 0.0
    if share > LITTLE:
        much = "clearly" if share > CLEAR else "a little"
        plain = f"Your baby then gets {much} less {name} on the first day."
    else:
        plain = f"It makes no real difference to how much {name} your baby gets."
    detail = (
        f"Simulated median of {name} by milk in the first 24 h: {fed:.3g} ug/kg with a feed just before (the next "
        f"{interval_h:.2g} h after the start), {hungry:.3g} ug/kg with the first feed as the visit ends."
    )
    return Because(text=f"{plain}{PLAIN_END}{detail}", sources=("milkpath-model",), rule=RULE)


def _main_job(case: Case) -> Job | None:
    """The simulated substance of the visit of which the baby gets most of a limit, else most at all."""
    at_visit = {item.substance.id for item in case.contained if item.application.step.phase == "visit"}
    doses = {
        p.report.substance: (
            max((s.share for s in p.report.limits if s.share is not None and "/day" in s.unit), default=0.0),
            p.report.infant_dose_ug_per_kg_day.p95 or 0.0,
        )
        for p in case.exposures
        if p.report.infant_dose_ug_per_kg_day is not None and p.report.timeline is not None
    }
    jobs = [job for job in jobs_of(case.contained, case.grams, case.known)[0] if job.substance.id in at_visit]
    jobs = [job for job in jobs if doses.get(job.substance.id, (0.0, 0.0))[1] > 0]
    return max(jobs, key=lambda job: (doses[job.substance.id], job.substance.id), default=None)


def _first_day(case: Case, judge: Judge, job: Job, first_feed_h: float) -> float:
    """Median dose [ug/kg] of the feeds in the first 24 h after the start, the first of them at this hour."""
    facts = msgspec.structs.replace(case.facts, first_feed_h=first_feed_h)
    run = Run(pairs=min(FEW_PAIRS, judge.pairs), seed=judge.seed, remembered=judge.remembered)
    (population,) = simulate_once([job], facts, case.known, run)
    of_day = (population.feeds_h >= 0) & (population.feeds_h < HOURS_PER_DAY)
    fed_ug = population.fed_mg[0][of_day].sum(axis=0) * UG_PER_MG
    return float(np.median(fed_ug)) / population.infant_weight_kg
