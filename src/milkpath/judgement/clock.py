"""When each thing is back to usual: intervals, not points."""

from __future__ import annotations

import datetime as dt

import msgspec

from milkpath.judgement.assessment import Because, Clock, ExposureReport
from milkpath.judgement.case import Case
from milkpath.judgement.milk_affected import milk_affected
from milkpath.judgement.reason import Reason, because, combined_action, prominence
from milkpath.judgement.severity import CLEARING
from milkpath.knowledge.model import Parameter
from milkpath.plan.facts import DAYS_PER_WEEK, clock_zero
from milkpath.plan.plan import Step
from milkpath.plan.timeline import times_as_long

HOURS_PER_DAY = 24.0


def clock(case: Case, reasons: list[Reason]) -> tuple[Clock, ...]:
    """The entries: the treated skin, each deferred substance, home care as planned, the next session, and the milk."""
    return (
        *_skin(case),
        *_next_session(case),
        *_deferred(case, reasons),
        *_as_planned(case, reasons),
        *milk_affected(case),
        *(entry for p in case.exposures for entry in _milk(case, p.report)),
    )


def _skin(case: Case) -> list[Clock]:
    if not case.timeline.openings:
        return []
    last, longer = last_opening_h(case), _times_as_long(case)
    drawn_out = " (longer with the pain gel on it, sooner without)" if longer > 1 else ""
    closed = case.known.parameter("open-skin-until"), case.known.parameter("closed-from")
    actives = case.known.parameter("actives-off-window"), case.known.parameter("closed-until")
    gel = case.known.parameter("product-free-window"), case.known.parameter("actives-off-window")
    return [
        _entry(
            case,
            "skin-touches-baby",
            "treated skin may touch the baby again, once washed and closed" + drawn_out,
            last,
            closed,
            longer=longer,
        ),
        _entry(
            case, "bland-care", "bland moisturiser and mineral sunscreen on the treated skin", last, (gel[0], gel[0])
        ),
        _entry(
            case,
            "active-care",
            "active serums on the treated skin, one at a time" + drawn_out,
            last,
            actives,
            longer=longer,
        ),
    ]


def last_opening_h(case: Case) -> float:
    """The hour of the last opening of the skin at the visit; of the last one at home where the visit has none."""
    now = [opening.hour for opening in case.timeline.openings if opening.hour <= case.timeline.visit_ends_h]
    return max(now or [opening.hour for opening in case.timeline.openings], default=0.0)


def _times_as_long(case: Case) -> float:
    """How many times as long as usual the skin of the last opening stays open."""
    last = last_opening_h(case)
    return max(
        (times_as_long(opening, case.known) for opening in case.timeline.openings if opening.hour == last), default=1.0
    )


def _next_session(case: Case) -> list[Clock]:
    """When the same treatment fits again: weeks later, when the skin has long closed."""
    if not any(opening.step.phase == "visit" for opening in case.timeline.openings):
        return []
    days = case.known.parameter("session-interval"), case.known.parameter("session-interval-long")
    hours = [msgspec.structs.replace(one, value=one.value * HOURS_PER_DAY) for one in days]
    repeat = case.plan.visit.repeat if case.plan.visit else None
    planned = "" if repeat is None else f" (planned every {repeat.every_days / DAYS_PER_WEEK:.3g} weeks)"
    what = f"a next session on the same skin{planned}"
    return [_entry(case, "next-session", what, last_opening_h(case), (hours[0], hours[1]))]


def _as_planned(case: Case, reasons: list[Reason]) -> list[Clock]:
    """Home care that is fine on the day that the plan names; what is not fine is looked at day by day elsewhere."""
    found = []
    for application in case.timeline.applications:
        step = application.step
        mine = [reason for reason in reasons if reason.step == step.path]
        if step.phase != "home" or application.way != "skin" or not application.openings or not mine:
            continue
        if combined_action(mine) in CLEARING:
            start = round(max(application.hours[0], 0.0), 2)
            found.append(
                Clock(
                    id=f"{step.path}-again",
                    what=f"{product_name(step)} on the treated skin, as planned",
                    not_before=None,
                    interval_h=(start, start),
                    because=(because(min(mine, key=prominence)),),
                )
            )
    return found


