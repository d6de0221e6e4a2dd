"""A case from a raw plan, for tests of one judgement at a time: all stretches of the way, in the order of `assess`."""

from __future__ import annotations

import datetime as dt

from milkpath.judgement.case import Case
from milkpath.judgement.reason import Reason
from milkpath.judgement.remembered import Run
from milkpath.judging import judge_by
from milkpath.knowledge.model import Statement
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from plans import Tree

PAIRS = 20
TODAY = dt.date(2026, 11, 22)


def case_of(tree: Tree) -> Case:
    """The case of a plan, with a small population."""
    judge = judge_by(knowledge(), pairs=PAIRS, seed=1, workers=1, now=dt.datetime(2026, 12, 1, 14, 0))
    case, _ = judge.followed(plan_from_tree(tree), Run(pairs=PAIRS, seed=1))
    return case


def a_reason(**given: object) -> Reason:
    """A reason like any other, but for what is given."""
    usual: dict[str, object] = {
        "route": "mother",
        "action": "go",
        "grade": "B",
        "text": "a text",
        "plain": "plain words",
        "sources": ("chu-2021",),
        "rule": "a-rule",
    }
    return Reason(**(usual | given))  # type: ignore[arg-type]


def a_statement(**given: object) -> Statement:
    """A statement without conditions, but for those given."""
    usual: dict[str, object] = {
        "id": "a-statement",
        "text": "a text",
        "route": "mother",
        "action": "swap",
        "sources": ("chu-2021",),
        "grade": "B",
        "status": "verified",
        "date": TODAY,
    }
    return Statement(**(usual | given))  # type: ignore[arg-type]


def visit(*steps: Tree, **more: object) -> Tree:
    """A visit at a clinic, for an infant of ten weeks."""
    return {
        "infant": {"age": "10 weeks", "weight": "5.4 kg", "feeding": "exclusive", "feeds_per_day": 8},
        "visit": {"starts": "2026-12-01T14:00", "setting": "clinic", "steps": list(steps)},
    } | more


def home(*items: Tree, **more: object) -> Tree:
    """Home care alone, for an infant of ten weeks."""
    return {
        "asked": "2026-12-01T14:00",
        "infant": {"age": "10 weeks", "weight": "5.4 kg", "feeding": "exclusive"},
        "home": list(items),
    } | more


def needle(area: object = "face", **more: object) -> Tree:
    """A needling step with a pen."""
    return {"do": "needle", "area": area, "device": "pen", "depth": "1 mm", "sterile_tip": True} | more


def put(label: str, area: object = "face", **more: object) -> Tree:
    """A product with a label, put on."""
    return {"do": "apply", "area": area, "amount": "1 g", "product": {"name": "thing", "label": label}} | more
