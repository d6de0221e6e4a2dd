"""What still matters of a visit that has happened."""

from __future__ import annotations

import msgspec

from milkpath.judgement.case import Case
from milkpath.judgement.reason import Reason
from milkpath.judgement.severity import severity
from milkpath.knowledge.model import Advice
from milkpath.plan.facts import clock_zero

SECONDS_PER_HOUR = 3600.0


def hours_since_visit(case: Case) -> float | None:
    """Hours from the end of the visit to the question; `None` for what is only planned."""
    if case.plan.status != "done" or case.plan.visit is None:
        return None
    zero = clock_zero(case.plan, case.facts.at)
    passed = (case.facts.at.replace(tzinfo=None) - zero.replace(tzinfo=None)).total_seconds() / SECONDS_PER_HOUR
    return passed - case.timeline.visit_ends_h


def still_ahead(case: Case, reasons: list[Reason]) -> list[Reason]:
    """The reasons as they stand now: what is past is at most a matter of care and watching.

    A wait that a source names, and that has not passed, still counts; home care that goes on counts in full.
    """
    passed = hours_since_visit(case)
    if passed is None:
        return reasons
    return [kept for reason in reasons if (kept := _now(case, reason, passed)) is not None]


def _now(case: Case, reason: Reason, passed_h: float) -> Reason | None:
    """The reason as it stands now; `None` where all that it asked for could only be done before the visit."""
    of_visit = reason.step is not None and reason.step.startswith("visit.")
    entries = [case.known.advice[advice] for advice in reason.advice]
    ahead = tuple(one.id for one in entries if not (one.before_only or (of_visit and _is_over(one, passed_h))))
    if of_visit and reason.advice and not ahead and reason.action == "go-with-steps":
        return None
    reason = msgspec.structs.replace(reason, advice=ahead)
    if not of_visit:
        return reason
    if reason.withhold_milk_h is not None:
        return reason if passed_h < reason.withhold_milk_h else _past(reason)
    if reason.action == "defer" and reason.until_hours is not None and passed_h < reason.until_hours[1]:
        return reason
    return _past(reason)


def _past(reason: Reason) -> Reason:
    """What is left of a reason whose time has passed: care and watching."""
    action = reason.action if severity(reason.action) <= severity("go-with-steps") else "go-with-steps"
    return msgspec.structs.replace(reason, action=action, withhold_milk_h=None, until_hours=None)


def _is_over(advice: Advice, passed_h: float) -> bool:
    return advice.over_after_h is not None and passed_h > advice.over_after_h
