"""One substance of a plan, from all its applications to all the pairs."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.kinetics import has_kinetics
from milkpath.exposure.layers import has_absorption
from milkpath.exposure.setup import Job, Setup, set_up
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import Streams
from milkpath.knowledge.model import Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts

Array = NDArray[np.float64]

PIECE = 1000
"""Pairs solved together: small enough for the cache of a core, large enough to amortise a call."""


class Population(msgspec.Struct, frozen=True, kw_only=True):
    """What the pairs showed, hours counted from the start of the run, which begins `offset_h` after the plan's zero."""

    offset_h: float
    horizon_h: float
    looks_h: Array
    feeds_h: Array
    plasma_ug_per_l: Array
    milk_ug_per_l: Array
    infant_ug_per_l: Array
    on_skin_mg: Array
    milk_l_per_day: Array
    fed_mg: Array
    absorbed_mg: Array
    applied_mg: Array
    steps: tuple[str, ...]
    substances: tuple[str, ...]
    infant_weight_kg: float
    mother_weight_kg: float


def can_simulate(substance: Substance, ways: Iterable[str], known: Knowledge) -> bool:
    """Whether the knowledge holds what a simulation of this substance needs, by the ways in which it enters."""
    return has_kinetics(substance, known) and (has_absorption(substance) or "skin" not in set(ways))


def simulate(
    jobs: Sequence[Job],
    facts: Facts,
    known: Knowledge,
    *,
    pairs: int,
    seed: int,
    workers: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Population, ...]:
    """Simulate all jobs; the result does not depend on the number of workers.

    Args:
        jobs: substances that `can_simulate`.
        facts: mother and infant.
        known: the knowledge.
        pairs: number of mother-infant pairs.
        seed: of all the streams.
        workers: processes at most.
        progress: called with (pieces done, pieces in all).
    """
    cuts = [(start, min(start + PIECE, pairs)) for start in range(0, pairs, PIECE)]
    tasks = [(job, Streams(seed=seed, total=pairs, start=start, stop=stop)) for job in jobs for start, stop in cuts]
    done: list[_Piece] = []
    for number, piece in enumerate(_solved(tasks, facts, known, workers), 1):
        done.append(piece)
        if progress is not None:
            progress(number, len(tasks))
    size = len(cuts)
    return tuple(_joined(done[number * size : (number + 1) * size], job, facts) for number, job in enumerate(jobs))


Task = tuple[Job, Streams]


def _solved(tasks: list[Task], facts: Facts, known: Knowledge, workers: int) -> Iterator[_Piece]:
    """Solve the pieces, in order; in forked processes where that is possible and worth it.

    The steps of the solver are too short for threads to run beside each other. A process that already has other threads
    is not forked.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if workers < 2 or len(tasks) < 2 or not can_fork:
        yield from (_solve_piece(job, facts, known, streams) for job, streams in tasks)
        return
    context = multiprocessing.get_context("fork")
    # What the workers need is inherited by the fork; only the number of a task and its arrays travel.
    with context.Pool(min(workers, len(tasks)), initializer=_inherit, initargs=(tasks, facts, known)) as pool:
        yield from pool.imap(_solve_inherited, range(len(tasks)))


_INHERITED: dict[str, tuple[list[Task], Facts, Knowledge]] = {}


def _inherit(tasks: list[Task], facts: Facts, known: Knowledge) -> None:
    _INHERITED["work"] = (tasks, facts, known)


def _solve_inherited(number: int) -> _Piece:
    tasks, facts, known = _INHERITED["work"]
    return _solve_piece(tasks[number][0], facts, known, tasks[number][1])


class _Piece(msgspec.Struct, frozen=True):
    solution: Solution
    setup: Setup


def _solve_piece(job: Job, facts: Facts, known: Knowledge, streams: Streams) -> _Piece:
    made = set_up(job, facts, known, streams)
    return _Piece(solve(made.body, made.sources, made.events, balance=False), made)


def _joined(pieces: list[_Piece], job: Job, facts: Facts) -> Population:
    solutions, first = [piece.solution for piece in pieces], pieces[0].setup

    def across(name: str) -> Array:
        return np.concatenate([getattr(solution, name) for solution in solutions], axis=-1)

    return Population(
        offset_h=first.begin_h,
        horizon_h=first.end_h,
        looks_h=np.array(solutions[0].look_hours) + first.begin_h,
        feeds_h=np.array(solutions[0].feed_hours) + first.begin_h,
        plasma_ug_per_l=across("plasma_ug_per_l"),
        milk_ug_per_l=across("milk_ug_per_l"),
        infant_ug_per_l=across("infant_ug_per_l"),
        on_skin_mg=across("on_skin_mg"),
        fed_mg=across("fed_mg"),
        absorbed_mg=across("absorbed_mg"),
        milk_l_per_day=np.concatenate([piece.setup.feed_volume_l for piece in pieces]) * facts.feeds_per_day,
        applied_mg=np.concatenate([piece.setup.applied_mg for piece in pieces], axis=-1),
        steps=tuple(contained.application.step.path for contained in job.contained),
        substances=first.substances,
        infant_weight_kg=facts.infant_weight_kg,
        mother_weight_kg=facts.mother_weight_kg,
    )
