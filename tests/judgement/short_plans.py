"""The short form of a plan in `tests/tables/`: one product, procedure or medicine in a line, made into a whole plan."""

from __future__ import annotations

from typing import Any

Tree = dict[str, Any]

STARTS = "2027-03-02T10:00"
BABY = "10 weeks"
NEEDLES: Tree = {"do": "needle", "device": "pen", "depth": "1 mm", "sterile_tip": True}
KEYS = frozenset({
    "plan", "label", "named", "kind", "strengths", "skin", "area", "amount", "for", "covered", "times_per_day",
    "procedure", "needle", "depth", "peel", "strength", "take", "dose", "where", "wipe",
    "baby", "baby_has", "feeding", "mother_has", "mother_takes", "touch", "skin_type",
})  # fmt: skip
"""All keys of the short form; each is described in `tests/tables/README.md`."""


def whole_plan(given: Tree) -> Tree:
    """Make the plan that a short one stands for; a whole plan under `plan` is given back as it is."""
    if unknown := set(given) - KEYS:
        raise ValueError(f"unknown keys in given: {sorted(unknown)}; known are {sorted(KEYS)}")
    if "plan" in given:
        whole: Tree = given["plan"]
        return whole
    return {"infant": _baby(given), **_mother(given), **_touch(given), **_what(given)}


def _baby(given: Tree) -> Tree:
    conditions = {"conditions": given["baby_has"]} if "baby_has" in given else {}
    return {"age": given.get("baby", BABY), "feeding": given.get("feeding", "exclusive"), **conditions}


def _mother(given: Tree) -> Tree:
    names = {"conditions": "mother_has", "medicines": "mother_takes", "skin_type": "skin_type"}
    facts = {key: given[name] for key, name in names.items() if name in given}
    return {"mother": facts} if facts else {}


def _touch(given: Tree) -> Tree:
    if "touch" not in given:
        return {}
    return {"contact": [{"what": given["touch"], "area": given.get("area", "face"), "for": "1 h", "times_per_day": 2}]}


def _what(given: Tree) -> Tree:
    steps = [*_product_steps(given), *_procedure_steps(given)]
    home = [*_home_items(given)]
    visit = {"starts": STARTS, "setting": given.get("where", "clinic"), "steps": steps} if steps else None
    return {**({"visit": visit} if visit else {"asked": STARTS}), **({"home": home} if home else {})}


def _product_steps(given: Tree) -> list[Tree]:
    """Give the steps of a visit for a product, by the skin that it is put on."""
    skin = given.get("skin", "whole")
    if not _has_product(given) or skin == "at home":
        return []
    apply = _apply(given)
    needles = {**NEEDLES, "area": apply["area"], **({"depth": given["depth"]} if "depth" in given else {})}
    wipe = {"do": "remove", "area": apply["area"], "how": "wipe"}
    steps = {
        "whole": [apply, *([wipe] if given.get("wipe", True) else [])],
        "under needles": [apply, needles],
        "wiped off before needles": [apply, wipe, needles],
        "open": [needles, apply],
        "healing": [needles],
    }
    return list(steps[skin])


def _has_product(given: Tree) -> bool:
    return bool({"label", "named", "strengths"} & set(given))


def _apply(given: Tree) -> Tree:
    names = {"name": "named", "label": "label", "kind": "kind", "strengths": "strengths"}
    product = {key: given[name] for key, name in names.items() if name in given}
    handling = {key: given[key] for key in ("amount", "for", "covered") if key in given}
    return {"do": "apply", "area": given.get("area", "face"), "product": product, **handling}


def _procedure_steps(given: Tree) -> list[Tree]:
    area = {"area": given.get("area", "face")}
    steps: list[Tree] = []
    if "needle" in given:
        steps.append({**NEEDLES, **area, "device": given["needle"], "depth": given.get("depth", "1 mm")})
    if "peel" in given:
        steps.append({"do": "peel", **area, "acid": given["peel"], "strength": given["strength"], "for": "5 min"})
    if "procedure" in given:
        steps.append({"do": "treat", **area, "procedure": given["procedure"]})
    return steps


def _home_items(given: Tree) -> list[Tree]:
    items: list[Tree] = []
    if _has_product(given) and given.get("skin") in ("at home", "healing"):
        days = {"from": "day 4", "until": "day 6"} if given["skin"] == "healing" else {}
        items.append({**_apply(given), "times_per_day": given.get("times_per_day", 1), **days})
    if "take" in given:
        items.append(
            {"do": "take", "medicine": given["take"], "dose": given["dose"], "times_per_day": 3, "for": "2 days"}
        )
    return items
