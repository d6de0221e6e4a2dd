"""Postponing: what the verdict becomes as the infant grows and weans, and from when each step would be fine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple

from milkpath.advising.change import named, placed
from milkpath.advising.edit import steps_of
from milkpath.advising.goals import waiting_costs
from milkpath.advising.later import LaterFeeding, feeding_at, later
from milkpath.advising.nearness import by_knowledge, settled
from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import Because, Clock, Postpone
from milkpath.judgement.reason import Reason, because, prominence
from milkpath.judgement.severity import CLEARING, severity, worst
from milkpath.judgement.verdict import Verdict, verdict_of
from milkpath.judging import Judge
from milkpath.knowledge.model import Action
from milkpath.plan.facts import DAYS_PER_MONTH, clock_zero

MONTHS: Final = (0, 1, 2, 3, 4, 6, 9, 12, 18, 24)
MOST_REASONS: Final = 2
WITHOUT_MILK: Final = ("contact", "mother")
"""The routes that are left when a baby is weaned."""
RULE = "first-age-that-is-fine"


class Later(NamedTuple):
    """The plan so many months later, judged."""

    months: int
    feeding: LaterFeeding
    verdict: Verdict

    @property
    def action(self) -> Action:
        """The action of the whole, without milk and supply once the baby is weaned."""
        if self.feeding != "weaned":
            return self.verdict.action
        return worst(verdict.action for route, verdict in self.verdict.routes.items() if route in WITHOUT_MILK)


def ages(verdict: Verdict, judge: Judge) -> tuple[Later, ...]:
    """The plan at each of the months; nothing where the visit has happened."""
    if hours_since_visit(verdict.case) is not None:
        return ()
    bare = by_knowledge(judge, verdict.case.plan)
    stated = {(reason.route, reason.rule, reason.step) for reason in bare.advised}
    figures = [reason for reason in verdict.advised if (reason.route, reason.rule, reason.step) not in stated]
    return tuple(_later(verdict, judge, months, figures) for months in MONTHS)


def postponed(verdict: Verdict, rows: tuple[Later, ...]) -> tuple[Postpone, ...]:
    """The table: age, feeding, action, the reasons that decide then, and what waiting costs."""
    costs = waiting_costs(verdict.case)
    age_now = verdict.case.facts.infant_age_days / DAYS_PER_MONTH
    return tuple(
        Postpone(
            age_months=round(age_now + row.months, 1),
            feeding=row.feeding,
            action=row.action,
            because=(*_deciding(row), *(costs if row.months else ())),
        )
        for row in rows
    )


def earliest(verdict: Verdict, rows: tuple[Later, ...]) -> Iterator[Clock]:
    """For each step that is not fine now and would be later: the first of the ages at which it is."""
    case = verdict.case
    for step in steps_of(case.plan):
        if verdict.step_action(step.path) in CLEARING:
            continue
        first = next((row for row in rows if _step_action(row, step.path) in CLEARING), None)
        if first is None:
            continue
        hours = first.months * DAYS_PER_MONTH * 24
        moment = clock_zero(case.plan, case.facts.at) + dt.timedelta(days=round(first.months * DAYS_PER_MONTH))
        age = case.facts.infant_age_days / DAYS_PER_MONTH + first.months
        text = f"Judged at {len(MONTHS)} ages: first fine at {age:.2g} months, feeding {first.feeding}."
        when = f"until your baby is {age:.2g} months old, on {_day(moment)}"
        yield Clock(
            id=f"{step.path}-if-you-wait",
            what=f"{named(step)} ({placed(step.path)}) as it is, if you wait {when}",
            # No date of its own: it holds only for those who wait, and a harsher plan may have none.
            not_before=None,
            interval_h=(round(hours, 2), round(hours, 2)),
            because=(Because(text=text, sources=("milkpath-model",), rule=RULE),),
        )


def _day(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _later(verdict: Verdict, judge: Judge, months: int, figures: list[Reason]) -> Later:
    """The plan so many months later. What is simulated of the mother does not depend on the baby's age and is kept.

    An older baby gets no more by milk. So nothing has to be simulated again where the figures on milk, as they stand now,
    would not be more severe than the rest.
    """
    case = verdict.case
    feeding = feeding_at(case.facts, months, case.known)
    if months == 0:
        return Later(0, feeding, verdict)
    plan = later(case.plan, case.facts, months, feeding, case.known)
    lasting = [reason for reason in figures if reason.route != "milk"]
    row = Later(months, feeding, _with(by_knowledge(judge, plan), lasting))
    by_milk = [reason for reason in figures if reason.route == "milk"]
    if all(_adds_nothing(reason, row) for reason in by_milk):
        return row
    return Later(months, feeding, settled(judge, plan))


def _with(known: Verdict, reasons: list[Reason]) -> Verdict:
    return verdict_of(
        known.case,
        (*known.advised, *reasons),
        left_out=known.left_out,
        not_established=known.not_established,
        assumed=known.assumed,
        pairs=known.pairs,
    )


def _adds_nothing(reason: Reason, row: Later) -> bool:
    """Whether the row and the step would stay as severe without this reason."""
    here = row.feeding == "weaned" or reason.step is None or reason.action in CLEARING
    return severity(reason.action) <= severity(row.action) and (
        here or _step_action(row, reason.step or "") not in CLEARING
    )


def _step_action(row: Later, path: str) -> Action:
    reasons = [reason for reason in row.verdict.advised if reason.step == path]
    return worst(r.action for r in reasons if row.feeding != "weaned" or r.route in WITHOUT_MILK)


def _deciding(row: Later) -> tuple[Because, ...]:
    routes = WITHOUT_MILK if row.feeding == "weaned" else tuple(row.verdict.routes)
    reasons = [r for r in row.verdict.ahead if r.action == row.action and r.route in routes]
    return tuple(dict.fromkeys(because(reason) for reason in sorted(reasons, key=prominence)))[:MOST_REASONS]
