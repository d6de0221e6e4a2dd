"""The same plan some months later: everything moves in time, and the infant grows."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

import msgspec

from milkpath.infant.weight import median_weight_kg
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import DAYS_PER_MONTH, Facts
from milkpath.plan.plan import Feeding, Infant, Plan

LaterFeeding = Literal["exclusive", "mixed", "occasional", "weaned"]
LESS_MILK: Final[tuple[LaterFeeding, ...]] = ("exclusive", "mixed", "occasional", "weaned")


def feeding_at(facts: Facts, months_from_now: float, known: Knowledge) -> LaterFeeding:
    """How the infant is taken to be fed then: as the plan says now, and never more milk later than before.

    Weaning is a matter for the mother alone; the ages are assumptions, and stand in the knowledge.
    """
    if months_from_now == 0:
        return facts.feeding
    age = facts.infant_age_days / DAYS_PER_MONTH + months_from_now
    by_age: LaterFeeding = "exclusive"
    for feeding in LESS_MILK[1:]:
        if age >= known.parameter(f"feeding-{feeding}-from").value:
            by_age = feeding
    return max(facts.feeding, by_age, key=LESS_MILK.index)


def later(plan: Plan, facts: Facts, months: float, feeding: LaterFeeding, known: Knowledge) -> Plan:
    """The plan moved by so many months. A weaned infant is kept as one that nurses now and then: milk is left aside then."""
    days = round(months * DAYS_PER_MONTH)
    shift = dt.timedelta(days=days)
    replace = msgspec.structs.replace
    return replace(
        plan,
        asked=plan.asked + shift if plan.asked else None,
        visit=replace(plan.visit, starts=plan.visit.starts + shift) if plan.visit and plan.visit.starts else plan.visit,
        contact=tuple(replace(one, at=one.at + shift) if one.at else one for one in plan.contact),
        infant=_grown(plan.infant, facts, days, "occasional" if feeding == "weaned" else feeding, known),
    )


def _grown(infant: Infant, facts: Facts, days: float, feeding: Feeding, known: Knowledge) -> Infant:
    now, then = (median_weight_kg(known.weight_for_age, facts.infant_age_days + more) for more in (0.0, days))
    same = feeding == facts.feeding
    return msgspec.structs.replace(
        infant,
        age_days=facts.infant_age_days + days,
        born=None,
        weight_kg=None if infant.weight_kg is None else infant.weight_kg * then / now,
        feeding=feeding,
        feeds_per_day=infant.feeds_per_day if same else None,
        last_feed=None,
    )
