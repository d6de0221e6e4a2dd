"""Advice on plans of all sorts: it never fails, never promises worse, and every reason of it can be looked up."""

from __future__ import annotations

import os
from random import Random

import pytest

from judgement.invariants import INVARIANTS, known_rules, reasons
from milkpath import assess
from milkpath.judgement.severity import severity
from milkpath.plan.read import plan_from_tree
from milkpath.report.html import html
from milkpath.report.text import short_text, text
from plans import benign_plan, random_plan

PLANS = int(os.environ.get("MILKPATH_ADVISED_PLANS", "24"))


@pytest.mark.parametrize("seed", range(PLANS))
def test_advice_on_any_plan(seed: int) -> None:
    """Answers with advice break no hard rule, offer nothing harsher, cite what exists, and can be shown."""
    rng = Random(1000 + seed)  # noqa: S311 - plans, not secrets
    tree = random_plan(rng) if seed % 4 else benign_plan(rng)
    answer = assess(plan_from_tree(tree), pairs=20, workers=1)
    assert [name for name, check in INVARIANTS.items() if list(check(tree, answer))] == []
    assert all(severity(swap.action_after) <= severity(answer.action) for swap in answer.swaps)
    assert {reason["rule"] for reason in reasons(answer)} <= known_rules()
    assert short_text(answer, colour=False)
    assert text(answer, colour=False)
    assert html(answer)
