"""A population of any size by its quantiles: pieces are solved, counted and forgotten, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.clock import Clock, set_up_on
from milkpath.exposure.quantile_sketch import QuantileSketch
from milkpath.exposure.setup import Job, Setup, set_up
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import BLOCK, Streams
from milkpath.exposure.workers import in_order
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts

Array = NDArray[np.float64]

PIECE = 4 * BLOCK
PIECES_TOGETHER = 16
"""Pieces that one process counts before it hands its counts over."""
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Quantiles over the pairs, by `SHARES` along the first axis.

    `mother_ug_per_l`, `milk_ug_per_l`, `infant_ug_per_l` (shares, substances, hours); `mother_peak_ug_per_l`,
    `infant_dose_ug_per_kg` (all feeds together) (shares, substances); to the sketch's relative error.
    """

    pairs: int
    hours: Array
    substances: tuple[str, ...]
    mother_ug_per_l: Array
    milk_ug_per_l: Array
    infant_ug_per_l: Array
    mother_peak_ug_per_l: Array
    infant_dose_ug_per_kg: Array


def summarise(
    job: Job,
    facts: Facts,
    known: Knowledge,
    *,
    pairs: int,
    seed: int,
    workers: int,
    progress: Callable[[int, int], None] | None = None,
    clock: Clock | None = None,
) -> Summary:
    """Quantile timelines of a population; the result does not depend on the number of workers.

    With a `clock` the substance runs beside others, and only the hours that the clock keeps are counted.
    """
    length = PIECE * PIECES_TOGETHER
    count = -(-pairs // length)

    def work(number: int) -> _Counts:
        return _counted(
            job, facts, known, seed, pairs, range(number * length, min((number + 1) * length, pairs), PIECE), clock
        )

    whole: _Counts | None = None
    for number, part in enumerate(in_order(work, count, workers), 1):
        if whole is None:
            whole = part
        else:
            whole.levels.merge(part.levels)
            whole.totals.merge(part.totals)
        if progress is not None:
            progress(number, count)
    assert whole is not None  # noqa: S101 - there is at least one pair
    return _summary(whole, pairs)


class _Counts(msgspec.Struct):
    levels: QuantileSketch
    totals: QuantileSketch
    hours: Array
    substances: tuple[str, ...]


def _counted(
    job: Job, facts: Facts, known: Knowledge, seed: int, pairs: int, starts: range, clock: Clock | None
) -> _Counts:
    counts: _Counts | None = None
    for start in starts:
        streams = Streams(seed=seed, total=pairs, start=start, stop=min(start + PIECE, pairs))
        setup = set_up(job, facts, known, streams) if clock is None else set_up_on(clock, job, facts, known, streams)
        found = solve(setup.body, setup.sources, setup.events, balance=False)
        if counts is None:
            counts = _empty(found, setup, kept := slice(None) if clock is None else list(clock.kept))
        counts.levels.add(_rows(found, kept))
        counts.totals.add(_totals(found, facts))
    assert counts is not None  # noqa: S101 - there is at least one piece
    return counts


def _empty(found: Solution, setup: Setup, kept: slice | list[int]) -> _Counts:
    hours = np.array(found.look_hours)[kept]
    substances, looks = len(setup.substances), len(hours)
    return _Counts(
        levels=QuantileSketch(3 * substances * looks),
        totals=QuantileSketch(2 * substances),
        hours=hours + setup.begin_h,
        substances=setup.substances,
    )


def _rows(found: Solution, kept: slice | list[int]) -> Array:
    together = np.stack([found.plasma_ug_per_l, found.milk_ug_per_l, found.infant_ug_per_l])[:, :, kept]
    return np.asarray(np.maximum(together.reshape(-1, together.shape[-1]), 0.0))


def _totals(found: Solution, facts: Facts) -> Array:
    peak = found.plasma_ug_per_l.max(axis=1)
    dose = found.fed_mg.sum(axis=1) * (1000.0 / facts.infant_weight_kg)
    return np.asarray(np.maximum(np.concatenate([peak, dose]), 0.0))


def _summary(counts: _Counts, pairs: int) -> Summary:
    substances = len(counts.substances)
    levels = np.stack([counts.levels.quantile(share) for share in SHARES])
    levels = levels.reshape(len(SHARES), 3, substances, -1)
    totals = np.stack([counts.totals.quantile(share) for share in SHARES]).reshape(len(SHARES), 2, substances)
    return Summary(
        pairs=pairs,
        hours=counts.hours,
        substances=counts.substances,
        mother_ug_per_l=levels[:, 0],
        milk_ug_per_l=levels[:, 1],
        infant_ug_per_l=levels[:, 2],
        mother_peak_ug_per_l=totals[:, 0],
        infant_dose_ug_per_kg=totals[:, 1],
    )
