"""The plans that the benchmarks run: one substance, three applications, feeds every three hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from milkpath.exposure.setup import Job, Setup, set_up
from milkpath.exposure.streams import Streams
from milkpath.knowledge.reader import knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of

NOW = dt.datetime(2026, 12, 1, 14)
PEOPLE: dict[str, Any] = {
    "infant": {"age": "10 weeks", "weight": "5.4 kg", "feeds_per_day": 8},
    "mother": {"weight": "66 kg", "skin_type": "III"},
    "asked": "2026-12-01T14:00",
}


def whole_skin(applications: int = 3, days: int = 1) -> tuple[Job, Facts]:
    """Diclofenac gel on the face, so many times a day for so many days: whole skin, one compartment, no metabolite."""
    home = {
        "do": "apply",
        "area": "face",
        "from": "day 0",
        "until": f"day {days - 1}",
        "times_per_day": applications,
        "amount": "1 g",
        "product": {"name": "gel", "strengths": {"diclofenac": "1 %"}},
    }
    return job_of(plan_from_tree({**PEOPLE, "home": [home]}), "diclofenac", knowledge(), NOW)


def needled_skin() -> tuple[Job, Facts]:
    """Three products with diclofenac on needled skin: before, under and after the needles."""
    product = {"name": "gel", "strengths": {"diclofenac": "1 %"}}
    steps = [
        {"do": "apply", "area": "face", "amount": "2 g", "for": "30 min", "product": product},
        {"do": "apply", "area": "face", "amount": "1 g", "product": product},
        {"do": "needle", "area": "face", "device": "pen", "depth": "1 mm"},
        {"do": "apply", "area": "face", "amount": "1 g", "product": product},
    ]
    tree = {**PEOPLE, "visit": {"starts": "2026-12-01T14:00", "steps": steps}}
    return job_of(plan_from_tree(tree), "diclofenac", knowledge(), NOW)


def setup(job: Job, facts: Facts, pairs: int, start: int = 0, stop: int | None = None) -> Setup:
    """The job set up for some of the pairs."""
    streams = Streams(seed=1, total=pairs, start=start, stop=pairs if stop is None else stop)
    return set_up(job, facts, knowledge(), streams)
