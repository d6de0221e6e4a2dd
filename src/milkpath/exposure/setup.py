"""One substance of a plan set up for some pairs: body, sources and everything that happens, to be solved or exported."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.amounts import Contained
from milkpath.exposure.body import Body, Kinetics, body
from milkpath.exposure.events import Event, Feed, Look
from milkpath.exposure.kinetics import Pairs, draw_kinetics, draw_pairs
from milkpath.exposure.layers import Entry, entry
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

AFTER_LAST_DOSE_H = 72.0
"""A visit is followed for three days after its last dose, the time until the skin counts as closed to products."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One substance to simulate: what contains it, and how many grams each application has."""

    substance: Substance
    contained: tuple[Contained, ...]
    grams: tuple[float, ...]


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the solver gets. Hours are counted from `begin_h` after the plan's zero, to `end_h`; `applied_mg` (J, P)."""

    body: Body
    sources: list[Source]
    events: list[Event]
    begin_h: float
    end_h: float
    applied_mg: Array
    feed_volume_l: Array
    substances: tuple[str, ...]


def set_up(
    job: Job, facts: Facts, known: Knowledge, streams: Streams, *, span: tuple[float, float] | None = None
) -> Setup:
    """Draw the pairs of a piece and lay out everything that happens to them.

    Args:
        job: a substance that can be simulated.
        facts: mother and infant.
        known: the knowledge.
        streams: which pairs to draw.
        span: first and last hour, where the substance runs beside others; else its own.
    """
    people = draw_pairs(facts, known, streams)
    parent = draw_kinetics(job.substance, facts, people, known, streams)
    assert parent is not None  # noqa: S101 - `can_simulate` has looked
    entries = [
        entry(number, contained, grams, facts, known, streams)
        for number, (contained, grams) in enumerate(zip(job.contained, job.grams, strict=True))
    ]
    begin, end = span or span_of(job)
    events = [_shifted(event, begin) for item in entries for event in item.events]
    events += _feeds(facts, begin, end) + _looks(events, end - begin)
    metabolite = metabolite_of(job.substance, known)
    return Setup(
        body=body(parent, *_metabolite(job.substance, facts, known, streams, people)),
        sources=[_source_from(item, begin) for item in entries],
        events=[event for event in events if event.at_h <= end - begin],
        begin_h=begin,
        end_h=end,
        applied_mg=np.stack([item.applied_mg for item in entries]),
        feed_volume_l=people.feed_volume_l,
        substances=(job.substance.id, *((metabolite.id,) if metabolite else ())),
    )


def metabolite_of(substance: Substance, known: Knowledge) -> Substance | None:
    """The metabolite that is carried along: the first one that has kinetics of its own."""
    for link in substance.metabolites:
        metabolite = known.substances[link.substance]
        if value(metabolite, "clearance") is not None and value(metabolite, "volume-steady-state") is not None:
            return metabolite
    return None


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


def span_of(job: Job) -> tuple[float, float]:
    """First and last hour of a run: from the start of the plan or the first dose to three days after the last one."""
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
    """A grid that is dense after the start, and a look just before and just after each event, at the same hour."""
    early = [np.arange(0, 4, 0.25), np.arange(4, 24, 1.0)]
    grid = np.concatenate([*early, np.arange(24, length, 2.0), [length]])
    before = {_tick(hour) for hour in grid[grid <= length].tolist()}
    happens = {_tick(event.at_h) for event in events if 0 <= event.at_h <= length}
    looks = sorted({(tick, False) for tick in before | happens} | {(tick, True) for tick in happens})
    return [Look(at_h=tick * TICK_H, after=after) for tick, after in looks]


def _tick(hour: float) -> int:
    return round(hour / TICK_H)
