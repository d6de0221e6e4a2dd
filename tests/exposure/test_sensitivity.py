"""What an outcome hangs on."""

from __future__ import annotations

import math

import numpy as np
import pytest

from milkpath.exposure.recording import Given, Recorder, normal_scores
from milkpath.exposure.sensitivity import drawn_figures, outcome_of, sensitivity
from milkpath.exposure.setup import set_up
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import Streams
from milkpath.knowledge.quantities import quantity

from .test_simulate import KNOWN, job, visit


def test_recording_changes_nothing() -> None:
    """Recorded draws are the draws."""
    plain = Streams(seed=1, total=300, start=20, stop=280)
    recorder = Recorder(seed=1, total=300, start=20, stop=280, seen={})
    assert np.array_equal(plain.normal("a", "b"), recorder.normal("a", "b"))
    assert np.array_equal(plain.power(9.0, "wipe"), recorder.power(9.0, "wipe"))
    assert np.array_equal(recorder.seen["a", "b"], plain.normal("a", "b"))
    assert np.array_equal(recorder.seen[("wipe",)], normal_scores(plain.uniform("wipe")))


def test_given_draws_give_the_same_pairs() -> None:
    """The model run with the places of recorded draws gives the outcome of the pairs that were recorded."""
    one, people = job("lidocaine", visit(needles={}), 4.0)
    recorder = Recorder(seed=1, total=40, start=0, stop=40, seen={})
    first = set_up(one, people, KNOWN, recorder)
    places = {
        name: np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in seen]) for name, seen in recorder.seen.items()
    }
    second = set_up(one, people, KNOWN, Given(seed=9, total=40, start=0, stop=40, places=places))
    expected, found = (
        outcome_of(solve(made.body, made.sources, made.events, balance=False), "infant-dose")
        for made in (first, second)
    )
    assert found == pytest.approx(expected, rel=1e-6)


def test_a_product_of_figures_is_split_by_their_spreads() -> None:
    """On whole skin the dose in milk is nearly proportional to the milk-to-plasma ratio: its share is that of its spread."""
    one, people = job("lidocaine", visit(), 4.0)
    found = {
        each.figure: each
        for each in sensitivity(one, people, KNOWN, outcome="infant-dose", samples=256, seed=1, workers=1)
    }
    ratio = found["milk-to-plasma-ratio", "lidocaine"]
    figure = quantity(KNOWN.substances["lidocaine"], "milk-to-plasma-ratio")
    assert figure is not None
    made = set_up(one, people, KNOWN, Streams(seed=1, total=2000, start=0, stop=2000))
    spread = np.log(outcome_of(solve(made.body, made.sources, made.events, balance=False), "infant-dose")).std()
    expected = (math.log(figure.gsd or 1.0) / spread) ** 2
    assert ratio.first == pytest.approx(expected, abs=0.12)
    assert max(found.values(), key=lambda each: each.total) is ratio


def test_shares_add_up_and_what_plays_no_part_has_none() -> None:
    """First-order shares add up to no more than all, and the infant's clearance has no share in the mother's peak."""
    one, people = job("lidocaine", visit(), 4.0)
    found = sensitivity(one, people, KNOWN, outcome="mother-peak", samples=256, seed=1, workers=1)
    assert sum(each.first for each in found) == pytest.approx(1.0, abs=0.25)
    assert {each.figure for each in found} == set(drawn_figures(one, people, KNOWN))
    none = next(each for each in found if each.figure == ("infant-clearance", "lidocaine"))
    assert abs(none.total) < 1e-9
    assert [each.total for each in found] == sorted((each.total for each in found), reverse=True)
