"""Our own golden cases (`tests/cases/*.yaml`), and a census: a rule that never speaks is dead."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree

from .expectations import KEYS, differences
from .invariants import INVARIANTS, reasons

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
PAIRS = 200

every_case = pytest.mark.parametrize("file", CASES, ids=[file.stem for file in CASES])


@cache
def _case(file: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - no objects
    return case


@cache
def _answer(file: Path) -> Assessment:
    return assess(plan_from_tree(_given(file)), pairs=PAIRS)


def _given(file: Path) -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["given"]
    return given


@every_case
def test_a_golden_case_is_answered_as_it_asks(file: Path) -> None:
    """Actions, wait, reasons and words are those of the case, told in words where they are not."""
    assert differences(_case(file)["expect"], _answer(file)) == []


@every_case
@pytest.mark.parametrize("rule", INVARIANTS)
def test_a_golden_case_breaks_no_hard_rule(file: Path, rule: str) -> None:
    """What holds of every answer holds of the golden ones."""
    assert list(INVARIANTS[rule](_given(file), _answer(file))) == []


@every_case
def test_a_golden_case_is_well_written(file: Path) -> None:
    """A case has a title, a plan and expectations, and no key that nobody reads."""
    case = _case(file)
    assert set(case) == {"title", "given", "expect"}
    assert {"action", "withhold_milk_h", "reasons"} <= set(case["expect"]) <= KEYS


@pytest.mark.parametrize("rule", sorted(knowledge().rules))
def test_every_rule_speaks_in_a_golden_case(rule: str) -> None:
    """A rule that no golden case can make speak is dead, or lacks a case."""
    assert any(reason["rule"] == rule for file in CASES for reason in reasons(_answer(file)))
