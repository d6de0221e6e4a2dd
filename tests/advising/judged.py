"""Plans judged by a judge with a small population, for tests of advice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge, judge_by
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.read import plan_from_tree

PAIRS = 60
NOW = dt.datetime(2026, 12, 1, 14, 0)

PREP = {
    "do": "clean",
    "area": "face",
    "amount": "5 g",
    "product": {
        "name": "prep",
        "label": "Chlorhexidine digluconate 0.5 %; Alcohol 70 %, Purified water",
        "kind": "drug",
    },
}
GEL = {
    "do": "apply",
    "area": "face",
    "amount": "2 mL",
    "product": {"name": "gel", "label": "Aqua, Sodium Hyaluronate 1.5 %, Sodium Chloride", "sterile": True},
}
SCENTED = {
    "do": "apply",
    "area": "face",
    "amount": "2 mL",
    "product": {"name": "glow", "label": "Aqua, Parfum, Linalool"},
}
WIPE = {"do": "remove", "area": "face", "how": "wipe"}
STRONG = {
    "do": "apply",
    "area": "face",
    "amount": "15 g",
    "for": "45 min",
    "covered": True,
    "product": {"name": "strong cream", "label": "Lidocaine 23 %, Tetracaine 7 %; White petrolatum", "kind": "drug"},
}
PEN = {"do": "needle", "area": "face", "device": "pen", "depth": "1.5 mm", "sterile_tip": True}


def judge(known: Knowledge | None = None, pairs: int = PAIRS) -> Judge:
    """A judge who has seen nothing."""
    return judge_by(known or knowledge(), pairs=pairs, seed=1, workers=1, now=NOW)


def verdict(tree: dict[str, Any], one: Judge) -> Verdict:
    """The verdict on a raw plan."""
    return one.verdict(plan_from_tree(tree))


def visit(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A visit at a clinic, for an infant of four months."""
    return {
        "infant": {
            "age": "4 months",
            "weight": "6.5 kg",
            "born_at": "39 weeks",
            "feeding": "exclusive",
            "feeds_per_day": 8,
        },
        "mother": {"weight": "64 kg", "skin_type": "II"},
        "visit": {"starts": "2026-12-01T14:00", "setting": "clinic", "steps": list(steps)},
    } | more


def home(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Home care alone, for the same infant."""
    return (
        {key: value for key, value in visit().items() if key != "visit"}
        | {
            "asked": "2026-12-01T14:00",
            "home": list(items),
        }
        | more
    )
