"""The milk timeline as picture, sentence and table."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.judgement.assessment import Series, Timeline
from milkpath.report.ticks import hour_ticks, level_ticks
from milkpath.report.timeline import feed_hours, timeline_svg
from milkpath.report.timeline_words import by_relevance, timeline_rows, timeline_sentence

from .bare import BARE
from .example import EXAMPLE, LIDOCAINE, XYLIDINE, timeline
from .walk import Page

CURVE = timeline(1150.0, 1.4, 5.5)


def _picture(**changes: object) -> str:
    return timeline_svg(LIDOCAINE, msgspec.structs.replace(EXAMPLE, **changes))


def test_the_picture_is_well_formed_and_named() -> None:
    """A reader that cannot see it gets a title and a description."""
    page = Page(_picture())
    svg = dict(page.tags)["svg"]
    assert page.faults == []
    assert svg["role"] == "img"
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    assert set((svg["aria-labelledby"] or "").split()) <= ids


def test_the_description_is_the_sentence() -> None:
    """Picture and sentence are made of the same numbers."""
    assert timeline_sentence("lidocaine", CURVE) in Page(_picture()).text


def test_no_number_of_the_picture_is_broken() -> None:
    """No mark is drawn at a place that is not a number."""
    assert not re.search(r"\b(nan|inf)\b", _picture(), re.IGNORECASE)


def test_every_mark_is_named_in_words() -> None:
    """Nothing is told by colour or pattern alone."""
    words = Page(_picture()).text
    for name in ("in milk, µg/L", "middle", "90 in 100 mothers", "hours after the start", "feeds", "24 to 72 hours"):
        assert name in words


def test_feeds_that_can_be_placed_are_ticks() -> None:
    """The three feeds with a time are drawn, the one at bedtime stands in the schedule only."""
    assert _picture().count('class="feed"') == 3


def test_feeds_given_as_dates_are_placed_from_the_start() -> None:
    """A date needs the start of the visit to become a place."""
    entry = msgspec.structs.replace(EXAMPLE.feeding.schedule[0], at="2026-12-01T16:00")
    dated = msgspec.structs.replace(EXAMPLE, feeding=msgspec.structs.replace(EXAMPLE.feeding, schedule=(entry,)))
    assert feed_hours(dated, None) == ()
    assert feed_hours(dated, dt.datetime(2026, 12, 1, 14)) == (2.0,)
    aware = dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC)
    assert feed_hours(dated, aware) == ()


def test_only_intervals_within_the_picture_are_bars() -> None:
    """What begins later than the picture stands in the clock only."""
    assert _picture().count('class="usual"') == 2
    assert "Retinoid" not in _picture()


def test_a_wait_is_drawn_and_named() -> None:
    """Hours without her milk are shaded, and the word stands in them."""
    wait = msgspec.structs.replace(EXAMPLE.feeding, withhold_h=12.0)
    assert 'class="withheld"' in _picture(feeding=wait)
    assert 'class="withheld"' not in _picture()


def test_a_name_is_escaped_in_the_picture() -> None:
    """A name from a plan cannot become markup."""
    evil = msgspec.structs.replace(EXAMPLE.clock[0], what="<script>x</script>")
    assert "<script" not in _picture(clock=(evil,))


def test_an_exposure_without_timeline_has_no_picture() -> None:
    """Nothing is drawn where nothing was worked out."""
    assert timeline_svg(XYLIDINE, EXAMPLE) == ""


@pytest.mark.parametrize("hours", [(), (0.0,), (0.0, 1.0)])
def test_short_or_flat_series_render(hours: tuple[float, ...]) -> None:
    """No level at all, one point, or nothing but zeros."""
    flat = Series(p05=(0.0,) * len(hours), p50=(0.0,) * len(hours), p95=(0.0,) * len(hours))
    short = Timeline(hours=hours, mother_ug_per_l=flat, milk_ug_per_l=flat, infant_ug_per_l=flat)
    drawn = timeline_svg(msgspec.structs.replace(LIDOCAINE, timeline=short), BARE)
    assert bool(hours) == bool(drawn)
    assert timeline_sentence("x", short)
    assert len(hours) == len(timeline_rows(short))


def test_the_table_holds_first_highest_and_last() -> None:
    """The rows are few, and the ones that matter are among them."""
    rows = timeline_rows(CURVE, most=5)
    assert (rows[0].hour, rows[-1].hour) == (0.0, 48.0)
    assert max(CURVE.milk_ug_per_l.p50) in {row.middle for row in rows}


def test_the_exposure_nearest_to_its_limit_comes_first() -> None:
    """The most relevant picture is the one that is not folded away."""
    assert [one.substance for one in by_relevance(EXAMPLE)] == ["lidocaine", "tetracaine"]


@given(st.floats(min_value=1e-9, max_value=1e9))
def test_level_ticks_hold_the_highest_level(highest: float) -> None:
    """The curve never leaves the plot, and the marks are few."""
    ticks = level_ticks(highest)
    assert ticks[-1] >= highest * (1 - 1e-6)
    assert 2 <= len(ticks) <= 6


@given(st.floats(min_value=-24, max_value=0), st.floats(min_value=1, max_value=700))
def test_hour_ticks_stay_within_the_picture(first: float, last: float) -> None:
    """Marks are few and stand where there is a curve."""
    ticks = hour_ticks(first, last)
    assert all(first <= tick <= last for tick in ticks)
    assert 1 <= len(ticks) <= 7
