"""One substance of a plan, from all its applications to all the pairs."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.amounts import Contained
from milkpath.exposure.body import Kinetics, body
from milkpath.exposure.events import Event, Feed, Look
from milkpath.exposure.kinetics import Pairs, draw_kinetics, draw_pairs, has_kinetics
from milkpath.exposure.layers import Entry, entry, has_absorption
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.source import Source
from milkpath.exposure.streams import Streams
from milkpath.exposure.ticks import TICK_H
from milkpath.knowledge.model import Substance
from milkpath.knowledge.quantities import value
from milkpath.knowledge.reader import Knowledge
from milkpath.mother.disposition import metabolite_mass_ratio
from milkpath.plan.facts import Facts
from milkpath.plan.timeline import HOME_GRID_H

Array = NDArray[np.float64]

PIECE = 1000
"""Pairs solved together: small enough for the cache of a core, large enough to amortise a call."""
AFTER_LAST_DOSE_H = 72.0
"""A visit is followed for three days after its last dose, the time until the skin counts as closed to products."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One substance to simulate: what contains it, and how many grams each application has."""

    substance: Substance
    contained: tuple[Contained, ...]
    grams: tuple[float, ...]


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
    return tuple(
        _joined(job, done[number * size : (number + 1) * size], facts, known) for number, job in enumerate(jobs)
    )


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


def metabolite_of(substance: Substance, known: Knowledge) -> Substance | None:
    """The metabolite that is carried along: the first one that has kinetics of its own."""
    for link in substance.metabolites:
        metabolite = known.substances[link.substance]
        if value(metabolite, "clearance") is not None and value(metabolite, "volume-steady-state") is not None:
            return metabolite
    return None


class _Piece(msgspec.Struct, frozen=True):
    solution: Solution
    applied_mg: list[Array]
    begin_h: float
    end_h: float
    feed_volume_l: Array


def _solve_piece(job: Job, facts: Facts, known: Knowledge, streams: Streams) -> _Piece:
    people = draw_pairs(facts, known, streams)
    parent = draw_kinetics(job.substance, facts, people, known, streams)
    assert parent is not None  # noqa: S101 - `can_simulate` has looked
    entries = [
        entry(number, contained, grams, facts, known, streams)
        for number, (contained, grams) in enumerate(zip(job.contained, job.grams, strict=True))
    ]
    begin, end = _span(job)
    events = [_shifted(event, begin) for item in entries for event in item.events]
    events += _feeds(facts, begin, end) + _looks(events, end - begin)
    events = [event for event in events if event.at_h <= end - begin]
    sources = [_source_from(item, begin) for item in entries]
    kinetics = body(parent, *_metabolite(job.substance, facts, known, streams, people))
    applied = [item.applied_mg for item in entries]
    return _Piece(solve(kinetics, sources, events, balance=False), applied, begin, end, people.feed_volume_l)


def _metabolite(
    substance: Substance, facts: Facts, known: Knowledge, streams: Streams, people: Pairs
) -> tuple[Kinetics | None, Array | None]:
    metabolite = metabolite_of(substance, known)
    if metabolite is None:
        return None, None
    kinetics = draw_kinetics(metabolite, facts, people, known, streams)
    link = next(link for link in substance.metabolites if link.substance == metabolite.id)
    formed = np.minimum(streams.lognormal(link.fraction, link.gsd or 1.0, "formed", metabolite.id), 1.0)
    masses = value(substance, "molar-mass") or 1.0, value(metabolite, "molar-mass") or 1.0
    return kinetics, metabolite_mass_ratio(formed, *masses)


def _span(job: Job) -> tuple[float, float]:
    hours = [hour for contained in job.contained for hour in contained.application.hours]
    return min(*hours, 0.0), max(hours) + AFTER_LAST_DOSE_H


def _shifted(event: Event, begin: float) -> Event:
    return msgspec.structs.replace(event, at_h=event.at_h - begin)


def _source_from(item: Entry, begin: float) -> Source:
    pores = tuple(msgspec.structs.replace(each, at_h=each.at_h - begin) for each in item.source.pores)
    return msgspec.structs.replace(item.source, pores=pores)


def _feeds(facts: Facts, begin: float, end: float) -> list[Event]:
    interval = 24.0 / facts.feeds_per_day
    first = facts.first_feed_h - interval * np.floor((facts.first_feed_h - begin) / interval)
    hours = np.round((np.arange(first, end, interval) - begin) / HOME_GRID_H) * HOME_GRID_H
    return [Feed(at_h=float(hour)) for hour in hours]


def _looks(events: list[Event], length: float) -> list[Event]:
    """A grid that is dense after the start, and a look just before and after each event."""
    early = [np.arange(0, 4, 0.25), np.arange(4, 24, 1.0)]
    grid = np.concatenate([*early, np.arange(24, length, 2.0), [length]])
    near = {round(event.at_h + after, 6) for event in events for after in (0.0, TICK_H)}
    hours = {*grid[grid <= length].tolist(), *(hour for hour in near if 0 <= hour <= length)}
    return [Look(at_h=float(hour)) for hour in sorted(hours)]


def _joined(job: Job, pieces: list[_Piece], facts: Facts, known: Knowledge) -> Population:
    solutions = [piece.solution for piece in pieces]
    first = solutions[0]
    metabolite = metabolite_of(job.substance, known)

    def across(name: str) -> Array:
        return np.concatenate([getattr(solution, name) for solution in solutions], axis=-1)

    return Population(
        offset_h=pieces[0].begin_h,
        horizon_h=pieces[0].end_h,
        looks_h=np.array(first.look_hours) + pieces[0].begin_h,
        feeds_h=np.array(first.feed_hours) + pieces[0].begin_h,
        plasma_ug_per_l=across("plasma_ug_per_l"),
        milk_ug_per_l=across("milk_ug_per_l"),
        infant_ug_per_l=across("infant_ug_per_l"),
        on_skin_mg=across("on_skin_mg"),
        fed_mg=across("fed_mg"),
        absorbed_mg=across("absorbed_mg"),
        milk_l_per_day=np.concatenate([piece.feed_volume_l for piece in pieces]) * facts.feeds_per_day,
        applied_mg=np.stack(
            [np.concatenate([piece.applied_mg[j] for piece in pieces]) for j in range(len(job.contained))]
        ),
        steps=tuple(contained.application.step.path for contained in job.contained),
        substances=(job.substance.id, *((metabolite.id,) if metabolite else ())),
        infant_weight_kg=facts.infant_weight_kg,
        mother_weight_kg=facts.mother_weight_kg,
    )
