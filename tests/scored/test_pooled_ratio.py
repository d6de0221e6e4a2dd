"""Ratios that stand in the knowledge as pooled are what the pooling gives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from validation.pooled_ratio import STUDIES, from_interval, from_mean, from_middle, from_range, pooled

from milkpath.knowledge.quantities import quantity
from milkpath.knowledge.reader import knowledge


@pytest.mark.parametrize("substance", sorted(STUDIES))
def test_the_knowledge_holds_what_is_pooled(substance: str) -> None:
    figure = quantity(knowledge().substances[substance], "milk-to-plasma-ratio")
    assert figure is not None
    found = pooled(STUDIES[substance])
    assert figure.source == "derivation-pooled-milk-ratios"
    assert figure.value == pytest.approx(found.middle, rel=0.02)
    assert (figure.gsd or 0) >= found.gsd_of_woman - 0.02
    few = 1.2 if len(STUDIES[substance]) <= 2 else 1.0
    assert (figure.gsd_uncertainty or 0) >= max(found.gsd_of_study, few) - 0.02


def test_the_usual_share_of_ignorance_lies_within_those_of_the_pooled_ratios() -> None:
    """The share that is taken where a file says nothing is one that pooled ratios show."""
    found = [pooled(studies) for studies in STUDIES.values()]
    shares = [(math.log(one.gsd_of_study) / math.log(one.gsd_of_woman)) ** 2 for one in found]
    figure = knowledge().parameter("ignorance-share-observed")
    assert (figure.low, figure.high) == (pytest.approx(min(shares), abs=0.01), pytest.approx(max(shares), abs=0.01))
    assert min(shares) <= figure.value <= max(shares)


def test_every_study_is_a_source() -> None:
    named = {study.source for studies in STUDIES.values() for study in studies}
    assert named <= set(knowledge().sources)


def test_the_pooling_of_two_studies_by_hand() -> None:
    """Weights 1/(s^2/n): 25 and 100; Q = 20 (d/1)^2 with d = 1; tau^2 = (Q - 1)/C."""
    studies = (from_middle("a", 1.0, 2.718281828, 25), from_middle("b", 2.718281828, 2.718281828, 100))
    found = pooled(studies)
    weights = (25.0, 100.0)
    fixed = 100 / 125
    apart = 25 * fixed**2 + 100 * (1 - fixed) ** 2
    between = (apart - 1) / (125 - (25**2 + 100**2) / 125)
    own = [1 / (1 / weight + between) for weight in weights]
    assert found.between_studies**2 == pytest.approx(between)
    assert found.middle == pytest.approx(2.718281828 ** (own[1] / sum(own)))


def test_a_lognormal_has_the_mean_and_the_spread_that_were_printed() -> None:
    """Drawn women have the mean and the standard deviation of the study."""
    study = from_mean("a", 1.07, 0.82, 27)
    women = np.exp(np.random.default_rng(1).normal(study.log_middle, study.log_sd, 400_000))
    assert women.mean() == pytest.approx(1.07, rel=0.01)
    assert women.std() == pytest.approx(0.82, rel=0.02)


def test_interval_and_range_widen_with_their_ends() -> None:
    assert from_interval("a", 2, 1, 3, 7).log_sd < from_interval("a", 2, 0.5, 3.5, 7).log_sd
    assert from_range("a", 2, 1, 3, 6).log_sd < from_range("a", 2, 0.5, 3.5, 6).log_sd
