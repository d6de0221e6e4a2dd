"""`assess` as a whole: the same bytes every time, one question from several threads, and what it does with odd plans."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
import yaml

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.plan.read import plan_from_tree, read_plan
from plans import Tree, random_plan

SOURCE = Path(__file__).parents[1] / "src"
SEVERAL_PIECES = 1100
PLAN: Tree = {
    "infant": {"age": "10 weeks"},
    "visit": {
        "starts": "2026-12-01T14:00",
        "steps": [
            {
                "do": "apply",
                "area": "face",
                "amount": "8 g",
                "for": "45 min",
                "covered": True,
                "product": {"name": "cream", "label": "Lidocaine 4 %, Prilocaine 2.5 %; Carbomer, Zorblatin"},
            },
            {"do": "remove", "area": "face", "how": "wipe"},
            {"do": "needle", "area": "face", "depth": "1.5 mm"},
            {"do": "apply", "area": "face", "product": {"label": "Aqua, Retinol 0.3 %, Parfum"}},
        ],
    },
    "home": [{"do": "take", "medicine": "ibuprofen", "dose": "400 mg", "times_per_day": 3, "for": "2 days"}],
}
IN_ANOTHER_PROCESS = """
import sys, msgspec
from milkpath import assess
from milkpath.plan.read import read_plan
sys.stdout.buffer.write(msgspec.json.encode(assess(read_plan(sys.stdin.read()), pairs=60, workers=2)))
"""


def _bytes(tree: Tree, **options: Any) -> bytes:
    return msgspec.json.encode(assess(plan_from_tree(tree), **({"pairs": 60, "workers": 1} | options)))


def test_the_number_of_workers_changes_no_byte() -> None:
    """One, two and three threads give the same bytes, for a population of several pieces."""
    one, two, three = (_bytes(PLAN, pairs=SEVERAL_PIECES, workers=workers) for workers in (1, 2, 3))
    assert one == two == three


@pytest.mark.parametrize("seed", range(3))
def test_the_number_of_workers_changes_no_byte_of_random_plans(seed: int) -> None:
    """The same holds for plans made at random."""
    tree = random_plan(Random(seed))  # noqa: S311 - a plan, not a secret
    assert _bytes(tree, workers=1) == _bytes(tree, workers=3)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(hash_seed: str) -> None:
    """No order of a set or a dictionary of strings leaks into the answer."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(SOURCE)}
    text = yaml.safe_dump(PLAN, sort_keys=False)
    run = subprocess.run(  # noqa: S603 - this interpreter and a fixed script
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        input=text.encode(),
        env=environment,
        capture_output=True,
        check=True,
    )
    assert run.stdout == msgspec.json.encode(assess(read_plan(text), pairs=60, workers=1))


def test_two_questions_at_once_do_not_disturb_each_other() -> None:
    """The same plan asked from four threads at once has one answer."""
    alone = _bytes(PLAN)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: _bytes(PLAN), range(4))) == {alone}


def test_another_seed_gives_other_numbers_and_names_itself() -> None:
    """The seed is part of the answer, and moves the numbers."""
    one, two = assess(plan_from_tree(PLAN), pairs=60, seed=1), assess(plan_from_tree(PLAN), pairs=60, seed=2)
    assert (one.milkpath.seed, two.milkpath.seed) == (1, 2)
    assert one.exposure != two.exposure


def test_the_answer_reads_back_from_its_json() -> None:
    """No key is ever absent: the JSON decodes strictly into the same assessment."""
    encoded = _bytes(PLAN)
    answer = msgspec.json.decode(encoded, type=Assessment, strict=True)
    assert msgspec.json.encode(answer) == encoded


def test_progress_is_told_to_the_end() -> None:
    """The last report of progress says that all pieces are done."""
    seen: list[tuple[int, int]] = []
    assess(plan_from_tree(PLAN), pairs=20, workers=1, progress=lambda done, of: seen.append((done, of)))
    assert seen
    assert seen[-1][0] == seen[-1][1]


def test_every_step_has_one_verdict_in_the_order_of_the_plan() -> None:
    """The verdicts stand in the order of the plan, visit first."""
    answer = assess(plan_from_tree(PLAN), pairs=20)
    assert [step.id for step in answer.steps] == [*(f"visit.steps[{n}]" for n in range(4)), "home[0]"]


