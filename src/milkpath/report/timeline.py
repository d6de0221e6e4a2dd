"""The milk timeline of one substance as inline SVG: level with its band, feeds, and when things are back to usual.

The picture reads at 320 px and in black and white: the band is hatched, every mark is named in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from milkpath.judgement.assessment import Assessment, Clock, ExposureReport, Timeline
from milkpath.report.hours import hours_from_start, interval_in_words
from milkpath.report.numbers import number
from milkpath.report.templates import environment
from milkpath.report.ticks import hour_ticks, level_ticks
from milkpath.report.timeline_words import milk_scale, timeline_sentence

LEFT, RIGHT, TOP = 44.0, 312.0, 34.0
PLOT_HEIGHT, WIDTH = 150.0, 320.0
LANE_HEIGHT = 30.0


class Frame(NamedTuple):
    """The plot area: which hours and levels its edges stand for."""

    first_hour: float
    last_hour: float
    highest: float

    def across(self, hour: float) -> float:
        """Return where an hour stands from left to right."""
        share = (hour - self.first_hour) / (self.last_hour - self.first_hour)
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share)), 1)

    def down(self, level: float) -> float:
        """Return where a level stands from top to bottom."""
        return round(TOP + PLOT_HEIGHT * (1 - level / self.highest), 1)


class Lane(NamedTuple):
    """One bar under the plot: from the earliest to the latest time at which something is back to usual."""

    label: str
    left: float
    right: float
    goes_on: bool
    top: float


def path(frame: Frame, hours: Sequence[float], levels: Sequence[float]) -> str:
    """Return the points of a line as the path of an SVG."""
    points = (f"{frame.across(hour)} {frame.down(level)}" for hour, level in zip(hours, levels, strict=True))
    return "M" + "L".join(points)


def band(frame: Frame, hours: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """Return the closed path between two lines."""
    there, back = path(frame, hours, high), path(frame, hours[::-1], low[::-1])
    return f"{there}L{back.removeprefix('M')}Z"


def feed_hours(assessment: Assessment, starts: dt.datetime | None) -> tuple[float, ...]:
    """Return the feeds whose time can be placed on the hours of the timeline; the others stand in the schedule only."""
    found = (hours_from_start(entry.at, starts) for entry in assessment.feeding.schedule)
    return tuple(sorted(hour for hour in found if hour is not None))


def frame_for(timeline: Timeline, feeds: Sequence[float]) -> Frame:
    """Return the frame that holds the whole series and the feeds before it."""
    first = min(0.0, timeline.hours[0], *feeds)
    last = max(timeline.hours[-1], first + 1.0)
    return Frame(first, last, level_ticks(max(timeline.milk_ug_per_l.p95))[-1])


def _shortened(text: str, most: int = 46) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def lanes(clock: Sequence[Clock], frame: Frame, top: float) -> tuple[Lane, ...]:
    """Return a bar for each thing whose interval begins within the picture; later ones stand in the clock only."""
    shown = [(x, x.interval_h) for x in clock if x.interval_h is not None and x.interval_h[0] < frame.last_hour]
    return tuple(
        Lane(
            label=_shortened(f"{entry.what}: {interval_in_words(hours)}"),
            left=frame.across(hours[0]),
            right=max(frame.across(hours[1]), frame.across(hours[0]) + 3),
            goes_on=hours[1] > frame.last_hour,
            top=top + LANE_HEIGHT * place,
        )
        for place, (entry, hours) in enumerate(shown)
    )


def timeline_svg(
    exposure: ExposureReport, assessment: Assessment, *, name: str = "timeline", starts: dt.datetime | None = None
) -> str:
    """Return the picture of one exposure, or an empty text where it has no timeline.

    `name` keeps the ids of several pictures on one page apart; `starts` places feeds that are given as dates.
    """
    timeline = exposure.timeline
    if timeline is None or not timeline.hours:
        return ""
    feeds = tuple(x for x in feed_hours(assessment, starts) if -24 <= x <= timeline.hours[-1])
    frame, milk = frame_for(timeline, feeds), timeline.milk_ug_per_l
    factor, unit = milk_scale(timeline)
    bottom = TOP + PLOT_HEIGHT
    bars = lanes(assessment.clock, frame, bottom + 68)
    withheld = assessment.feeding.withhold_h
    template = environment().get_template("timeline.svg.j2")
    return template.render(
        name=name,
        substance=exposure.substance,
        sentence=timeline_sentence(exposure.substance, timeline),
        width=WIDTH,
        height=bottom + 68 + LANE_HEIGHT * len(bars) - (6 if bars else 18),
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=bottom,
        unit=unit,
        band=band(frame, timeline.hours, milk.p05, milk.p95),
        line=path(frame, timeline.hours, milk.p50),
        levels=[(frame.down(x), number(x * factor, 3)) for x in level_ticks(max(milk.p95))],
        hours=[(frame.across(x), number(x, 4)) for x in hour_ticks(frame.first_hour, frame.last_hour)],
        feeds=[frame.across(x) for x in feeds],
        lanes=bars,
        withheld=(frame.across(0), frame.across(withheld)) if withheld > 0 else None,
    )
