"""Randomness by name: one stream for each quantity and entity, so that adding a product does not reshuffle the rest.

Draws are Latin hypercube samples in blocks (McKay, Beckman & Conover 1979, Technometrics 21:239): in each block of pairs the
range of a quantity is cut into as many equally likely strata as the block has pairs, and each pair gets one, in an order of its
own for each name. Percentiles settle faster than with independent draws, and the blocks are independent of one another, so that
their scatter is the Monte Carlo error of any figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

BLOCK = 250
"""Pairs of a block: eight blocks in the usual 2,000 pairs."""
SHIFTS = 16
"""Where in its stratum a draw lies: one of so many places, the same for a block."""


class World(msgspec.Struct, frozen=True, kw_only=True):
    """One of `total` worlds: what nobody knows is the same for all its pairs, what differs between people is not.

    `ignorance` gives, for the name of a draw, the share of the variance of its logarithm that is ignorance.
    """

    number: int
    total: int
    ignorance: Callable[[tuple[str, ...]], float]

    @property
    def mark(self) -> tuple[str, str]:
        """What is added to the names of draws, so that each world has pairs of its own."""
        return ("world", str(self.number))

    def score(self, seed: int, name: tuple[str, ...]) -> float:
        """How far this world lies from the middle in one figure [standard deviations of the ignorance]."""
        worlds = Streams(seed=seed, total=self.total, start=self.number, stop=self.number + 1)
        return float(worlds.normal("worlds", *name)[0])


class Streams(msgspec.Struct, frozen=True, kw_only=True):
    """Draws for pairs number `start` to `stop` of `total`, from a seed.

    The same name gives the same draws for the same pair, however the pairs are cut into pieces.
    """

    seed: int
    total: int
    start: int
    stop: int
    middle: bool = False
    """Every draw is the median of its distribution: the pair in the middle of everything."""
    world: World | None = None
    """One of several worlds that differ in what nobody knows; without one, ignorance is drawn for each pair anew."""

    @property
    def pairs(self) -> int:
        """How many pairs this piece has."""
        return self.stop - self.start

    def normal(self, *name: str) -> Array:
        """Standard normal draws, (pairs,).

        >>> whole = Streams(seed=1, total=400, start=0, stop=400).normal("clearance", "lidocaine")
        >>> piece = Streams(seed=1, total=400, start=100, stop=300).normal("clearance", "lidocaine")
        >>> bool((whole[100:300] == piece).all())
        True
        """
        if self.world is None:
            return self._draws(_normal_strata, *name)
        ignorance = self.world.ignorance(name)
        own = self._draws(_normal_strata, *name, *self.world.mark)
        return np.asarray(np.sqrt(ignorance) * self.world.score(self.seed, name) + np.sqrt(1 - ignorance) * own)

    def lognormal(self, median: float | Array, gsd: float, *name: str) -> Array:
        """Draws around a median with a geometric standard deviation (1: no spread), (pairs,)."""
        return np.asarray(median * np.exp(np.log(gsd) * self.normal(*name)))

    def correlated(
        self, median: float | Array, gsd: float, *name: str, beside: tuple[str, ...], correlation: float
    ) -> Array:
        """Lognormal draws whose logarithms have a correlation with the draws of another name, (pairs,).

        >>> streams = Streams(seed=1, total=2000, start=0, stop=2000)
        >>> volume = streams.correlated(1.8, 1.5, "volume", "lidocaine", beside=("clearance", "lidocaine"), correlation=0.5)
        >>> round(float(np.corrcoef(np.log(volume), streams.normal("clearance", "lidocaine"))[0, 1]), 1)
        0.5
        """
        scores = correlation * self.normal(*beside) + np.sqrt(1 - correlation**2) * self.normal(*name)
        return np.asarray(median * np.exp(np.log(gsd) * scores))

    def power(self, alpha: float, *name: str) -> Array:
        """Draws of a share with the distribution Beta(alpha, 1), whose quantile is `u^(1/alpha)`, (pairs,)."""
        return np.asarray(self.uniform(*name) ** (1 / alpha))

    def uniform(self, *name: str) -> Array:
        """Draws between 0 and 1, (pairs,); they differ between pairs in every world."""
        return self._draws(_uniform_strata, *name, *(self.world.mark if self.world else ()))

    def _draws(self, strata: Callable[[int, int], Array], *name: str) -> Array:
        if self.middle:
            # Of two strata, the place just above the middle and the one just below it.
            return np.full(self.pairs, (strata(2, 0)[1] + strata(2, SHIFTS - 1)[0]) / 2)
        first, last = self.start // BLOCK, (self.stop - 1) // BLOCK
        blocks = [self._block(strata, number, name) for number in range(first, last + 1)]
        begin = self.start - first * BLOCK
        return np.concatenate(blocks)[begin : begin + self.pairs]

    def _block(self, strata: Callable[[int, int], Array], number: int, name: tuple[str, ...]) -> Array:
        size = min(BLOCK, self.total - number * BLOCK)
        key = hashlib.sha256(repr((self.seed, number, *name)).encode()).digest()[:16]
        draw = np.random.Generator(np.random.Philox(key=int.from_bytes(key, "big")))
        return strata(size, int(draw.integers(SHIFTS)))[draw.permutation(size)]


def _places(size: int, shift: int) -> Array:
    return (np.arange(size) + (shift + 0.5) / SHIFTS) / size


@lru_cache(maxsize=4 * SHIFTS)
def _uniform_strata(size: int, shift: int) -> Array:
    return _places(size, shift)


@lru_cache(maxsize=4 * SHIFTS)
def _normal_strata(size: int, shift: int) -> Array:
    """Quantiles of the normal distribution, one in each stratum."""
    quantile = NormalDist().inv_cdf
    return np.array([quantile(place) for place in _places(size, shift).tolist()])
