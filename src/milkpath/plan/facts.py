"""The people of a plan with nothing left out: what the plan says, else a cautious value that is named as an assumption."""

from __future__ import annotations

import datetime as dt

import msgspec

from milkpath.infant.weight import median_weight_kg
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.plan import Feeding, Plan

DAYS_PER_WEEK = 7.0
DAYS_PER_MONTH = 30.4375


class Assumed(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that the plan left out, and the cautious value taken."""

    path: str
    value: str
    why: str


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Mother and infant at the time that the answer is for."""

    at: dt.datetime
    mother_weight_kg: float
    skin_type: str | None
    infant_age_days: float
    infant_weight_kg: float
    gestational_age_weeks: float
    feeding: Feeding
    feeds_per_day: float
    first_feed_h: float
    """Hours from `at` to the first feed."""
    infant_conditions: tuple[str, ...]
    mother_conditions: tuple[str, ...]
    assumed: tuple[Assumed, ...]
    slowed: tuple[tuple[str, float, float], ...] = ()
    """Substances that this mother clears more slowly, with the share of the clearance that is left and its spread (gsd)."""


def facts(plan: Plan, known: Knowledge, now: dt.datetime) -> Facts:
    """Fill in what is missing. `now` is used only where the plan names no time, and is then an assumption itself."""
    assumed: list[Assumed] = []
    at = assessed_for(plan)
    if at is None:
        at = now
        assumed.append(
            Assumed(
                path="asked",
                value=now.isoformat(timespec="minutes"),
                why="the plan names no time; the time of the call is used",
            )
        )
    age = _age_days(plan, at)
    weeks = _or(
        assumed,
        plan.infant.gestational_age_weeks,
        known.parameter("term-birth-weeks").value,
        "infant.born_at",
        "{:g} weeks",
        "taken as born at term, the usual case; a preterm baby needs more care, so say if it was early",
    )
    weight = _or(
        assumed,
        plan.infant.weight_kg,
        median_weight_kg(known.weight_for_age, age),
        "infant.weight",
        "{:.1f} kg",
        "the middle weight for this age by the WHO standards",
    )
    feeding: Feeding = plan.infant.feeding or "exclusive"
    if plan.infant.feeding is None:
        assumed.append(
            Assumed(path="infant.feeding", value="exclusive", why="only breast milk is the most milk a baby can get")
        )
    feeds = _or(
        assumed,
        plan.infant.feeds_per_day,
        _usual_feeds(age, known),
        "infant.feeds_per_day",
        "{:g}",
        "usual at this age",
    )
    mother = _or(
        assumed,
        plan.mother.weight_kg,
        known.parameter("default-mother-weight").value,
        "mother.weight",
        "{:g} kg",
        "a light mother gets more of a dose per kilogram",
    )
    return Facts(
        at=at,
        mother_weight_kg=mother,
        skin_type=plan.mother.skin_type,
        infant_age_days=age,
        infant_weight_kg=weight,
        gestational_age_weeks=weeks,
        feeding=feeding,
        feeds_per_day=feeds,
        first_feed_h=_first_feed(plan, at, feeds),
        infant_conditions=plan.infant.conditions,
        mother_conditions=plan.mother.conditions,
        assumed=tuple(assumed),
    )


def assessed_for(plan: Plan) -> dt.datetime | None:
    """The time that the answer is for: `asked`, else the start of the visit."""
    return plan.asked or (plan.visit.starts if plan.visit else None)


def clock_zero(plan: Plan, at: dt.datetime) -> dt.datetime:
    """The time that hour 0 of the timeline stands for."""
    return plan.visit.starts if plan.visit and plan.visit.starts else at


def _or(assumed: list[Assumed], given: float | None, cautious: float, path: str, form: str, why: str) -> float:
    if given is not None:
        return given
    assumed.append(Assumed(path=path, value=form.format(cautious), why=why))
    return cautious


def _age_days(plan: Plan, at: dt.datetime) -> float:
    if plan.infant.age_days is not None:
        return plan.infant.age_days
    born = plan.infant.born
    assert born is not None  # noqa: S101 - the reader guarantees one of the two
    return max(float((at.date() - born).days), 0.0)


def _usual_feeds(age_days: float, known: Knowledge) -> float:
    months = age_days / DAYS_PER_MONTH
    names = ((1, "first-month"), (6, "one-to-six-months"), (12, "six-to-twelve-months"))
    name = next((name for until, name in names if months < until), "after-one-year")
    return known.parameter(f"feeds-per-day-{name}").value


def _first_feed(plan: Plan, at: dt.datetime, feeds_per_day: float) -> float:
    """Hours from time zero to the first feed: after the last feed that the plan names, else at time zero."""
    if plan.infant.last_feed is None:
        return 0.0
    interval = 24.0 / feeds_per_day
    zero = clock_zero(plan, at)
    last = (plan.infant.last_feed.replace(tzinfo=None) - zero.replace(tzinfo=None)).total_seconds() / 3600
    return float(last % interval)
