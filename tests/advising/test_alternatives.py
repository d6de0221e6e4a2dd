"""Other ways to the goal, judged like any plan; the planned benefit; goals in people's words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from milkpath.advising.alternatives import NUMBING_RULE, alternatives, benefit
from milkpath.advising.goals import goals_of, waiting_costs
from milkpath.judgement.severity import severity
from milkpath.knowledge.model import ExpectedBenefit, Goal, Procedure
from milkpath.knowledge.reader import Knowledge, knowledge

from .judged import GEL, PEN, PREP, judge, verdict, visit

TODAY = dt.date(2026, 11, 22)


def _benefit(size: str, goal: str = "pits") -> ExpectedBenefit:
    given: dict[str, Any] = {"goal": goal, "text": f"text {size}", "plain": f"plain {size}", "size": size}
    return ExpectedBenefit(**given, sources=("chu-2021",), grade="B", status="verified", date=TODAY)


def _procedure(identity: str, **more: Any) -> Procedure:
    usual: dict[str, Any] = {"id": identity, "name": identity.replace("-", " "), "opens_skin": False, "reviewed": TODAY}
    return Procedure(**(usual | more))


CREAM = {
    "do": "apply",
    "area": "face",
    "amount": "1 g",
    "times_per_day": 1,
    "product": {"name": "c", "label": "Aqua, Glycerin"},
}


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """The knowledge with one goal and four ways to it."""
    shipped = knowledge()
    pen = msgspec.structs.replace(shipped.procedures["microneedling-pen"], benefits=(_benefit("small"),))
    others = (
        _procedure(
            "kind-care", kind="home", benefits=(_benefit("moderate"),), typical_home=(CREAM,), effort="One minute."
        ),
        _procedure("weak-care", kind="home", benefits=(_benefit("small"),), typical_home=(CREAM,)),
        _procedure(
            "numbed-way",
            opens_skin=True,
            numbing="usual",
            benefits=(_benefit("large"),),
            typical_visit=({"do": "needle", "area": "face", "device": "roller", "depth": "1 mm"},),
        ),
        _procedure("only-waiting", kind="waiting", benefits=(_benefit("none"),)),
        _procedure("for-something-else", kind="home", benefits=(_benefit("large", "hair"),), typical_home=(CREAM,)),
    )
    goals = {
        "pits": Goal(id="pits", name="acne scars", names=("pitted scars",), reviewed=TODAY),
        "spots": Goal(id="spots", name="acne", reviewed=TODAY),
    }
    procedures = {key: p for key, p in shipped.procedures.items() if p.kind != "waiting" and not p.benefits}
    procedures |= {"microneedling-pen": pen} | {p.id: p for p in others}
    return msgspec.structs.replace(shipped, goals=goals, procedures=procedures)


def test_the_other_ways_are_ranked_by_action_and_then_by_benefit(known: Knowledge) -> None:
    """The mildest first; among equals what helps most; waiting is among them, and what serves another goal is not."""
    one = judge(known)
    found = alternatives(verdict(visit(PREP, GEL, PEN, goal="acne scars"), one), one)
    names = [other.procedure for other in found]
    assert set(names) == {"kind care", "weak care", "numbed way", "only waiting"}
    assert [severity(other.action) for other in found] == sorted(severity(other.action) for other in found)
    assert names.index("kind care") < names.index("weak care")
    assert "plain moderate" in found[names.index("kind care")].benefit


def test_an_alternative_with_numbing_is_judged_with_it(known: Knowledge) -> None:
    """It says so, and is not without the risks of the numbing medicine."""
    one = judge(known)
    found = {
        other.procedure: other for other in alternatives(verdict(visit(PREP, GEL, PEN, goal="acne scars"), one), one)
    }
    rules = {because.rule for because in found["numbed way"].because}
    assert NUMBING_RULE in rules
    assert severity(found["numbed way"].action) > severity("go")
    assert NUMBING_RULE not in {because.rule for because in found["kind care"].because}


def test_the_planned_benefit_is_said_with_its_evidence(known: Knowledge) -> None:
    """The same words and grades as for every other way."""
    gain, not_known = benefit(verdict(visit(PREP, GEL, PEN, goal="my acne scars"), judge(known)).case)
    assert gain is not None
    assert (gain.text, gain.evidence, not_known) == ("plain small", "B", ())


@pytest.mark.parametrize("goal", [None, "to look nice"])
def test_without_a_known_goal_nothing_is_promised(known: Knowledge, goal: str | None) -> None:
    """No goal, no benefit and no other ways, and the answer says what is missing."""
    one = judge(known)
    found = verdict(visit(PREP, GEL, PEN, **({"goal": goal} if goal else {})), one)
    gain, not_known = benefit(found.case)
    assert gain is None
    assert [item.path for item in not_known] == ["goal"]
    assert alternatives(found, one) == ()


def test_a_goal_inside_a_longer_one_does_not_count(known: Knowledge) -> None:
    """`acne scars` is not `acne`; both in one sentence are both."""
    assert [goal.id for goal in goals_of(known, "Acne scars, please")] == ["pits"]
    assert {goal.id for goal in goals_of(known, "acne and pitted scars")} == {"pits", "spots"}
    assert goals_of(known, None) == ()


def test_the_cost_of_waiting_is_what_is_known_of_doing_nothing(known: Knowledge) -> None:
    """It comes from the knowledge of the goal, with its source."""
    case = verdict(visit(PREP, GEL, PEN, goal="acne scars"), judge(known)).case
    assert [cost.rule for cost in waiting_costs(case)] == ["only-waiting-benefit-pits"]
