"""How much of the spread of an outcome is between people, and how much is not known: the law of total variance.

`Var(log y) = E[Var(log y | world)] + Var(E[log y | world])`. A world fixes what nobody knows; its pairs differ as people do. So the
first part is what differs between people, the second what is not known. The scatter of the worlds' means holds a little of the
first part too, since a world has only so many pairs; that is taken off.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class VarianceShares:
    """Sums of logarithms of several rows by world, as the pairs come in."""

    def __init__(self, rows: int, worlds: int) -> None:
        """Start empty."""
        self._count = np.zeros(worlds)
        self._sum, self._squares = np.zeros((2, rows, worlds))

    def add(self, values: Array, world: int) -> None:
        """Add the values of some pairs of a world, (rows, n), all above zero where a share is wanted."""
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log(values)
            self._sum[:, world] += logs.sum(axis=1)
            self._squares[:, world] += (logs * logs).sum(axis=1)
        self._count[world] += values.shape[1]

    def not_known(self) -> Array:
        """Share of the variance of the logarithm that is not known, (rows,); the rest is between people.

        >>> shares = VarianceShares(1, 2)
        >>> for world in (0, 1):
        ...     shares.add(np.exp(np.array([[world - 0.1, world + 0.1] * 100])), world)
        >>> round(float(shares.not_known()[0]), 2)
        0.98
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            means = self._sum / self._count
            within = ((self._squares - self._count * means**2) / np.maximum(self._count - 1, 1)).mean(axis=1)
            between = np.maximum(means.var(axis=1, ddof=1) - within * (1 / self._count).mean(), 0.0)
            return np.asarray(between / (between + within))
