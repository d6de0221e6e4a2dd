"""The shared cases: every plan in them is a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from milkpath.plan.path import changed
from milkpath.plan.plan import Plan
from milkpath.plan.read import plan_from_tree, read_plan

CASES = Path(__file__).parents[3] / "shared" / "cases"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside the checkout (../shared/cases)"),
]


def _trees() -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    for file in sorted(CASES.glob("**/*.yaml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        if isinstance(content, list):
            found += [(f"{pair['id']}-base", pair["base"]) for pair in content]
            found += [(f"{pair['id']}-changed", _changed(pair)) for pair in content]
        else:
            found.append((file.stem, content["plan"]))
    return found


def _changed(pair: dict[str, Any]) -> dict[str, Any]:
    tree = pair["base"]
    for change in pair["change"]:
        tree = changed(tree, change["path"], change["value"])
    return tree


TREES = _trees() if CASES.is_dir() else [("none", {})]


@pytest.mark.parametrize("tree", [tree for _, tree in TREES], ids=[name for name, _ in TREES])
def test_every_shared_plan_is_read(tree: dict[str, Any]) -> None:
    """Each plan of the cases, and each changed plan of the pairs, is read without a mistake, as a tree and as text."""
    plan = plan_from_tree(tree)
    assert isinstance(plan, Plan)
    assert plan == read_plan(yaml.safe_dump(tree))
