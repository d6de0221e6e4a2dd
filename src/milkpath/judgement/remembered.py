"""Simulated populations that are kept while a plan and its changed versions are judged, so that nothing is run twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import Population, simulate
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts

Remembered = dict[bytes, Population]
"""What was simulated, by everything that a simulation depends on besides the knowledge."""

_NO_TIME = dt.datetime(1, 1, 1)


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How a simulation is run: pairs, seed and processes, whom to tell of progress, and what was simulated before."""

    pairs: int
    seed: int
    workers: int = 1
    progress: Callable[[int, int], None] | None = None
    remembered: Remembered = {}


def simulate_once(jobs: Sequence[Job], facts: Facts, known: Knowledge, run: Run) -> tuple[Population, ...]:
    """Simulate the jobs that are not remembered yet, remember them, and give all in the order asked for.

    The streams of randomness go by names, so a job gives the same figures alone and in company.
    """
    keys = [_key(job, facts, run) for job in jobs]
    new = [number for number, key in enumerate(keys) if key not in run.remembered]
    found = simulate(
        [jobs[number] for number in new],
        facts,
        known,
        pairs=run.pairs,
        seed=run.seed,
        workers=run.workers,
        progress=run.progress,
    )
    run.remembered.update(zip((keys[number] for number in new), found, strict=True))
    return tuple(run.remembered[key] for key in keys)


def _key(job: Job, facts: Facts, run: Run) -> bytes:
    people = msgspec.structs.replace(facts, at=_NO_TIME, assumed=())
    contained = [msgspec.structs.asdict(item) | {"substance": item.substance.id} for item in job.contained]
    return msgspec.msgpack.encode((contained, job.grams, people, run.pairs, run.seed))
