"""Ignorance apart from differences between people."""

from __future__ import annotations

import math

import numpy as np
import pytest

from milkpath.exposure.kinetics import draw_kinetics, draw_pairs
from milkpath.exposure.sensitivity import drawn_figures
from milkpath.exposure.streams import Streams
from milkpath.exposure.variance_shares import VarianceShares
from milkpath.exposure.worlds import ignorance_of
from milkpath.knowledge.quantities import quantity

from .test_simulate import KNOWN, job, visit

IGNORANCE = ignorance_of(KNOWN)


def test_a_share_that_a_file_gives_is_used() -> None:
    """`gsd_uncertainty` of a figure decides its share."""
    figure = quantity(KNOWN.substances["lidocaine"], "clearance")
    assert figure is not None
    assert figure.gsd is not None
    assert figure.gsd_uncertainty is not None
    expected = (math.log(figure.gsd_uncertainty) / math.log(figure.gsd)) ** 2
    assert IGNORANCE(("clearance", "lidocaine")) == pytest.approx(expected)


def test_without_one_the_share_depends_on_how_the_figure_was_come_by() -> None:
    """What was chosen or predicted is mostly ignorance, what was observed is mostly people, what is hers is all people."""
    assert IGNORANCE(("volume-steady-state", "lidocaine")) == KNOWN.parameter("ignorance-share-observed").value
    assert IGNORANCE(("oral-absorption-rate", "lidocaine")) == KNOWN.parameter("ignorance-share-chosen").value
    assert IGNORANCE(("infant-clearance", "lidocaine")) == KNOWN.parameter("ignorance-share-chosen").value
    assert IGNORANCE(("permeability-of-her-skin",)) == 0


@pytest.mark.parametrize("substance", ["lidocaine", "hydrocortisone", "tretinoin"])
def test_every_draw_has_a_share(substance: str) -> None:
    """Whatever is drawn, its ignorance is a share."""
    one, people = job(substance, visit(needles={}, covered=True), 2.0)
    names = drawn_figures(one, people, KNOWN)
    assert len(names) > 10
    assert all(0 <= IGNORANCE(name) <= 1 for name in names)


@pytest.mark.parametrize("unknown", [0.0, 0.3, 0.9])
def test_the_law_of_total_variance_finds_the_share(unknown: float) -> None:
    """Of made-up worlds the part that is not known is found again."""
    random, shares = np.random.default_rng(1), VarianceShares(1, 400)
    for world in range(400):
        middle = random.normal() * math.sqrt(unknown)
        for _ in range(2):
            shares.add(np.exp(middle + random.normal(size=(1, 50)) * math.sqrt(1 - unknown)), world)
    assert shares.not_known()[0] == pytest.approx(unknown, abs=0.06)


def test_one_person_has_one_body() -> None:
    """Clearance and volume of a substance in a mother, and of its unbound part in an infant, go together as the knowledge says."""
    _, people = job("lidocaine", visit(), 2.0)
    streams = Streams(seed=1, total=4000, start=0, stop=4000)
    pairs = draw_pairs(people, KNOWN, streams)
    drawn = draw_kinetics(KNOWN.substances["lidocaine"], people, pairs, KNOWN, streams)
    assert drawn is not None
    asked = KNOWN.parameter("correlation-clearance-volume").value
    unbound = drawn.infant.unbound_relative_to_adult
    for clearance, volume in (
        (drawn.mother.clearance_l_per_h, drawn.mother.central_volume_l),
        (drawn.infant.clearance_l_per_h / unbound, drawn.infant.volume_l / unbound),
    ):
        assert np.corrcoef(np.log(clearance), np.log(volume))[0, 1] == pytest.approx(asked, abs=0.04)
