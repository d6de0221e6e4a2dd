"""Quantiles of any number of values in a fixed amount of memory, with a known relative error.

A histogram of logarithms (DDSketch: Masson, Rim & Lee 2019, PVLDB 12:2195): all values of a bin are within `relative_error` of
its middle, so every quantile is. Sketches of parts add up to the sketch of the whole, exactly and in any order. The library of
that name takes one value at a time; here millions come in arrays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RELATIVE_ERROR = 0.005
LOWEST, HIGHEST = 1e-9, 1e9
"""Values below the lowest count as zero, those above the highest as the highest."""


class QuantileSketch:
    """Counts of values by their logarithm, for several rows at once."""

    def __init__(self, rows: int, *, relative_error: float = RELATIVE_ERROR) -> None:
        """Start empty."""
        self.growth = (1 + relative_error) / (1 - relative_error)
        self.scale = 1 / np.log(self.growth)
        self.first = int(np.floor(np.log(LOWEST) * self.scale))
        size = int(np.ceil(np.log(HIGHEST) * self.scale)) - self.first + 2
        self.counts = np.zeros((rows, size), dtype=np.int64)

    def add(self, values: Array) -> None:
        """Count values (rows, n), none of them negative or missing.

        >>> sketch = QuantileSketch(1)
        >>> sketch.add(np.arange(1.0, 1001.0)[None])
        >>> abs(float(sketch.quantile(0.5)[0]) / 500 - 1) < 0.006
        True
        """
        with np.errstate(divide="ignore"):
            places = np.floor(np.log(values) * self.scale) - (self.first - 1)
        np.clip(places, 0, self.counts.shape[1] - 1, out=places)
        whole = places.astype(np.int32)
        low = whole.min(axis=1)
        for row, least in enumerate(low.tolist()):
            found = np.bincount(whole[row] - least)
            self.counts[row, least : least + len(found)] += found

    def merge(self, other: QuantileSketch) -> None:
        """Add the counts of another sketch of the same rows and error."""
        self.counts += other.counts

    def quantile(self, share: float) -> Array:
        """The value below which a share of each row lies, (rows,), to the relative error."""
        below = np.cumsum(self.counts, axis=1)
        wanted = np.maximum(np.ceil(share * below[:, -1:]), 1)
        places = (below >= wanted).argmax(axis=1)
        middles = np.exp((places + self.first - 1) / self.scale) * 2 * self.growth / (1 + self.growth)
        return np.where(places == 0, 0.0, middles)
