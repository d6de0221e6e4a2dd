"""Streams that remember what was drawn, and streams that are given it: the same model, seen from its draws."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.streams import Streams

Array = NDArray[np.float64]
DrawName = tuple[str, ...]
"""What is drawn, and of whom: `("clearance", "lidocaine")`."""


class Recorder(Streams, frozen=True, kw_only=True):
    """Streams that note every draw as standard normal scores, by its name, in `seen`."""

    seen: dict[DrawName, Array]

    def normal(self, *name: str) -> Array:
        """Standard normal draws, noted."""
        self.seen[name] = Streams.normal(self, *name)
        return self.seen[name]

    def uniform(self, *name: str) -> Array:
        """Draws between 0 and 1, noted by their normal scores."""
        drawn = Streams.uniform(self, *name)
        self.seen[name] = normal_scores(drawn)
        return drawn


class Given(Streams, frozen=True, kw_only=True):
    """Streams whose draws are given as places between 0 and 1, by name, (total,) each."""

    places: Mapping[DrawName, Array]

    def normal(self, *name: str) -> Array:
        """The normal scores of the given places."""
        return normal_scores(self.uniform(*name))

    def uniform(self, *name: str) -> Array:
        """The given places."""
        return self.places[name][self.start : self.stop]


def normal_scores(places: Array) -> Array:
    """Quantiles of the standard normal distribution.

    >>> normal_scores(np.array([0.5, 0.975])).round(2).tolist()
    [0.0, 1.96]
    """
    quantile = NormalDist().inv_cdf
    return np.array([quantile(place) for place in places.tolist()])
