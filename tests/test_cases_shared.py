"""The shared cases come out as they say: actions, routes and waits; plans with a danger; pairs that differ in one thing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.severity import ACTIONS
from milkpath.plan.path import changed
from milkpath.plan.read import plan_from_tree

CASES = Path(__file__).parents[2] / "shared" / "cases"
PAIRS = 400
ROUTES = ("milk", "contact", "mother", "supply")
KNOWN_DIFFERENCES: dict[str, str] = {}
"""Case -> why the answer differs from what the case says; each is expected to fail."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside the checkout (../shared/cases)"),
]


def _marked(name: str, *values: Any) -> Any:
    reason = KNOWN_DIFFERENCES.get(name)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(*values, id=name, marks=marks)


def _cases(folder: str) -> list[Any]:
    files = sorted((CASES / folder).glob("*.yaml"))
    return [_marked(file.stem, _read(file)) for file in files if file.stem != "pairs"] or [pytest.param({}, id="none")]


def _pairs() -> list[Any]:
    file = CASES / "pairs.yaml"
    return [_marked(pair["id"], pair) for pair in (_read(file) if file.exists() else [])] or [
        pytest.param({}, id="none")
    ]


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _cases("."))
def test_a_question_is_answered_as_the_evidence_asks(case: dict[str, Any]) -> None:
    """The overall action, the routes that the evidence fixes, and the wait for the milk are as the case says."""
    answer = _answer(case["plan"])
    expected = case["expect"]
    assert answer.action in _any_of(expected["action"])
    for route, wanted in expected.get("routes", {}).items():
        verdict = getattr(answer.routes, route)
        assert verdict.action in _any_of(wanted), f"{route}: {[because.rule for because in verdict.because]}"
    if "withhold_milk" in expected:
        assert answer.feeding.withhold_h == _hours(expected["withhold_milk"])


@pytest.mark.parametrize("case", _cases("benign"))
def test_a_benign_plan_raises_no_false_alarm(case: dict[str, Any]) -> None:
    """An ordinary plan comes out as one of the given actions, with the given wait."""
    answer = _answer(case["plan"])
    assert answer.action in _any_of(case["expect"]["action"])
    assert answer.feeding.withhold_h == _hours(case["expect"]["withhold_milk"])


@pytest.mark.parametrize("case", _cases("harmful"))
def test_a_fixed_danger_is_not_missed(case: dict[str, Any]) -> None:
    """The route of the danger, and so the whole answer, is at least as severe as the case asks."""
    answer = _answer(case["plan"])
    least = ACTIONS.index(case["expect"]["at_least"])
    assert ACTIONS.index(getattr(answer.routes, case["expect"]["route"]).action) >= least
    assert ACTIONS.index(answer.action) >= least


@pytest.mark.parametrize("pair", _pairs())
def test_two_plans_stand_to_each_other_as_they_should(pair: dict[str, Any]) -> None:
    """The changed plan is not milder than, not harsher than, or the same as its base, on the routes of the pair."""
    other = pair["base"]
    for change in pair["change"]:
        other = changed(other, change["path"], change["value"])
    base, answer = _answer(pair["base"]), _answer(other)
    for route in ROUTES if pair["route"] == "all" else (pair["route"],):
        assert _stands(pair["relation"], _severity(base, route), _severity(answer, route)), route
    if pair["route"] == "all":
        assert _stands(pair["relation"], ACTIONS.index(base.action), ACTIONS.index(answer.action))
    if pair["relation"] != "not-harsher":
        assert answer.feeding.withhold_h >= base.feeding.withhold_h
    if pair["relation"] == "not-milder":
        _assert_no_date_is_earlier(base, answer)


def _assert_no_date_is_earlier(base: Assessment, answer: Assessment) -> None:
    dates = {entry.id: entry.not_before for entry in answer.clock}
    for entry in base.clock:
        if entry.not_before:
            assert (dates.get(entry.id) or "") >= entry.not_before, entry.id


def _stands(relation: str, base: int, changed_to: int) -> bool:
    return {"not-milder": changed_to >= base, "not-harsher": changed_to <= base, "same": changed_to == base}[relation]


def _severity(answer: Assessment, route: str) -> int:
    return ACTIONS.index(getattr(answer.routes, route).action)


@cache
def _assessed(text: str) -> Assessment:
    return assess(plan_from_tree(yaml.safe_load(text)), pairs=PAIRS, advice=False)


def _answer(tree: dict[str, Any]) -> Assessment:
    return _assessed(yaml.safe_dump(tree, sort_keys=False))


def _any_of(wanted: str | list[str]) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]


def _hours(text: str) -> float:
    return float(text.removesuffix(" h"))
