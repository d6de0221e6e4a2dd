"""Micropores made by needles: how much they let through, and how they close."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SECONDS_PER_HOUR = 3600.0
CM_PER_UM = 1e-4
CM_PER_MM = 0.1


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """Two-phase closure of the open pore area, one value per pair.

    The open share at a time `t` after needling is `w exp(-k1 t) + (1-w) exp(-k2 t)`.
    """

    fast_share: Array
    fast_rate_per_h: Array
    slow_rate_per_h: Array


def open_shares(closure: Closure, hours: float) -> tuple[Array, Array]:
    """Shares of the pore area that are still open, of the pores that close fast and of those that close slowly."""
    fast = closure.fast_share * np.exp(-closure.fast_rate_per_h * hours)
    slow = (1 - closure.fast_share) * np.exp(-closure.slow_rate_per_h * hours)
    return np.asarray(fast), np.asarray(slow)


def open_share(closure: Closure, hours: float) -> Array:
    """Share of the pore area that is still open, per pair.

    >>> one = Closure(fast_share=np.array([0.8]), fast_rate_per_h=np.array([1.4]), slow_rate_per_h=np.array([0.07]))
    >>> open_share(one, 0.0).tolist()
    [1.0]
    """
    return np.asarray(sum(open_shares(closure, hours)))


def dermis_diffusivity_cm2_per_s(molar_mass_g_per_mol: float, *, intercept: float, log_slope: float) -> float:
    """Free diffusivity in the dermis [cm2/s]: `log10 D = a + b log10 M` (Dancik 2013, Adv Drug Deliv Rev 65:221).

    >>> f"{dermis_diffusivity_cm2_per_s(234.3, intercept=-4.15, log_slope=-0.655):.2e}"
    '1.99e-06'
    """
    return float(10 ** (intercept + log_slope * np.log10(molar_mass_g_per_mol)))


def pore_permeability_cm_per_h(
    density_per_cm2: Array, radius_um: Array, depth_mm: Array, diffusivity_cm2_per_s: float
) -> Array:
    """Permeability [cm/h] of freshly made, fluid-filled pores: a channel and the hemispherical spread below it in series.

    `Kp_pore = 3600 n / (L/(D pi a^2) + 1/(2 pi D a))` with density n, radius a, depth L. Each pore adds to the others;
    at these densities they do not touch.

    >>> fresh = pore_permeability_cm_per_h(np.array([200.0]), np.array([35.0]), np.array([0.15]), 1.98e-6)
    >>> round(float(fresh[0]), 4)
    0.0033
    """
    radius = radius_um * CM_PER_UM
    channel = depth_mm * CM_PER_MM / (diffusivity_cm2_per_s * np.pi * radius**2)
    spread = 1 / (2 * np.pi * diffusivity_cm2_per_s * radius)
    return np.asarray(SECONDS_PER_HOUR * density_per_cm2 / (channel + spread))
