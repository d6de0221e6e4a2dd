"""The tables that a clinician can read and write (`tests/tables/*.yaml`): given a short plan or a fact, expect an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.reader import knowledge
from milkpath.label.names import look_up, name_index
from milkpath.plan.read import plan_from_tree

from . import expectations
from .facts import FACT_KEYS, fact_differences
from .short_plans import KEYS, whole_plan

TABLES = sorted((Path(__file__).parents[1] / "tables").glob("*.yaml"))
PAIRS = 100


def _rows() -> list[Any]:
    rows = []
    for file in TABLES:
        table = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert set(table) == {"title", "rows"}, file.name
        rows += [pytest.param(row, id=f"{file.stem}: {row['row']}") for row in table["rows"]]
    return rows


@pytest.mark.parametrize("row", _rows())
def test_a_row_holds(row: dict[str, Any]) -> None:
    """What is expected of the row is what comes out, and the row has no key that nobody reads."""
    assert set(row) <= {"row", "given", "expect", "why"}
    assert row["expect"], "a row that expects nothing cannot fail"
    assert _wrong(row["given"], row["expect"]) == []


def _wrong(given: dict[str, Any], expect: dict[str, Any]) -> list[str]:
    if "name" in given:
        return _name_differences(given["name"], expect)
    if "fact" in given:
        return fact_differences(given["fact"], expect, knowledge())
    assert set(expect) <= expectations.KEYS, f"unknown keys in expect: {sorted(set(expect) - expectations.KEYS)}"
    return expectations.differences(expect, _answer(given, advice="named" in expect))


def _answer(given: dict[str, Any], *, advice: bool) -> Assessment:
    return assess(plan_from_tree(whole_plan(given)), pairs=PAIRS, workers=1, advice=advice)


def _name_differences(name: str, expect: dict[str, Any]) -> list[str]:
    """Tell where a name on a label does not lead to the substance, or to its class."""
    known = knowledge()
    assert set(expect) <= {"substance", "class"}
    found = look_up(name, name_index(known.substances.values()))
    identifier = found.substance if found else None
    classes = known.substances[identifier].classes if identifier else ()
    wrong = [f"'{name}' is {identifier}"] if expect.get("substance", identifier) != identifier else []
    return [*wrong, *([f"'{name}' is in {classes}"] if expect.get("class") not in (None, *classes) else [])]


def test_the_tables_cover_what_matters() -> None:
    """There are rows enough, on every route, and both reassuring and alarming ones."""
    rows = [row.values[0] for row in _rows()]
    wanted = [row["expect"] for row in rows]
    routes = {route for one in wanted for route in (*one.get("routes", {}), *one.get("at_least", {}))}
    said = {str(action) for one in wanted for part in ("routes", "at_least") for action in one.get(part, {}).values()}
    assert len(rows) >= 25
    assert routes >= {"milk", "contact", "mother"}
    assert said >= {"go", "go-with-steps", "swap", "defer", "avoid"}


def test_every_key_is_explained() -> None:
    """The README of the tables has a line for every key that a row may have."""
    readme = (Path(__file__).parents[1] / "tables" / "README.md").read_text(encoding="utf-8")
    missing = [key for key in (*KEYS, *expectations.KEYS, *FACT_KEYS) if f"`{key}`" not in readme]
    assert missing == []


def test_a_wrong_row_says_in_words_what_is_wrong() -> None:
    """Expectations that do not hold are told with what came out and why."""
    given = {"label": "Aqua, Glycerin", "skin": "at home"}
    [actions, waits] = _wrong(given, {"routes": {"milk": "avoid"}, "withhold_milk_h": 5})
    assert actions.startswith("milk is go, not avoid, because of [")
    assert waits == "milk is withheld for 0 h, not 5 h"
    [named] = _wrong(given, {"named": ["unicorn"]})
    assert "unicorn" in named


def test_a_slip_in_a_key_is_an_error() -> None:
    """A misspelt key is refused and never silently ignored."""
    with pytest.raises(ValueError, match="lable"):
        whole_plan({"lable": "Aqua"})
    with pytest.raises(AssertionError, match="routs"):
        _wrong({"label": "Aqua"}, {"routs": {}})