HOME = {"asked": "2026-12-01T14:00", "infant": {"age": "10 weeks"}}
NEEDLE = {"do": "needle", "area": "face", "device": "pen", "depth": "1 mm"}
LIDOCAINE = {"name": "cream", "label": "Lidocaine 4 %; Carbomer, Purified water"}
ODD: dict[str, Tree] = {
    "day of birth, 24 feeds": {
        **HOME,
        "infant": {"age": "0 days", "feeds_per_day": 24, "weight": "0.4 kg"},
        "home": [{"do": "apply", "area": "face", "product": LIDOCAINE, "times_per_day": 1}],
    },
    "hardly any feeds": {
        **HOME,
        "infant": {"age": "5 years", "feeds_per_day": 0.01},
        "home": [{"do": "apply", "area": "face", "product": LIDOCAINE}],
    },
    "a speck on a speck": {
        "infant": {"age": "9 weeks"},
        "visit": {
            "steps": [
                {
                    "do": "apply",
                    "area": {"site": "face", "size": "0.001 cm2"},
                    "amount": "0.000001 g",
                    "product": LIDOCAINE,
                },
                NEEDLE,
            ]
        },
    },
    "half a kilogram for three days": {
        "infant": {"age": "9 weeks"},
        "visit": {
            "steps": [
                {
                    "do": "apply",
                    "area": "face",
                    "amount": "500 g",
                    "for": "72 h",
                    "covered": True,
                    "product": LIDOCAINE,
                },
                NEEDLE,
            ]
        },
    },
    "three days of cream, three days before": {
        "infant": {"age": "9 weeks"},
        "visit": {
            "steps": [
                {"do": "apply", "area": "face", "at": "-72 h", "for": "30 min", "product": LIDOCAINE},
                {**NEEDLE, "at": "72 h"},
            ]
        },
    },
    "a home cream that stopped long before": {
        "infant": {"age": "9 weeks"},
        "visit": {"steps": [NEEDLE]},
        "home": [{"do": "apply", "area": "face", "from": "day -30", "until": "day -20", "product": LIDOCAINE}],
    },
    "a cream every half hour": {
        **HOME,
        "home": [{"do": "apply", "area": "face", "times_per_day": 48, "product": LIDOCAINE}],
    },
    "nothing in it": {
        **HOME,
        "home": [{"do": "apply", "area": "face", "product": {"strengths": {"lidocaine": "0 %"}}}],
    },
    "nothing else in it": {**HOME, "home": [{"do": "apply", "product": {"strengths": {"lidocaine": "100 %"}}}]},
    "strengths of nobody": {**HOME, "home": [{"do": "apply", "product": {"strengths": {"zorblatin": "4 %"}}}]},
    "only a name": {**HOME, "home": [{"do": "apply", "product": {"name": "glow"}}]},
    "braces in the words": {
        **HOME,
        "home": [
            {"do": "apply", "product": {"name": "{x} {0}", "label": "{ingredient}, {0}, Aqua"}},
            {"do": "treat", "procedure": "{procedure}"},
        ],
    },
    "a label of 20000 characters": {
        **HOME,
        "home": [{"do": "apply", "product": {"label": ("Aqua, " + "Glycerin, Zorblatin, " * 1000)[:20_000].strip()}}],
    },
    "a label of 20000 brackets": {**HOME, "home": [{"do": "apply", "product": {"label": "(" * 20_000}}]},
    "asked in the middle of a visit that is done": {
        "asked": "2026-12-01T14:10",
        "status": "done",
        "infant": {"age": "9 weeks"},
        "visit": {
            "starts": "2026-12-01T14:00",
            "steps": [{"do": "apply", "area": "face", "for": "1 h", "product": LIDOCAINE}, NEEDLE],
        },
    },
    "done at home without a visit": {**HOME, "status": "done", "home": [{"do": "apply", "product": LIDOCAINE}]},
    "a medicine without a name": {**HOME, "home": [{"do": "take"}]},
    "a peel of nothing": {**HOME, "home": [{"do": "peel"}]},
    "contact with a place that is not there": {
        "infant": {"age": "9 weeks"},
        "contact": [{"what": "licked", "area": "flapdoodle"}],
        "visit": {"steps": [NEEDLE]},
    },
    "a last feed after the visit": {
        "infant": {"age": "9 weeks", "last_feed": "2026-12-05T10:00"},
        "visit": {"starts": "2026-12-01T14:00", "steps": [NEEDLE]},
    },
    "three needle steps": {"infant": {"age": "9 weeks"}, "visit": {"steps": [NEEDLE, NEEDLE, NEEDLE]}},
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_plan_gets_an_answer(name: str) -> None:
    """A plan at the edge of what the contract allows is answered, and its JSON reads back."""
    answer = assess(plan_from_tree(ODD[name]), pairs=20, workers=1)
    assert msgspec.json.decode(msgspec.json.encode(answer), type=Assessment, strict=True) == answer
