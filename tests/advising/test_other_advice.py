"""Missing facts, coming back, a feed before the visit, few pairs, side by side, and the memory of the judge."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest

from milkpath import assess
from milkpath.advising.coming_back import coming_back
from milkpath.advising.facts import missing_facts, with_fact
from milkpath.advising.feed_first import with_feed_first
from milkpath.advising.nearness import by_knowledge, is_near
from milkpath.advising.sensitivity import effect_of, sensitivity
from milkpath.advising.side_by_side import side_by_side
from milkpath.judgement.feeding import feeding
from milkpath.judgement.reason import ROUTES
from milkpath.judgement.severity import CLEARING, severity
from milkpath.plan.read import plan_from_tree
from milkpath.report.as_json import as_json
from milkpath.report.sentences import clock_sentence

from .judged import GEL, NOW, PEN, PREP, SCENTED, STRONG, WIPE, home, judge, verdict, visit

UNKNOWN = SCENTED | {"product": {"name": "ampoule", "label": "Aqua, Xyloferin QX-7 Complex", "sterile": True}}
RETINOID = {
    "do": "apply", "area": "face", "amount": "0.5 g", "from": "day 1", "times_per_day": 1,
    "product": {"name": "tretinoin", "label": "Tretinoin 0.05 %; Purified water", "kind": "drug"},
}  # fmt: skip


def test_the_unknown_word_that_decides_is_what_to_ask_for() -> None:
    """Where an ingredient that nobody knows stops the plan, its name is the fact to ask for."""
    one = judge()
    moving, ask = sensitivity(verdict(visit(PREP, UNKNOWN, PEN), one), one)
    assert ask is not None
    assert "Xyloferin" in ask.question
    assert ask.path == "visit.steps[1].product.label" == moving[0].path


def test_the_list_of_an_unlabelled_product_is_what_to_ask_for() -> None:
    """A product without a list that stops the plan."""
    plan = home({"do": "apply", "area": "face", "amount": "1 g", "product": {"name": "numbing gel", "label": ""}})
    one = judge()
    _, ask = sensitivity(verdict(plan, one), one)
    assert ask is not None
    assert "full list" in ask.question


def test_a_lifetime_threshold_is_no_reason_to_ask() -> None:
    """The missing amount of an antiseptic moves only such a threshold, and so nothing."""
    bare = {key: value for key, value in PREP.items() if key != "amount"}
    one = judge()
    _, ask = sensitivity(verdict(visit(bare, GEL, PEN, contact=[{"what": "kissed", "area": "hands"}]), one), one)
    assert ask is None


def test_a_complete_plan_asks_for_nothing() -> None:
    """No missing fact, no question."""
    one = judge()
    complete = visit(PREP, GEL, PEN, contact=[{"what": "kissed", "area": "hands"}])
    assert list(missing_facts(verdict(complete, one))) == []
    assert sensitivity(verdict(complete, one), one) == ((), None)


def test_what_moves_the_answer_most_comes_first() -> None:
    """The facts stand in the order of their effect."""
    bare: dict[str, Any] = visit(PREP, STRONG, WIPE, PEN, infant={"age": "5 weeks"}, mother={})
    one = judge()
    found = verdict(bare, one)
    moving, ask = sensitivity(found, one)
    assert ask is not None
    assert moving[0].path == ask.path
    paths = {fact.path: fact for fact in missing_facts(found)}
    base = one.verdict(found.case.plan, pairs=100)
    effects = [
        max(effect_of(base, one.verdict(plan, pairs=100)) for _, plan in paths[item.path].others) for item in moving
    ]
    assert effects == sorted(effects, reverse=True)


@pytest.mark.parametrize(
    ("path", "raw", "read"),
    [
        ("infant.born_at", "34 weeks", lambda plan: plan.infant.gestational_age_weeks == 34),
        ("infant.feeds_per_day", "6", lambda plan: plan.infant.feeds_per_day == 6),
        ("mother.conditions", ["keloid"], lambda plan: plan.mother.conditions == ("keloid",)),
        ("visit.setting", "home", lambda plan: plan.visit.setting == "home"),
        ("visit.steps[1].depth", "0.5 mm", lambda plan: plan.visit.steps[1].depth_mm == 0.5),
        ("contact", [{"what": "licked"}], lambda plan: plan.contact[0].what == "licked"),
    ],
)
def test_a_fact_is_put_where_it_belongs_and_nothing_else_moves(path: str, raw: Any, read: Any) -> None:
    """The value is read as the document is read."""
    plan = plan_from_tree(visit(GEL, PEN))
    changed = with_fact(plan, path, raw)
    assert read(changed)
    assert (
        msgspec.structs.replace(changed, infant=plan.infant, mother=plan.mother, visit=plan.visit, contact=()) == plan
    )


def test_a_deferred_product_comes_back_on_the_first_fine_day() -> None:
    """On that day it is judged fine, and a day on which it is not comes before it."""
    one = judge()
    found = verdict(visit(PREP, GEL, PEN, home=[RETINOID]), one)
    (entry,) = coming_back(found, one)
    assert (entry.id, entry.interval_h is not None) == ("home[0]-again", True)
    assert entry.interval_h is not None
    day = math.floor(entry.interval_h[0] / 24)
    for first, fine in ((day, True), (1, False)):
        plan = visit(PREP, GEL, PEN, home=[RETINOID | {"from": f"day {first}"}])
        assert (verdict(plan, one).step_action("home[0]") in CLEARING) is fine


def test_a_product_that_no_day_makes_fine_gets_no_date() -> None:
    """A date would read as a promise; the words say that no day was found, and why."""
    where_baby_licks = [{"what": "licked", "area": "face", "times_per_day": 3}]
    numbing = RETINOID | {"product": {"name": "gel", "label": "Benzocaine 20 %; Macrogol 400", "kind": "drug"}}
    one = judge()
    (entry,) = coming_back(verdict(visit(PREP, GEL, PEN, home=[numbing], contact=where_baby_licks), one), one)
    assert (entry.id, entry.not_before, entry.interval_h) == ("home[0]-again", None, None)
    assert "no day was found" in clock_sentence(entry)


def test_a_feed_before_the_visit_is_told_with_figures() -> None:
    """The reason gives both doses; of a plan that has to change first the schedule says no more than to feed."""
    one = judge()
    found = verdict(visit(PREP, STRONG, WIPE, GEL, PEN), one)
    plain = feeding(found.case, list(found.ahead))
    told = with_feed_first(plain, found, one)
    assert told.withhold_h == plain.withhold_h == 0
    assert told.because[-1].rule == "feed-before-the-visit"
    assert "ug/kg" in told.because[-1].text
    assert "lidocaine" in told.because[-1].text
    assert "lidocaine" not in told.schedule[0].why


def test_without_a_drug_at_the_visit_a_feed_before_changes_nothing() -> None:
    """Nothing simulated, nothing told."""
    one = judge()
    found = verdict(visit(GEL, PEN), one)
    plain = feeding(found.case, list(found.ahead))
    assert with_feed_first(plain, found, one) == plain


@pytest.mark.parametrize("plan", [visit(PREP, STRONG, WIPE, GEL, PEN), visit(PREP, UNKNOWN, PEN), home(RETINOID)])
def test_figures_only_add_reasons(plan: dict[str, Any]) -> None:
    """What statements and bounds say alone is never more severe than the whole verdict: so it may rule candidates out."""
    one = judge()
    known, whole = by_knowledge(one, plan_from_tree(plan)), verdict(plan, one)
    for route in ROUTES:
        assert severity(known.routes[route].action) <= severity(whole.routes[route].action)
    assert {(r.rule, r.step) for r in known.advised} <= {(r.rule, r.step) for r in whole.advised}


def test_a_plan_without_figures_is_near_no_line() -> None:
    """Few pairs are enough where nothing is simulated."""
    assert not is_near(
        verdict(home({"do": "apply", "area": "face", "product": {"name": "c", "label": "Aqua"}}), judge())
    )


def test_a_judge_forgets_nothing_and_invents_nothing() -> None:
    """The same verdict from a judge who has seen it before, from one who saw other plans first, and from a new one."""
    plans = [visit(PREP, STRONG, WIPE, GEL, PEN), visit(PREP, GEL, PEN)]
    old = judge()
    first = [verdict(plan, old) for plan in plans]
    assert [verdict(plan, old) for plan in plans] == first
    assert [verdict(plan, judge()) for plan in reversed(plans)] == first[::-1]


def test_the_answer_is_the_same_for_any_number_of_workers() -> None:
    """Byte for byte, advice and all."""
    plan = plan_from_tree(visit(PREP, STRONG, WIPE, SCENTED, PEN, home=[RETINOID]))
    assert as_json(assess(plan, pairs=40, workers=1, now=NOW)) == as_json(assess(plan, pairs=40, workers=2, now=NOW))


def test_without_advice_the_rest_is_the_same() -> None:
    """`advice=False` leaves keys empty and changes nothing else that it says."""
    plan = plan_from_tree(visit(PREP, STRONG, WIPE, GEL, PEN))
    full, bare = (assess(plan, pairs=40, workers=1, now=NOW, advice=advice) for advice in (True, False))
    assert (bare.swaps, bare.postpone, bare.ask_next) == ((), (), None)
    assert (full.routes, full.steps, full.exposure, full.suitability) == (
        bare.routes,
        bare.steps,
        bare.exposure,
        bare.suitability,
    )


def test_pieces_give_the_same_beside_each_other() -> None:
    """Results come in the order of the pieces, whatever the number of processes."""
    pieces = [lambda n=n: n * n for n in range(5)]
    assert side_by_side(pieces, 1) == side_by_side(pieces, 2) == [0, 1, 4, 9, 16]
