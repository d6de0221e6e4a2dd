"""The hard rules of the brief, on a crowd of plans made at random (`MILKPATH_PLANS` answers, by default what fits in minutes)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from plans import BENIGN_PLANS, PLANS, Tree

from .crowd import complaints
from .invariants import INVARIANTS, answer_to, frightens_nobody

RULES = (*INVARIANTS, "never_crashes", "never_milder", "same_verdict", "frightens_nobody")
SHOWN = 3
FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def crowd() -> dict[str, list[str]]:
    """The complaints about a crowd of plans, made once."""
    return complaints()


@pytest.mark.parametrize("rule", RULES)
def test_a_hard_rule_holds_for_a_crowd_of_plans(crowd: dict[str, list[str]], rule: str) -> None:
    """No plan of the crowd breaks the rule."""
    found = crowd.get(rule, [])
    assert not found, f"{len(found)} complaints, the first of them:\n\n" + "\n".join(found[:SHOWN])


@FEW
@given(tree=PLANS)
def test_every_rule_of_one_answer_holds_where_hypothesis_looks(tree: Tree) -> None:
    """Hypothesis looks for a plan whose answer breaks a rule, and makes it small."""
    answer = answer_to(tree)
    assert [problem for check in INVARIANTS.values() for problem in check(tree, answer)] == []


@FEW
@given(tree=BENIGN_PLANS)
def test_a_benign_plan_frightens_nobody(tree: Tree) -> None:
    """Plain lidocaine in a sane amount, a bland moisturiser and a zinc sunscreen need no change and no wait."""
    assert list(frightens_nobody(tree, answer_to(tree))) == []
