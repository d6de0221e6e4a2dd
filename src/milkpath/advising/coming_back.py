"""When each home product may come back: the first of a few days on which it would be judged fine."""

from __future__ import annotations

import datetime as dt

from milkpath.advising.changes.order import LATER, from_day
from milkpath.advising.nearness import by_knowledge, settled
from milkpath.judgement.assessment import Because, Clock
from milkpath.judgement.case import Case
from milkpath.judgement.clock import HOURS_PER_DAY, product_name
from milkpath.judgement.reason import Reason, because, prominence
from milkpath.judgement.severity import CLEARING, severity
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.knowledge.model import Action, Parameter
from milkpath.plan.facts import clock_zero
from milkpath.plan.plan import Step

RULE = "first-day-that-is-fine"


def coming_back(verdict: Verdict, judge: Judge) -> tuple[Clock, ...]:
    """One entry for each home product on treated skin that is not fine on its day."""
    case = verdict.case
    late = [
        application.step
        for application in case.timeline.applications
        if application.step.phase == "home" and application.way == "skin" and application.openings
    ]
    return tuple(_entry(verdict, judge, s) for s in late if verdict.step_action(s.path) not in CLEARING)


def _entry(verdict: Verdict, judge: Judge, step: Step) -> Clock:
    """The first day on which the step is fine, else the first on which it is milder; and what still stands in the way."""
    case = verdict.case
    days = [day for name in LATER if (day := case.known.parameter(name)).value > (step.from_day or 0.0)]
    judged = [(day, _on_day(verdict, judge, step, day.value)) for day in days]
    best: Action = min((after.step_action(step.path) for _, after in judged), key=severity, default="avoid")
    if severity(best) >= severity(verdict.step_action(step.path)):
        return Clock(
            id=f"{step.path}-again",
            what=f"{product_name(step)} on the treated skin, as it is ({_plain(verdict, step)})",
            not_before=None,
            interval_h=None,
            because=(_main_reason(verdict, step),),
        )
    day, after = next((day, after) for day, after in judged if after.step_action(step.path) == best)
    told = Because(
        text=f"Judged day by day: the first of the days tried on which this product is {best} is day {day.value:g}.",
        sources=(day.source, "milkpath-model"),
        rule=RULE,
    )
    words = "" if best in CLEARING else f" (even then: {_plain(after, step)})"
    return _clock(case, step, day, words, (told, _main_reason(verdict, step)))


def _clock(case: Case, step: Step, day: Parameter, words: str, told: tuple[Because, ...]) -> Clock:
    hour = round(case.timeline.visit_ends_h + day.value * HOURS_PER_DAY, 2)
    moment = clock_zero(case.plan, case.facts.at) + dt.timedelta(hours=hour)
    return Clock(
        id=f"{step.path}-again",
        what=f"{product_name(step)} on the treated skin{words}",
        not_before=moment.isoformat(timespec="minutes"),
        interval_h=(hour, hour + HOURS_PER_DAY),
        because=told,
    )


def _on_day(verdict: Verdict, judge: Judge, step: Step, day: float) -> Verdict:
    plan = from_day(step.path, day)(verdict.case.plan)
    known = by_knowledge(judge, plan)
    return settled(judge, plan) if known.step_action(step.path) in CLEARING else known


def _reasons(verdict: Verdict, step: Step) -> list[Reason]:
    return sorted((reason for reason in verdict.advised if reason.step == step.path), key=prominence)


def _main_reason(verdict: Verdict, step: Step) -> Because:
    return because(_reasons(verdict, step)[0])


def _plain(verdict: Verdict, step: Step) -> str:
    action = verdict.step_action(step.path)
    return next((r.plain for r in _reasons(verdict, step) if r.action == action and r.plain), "")
