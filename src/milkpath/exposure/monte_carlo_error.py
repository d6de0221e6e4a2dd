"""How far a percentile may be off because only so many pairs were drawn: from the scatter between independent blocks.

Draws are stratified within blocks of pairs and independent between them (`streams`). So the percentile of each block is one
independent estimate, and the standard error of the percentile of all pairs is the scatter of these divided by the root of their
number (batch means). It says nothing of how wrong the figures themselves may be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.streams import BLOCK

Array = NDArray[np.float64]

PERCENTILES = (0.05, 0.5, 0.95)


def monte_carlo_error(values: Array, shares: Sequence[float] = PERCENTILES, *, block: int = BLOCK) -> Array:
    """Standard error of quantiles of values that stand pair by pair, (shares,), in the unit of the values.

    Pairs beyond the last whole block are left out; with fewer than two blocks nothing can be said, and it is not a number.

    >>> drawn = np.random.default_rng(1).normal(size=4000)
    >>> 0.01 < float(monte_carlo_error(drawn, [0.5])[0]) < 0.03  # independent draws: 1.25 / sqrt(4000) = 0.02
    True
    """
    blocks = BlockQuantiles(1, shares, block=block)
    blocks.add(values[None])
    return np.asarray(blocks.standard_error()[:, 0])


class BlockQuantiles:
    """Quantiles of the blocks of several rows, as the pairs come in."""

    def __init__(self, rows: int, shares: Sequence[float] = PERCENTILES, *, block: int = BLOCK) -> None:
        """Start empty."""
        self.shares, self.block = tuple(shares), block
        self._waiting = np.empty((rows, 0))
        self._found: list[Array] = []

    def add(self, values: Array) -> None:
        """Add the values of the next pairs, (rows, n)."""
        together = np.concatenate([self._waiting, values], axis=1)
        whole = together.shape[1] // self.block
        cut = together[:, : whole * self.block].reshape(len(together), whole, self.block)
        self._found += list(np.quantile(cut, self.shares, axis=2).transpose(2, 0, 1))
        self._waiting = together[:, whole * self.block :]

    def standard_error(self) -> Array:
        """Standard errors of the quantiles of all pairs, (shares, rows); not a number from fewer than two blocks."""
        if len(self._found) < 2:
            return np.full((len(self.shares), len(self._waiting)), np.nan)
        return np.asarray(np.std(self._found, axis=0, ddof=1) / np.sqrt(len(self._found)))

    def relative_error(self) -> Array:
        """The standard errors as shares of the middle of the blocks' quantiles, (shares, rows)."""
        if len(self._found) < 2:
            return self.standard_error()
        middle = np.mean(self._found, axis=0)
        return np.asarray(np.divide(self.standard_error(), middle, out=np.full_like(middle, np.nan), where=middle > 0))
