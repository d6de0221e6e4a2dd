"""Where a substance enters the blood from: a layer of product on skin, a tablet in the gut, an injection under the skin."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.modes import Modes, reversible_modes
from milkpath.skin.stratum_corneum import Chain

Array = NDArray[np.float64]

VEHICLE = 0
"""Row of the compartment that a dose goes into; the last row of a layer on skin is the depot in the dermis."""
DERMIS = -1


class SourceModes(msgspec.Struct, frozen=True, kw_only=True):
    """A source as a linear system; `outflow` (P, n) is what each mode sends into the blood, `to_air_per_h` evaporates.

    `film` (P,) is how thick the product lies, in layers of one dose: pores drain a thinner film faster.
    """

    modes: Modes
    outflow: Array
    to_air_per_h: Array
    film: Array

    @property
    def evaporates(self) -> bool:
        """Whether anything leaves for the air, or is cleared before it reaches the blood."""
        return bool(self.to_air_per_h.any())


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A source of one step: its modes, and the conductance of the open pores as a function of time.

    `pore_rate_per_h(t)` is the rate at which a layer of one dose drains through micropores into the dermis, per pair; `None`
    where the skin is whole all the time.
    """

    step: str
    system: SourceModes
    pore_rate_per_h: Callable[[float], Array] | None = None


def skin_layer(layer: Chain, dermis_clearance_per_h: Array, film: Array | None = None) -> SourceModes:
    """A layer of product on the stratum corneum, with a depot in the dermis that drains into the blood."""
    pairs, size = layer.capacity.shape
    exchange = np.zeros((pairs, size, size))
    index = np.arange(size - 1)
    exchange[:, index, index + 1] = exchange[:, index + 1, index] = layer.conductance
    drain = np.zeros((pairs, size))
    drain[:, VEHICLE], drain[:, -1] = layer.to_air, drain[:, -1] + layer.to_blood
    chain = reversible_modes(layer.capacity, exchange, drain)
    modes = _with_depot(chain, -dermis_clearance_per_h)
    to_blood = (layer.to_blood / layer.capacity[:, -1])[:, None]
    outflow = np.concatenate([to_blood * chain.right[:, -1, :], dermis_clearance_per_h[:, None]], axis=1)
    return SourceModes(
        modes=modes,
        outflow=outflow,
        to_air_per_h=layer.to_air / layer.capacity[:, VEHICLE],
        film=np.ones(pairs) if film is None else film,
    )


def depot(release_per_h: Array, reaching_blood: Array) -> SourceModes:
    """A depot that empties into the blood with one rate; what does not reach the blood is cleared before it."""
    one = np.ones((release_per_h.shape[0], 1, 1))
    modes = Modes(rates=-release_per_h[:, None], right=one, left=one)
    return SourceModes(
        modes=modes,
        outflow=(release_per_h * reaching_blood)[:, None],
        to_air_per_h=release_per_h * (1 - reaching_blood),
        film=np.ones_like(release_per_h),
    )


def _with_depot(chain: Modes, rate: Array) -> Modes:
    pairs, size = chain.rates.shape
    right, left = np.zeros((2, pairs, size + 1, size + 1))
    right[:, :size, :size], left[:, :size, :size] = chain.right, chain.left
    right[:, -1, -1] = left[:, -1, -1] = 1.0
    return Modes(rates=np.concatenate([chain.rates, rate[:, None]], axis=1), right=right, left=left)
