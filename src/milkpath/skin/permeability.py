"""Permeability coefficient of whole skin, from water, in cm/h."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class RobinsonCoefficients(msgspec.Struct, frozen=True, kw_only=True):
    """Coefficients of the modified Robinson model; the figures live in `knowledge/physiology/skin.yaml`."""

    lipid_intercept: float
    lipid_log_kow_slope: float
    lipid_root_molar_mass_slope: float
    polar: float
    aqueous: float


def modified_robinson(
    log_kow: float, molar_mass_g_per_mol: float, coefficients: RobinsonCoefficients, *, unionised: float = 1.0
) -> float:
    """Permeability coefficient [cm/h] by the modified Robinson model (Wilschut 1995, Chemosphere 30:1275).

    `Kp = 1/(1/(K_psc f_un + K_pol) + 1/K_aq)`, with `log10 K_psc = a + b log Kow + c sqrt(M)`, `K_pol = d/sqrt(M)` and
    `K_aq = e/sqrt(M)`. Only the lipid path feels ionisation.

    >>> wilschut = RobinsonCoefficients(lipid_intercept=-1.326, lipid_log_kow_slope=0.6097,
    ...     lipid_root_molar_mass_slope=-0.1786, polar=1.519e-4, aqueous=2.5)
    >>> round(modified_robinson(2.44, 234.3, wilschut), 5)
    0.00264
    """
    root = float(np.sqrt(molar_mass_g_per_mol))
    lipid = 10 ** (
        coefficients.lipid_intercept
        + coefficients.lipid_log_kow_slope * log_kow
        + coefficients.lipid_root_molar_mass_slope * root
    )
    barrier = lipid * unionised + coefficients.polar / root
    return 1 / (1 / barrier + root / coefficients.aqueous)


class ThreePaths(msgspec.Struct, frozen=True):
    """Coefficients of three paths through skin; the figures live in `knowledge/physiology/skin-permeability-fit.yaml`."""

    lipid_intercept: float
    lipid_log_kow_slope: float
    lipid_root_molar_mass_slope: float
    polar_intercept: float
    polar_root_molar_mass_slope: float
    watery_intercept: float
    watery_root_molar_mass_slope: float


def three_paths(
    log_kow: Array, molar_mass_g_per_mol: Array, coefficients: ThreePaths, *, unionised: Array | float = 1.0
) -> Array:
    """Permeability coefficient [cm/h] by the resistances of modified Robinson, each with a mass dependence of its own.

    `Kp = 1/(1/(10^lipid f_un + 10^polar) + 1/10^watery)`; lipid is a line in log Kow and sqrt(M), polar and watery lines in
    sqrt(M). Fattier passes faster, heavier slower, up to what the watery layers below let through; only the lipid path feels
    ionisation.

    >>> drawn = ThreePaths(-1.326, 0.6097, -0.1786, -4.5, -0.03, -0.3, -0.03)
    >>> three_paths(np.array([-1.0, 2.4, 9.0]), np.array([234.0, 234.0, 234.0]), drawn).round(5).tolist()
    [3e-05, 0.00252, 0.17309]
    """
    root = np.sqrt(molar_mass_g_per_mol)
    lipid = (
        coefficients.lipid_intercept
        + coefficients.lipid_log_kow_slope * log_kow
        + coefficients.lipid_root_molar_mass_slope * root
    )
    polar = coefficients.polar_intercept + coefficients.polar_root_molar_mass_slope * root
    watery = coefficients.watery_intercept + coefficients.watery_root_molar_mass_slope * root
    barrier = 10**lipid * unionised + 10**polar
    return np.asarray(1 / (1 / barrier + 10**-watery))


def lag_time_h(molar_mass_g_per_mol: float, *, at_zero_mass_h: float, log_slope_per_g_mol: float) -> float:
    """Lag time [h] of the stratum corneum, `h^2/(6D)`, growing with molar mass: `a 10^(b M)`.

    >>> round(lag_time_h(234.3, at_zero_mass_h=0.105, log_slope_per_g_mol=0.0056), 2)
    2.15
    """
    return float(at_zero_mass_h * 10 ** (log_slope_per_g_mol * molar_mass_g_per_mol))


def dissolved_share(concentration_mg_per_ml: Array, solubility_mg_per_ml: float | None) -> Array:
    """Share of what is in the vehicle that is dissolved and can move: `min(1, S/C)`.

    Above saturation the flux does not grow with the strength of the cream: dose in the jar is not dose in the blood.
    A solubility that is not known leaves the share at 1, the cautious value.

    >>> dissolved_share(np.array([4.0, 40.0]), 8.0).tolist()
    [1.0, 0.2]
    """
    if solubility_mg_per_ml is None:
        return np.ones_like(concentration_mg_per_ml)
    return np.minimum(1.0, solubility_mg_per_ml / np.maximum(concentration_mg_per_ml, 1e-300))
