"""Draws by name: the same for the same pair, stratified, and independent of one another."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from milkpath.exposure.streams import BLOCK, Streams, World


def whole(total: int = 2000, seed: int = 1) -> Streams:
    return Streams(seed=seed, total=total, start=0, stop=total)


@pytest.mark.parametrize(("start", "stop"), [(0, 10), (3, 251), (499, 501), (700, 777)])
def test_pieces_are_cut_from_the_same_draws(start: int, stop: int) -> None:
    """A piece has the draws of its pairs, wherever it is cut."""
    piece = Streams(seed=1, total=777, start=start, stop=stop)
    assert np.array_equal(whole(777).normal("volume", "x")[start:stop], piece.normal("volume", "x"))
    assert np.array_equal(whole(777).power(9.0, "wipe")[start:stop], piece.power(9.0, "wipe"))


@pytest.mark.parametrize("size", [20, BLOCK])
def test_every_stratum_is_drawn_once(size: int) -> None:
    """In a block of n pairs each n-th of the distribution has one draw."""
    draws = stats.norm.cdf(whole(size).normal("volume"))
    assert sorted((draws * size).astype(int).tolist()) == list(range(size))


def test_distributions_are_those_asked_for() -> None:
    """Median and spread of a lognormal, mean of a Beta(18, 1), to the precision of stratified draws."""
    draws = whole().lognormal(3.0, 2.0, "clearance")
    assert np.median(draws) == pytest.approx(3.0, rel=0.01)
    assert np.exp(np.log(draws).std()) == pytest.approx(2.0, rel=0.01)
    assert whole().power(18.0, "wipe").mean() == pytest.approx(18 / 19, rel=1e-3)


def test_names_seeds_and_blocks_are_independent() -> None:
    """Draws of another name, another seed or another block are not correlated."""
    one = whole().normal("clearance", "lidocaine")
    others = [
        whole().normal("clearance", "prilocaine"),
        whole().normal("volume", "lidocaine"),
        whole(seed=2).normal("clearance", "lidocaine"),
        np.roll(one, BLOCK),
    ]
    for other in others:
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(2000)


def test_percentiles_settle_faster_than_with_independent_draws() -> None:
    """The scatter of a percentile over seeds is less than half of that of independent draws."""
    stratified = [np.quantile(whole(500, seed).normal("a"), 0.95) for seed in range(40)]
    plain = [np.quantile(np.random.default_rng(seed).standard_normal(500), 0.95) for seed in range(40)]
    assert np.std(stratified) < np.std(plain) / 2


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.5, 0.9])
def test_correlated_draws_keep_their_distribution(correlation: float) -> None:
    """Draws beside others have the correlation asked for, and the same median, spread and tails as without."""
    streams = whole(20_000)
    drawn = streams.correlated(2.0, 1.5, "volume", "x", beside=("clearance", "x"), correlation=correlation)
    scores = np.log(drawn / 2.0) / np.log(1.5)
    assert np.corrcoef(scores, streams.normal("clearance", "x"))[0, 1] == pytest.approx(correlation, abs=0.02)
    assert np.quantile(scores, [0.05, 0.5, 0.95]) == pytest.approx([-1.645, 0.0, 1.645], abs=0.03)
    assert scores.std() == pytest.approx(1.0, abs=0.01)


def test_the_middle_pair_stays_in_the_middle_of_correlated_draws() -> None:
    """The pair in the middle of everything has the median of a correlated figure too."""
    middle = Streams(seed=1, total=1, start=0, stop=1, middle=True)
    assert middle.correlated(2.0, 1.5, "volume", beside=("clearance",), correlation=0.5)[0] == pytest.approx(2.0)


def test_worlds_split_a_spread_and_keep_it() -> None:
    """Over many worlds a figure has its whole spread; in one world only what is not ignorance, around a middle of its own."""
    worlds = [
        Streams(seed=1, total=250, start=0, stop=250, world=World(number=number, total=200, ignorance=lambda _: 0.36))
        for number in range(200)
    ]
    drawn = np.stack([streams.normal("clearance", "x") for streams in worlds])
    assert drawn.std() == pytest.approx(1.0, abs=0.02)
    assert drawn.std(axis=1).mean() == pytest.approx(0.8, abs=0.02)
    assert drawn.mean(axis=1).std() == pytest.approx(0.6, abs=0.02)
    assert abs(np.corrcoef(drawn[0], drawn[1])[0, 1]) < 4 / np.sqrt(250)
