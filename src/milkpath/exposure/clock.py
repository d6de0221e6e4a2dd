"""Several substances of a plan on one clock, so that their curves share the hours at which they are looked at."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from milkpath.exposure.events import Event, Look, in_order
from milkpath.exposure.setup import Job, Setup, set_up, span_of
from milkpath.exposure.streams import Streams
from milkpath.exposure.ticks import TICK_H
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts

MIDDLE = Streams(seed=0, total=1, start=0, stop=1, middle=True)
"""One pair, the middle of everything: enough to see when something happens."""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """First and last hour from the plan's zero, the looks in order, and the numbers of those that are kept.

    Peaks are found among all looks; what is written down holds those that are kept.
    """

    begin_h: float
    end_h: float
    looks: tuple[Event, ...]
    kept: tuple[int, ...]

    @property
    def span(self) -> tuple[float, float]:
        """First and last hour."""
        return self.begin_h, self.end_h

    @property
    def hours(self) -> tuple[float, ...]:
        """Hours of the kept looks from the plan's zero; of two looks at one hour the second is told a tick later."""
        found: list[float] = []
        for number in self.kept:
            hour = self.looks[number].at_h + self.begin_h
            found.append(max(hour, found[-1] + TICK_H) if found and hour <= found[-1] else hour)
        return tuple(found)


def clock_of(jobs: Sequence[Job], facts: Facts, known: Knowledge, *, most_hours: int) -> Clock:
    """The clock of some substances: from the first of their hours to the last, with the looks of all of them.

    Args:
        jobs: substances that can be simulated.
        facts: mother and infant.
        known: the knowledge.
        most_hours: how many looks are kept at most, evenly among all.
    """
    spans = [span_of(job) for job in jobs]
    span = min(begin for begin, _ in spans), max(end for _, end in spans)
    events = [event for job in jobs for event in set_up(job, facts, known, MIDDLE, span=span).events]
    looks = in_order(sorted({event for event in events if isinstance(event, Look)}, key=lambda look: look.at_h))
    kept = np.unique(np.linspace(0, len(looks) - 1, min(most_hours, len(looks))).round().astype(int))
    return Clock(begin_h=span[0], end_h=span[1], looks=tuple(looks), kept=tuple(kept.tolist()))


def set_up_on(clock: Clock, job: Job, facts: Facts, known: Knowledge, streams: Streams) -> Setup:
    """Set up a substance on a clock."""
    made = set_up(job, facts, known, streams, span=clock.span)
    events = [*clock.looks, *(event for event in made.events if not isinstance(event, Look))]
    return msgspec.structs.replace(made, events=events)