def product_name(step: Step) -> str:
    """What the product of a step is called."""
    return (step.product.name if step.product else None) or "the product"


def _entry(
    case: Case, identity: str, what: str, start_h: float, window: tuple[Parameter, Parameter], *, longer: float = 1.0
) -> Clock:
    """An entry from one figure to another; `longer`: how many times as long a product on the skin makes both."""
    figures = (*window, case.known.parameter("pore-closure-rate-nsaid")) if longer > 1 else window
    because_of = tuple(
        Because(text=parameter.text, sources=(parameter.source,), rule=parameter.id)
        for parameter in dict.fromkeys(figures)
    )
    low, high = (start_h + longer * parameter.value for parameter in window)
    return Clock(
        id=identity,
        what=what,
        not_before=_moment(case, low),
        interval_h=(round(low, 2), round(high, 2)),
        because=because_of,
    )


def _deferred(case: Case, reasons: list[Reason]) -> list[Clock]:
    found: dict[str, Clock] = {}
    opened = max((opening.hour for opening in case.timeline.openings), default=0.0)
    for reason in sorted(reasons, key=lambda reason: reason.until_hours or (0.0, 0.0), reverse=True):
        if reason.until_hours is None or reason.action != "defer":
            continue
        name = case.known.substances[reason.substance].name if reason.substance else "this step"
        # A wait for the milk is a wait for the milk, however long the skin stays open.
        longer = _times_as_long(case) if reason.withhold_milk_h is None else 1.0
        low, high = (opened + longer * hours for hours in reason.until_hours)
        found.setdefault(
            f"{reason.substance or reason.rule}-again",
            Clock(
                id=f"{reason.substance or reason.rule}-again",
                what=f"{name} again" if reason.withhold_milk_h is None else f"feeding again after {name}",
                not_before=_moment(case, low),
                interval_h=(round(low, 2), round(high, 2)),
                because=(because(reason),),
            ),
        )
    return list(found.values())


def _milk(case: Case, report: ExposureReport) -> list[Clock]:
    """When the milk holds only a trace of its peak: the middle pair earliest, the 95th percentile latest."""
    if (
        report.parent is not None
        or report.timeline is None
        or report.milk_peak_ug_per_l is None
        or report.milk_peak_ug_per_l.p95 <= 0
    ):
        return []
    hours, band = report.timeline.hours, report.timeline.milk_ug_per_l
    trace = case.known.parameter("milk-trace-share")
    ends = [_last_above(hours, series, trace.value) for series in (band.p50, band.p95)]
    if None in ends:
        return []
    name = case.known.substances[report.substance].name
    low, high = sorted(end for end in ends if end is not None)
    reason = Because(
        text=f"Simulated: {name} in milk falls below {100 * trace.value:g} % of its highest level.",
        sources=("milkpath-model", trace.source),
        rule="milk-back-to-usual",
    )
    return [
        Clock(
            id=f"milk-{report.substance}",
            what=f"{name} in milk is down to a trace; no wait follows from this",
            not_before=None,
            interval_h=(low, high),
            because=(reason,),
        )
    ]


def _last_above(hours: tuple[float, ...], series: tuple[float, ...], share: float) -> float | None:
    """The first hour after which a series stays below a share of its own highest value."""
    threshold = max(series) * share
    after = [hour for hour, level in zip(hours, series, strict=True) if level > threshold]
    if not after or after[-1] == hours[-1]:
        return None
    return next(hour for hour in hours if hour > after[-1])


def _moment(case: Case, hours: float) -> str:
    return (clock_zero(case.plan, case.facts.at) + dt.timedelta(hours=hours)).isoformat(timespec="minutes")
