"""Many plans judged at once, on two cores: what each hard rule has to complain about.

A worker makes a plan from its number, judges it together with riskier and reworded versions of it and a benign plan, and
sends back only the complaints, each with the plan that shows it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from random import Random

import yaml

from plans import Tree, benign_plan, harsher, random_plan, reworded, smaller

from .invariants import INVARIANTS, answer_to, frightens_nobody, never_milder, same_verdict

PLANS = int(os.environ.get("MILKPATH_PLANS", "2500"))
"""How many answers are made in all; a plan costs about four of them."""
ANSWERS_PER_SEED = 4
PROCESSES = 2

Complaint = tuple[str, str, str]
"""Rule, what is wrong, and the plan as YAML."""


def complaints(plans: int = PLANS) -> dict[str, list[str]]:
    """Everything that is wrong in so many answers, by rule."""
    found: dict[str, list[str]] = defaultdict(list)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        for some in pool.map(_judge, range(plans // ANSWERS_PER_SEED), chunksize=4):
            for rule, problem, plan in some:
                found[rule].append(f"{problem}\n{plan}")
    return found


def _judge(seed: int) -> list[Complaint]:
    rng = Random(seed)  # noqa: S311 - plans, not secrets
    found: list[Complaint] = []

    def note(rule: str, tree: Tree, problems: Callable[[], Iterable[str]]) -> None:
        try:
            found.extend((rule, problem, _written(tree)) for problem in problems())
        except Exception as error:
            found.append(
                ("never_crashes", f"{type(error).__name__}: {error}", _written(smaller(tree, _same_crash(error))))
            )

    tree = random_plan(rng)
    note("never_crashes", tree, lambda: [] if answer_to(tree) else ["no answer"])
    if found:
        return found
    answer = answer_to(tree)
    for name, check in INVARIANTS.items():
        note(name, tree, lambda check=check: check(tree, answer))
    pair = harsher(rng, tree)
    if pair is not None:
        shown = {"base": pair.base, "changed": pair.changed}
        base = answer if pair.base == tree else answer_to(pair.base)
        note(
            "never_milder",
            shown if _runs(pair.changed) else pair.changed,
            lambda: never_milder(pair, base, answer_to(pair.changed)),
        )
    way, other = rng.choice(reworded(rng, tree))
    note("same_verdict", tree, lambda: same_verdict(way, answer, answer_to(other)))
    benign = benign_plan(rng)
    note("frightens_nobody", benign, lambda: frightens_nobody(benign, answer_to(benign)))
    return found


def _runs(tree: Tree) -> bool:
    try:
        answer_to(tree)
    except Exception:
        return False
    return True


def _same_crash(error: Exception) -> Callable[[Tree], bool]:
    def fails(tree: Tree) -> bool:
        try:
            answer_to(tree)
        except type(error) as again:
            return str(again)[:20] == str(error)[:20]
        return False

    return fails


def _written(tree: Tree) -> str:
    return yaml.safe_dump(json.loads(json.dumps(tree)), sort_keys=False, default_flow_style=None, width=140)
