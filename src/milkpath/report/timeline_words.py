"""The milk timeline in words and as a table, made of the same numbers as its picture."""

from __future__ import annotations

from typing import NamedTuple

from milkpath.judgement.assessment import Assessment, ExposureReport, Timeline
from milkpath.report.hours import hours_in_words
from milkpath.report.numbers import number, scale


class Row(NamedTuple):
    """The milk level at one time, in the unit of `milk_scale`."""

    hour: float
    low: float
    middle: float
    high: float


def milk_scale(timeline: Timeline) -> tuple[float, str]:
    """Return the one factor and unit that picture, sentence and table share."""
    return scale(max(timeline.milk_ug_per_l.p50, default=0.0), "ug/L")


def timeline_rows(timeline: Timeline, most: int = 17) -> tuple[Row, ...]:
    """Return evenly spread points of the milk series, the first, the highest and the last always among them."""
    milk, count, factor = timeline.milk_ug_per_l, len(timeline.hours), milk_scale(timeline)[0]
    if count == 0:
        return ()
    stride = max(1, -(-count // most))
    chosen = sorted({*range(0, count, stride), highest_point(timeline), count - 1})
    return tuple(
        Row(timeline.hours[place], *(factor * series[place] for series in (milk.p05, milk.p50, milk.p95)))
        for place in chosen
    )


def highest_point(timeline: Timeline) -> int:
    """Return the place of the highest median milk level."""
    middle = timeline.milk_ug_per_l.p50
    return max(range(len(middle)), key=middle.__getitem__)


def timeline_sentence(substance: str, timeline: Timeline) -> str:
    """Return the picture as one or two sentences for a reader who does not see it."""
    if not timeline.hours:
        return f"No level of {substance} in milk was worked out."
    top, last = highest_point(timeline), len(timeline.hours) - 1
    when, milk, (factor, unit) = hours_in_words(timeline.hours[top]), timeline.milk_ug_per_l, milk_scale(timeline)
    low, middle, high, end = (number(factor * x) for x in (milk.p05[top], milk.p50[top], milk.p95[top], milk.p50[last]))
    return (
        f"The middle level of {substance} in milk is highest {when} after the start: {middle} {unit}. In 90 of 100 "
        f"simulated mothers it is then {low} to {high} {unit}. After {hours_in_words(timeline.hours[last])} the middle "
        f"level is {end} {unit}."
    )


def _relevance(exposure: ExposureReport) -> tuple[float, float]:
    shares = [limit.share for limit in exposure.limits if limit.share is not None]
    dose = exposure.infant_dose_ug_per_kg_day
    worst = None if dose is None else dose.bound if dose.p95 is None else dose.p95
    return max(shares, default=0.0), worst or 0.0


def by_relevance(assessment: Assessment) -> tuple[ExposureReport, ...]:
    """Return the exposures that have a timeline, the one nearest to its limit first, then by infant dose."""
    found = [one for one in assessment.exposure if one.timeline is not None]
    return tuple(sorted(found, key=_relevance, reverse=True))
