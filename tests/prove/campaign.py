"""The long campaign: pairs of plans for every monotone direction of the brief, benign plans, and waits without a source.

`make prove` runs it. A seed makes a plan that has something of which there can be more in the direction whose turn it is, judges
it once, and then judges it with more of that and of a few other things. Results are kept by ranges of seeds in a file, so
that a run that was stopped goes on where it was:

    PYTHONPATH=tests python -m prove.campaign --pairs 100000 --first 1000000 --keep campaign.jsonl
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

import msgspec
import yaml

from judgement.invariants import frightens_nobody, never_milder, waits_only_with_a_source
from milkpath.judgement.assemble import assemble
from milkpath.judgement.assessment import Assessment
from milkpath.judging import Judge, judge_by
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from plans import DIRECTIONS, Harsher, Tree, all_harsher, benign_plan, random_plan

PAIRS_PER_SEED = 5
SEEDS_PER_RANGE = 20
POPULATION = 20
TRIES = 400
SEVEREST_SHARE_OF_BENIGN = 0.05


class Tally(msgspec.Struct, kw_only=True):
    """What one range of seeds came to; complaints carry the plan that shows them, as YAML."""

    first: int
    pairs: dict[str, int]
    """Pairs by direction."""
    complaints: list[tuple[str, str, str]]
    """Direction, what is wrong, and the plan."""
    benign: int = 0
    severe: int = 0
    """Benign plans that came out harsher than `go-with-steps`."""
    waits: int = 0
    """Answers with a wait for the milk that no source names."""
    answers: int = 0


def tally_of(first: int, seeds: int) -> Tally:
    """Judge the pairs and the benign plan of so many seeds, from the first."""
    total = Tally(first=first, pairs={}, complaints=[])
    for seed in range(first, first + seeds):
        _one_seed(seed, total)
    return total


def pairs_of(seed: int) -> tuple[Random, list[Harsher]]:
    """The pairs of one seed: the direction whose turn it is, and a few others that the same plan has."""
    rng = Random(seed)  # noqa: S311 - plans, not secrets
    wanted = DIRECTIONS[seed % len(DIRECTIONS)]
    ways: dict[str, Harsher] = {}
    for _ in range(TRIES):
        found = all_harsher(rng, random_plan(rng))
        rng.shuffle(found)
        ways = {way.way: way for way in found}
        if wanted in ways:
            break
    others = [way for name, way in ways.items() if name != wanted]
    others.sort(key=lambda way: "infant" in way.way)  # every plan has an infant who could be frailer
    chosen = [ways[wanted]] if wanted in ways else []
    return rng, [*chosen, *others[: PAIRS_PER_SEED - len(chosen)]]


def _one_seed(seed: int, total: Tally) -> None:
    rng, pairs = pairs_of(seed)
    judge = judge_by(knowledge(), pairs=POPULATION, seed=1, workers=1, now=dt.datetime(2026, 12, 1, 14))
    answers: dict[str, Assessment] = {}

    def answer(tree: Tree) -> Assessment:
        key = json.dumps(tree, sort_keys=True)
        if key not in answers:
            answers[key] = _answer(judge, tree)
            total.answers += 1
            total.waits += sum(1 for _ in waits_only_with_a_source(tree, answers[key]))
        return answers[key]

    for pair in pairs:
        total.pairs[pair.way] = total.pairs.get(pair.way, 0) + 1
        shown = {"seed": seed, "base": pair.base, "changed": pair.changed}
        try:
            problems = list(never_milder(pair, answer(pair.base), answer(pair.changed)))
        except Exception as error:
            problems = [f"crashes with {type(error).__name__}: {error}"]
        total.complaints += [(pair.way, problem, _written(shown)) for problem in problems]
    benign = benign_plan(rng)
    problems = list(frightens_nobody(benign, answer(benign)))
    total.benign += 1
    total.severe += bool(problems)
    total.complaints += [("benign", problem, _written({"seed": seed, "plan": benign})) for problem in problems]


def _answer(judge: Judge, tree: Tree) -> Assessment:
    return assemble(judge.verdict(plan_from_tree(tree)), seed=judge.seed)


def _written(tree: Tree) -> str:
    return yaml.safe_dump(json.loads(json.dumps(tree)), sort_keys=False, default_flow_style=None, width=140)


def tallies(pairs: int, first: int, keep: Path | None, processes: int) -> Iterator[Tally]:
    """Tallies of ranges of seeds, those kept in the file first, until there are so many pairs."""
    kept = list(_kept(keep))
    yield from kept
    done = sum(sum(tally.pairs.values()) for tally in kept)
    known = {tally.first for tally in kept}
    starts = (start for start in itertools.count(first, SEEDS_PER_RANGE) if start not in known)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        while done < pairs:
            ranges = -(-(pairs - done) // (SEEDS_PER_RANGE * PAIRS_PER_SEED))
            some = list(itertools.islice(starts, ranges))
            for tally in pool.map(tally_of, some, [SEEDS_PER_RANGE] * len(some)):
                done += sum(tally.pairs.values())
                _keep(keep, tally)
                yield tally


def _kept(keep: Path | None) -> Iterator[Tally]:
    if keep is not None and keep.exists():
        yield from (msgspec.json.decode(line, type=Tally) for line in keep.read_bytes().splitlines())


def _keep(keep: Path | None, tally: Tally) -> None:
    if keep is not None:
        with keep.open("ab") as file:
            file.write(msgspec.json.encode(tally) + b"\n")


def table(found: Iterable[Tally]) -> str:
    """The summary: pairs and violations by direction, falsely severe benign plans, waits without a source."""
    tallied = list(found)
    pairs = sum((Counter(tally.pairs) for tally in tallied), Counter())
    wrong = Counter(way for tally in tallied for way, _ in {(way, plan) for way, _, plan in tally.complaints})
    benign, severe = sum(tally.benign for tally in tallied), sum(tally.severe for tally in tallied)
    rows = [f"{'direction':<34} {'pairs':>8} {'violations':>11}"]
    rows += [f"{way:<34} {pairs[way]:>8,} {wrong[way]:>11,}" for way in DIRECTIONS]
    violations = sum(wrong[way] for way in DIRECTIONS)
    rows += [
        f"{'all':<34} {sum(pairs.values()):>8,} {violations:>11,}",
        f"benign plans: {benign:,}, falsely severe: {severe:,} ({severe / max(benign, 1):.2%})",
        f"answers: {sum(tally.answers for tally in tallied):,}, "
        f"waits without a source: {sum(tally.waits for tally in tallied):,}",
    ]
    return "\n".join(rows)


def failed(found: Iterable[Tally]) -> bool:
    """Whether a direction was broken, too many benign plans came out severe, or a wait has no source."""
    tallied = list(found)
    benign, severe = sum(tally.benign for tally in tallied), sum(tally.severe for tally in tallied)
    broken = any(way != "benign" for tally in tallied for way, _, _ in tally.complaints)
    return broken or severe > SEVEREST_SHARE_OF_BENIGN * benign or any(tally.waits for tally in tallied)


def main() -> int:
    """Run the campaign and print its table; `1` where a hard rule is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=1_000_000, help="the first seed")
    parser.add_argument("--keep", type=Path, help="a file of results, to go on with later")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    found: list[Tally] = []
    done = shown = 0
    for tally in tallies(asked.pairs, asked.first, asked.keep, asked.processes):
        found.append(tally)
        done += sum(tally.pairs.values())
        if done - shown >= asked.pairs / 50:
            shown = done
            print(f"{done:,} of {asked.pairs:,} pairs", file=sys.stderr, flush=True)  # noqa: T201
    for way, problem, plan in [complaint for tally in found for complaint in tally.complaints][:10]:
        print(f"{way}: {problem}\n{plan}")  # noqa: T201
    print(table(found))  # noqa: T201
    return int(failed(found))


if __name__ == "__main__":
    sys.exit(main())
