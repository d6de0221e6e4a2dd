"""Mutation testing of what is known: whether the golden cases and the tables notice a wrong rule, limit or statement.

A limit that only stands beside an exposure, and moves no verdict, is noticed by its figure in `tests/tables/limits.yaml`.
Each mutant of the knowledge is judged on the cases that touch it (`tests/cases/`, `tests/tables/`). A mutant is killed where a
case no longer comes out as it asks, or breaks a hard rule; one that survives shows a case that is missing. Nothing is
simulated twice: rules, limits and statements change no level.

    PYTHONPATH=tests python -m prove.mutate
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from judgement.expectations import differences
from judgement.facts import FACT_KEYS, fact_differences
from judgement.invariants import (
    never_clears_what_it_does_not_know,
    reasons,
    says_what_is_known_of_supply,
    waits_only_with_a_source,
)
from judgement.short_plans import whole_plan
from milkpath.judgement.assemble import assemble
from milkpath.judging import Judge, judge_by
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.plan import Plan
from milkpath.plan.read import plan_from_tree

from .mutants import Mutant, mutants, owners_of

TESTS = Path(__file__).parents[1]
POPULATION = 100
LEAST_KILLED = 0.9
"""Of the mutants of rules and limits."""
FIGURE = "figure: "
HARD_RULES = (never_clears_what_it_does_not_know, waits_only_with_a_source, says_what_is_known_of_supply)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A golden case or a row of a table, with what it touches: ids of reasons that spoke, and of records in the plan."""

    name: str
    tree: dict[str, Any]
    plan: Plan
    expect: dict[str, Any]
    spoke: frozenset[str]
    touched: frozenset[str]


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """All rows that hold for the knowledge as it is, the facts, and the judge whose simulations are kept."""

    judge: Judge
    rows: tuple[Row, ...]
    facts: tuple[tuple[str, dict[str, Any]], ...]
    unused: tuple[str, ...]
    """Rows that do not hold without advice, and cannot be used here."""


def bench() -> Bench:
    """Read the golden cases and the tables, and judge each once."""
    judge = judge_by(knowledge(), pairs=POPULATION, seed=1, workers=1, now=dt.datetime(2026, 12, 1, 14))
    rows, facts, unused = [], [], []
    for name, given, expect in _written():
        if FACT_KEYS & set(given):
            facts += [(given["fact"], expect)] if "fact" in given else []
            continue
        row = _row(judge, name, whole_plan(given), expect)
        if _noticed(row, judge):
            unused.append(name)
        else:
            rows.append(row)
    return Bench(judge=judge, rows=tuple(rows), facts=tuple(facts), unused=tuple(unused))


def _written() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for file in sorted((TESTS / "cases").glob("*.yaml")):
        case = yaml.safe_load(file.read_text(encoding="utf-8"))
        yield file.stem, {"plan": case["given"]}, case["expect"]
    for file in sorted((TESTS / "tables").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))["rows"]:
            yield f"{file.stem}: {row['row']}", row["given"], row["expect"]


def _row(judge: Judge, name: str, tree: dict[str, Any], expect: dict[str, Any]) -> Row:
    plan = plan_from_tree(tree)
    verdict = judge.verdict(plan)
    case = verdict.case
    spoke = {reason.rule for reason in verdict.advised}
    spoke |= {str(reason["rule"]) for reason in reasons(assemble(verdict, seed=judge.seed))}
    touched = {owner for item in case.contained for owner in owners_of(item.substance)}
    touched |= {pooled.report.substance for pooled in case.exposures}
    touched |= {condition.id for condition in (*case.infant_conditions, *case.mother_conditions)}
    return Row(name=name, tree=tree, plan=plan, expect=expect, spoke=frozenset(spoke), touched=frozenset(touched))


