"""Swaps: what they promise is what the changed plan gets, and nothing is worse unnoticed."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath import assess
from milkpath.advising.milder import is_no_worse
from milkpath.advising.nearness import FEW_PAIRS
from milkpath.advising.smallest_set import NOTHING_FOUND, TOGETHER, edited, find_set
from milkpath.advising.swaps import swaps, tried_changes
from milkpath.judgement.severity import CLEARING, severity

from .judged import GEL, NOW, PAIRS, PEN, PREP, SCENTED, STRONG, WIPE, home, judge, verdict, visit

LATE_CREAM = {
    "do": "apply",
    "area": "face",
    "amount": "6 g",
    "for": "30 min",
    "product": {"name": "numbing", "label": "Lidocaine 4 %; Purified water", "kind": "drug"},
}
RETINOID = {
    "do": "apply",
    "area": "face",
    "amount": "0.5 g",
    "from": "day 1",
    "times_per_day": 1,
    "product": {"name": "tretinoin", "label": "Tretinoin 0.05 %; Purified water", "kind": "drug"},
}
PEEL = {"do": "peel", "area": "face", "acid": "tca", "strength": "10 %"}
PLANS: dict[str, dict[str, Any]] = {
    "strong cream and scent": visit(PREP, STRONG, WIPE, SCENTED, PEN),
    "numbing after the needles": visit(PREP, GEL, PEN, LATE_CREAM),
    "retinoid on the next day": visit(PREP, GEL, PEN, home=[RETINOID]),
    "unlabelled lightener": home(
        {"do": "apply", "area": "face", "amount": "1 g", "product": {"name": "skin lightening cream", "label": ""}}
    ),
    "codeine": home({"do": "take", "medicine": "codeine", "dose": "30 mg", "times_per_day": 3}),
    "peel at home": visit() | {"visit": {"starts": "2026-12-01T14:00", "setting": "home", "steps": [PEEL]}},
}
every_plan = pytest.mark.parametrize("name", PLANS)


@every_plan
def test_a_swap_promises_what_the_changed_plan_gets(name: str) -> None:
    """The action after a swap is what `assess` says of the changed plan, and no route became worse than care asks."""
    one = judge()
    before = verdict(PLANS[name], one)
    changes = {change.id: change for change, _ in tried_changes(before, one)}
    offered = [swap for swap in swaps(before, one) if swap.id in changes]
    assert offered, name
    for swap in offered:
        plan = changes[swap.id].edit(before.case.plan)
        answer = assess(plan, pairs=PAIRS, workers=1, now=NOW, advice=False)
        assert answer.action == swap.action_after, swap.id
        assert severity(answer.action) <= severity(before.action), swap.id
        assert is_no_worse(before, one.verdict(plan)), swap.id


@every_plan
def test_a_swap_helps_its_step_or_the_whole(name: str) -> None:
    """Nothing is offered that changes nothing."""
    one = judge()
    before = verdict(PLANS[name], one)
    changes = {change.id: change for change, _ in tried_changes(before, one)}
    for swap in swaps(before, one):
        if swap.id in changes:
            after = one.verdict(changes[swap.id].edit(before.case.plan))
            here = severity(after.step_action(swap.step)) < severity(before.step_action(swap.step))
            assert here or severity(after.action) < severity(before.action), swap.id


def test_the_smallest_set_makes_the_whole_plan_fine() -> None:
    """The changes of the set, made one after the other, give a plan that can go ahead; no single change does."""
    one = judge()
    before = verdict(PLANS["strong cream and scent"], one)
    tried = tried_changes(before, one)
    found, _ = find_set(before, tried, one)
    assert found is not None
    made, _ = found
    assert one.verdict(edited(before.case.plan, made)).action in CLEARING
    assert 2 <= len(made) <= 3
    assert not any(after.action in CLEARING for change, after in tried if change.effort < 3)
    (together,) = [swap for swap in swaps(before, one) if swap.id == TOGETHER]
    assert all(change.use in together.use for change in made)
    assert together.action_after in CLEARING


def test_nothing_is_left_out_that_open_skin_needs() -> None:
    """Antiseptic and gel under needles are swapped, never dropped."""
    brown = PREP | {"product": {"name": "brown", "label": "Povidone-iodine 10 %; Purified water", "kind": "drug"}}
    newborn = {"age": "2 weeks", "weight": "3.6 kg", "conditions": ["thyroid screen pending"]}
    before = verdict(visit(brown, SCENTED, PEN, infant=newborn), one := judge())
    assert not [change.id for change, _ in tried_changes(before, one) if change.kind == "left-out"]
    antiseptics = {p.name for p in one.known.products.values() if "antisepsis" in p.jobs}
    assert {swap.use for swap in swaps(before, one) if swap.step == "visit.steps[0]"} & antiseptics


def test_where_nothing_helps_it_is_said() -> None:
    """A plan that no small change makes fine gets a swap that says so, and promises nothing."""
    foam = {
        "do": "treat", "area": "legs", "procedure": "sclerotherapy", "amount": "4 mL",
        "product": {"name": "sts", "label": "Sodium tetradecyl sulfate 1 %; Water for injections", "kind": "injected"},
    }  # fmt: skip
    before = verdict(visit(foam), one := judge())
    assert before.action not in CLEARING
    (nothing,) = swaps(before, one)
    assert (nothing.id, nothing.action_after) == (NOTHING_FOUND, before.action)


def test_a_fine_plan_gets_no_swap() -> None:
    """Where every step is fine, nothing is offered."""
    one = judge()
    assert swaps(verdict(visit(PREP, GEL, PEN), one), one) == ()


def test_what_has_happened_is_not_swapped() -> None:
    """After the visit only home care can still change."""
    one = judge()
    before = verdict(
        visit(PREP, STRONG, WIPE, SCENTED, PEN, home=[RETINOID], status="done", asked="2026-12-01T20:00"), one
    )
    assert {swap.step for swap in swaps(before, one)} <= {"home[0]", "visit"}


def test_a_numbing_product_must_reach_as_deep_as_the_needles() -> None:
    """For deep needles no numbing is offered that would not be felt there; where they must go less deep, that depth counts."""
    there = [step | {"area": "back"} for step in (PREP, STRONG, WIPE, GEL, PEN | {"depth": "2 mm"})]
    deep, too_deep = visit(*there), visit(PREP, STRONG, WIPE, GEL, PEN | {"depth": "2 mm"})
    one = judge()
    for plan, offered in ((deep, False), (too_deep, True)):
        kinds = {change.kind for change, _ in tried_changes(verdict(plan, one), one)}
        assert ("lidocaine-cream-4" in kinds) is offered


def test_a_second_layer_of_numbing_is_left_out_and_not_moved() -> None:
    """Where a first layer numbs before the needles, nobody is told to put on a second one as well."""
    again = {"do": "apply", "area": "face", "amount": "10 g", "for": "20 min", "product": STRONG["product"]}
    one = judge()
    changes = [
        change for change, _ in tried_changes(verdict(visit(PREP, STRONG, WIPE, PEN, again, WIPE, PEN), one), one)
    ]
    second = [change for change in changes if change.step == "visit.steps[4]"]
    assert "before-and-off" not in {change.kind for change in second}
    assert next(change.effort for change in second if change.kind == "left-out") == 1


def test_only_a_sterile_product_is_offered_for_open_skin() -> None:
    """A jar of cream is no swap for a serum that goes on just after the needles."""
    serum = {
        "do": "apply",
        "area": "face",
        "amount": "2 mL",
        "product": {"label": "Aqua, Ascorbic Acid 15 %", "kind": "leave-on"},
    }
    one = judge()
    tried = tried_changes(verdict(visit(PREP, GEL, PEN, serum), one), one)
    offered = {change.kind for change, _ in tried if change.step == "visit.steps[3]" and change.family == "product"}
    assert offered - {"left-out"}
    assert all(one.known.products[kind].product["sterile"] for kind in offered - {"left-out"})


def test_few_pairs_promise_nothing_that_all_pairs_would_not() -> None:
    """With a population larger than that of the candidates, each promise still is what the full population gives."""
    one = judge(pairs=3 * FEW_PAIRS)
    before = verdict(PLANS["strong cream and scent"], one)
    changes = {change.id: change for change, _ in tried_changes(before, one)}
    for swap in swaps(before, one):
        if swap.id in changes:
            after = one.verdict(changes[swap.id].edit(before.case.plan))
            assert after.pairs == 3 * FEW_PAIRS
            assert after.action == swap.action_after, swap.id
