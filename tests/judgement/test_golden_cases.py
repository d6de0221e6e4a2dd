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

from .invariants import INVARIANTS, reasons, texts

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
PAIRS = 200
EXPECTED_KEYS = {"action", "routes", "withhold_milk_h", "reasons", "not_reasons", "named"}

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


def _any_of(wanted: str | list[str]) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]


@every_case
def test_a_golden_case_has_the_actions_it_asks_for(file: Path) -> None:
    """The overall action, the given routes and the wait are those of the case."""
    expected, answer = _case(file)["expect"], _answer(file)
    said = {route: getattr(answer.routes, route).action for route in ("milk", "contact", "mother", "supply")}
    assert answer.action in _any_of(expected["action"]), said
    for route, wanted in expected.get("routes", {}).items():
        assert said[route] in _any_of(wanted), (
            route,
            [because.rule for because in getattr(answer.routes, route).because],
        )
    assert answer.feeding.withhold_h == float(expected["withhold_milk_h"])


@every_case
def test_a_golden_case_rests_on_the_reasons_it_asks_for(file: Path) -> None:
    """Every rule that the case asks for has spoken, none that it excludes, and every word is named."""
    expected, answer = _case(file)["expect"], _answer(file)
    spoken = {reason["rule"] for reason in reasons(answer)}
    assert set(expected["reasons"]) - spoken == set()
    assert set(expected.get("not_reasons", [])) & spoken == set()
    said = " ".join(texts(answer))
    assert [word for word in expected.get("named", []) if word not in said] == []


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
    assert {"action", "withhold_milk_h", "reasons"} <= set(case["expect"]) <= EXPECTED_KEYS


@pytest.mark.parametrize("rule", sorted(knowledge().rules))
def test_every_rule_speaks_in_a_golden_case(rule: str) -> None:
    """A rule that no golden case can make speak is dead, or lacks a case."""
    assert any(reason["rule"] == rule for file in CASES for reason in reasons(_answer(file)))