def _noticed(row: Row, judge: Judge) -> bool:
    try:
        answer = assemble(judge.verdict(row.plan), seed=judge.seed)
    except Exception:
        return True
    wrong = differences(row.expect, answer)
    return bool(wrong) or any(problem for check in HARD_RULES for problem in check(row.tree, answer))


def killer(mutant: Mutant, on: Bench) -> str | None:
    """The name of a row that notices the mutant, `None` where it survives; a verdict is asked before a bare figure."""
    judge = msgspec.structs.replace(on.judge, known=mutant.known)
    by_verdict = next((row.name for row in _concerned(mutant, on.rows) if _noticed(row, judge)), None)
    return by_verdict or next(_by_figure(mutant, on), None)


def _by_figure(mutant: Mutant, on: Bench) -> Iterator[str]:
    for fact, expect in on.facts:
        if fact.endswith(f" {mutant.record}") and fact_differences(fact, expect, mutant.known):
            yield f"{FIGURE}{fact}"


def _concerned(mutant: Mutant, rows: Iterable[Row]) -> list[Row]:
    """Rows in which the record speaks, then those in which it might begin to."""
    speaks = [row for row in rows if mutant.record in row.spoke]
    looser = mutant.change.endswith(("half", "twice"))
    other = [row for row in rows if row not in speaks and (mutant.owner in row.touched or looser)]
    return [*speaks, *other]


def report(found: dict[str, list[tuple[Mutant, str | None]]], *, shown: int) -> str:
    """Killed and survived by kind and change, and the survivors."""
    lines = [f"{'kind':<10} {'change':<34} {'mutants':>8} {'killed':>8} {'by figure':>10}"]
    for kind, judged in found.items():
        total, dead, figure = Counter[str](), Counter[str](), Counter[str]()
        for mutant, by in judged:
            change = mutant.change.split(" without ")[0] if " without " in mutant.change else mutant.change
            total[change] += 1
            dead[change] += by is not None
            figure[change] += by is not None and by.startswith(FIGURE)
        lines += [
            f"{kind:<10} {change:<34} {total[change]:>8} {dead[change]:>8} {figure[change]:>10}" for change in total
        ]
        all_dead, all_figure = sum(dead.values()), sum(figure.values())
        lines.append(
            f"{kind:<10} {'all':<34} {len(judged):>8} {all_dead:>8} {all_figure:>10}  {share_killed(judged):.1%}"
        )
    survivors = [mutant for judged in found.values() for mutant, by in judged if by is None]
    lines += [f"survives: {one.kind} {one.record}, {one.change}" for one in survivors[:shown]]
    return "\n".join(lines)


def share_killed(judged: list[tuple[Mutant, str | None]]) -> float:
    """The share of the mutants that some row notices."""
    return sum(by is not None for _, by in judged) / max(len(judged), 1)


def judged_mutants(
    known: Knowledge, kinds: Iterable[str], on: Bench, every: int = 1
) -> dict[str, list[tuple[Mutant, str | None]]]:
    """Each mutant of these kinds (or every so many) with the row that kills it."""
    wanted = [mutant for mutant in mutants(known) if mutant.kind in set(kinds)]
    found: dict[str, list[tuple[Mutant, str | None]]] = defaultdict(list)
    for mutant in wanted[::every]:
        found[mutant.kind].append((mutant, killer(mutant, on)))
    return found


def main() -> int:
    """Judge the mutants and print the report; `1` where too many of rules and limits survive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="+", default=["rule", "limit", "statement"])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--shown", type=int, default=40, help="how many survivors are named")
    asked = parser.parse_args()
    found = judged_mutants(knowledge(), asked.kinds, bench(), asked.every)
    print(report(found, shown=asked.shown))  # noqa: T201
    counted = [pair for kind in ("rule", "limit") for pair in found.get(kind, [])]
    print(f"rules and limits: {share_killed(counted):.1%} of {len(counted)} killed")  # noqa: T201
    return int(share_killed(counted) < LEAST_KILLED)


if __name__ == "__main__":
    sys.exit(main())
