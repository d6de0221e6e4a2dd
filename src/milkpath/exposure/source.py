"""Where a substance enters the blood from: a layer of product on skin, a tablet in the gut, an injection under the skin."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.ticks import TICK_H
from milkpath.skin.micropores import Closure, open_shares
from milkpath.skin.stratum_corneum import Chain
from milkpath.skin.stratum_corneum_modes import ChainModes, amounts_of, amplitudes_of, chain_modes

Array = NDArray[np.float64]

DERMIS = -1
"""The last mode of a layer on skin is the depot in the dermis, which runs by itself."""


class SourceModes(msgspec.Struct, frozen=True, kw_only=True):
    """A source as modes that each run by themselves; shapes (n, P) for n modes and P pairs.

    For an amplitude of 1 [any unit]: `on_skin` lies in the compartment that a dose goes into, `held` in the whole source [mg per
    amplitude], `to_blood` flows into the blood [mg/h per amplitude]. `from_dose` are the amplitudes that 1 mg makes there.
    `to_air_per_h` (P,) evaporates, or is cleared before it reaches the blood. `film` (P,) is how thick the product lies, in layers
    of one dose: pores drain a thinner film faster.
    """

    rates: Array
    on_skin: Array
    held: Array
    to_blood: Array
    from_dose: Array
    to_air_per_h: Array
    film: Array
    chain: ChainModes | None

    @property
    def evaporates(self) -> bool:
        """Whether anything leaves for the air, or is cleared before it reaches the blood."""
        return bool(self.to_air_per_h.any())


class OpenPores(msgspec.Struct, frozen=True, kw_only=True):
    """Pores that needles made at an hour: how fast they drain a layer of one dose while fresh [1/h], and how they close."""

    at_h: float
    fresh_per_h: Array
    closure: Closure


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A source of one step: its modes, and the pores below it, none where the skin is whole all the time."""

    step: str
    system: SourceModes
    pores: tuple[OpenPores, ...] = ()


def open_terms(pores: tuple[OpenPores, ...], hour: float) -> Array:
    """The terms of the rate at which a layer of one dose drains through the pores [1/h], (T, P); each closes by itself.

    Needles act at the tick that their hour is rounded to, which may be half a tick before it.
    """
    rows: list[Array] = []
    for each in pores:
        if hour + TICK_H / 2 >= each.at_h:
            rows += [each.fresh_per_h * share for share in open_shares(each.closure, hour - each.at_h)]
        else:
            rows += [np.zeros_like(each.fresh_per_h)] * 2
    return np.stack(rows)


def closing_per_h(pores: tuple[OpenPores, ...]) -> Array:
    """The rates at which the terms of `open_terms` close [1/h], (T, P)."""
    return np.stack([rate for each in pores for rate in (each.closure.fast_rate_per_h, each.closure.slow_rate_per_h)])


def pore_rate_per_h(pores: tuple[OpenPores, ...], hour: float) -> Array:
    """Rate at which a layer of one dose drains through the pores that are open at an hour [1/h], per pair."""
    return np.asarray(open_terms(pores, hour).sum(axis=0))


def skin_layer(layer: Chain, dermis_clearance_per_h: Array, film: Array | None = None) -> SourceModes:
    """A layer of product on the stratum corneum, with a depot in the dermis that drains into the blood."""
    modes = chain_modes(layer)
    nothing, one = np.zeros_like(dermis_clearance_per_h), np.ones_like(dermis_clearance_per_h)

    def with_depot(chain: Array, depot: Array) -> Array:
        return np.concatenate([chain, depot[None]])

    return SourceModes(
        rates=with_depot(modes.rates, -dermis_clearance_per_h),
        on_skin=with_depot(modes.on_skin, nothing),
        held=with_depot(modes.in_all, one),
        to_blood=with_depot(modes.to_blood, dermis_clearance_per_h),
        from_dose=with_depot(modes.from_dose, nothing),
        to_air_per_h=layer.to_air_ml_per_h / layer.vehicle_ml,
        film=one if film is None else film,
        chain=modes,
    )


def depot(release_per_h: Array, reaching_blood: Array) -> SourceModes:
    """A depot that empties into the blood with one rate; what does not reach the blood is cleared before it."""
    one = np.ones_like(release_per_h)
    return SourceModes(
        rates=-release_per_h[None],
        on_skin=one[None],
        held=one[None],
        to_blood=(release_per_h * reaching_blood)[None],
        from_dose=one[None],
        to_air_per_h=release_per_h * (1 - reaching_blood),
        film=one,
        chain=None,
    )


def changed(before: SourceModes, amplitudes: Array, after: SourceModes) -> Array:
    """The amplitudes of the same amounts in another layer on the same skin."""
    if before.chain is None or after.chain is None:
        return amplitudes
    amounts = amounts_of(before.chain, amplitudes[:DERMIS])
    return np.concatenate([amplitudes_of(after.chain, amounts), amplitudes[DERMIS:]])
