"""Postponing: the infant grows, drinks less, and weans; nothing becomes harsher by milk for it."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.advising.later import LESS_MILK, feeding_at, later
from milkpath.advising.postponing import MONTHS, ages, earliest, postponed
from milkpath.judgement.severity import severity, worst
from milkpath.plan.facts import facts
from milkpath.plan.read import plan_from_tree

from .judged import GEL, NOW, PEN, PREP, STRONG, WIPE, judge, verdict, visit

EMLA = STRONG | {
    "product": {"name": "emla", "label": "Lidocaine 2.5 %, Prilocaine 2.5 %; Purified water", "kind": "drug"}
}
PLAIN = STRONG | {
    "amount": "30 g",
    "product": {"name": "plain", "label": "Lidocaine 4 %; Purified water", "kind": "drug"},
}
YOUNG = {"age": "5 weeks", "weight": "4.4 kg", "feeding": "exclusive", "feeds_per_day": 9}
STEROID = {
    "do": "treat", "area": "chest", "procedure": "intralesional steroid", "amount": "1 mL",
    "product": {"name": "steroid", "label": "Triamcinolone acetonide 4 %; Water for injections", "kind": "injected"},
}  # fmt: skip
PLANS: dict[str, dict[str, Any]] = {
    "prilocaine and a young infant": visit(PREP, EMLA, WIPE, GEL, PEN, infant=YOUNG),
    "steroid in the first weeks": visit(STEROID, infant=YOUNG),
    "too much numbing": visit(PREP, PLAIN, WIPE, GEL, PEN, infant=YOUNG),
    "strong and mixed numbing": visit(PREP, STRONG, WIPE, GEL, PEN, infant=YOUNG),
    "nothing special": visit(PREP, GEL, PEN, infant=YOUNG),
}


@pytest.mark.parametrize("name", PLANS)
def test_an_older_baby_is_never_harsher_by_milk(name: str) -> None:
    """From row to row the milk route becomes no more severe, and the first row is the answer itself."""
    one = judge()
    now = verdict(PLANS[name], one)
    plans = [
        later(now.case.plan, now.case.facts, m, feeding_at(now.case.facts, m, now.case.known), now.case.known)
        for m in MONTHS
    ]
    milk = [severity(one.verdict(plan).routes["milk"].action) for plan in plans]
    assert milk == sorted(milk, reverse=True)
    rows = postponed(now, ages(now, one))
    assert rows[0].action == now.action
    assert [row.age_months for row in rows] == sorted(row.age_months for row in rows)


@pytest.mark.parametrize("name", PLANS)
def test_each_row_is_what_the_later_plan_gets(name: str) -> None:
    """What is saved by not simulating never changes an action."""
    one = judge()
    now = verdict(PLANS[name], one)
    for row in ages(now, one)[1:]:
        full = one.verdict(later(now.case.plan, now.case.facts, row.months, row.feeding, now.case.known))
        whole = worst(full.routes[r].action for r in ("contact", "mother")) if row.feeding == "weaned" else full.action
        assert row.action == whole, row.months


def test_feeding_goes_one_way() -> None:
    """Exclusive, mixed, occasional, weaned: never more milk later, and never less than the plan says now."""
    plan = plan_from_tree(visit(PEN, infant={"age": "3 months", "feeding": "mixed"}))
    one = judge()
    people = facts(plan, one.known, NOW)
    seen = [feeding_at(people, months, one.known) for months in MONTHS]
    assert seen[0] == "mixed"
    assert [LESS_MILK.index(feeding) for feeding in seen] == sorted(LESS_MILK.index(feeding) for feeding in seen)
    assert seen[-1] == "weaned"


def test_everything_moves_with_the_plan() -> None:
    """The visit, the question and the infant's age and weight move by the same time."""
    plan = plan_from_tree(visit(PEN, infant=YOUNG))
    one = judge()
    people = facts(plan, one.known, NOW)
    moved = later(plan, people, 6, "mixed", one.known)
    starts = [one.visit.starts for one in (plan, moved) if one.visit is not None and one.visit.starts is not None]
    assert (starts[1] - starts[0]).days == round(6 * 30.4375)
    assert (moved.infant.age_days or 0) > 200
    assert (moved.infant.weight_kg or 0) > 6


def test_a_step_that_becomes_fine_gets_its_date() -> None:
    """The steroid that waits for the supply to settle is fine some months later, and the date is said."""
    one = judge()
    now = verdict(PLANS["steroid in the first weeks"], one)
    (entry,) = earliest(now, ages(now, one))
    assert entry.id == "visit.steps[0]-if-you-wait"
    assert entry.interval_h is not None
    assert 14 * 24 < entry.interval_h[0] < 200 * 24
    assert "December 2026" in entry.what or "2027" in entry.what


def test_what_has_happened_is_not_postponed() -> None:
    """After the visit there is no table."""
    one = judge()
    done = verdict(visit(PREP, GEL, PEN, status="done", asked="2026-12-01T20:00"), one)
    assert ages(done, one) == ()
