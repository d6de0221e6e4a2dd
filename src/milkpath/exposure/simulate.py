"""One substance of a plan, from all its applications to all the pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.kinetics import has_kinetics
from milkpath.exposure.layers import has_absorption
from milkpath.exposure.recording import DrawName
from milkpath.exposure.setup import Job, Setup, set_up
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import Streams, World
from milkpath.exposure.workers import in_order
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
    infant_unbound_relative_to_adult: Array
    """How many times the adult's unbound share the infant has (S, P)."""
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
    worlds: int = 1,
    ignorance: Callable[[DrawName], float] | None = None,
) -> tuple[Population, ...]:
    """Simulate all jobs; the result does not depend on the number of workers.

    Args:
        jobs: substances that `can_simulate`.
        facts: mother and infant.
        known: the knowledge.
        pairs: number of mother-infant pairs, of each world.
        seed: of all the streams.
        workers: processes at most.
        progress: called with (pieces done, pieces in all).
        worlds: how often what nobody knows is drawn, with people of its own each; the pairs of a world lie together.
        ignorance: by name of a draw, needed where there are several worlds.
    """
    apart = [World(number=number, total=worlds, ignorance=ignorance) if ignorance else None for number in range(worlds)]
    cuts = [(world, start, min(start + PIECE, pairs)) for world in apart for start in range(0, pairs, PIECE)]
    tasks = [
        (job, Streams(seed=seed, total=pairs, start=start, stop=stop, world=world))
        for job in jobs
        for world, start, stop in cuts
    ]
    done: list[_Piece] = []
    for number, piece in enumerate(in_order(lambda n: _solve_piece(*tasks[n], facts, known), len(tasks), workers), 1):
        done.append(piece)
        if progress is not None:
            progress(number, len(tasks))
    size = len(cuts)
    return tuple(_joined(done[number * size : (number + 1) * size], job, facts) for number, job in enumerate(jobs))


class _Piece(msgspec.Struct, frozen=True):
    solution: Solution
    setup: Setup


def _solve_piece(job: Job, streams: Streams, facts: Facts, known: Knowledge) -> _Piece:
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
        infant_unbound_relative_to_adult=np.concatenate([_unbound(piece.setup) for piece in pieces], axis=-1),
        milk_l_per_day=np.concatenate([piece.setup.feed_volume_l for piece in pieces]) * facts.feeds_per_day,
        applied_mg=np.concatenate([piece.setup.applied_mg for piece in pieces], axis=-1),
        steps=tuple(contained.application.step.path for contained in job.contained),
        substances=first.substances,
        infant_weight_kg=facts.infant_weight_kg,
        mother_weight_kg=facts.mother_weight_kg,
    )


def _unbound(setup: Setup) -> Array:
    return np.stack([kinetics.infant.unbound_relative_to_adult for kinetics in setup.body.substances])
