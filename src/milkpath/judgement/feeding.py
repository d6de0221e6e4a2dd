"""Feeding: nothing is withheld unless a source names a wait for that substance."""

from __future__ import annotations

import datetime as dt

from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import Because, FeedEntry, FeedingAdvice
from milkpath.judgement.case import Case
from milkpath.judgement.reason import Reason, because
from milkpath.plan.facts import clock_zero
from milkpath.plan.timeline import MEDICINES

NOT_CLEARED_RULE = "milk-not-cleared"
NOT_CLEARED_TEXT = (
    "Something in this plan is not cleared for milk. If you leave it out, feed as usual. Already used it? "
    "Ask your pharmacist before the next feed."
)
OWN_MEDICINE_ADVICE = "Do not stop it on your own. Ask your doctor or pharmacist before the next feed."
OWN_MEDICINE_TEXT = f"One of your medicines is not cleared for milk. {OWN_MEDICINE_ADVICE}"
"""Of what a doctor ordered nobody may say: leave it out."""
UNKNOWN_MEDICINE_RULES = frozenset({"medicine-unknown-milk"})
NO_WAIT_RULE = "no-wait-without-a-source"
USUAL_FEED = "usual feed"
NO_WAIT = "No source asks for a wait."
NAMED_WAIT = "A source names this wait."


def feeding(case: Case, reasons: list[Reason]) -> FeedingAdvice:
    """How long milk is withheld after the visit, why, and the feeds around it."""
    waits = [reason for reason in reasons if reason.withhold_milk_h]
    hours = max((reason.withhold_milk_h or 0.0 for reason in waits), default=0.0)
    if waits:
        reasons_given = tuple(dict.fromkeys(because(reason) for reason in waits))
    elif (stop := not_cleared(reasons)) is not None:
        words = OWN_MEDICINE_TEXT if is_own_medicine(stop) else NOT_CLEARED_TEXT
        reasons_given = (Because(text=words, sources=stop.sources, rule=NOT_CLEARED_RULE),)
    else:
        advice = case.known.advice["keep-feeding"]
        reasons_given = (Because(text=" ".join(advice.text.split()), sources=advice.sources, rule=NO_WAIT_RULE),)
    return FeedingAdvice(
        withhold_h=hours,
        because=reasons_given,
        schedule=_schedule(case, None if not_cleared(reasons) and not waits else hours),
    )


def not_cleared(reasons: list[Reason]) -> Reason | None:
    """The reason for which feeding as usual cannot be promised: not while nursing, or a medicine that nobody here knows.

    A medicine that she takes anyway comes first: leaving something out of the plan does not settle it.
    """
    found = [
        reason
        for reason in reasons
        if reason.route == "milk" and (reason.action == "avoid" or reason.rule in UNKNOWN_MEDICINE_RULES)
    ]
    return next(filter(is_own_medicine, found), next(iter(found), None))


def is_own_medicine(reason: Reason) -> bool:
    """Whether a reason is about a medicine that she takes anyway, and not about the plan."""
    return (reason.step or "").startswith(MEDICINES)


def _schedule(case: Case, wait_h: float | None) -> tuple[FeedEntry, ...]:
    if case.plan.visit is None or wait_h is None:
        return ()
    if hours_since_visit(case) is not None:
        why = NO_WAIT if wait_h == 0 else NAMED_WAIT
        do = "feed when your baby wants to" if wait_h == 0 else f"feed again {wait_h:g} h after the treatment"
        return (FeedEntry(at="now", do=do, why=why),)
    start = clock_zero(case.plan, case.facts.at).isoformat(timespec="minutes")
    before = FeedEntry(
        at=start, do="feed just before the visit", why="A full baby can wait while your skin is cleaned and dries."
    )
    after = FeedEntry(
        at="after the visit",
        do=_after(wait_h),
        why=NO_WAIT if wait_h == 0 else NAMED_WAIT,
    )
    return (before, after, *_usual_feeds(case))


def _after(wait_h: float) -> str:
    if wait_h == 0:
        return "feed when your baby next wants to"
    return (
        f"pump at your usual times to keep your supply, and do not give this milk; feed again after {wait_h:g} h, "
        "and until then give milk that you stored before"
    )


def _usual_feeds(case: Case) -> tuple[FeedEntry, ...]:
    """The feeds of the first day as the simulation has them, so that they can be drawn."""
    interval = 24.0 / case.facts.feeds_per_day
    zero = clock_zero(case.plan, case.facts.at)
    hours = [case.facts.first_feed_h + number * interval for number in range(int(case.facts.feeds_per_day) + 1)]
    why = f"{case.facts.feeds_per_day:g} feeds a day, as simulated"
    moments = [(zero + dt.timedelta(hours=hour)).isoformat(timespec="minutes") for hour in hours]
    return tuple(FeedEntry(at=moment, do=USUAL_FEED, why=why) for moment in moments)
