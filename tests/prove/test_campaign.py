"""The long campaign, on a few seeds: it meets every direction, and its table says what was broken."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from plans import DIRECTIONS, all_harsher

from . import campaign
from .campaign import PAIRS_PER_SEED, Tally, failed, pairs_of, table, tallies, tally_of

FIRST = 500_000


def test_every_direction_has_its_turn() -> None:
    """As many seeds as there are directions make a pair for each, and every pair is really another plan."""
    pairs = [pair for seed in range(FIRST, FIRST + len(DIRECTIONS)) for pair in pairs_of(seed)[1]]
    assert {pair.way for pair in pairs} == set(DIRECTIONS)
    assert len(pairs) == PAIRS_PER_SEED * len(DIRECTIONS)
    assert all(pair.base != pair.changed for pair in pairs)


def test_no_direction_is_broken_on_a_few_seeds() -> None:
    """More of anything is never milder, benign plans frighten nobody, and no wait lacks a source."""
    found = tally_of(FIRST, len(DIRECTIONS))
    assert found.complaints == []
    assert not failed([found])


def test_a_broken_direction_and_a_frightened_mother_fail() -> None:
    """One violation fails, as do more than one in twenty falsely severe benign plans, and a wait without a source."""
    fine = Tally(first=0, pairs={"deeper": 5}, complaints=[], benign=20, severe=1, answers=7)
    assert not failed([fine])
    assert failed([fine, Tally(first=1, pairs={"deeper": 5}, complaints=[("deeper", "milder", "plan")])])
    assert failed([Tally(first=0, pairs={}, complaints=[], benign=20, severe=2)])
    assert failed([Tally(first=0, pairs={}, complaints=[], waits=1)])
    assert "deeper" in table([fine])
    assert "5.00%" in table([fine])


def test_a_campaign_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file keeps is not judged again."""
    monkeypatch.setattr(campaign, "SEEDS_PER_RANGE", 1)
    kept = tmp_path / "campaign.jsonl"
    first = list(tallies(pairs=1, first=FIRST, keep=kept, processes=1))
    assert len(first) == 1
    assert list(tallies(pairs=1, first=FIRST, keep=kept, processes=1)) == first


def test_a_longer_step_that_parts_two_doses_is_no_pair() -> None:
    """Found by the campaign: a bland cream left on longer puts the second numbing cream off, and the peak is lower for it."""
    numbing = {"do": "apply", "area": "hands", "for": "60 min", "product": {"label": "Lidocaine 2 %; Aqua"}}
    bland = {"do": "apply", "area": "hands", "for": "30 min", "product": {"label": "Aqua"}}
    tree = {"infant": {"age": "70 days"}, "visit": {"starts": "2026-12-01T14:00", "steps": [numbing, bland, numbing]}}
    longer = [pair.changed for pair in all_harsher(Random(1), tree) if pair.way == "longer"]  # noqa: S311 - plans
    assert [change["visit"]["steps"][2]["for"] != "60 min" for change in longer] == [True]
