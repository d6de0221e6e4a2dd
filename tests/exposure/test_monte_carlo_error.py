"""The Monte Carlo error that is told is the one that is made."""

from __future__ import annotations

import numpy as np
import pytest

from milkpath.exposure.monte_carlo_error import PERCENTILES, BlockQuantiles, monte_carlo_error
from milkpath.exposure.streams import BLOCK, Streams


def outcome(seed: int, pairs: int = 2000) -> np.ndarray:
    """A made-up outcome of three draws, one of which counts only above a threshold."""
    streams = Streams(seed=seed, total=pairs, start=0, stop=pairs)
    dose = streams.lognormal(1.0, 2.0, "a") * streams.lognormal(1.0, 1.5, "b")
    return np.asarray(dose + np.maximum(streams.normal("c"), 1.0))


def test_it_is_the_scatter_over_seeds() -> None:
    """The error from the blocks of one run is, on average, the scatter of each percentile over repeated seeds."""
    runs = [outcome(seed) for seed in range(80)]
    scatter = np.std([np.quantile(run, PERCENTILES) for run in runs], axis=0, ddof=1)
    told = np.mean([monte_carlo_error(run) for run in runs], axis=0)
    assert told / scatter == pytest.approx(np.ones(3), abs=0.35)


def test_it_shrinks_with_the_root_of_the_pairs() -> None:
    """Sixteen times the pairs have a quarter of the error."""
    few, many = (np.mean([monte_carlo_error(outcome(seed, n)) for seed in range(12)], axis=0) for n in (2000, 32_000))
    assert many / few == pytest.approx(np.full(3, 0.25), abs=0.08)


@pytest.mark.parametrize("pairs", [1, BLOCK, 2 * BLOCK - 1])
def test_too_few_pairs_say_nothing(pairs: int) -> None:
    """With fewer than two blocks there is no number rather than a wrong one."""
    assert np.isnan(monte_carlo_error(outcome(1, pairs))).all()


def test_blocks_do_not_depend_on_how_the_pairs_come_in() -> None:
    """Pairs given in pieces of any length have the error of the whole."""
    values = np.stack([outcome(1), outcome(2)])
    blocks = BlockQuantiles(2)
    for piece in np.split(values, [100, 1100, 1101], axis=1):
        blocks.add(piece)
    assert blocks.standard_error()[:, 0] == pytest.approx(monte_carlo_error(values[0]))
    assert blocks.relative_error()[1, 1] == pytest.approx(
        blocks.standard_error()[1, 1] / np.median(values[1]), rel=0.05
    )
