"""Randomness by name: one stream for each quantity and entity, so that adding a product does not reshuffle the rest."""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Streams(msgspec.Struct, frozen=True, kw_only=True):
    """Draws for pairs number `start` to `stop` of `total`, from a seed.

    The same name gives the same draws for the same pair, however the pairs are cut into pieces.
    """

    seed: int
    total: int
    start: int
    stop: int

    @property
    def pairs(self) -> int:
        """How many pairs this piece has."""
        return self.stop - self.start

    def lognormal(self, median: float | Array, gsd: float, *name: str) -> Array:
        """Draws around a median with a geometric standard deviation (1: no spread).

        >>> whole = Streams(seed=1, total=4, start=0, stop=4).lognormal(10.0, 2.0, "clearance", "lidocaine")
        >>> piece = Streams(seed=1, total=4, start=2, stop=4).lognormal(10.0, 2.0, "clearance", "lidocaine")
        >>> bool((whole[2:] == piece).all())
        True
        """
        normal = self._generator(*name).standard_normal(self.total)[self.start : self.stop]
        return np.asarray(median * gsd**normal)

    def beta(self, alpha: float, beta: float, *name: str) -> Array:
        """Draws of a share."""
        return self._generator(*name).beta(alpha, beta, self.total)[self.start : self.stop]

    def _generator(self, *name: str) -> np.random.Generator:
        key = hashlib.sha256(repr((self.seed, *name)).encode()).digest()[:16]
        return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "big")))
