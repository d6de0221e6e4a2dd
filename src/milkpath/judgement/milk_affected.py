"""From when to when milk holds a level that could matter, if ever."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from milkpath.judgement.assessment import Because, Clock, ExposureReport
from milkpath.judgement.case import Case

HOURS_PER_DAY = 24.0
RULE = "milk-level-that-matters"
NEVER_ANY, NEVER_SOME = "in-milk-never", "milk-never"
"""The first is good news for the mother; the second, where another substance does reach such a level, is for her clinician."""


class Span(NamedTuple):
    """First hour of a level that matters by the 95th percentile, and the last one in the middle pair and by it."""

    starts: float
    ends_in_the_middle: float
    ends: float


NEVER = Span(0.0, 0.0, 0.0)


def milk_affected(case: Case) -> list[Clock]:
    """One entry for each substance that reaches such a level, and one that names all that never do (with their metabolites).

    A level matters when drinking such milk all day would reach the share of an infant limit at which a rule first speaks.
    """
    found, never = [], []
    for pooled in case.exposures:
        span = relevant_span(case, pooled.report)
        name = case.known.substances[pooled.report.substance].name
        if span == NEVER and pooled.report.parent is None:
            never.append(name)
        elif span is not None and span != NEVER:
            found.append(_affected(pooled.report.substance, name, span))
    return [*found, _never(never, NEVER_ANY if not found else NEVER_SOME)] if never else found


def _affected(identity: str, name: str, span: Span) -> Clock:
    text = (
        f"Simulated: {name} in milk is above the level at which it is looked at more closely from hour {span.starts:g} to "
        f"hour {span.ends:g} (95th percentile)."
    )
    return Clock(
        id=f"milk-affected-{identity}",
        what=f"{name} in milk is below every level that is looked at more closely; no wait follows from this",
        not_before=None,
        interval_h=(span.ends_in_the_middle, span.ends),
        because=(_because(text),),
    )


def _never(names: list[str], identity: str) -> Clock:
    told = ", ".join(names)
    text = f"Simulated: {told} in milk stays below a hundredth of what infants are given, or of what is acceptable."
    return Clock(
        id=identity,
        what=f"milk as usual: too little to matter ever gets in ({told})",
        not_before=None,
        interval_h=(0.0, 0.0),
        because=(_because(text),),
    )


def _because(text: str) -> Because:
    return Because(text=text, sources=("milkpath-model",), rule=RULE)


def relevant_span(case: Case, report: ExposureReport) -> Span | None:
    """From when to when a relevant level is held; `NEVER`; or `None` where nothing can be said."""
    kinds = {limit.id: limit.kind for limit in case.known.substances[report.substance].limits}
    lines = [(limit.share, _first_line(case, kinds[limit.name])) for limit in report.limits]
    times_over = max((share / line for share, line in lines if share is not None and line is not None), default=None)
    dose, timeline = report.infant_dose_ug_per_kg_day, report.timeline
    if times_over is None or timeline is None or dose is None or dose.p95 is None:
        return None
    if times_over < 1:
        return NEVER
    # Everything is linear: the level that matters stands to the mean level of the worst day as the line to the dose.
    band = timeline.milk_ug_per_l
    level = mean_of_worst_day(timeline.hours, band.p95) / times_over
    above = [hour for hour, value in zip(timeline.hours, band.p95, strict=True) if value > level]
    if not above:
        return NEVER
    ends = [_after_last_above(timeline.hours, series, level) for series in (band.p50, band.p95)]
    return Span(above[0], min(ends), max(ends))


def _after_last_above(hours: tuple[float, ...], series: tuple[float, ...], level: float) -> float:
    last = max((hour for hour, value in zip(hours, series, strict=True) if value > level), default=0.0)
    return next((hour for hour in hours if hour > last), hours[-1]) if last > 0 else 0.0


def _first_line(case: Case, kind: str) -> float | None:
    """The smallest share of a limit of that kind at which a rule on the infant's dose speaks."""
    rules = [rule for rule in case.known.rules.values() if rule.predicate == "infant_dose_over"]
    return min((float(str(r.thresholds["share"])) for r in rules if r.thresholds["limit"] == kind), default=None)


def mean_of_worst_day(hours: tuple[float, ...], levels: tuple[float, ...]) -> float:
    """The largest mean level over 24 h; a shorter run counts as if nothing followed.

    >>> mean_of_worst_day((0.0, 24.0, 48.0), (1.0, 1.0, 0.0))
    1.0
    """
    worst = 0.0
    for start in hours:
        day = [(h, v) for h, v in zip(hours, levels, strict=True) if start <= h <= start + HOURS_PER_DAY]
        area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(day))
        worst = max(worst, area / HOURS_PER_DAY)
    return worst
