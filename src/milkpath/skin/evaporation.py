"""How fast a volatile substance leaves a layer of product for the air."""

from __future__ import annotations

PA_PER_TORR = 133.322368
GAS_CONSTANT = 0.08206
"""L atm/mol/K."""


def evaporation_cm_per_h(
    *,
    vapour_pressure_pa: float,
    molar_mass_g_per_mol: float,
    density_g_per_ml: float,
    wind_m_per_s: float,
    temperature_k: float,
    coefficient: float,
    wind_exponent: float,
) -> float:
    """Mass transfer from a layer to the air [cm/h], for a flux of this times the concentration in the layer.

    `k = a u^b / M^(1/3) * P_v M / (0.76 R T 1e6) / rho`, with the wind u [m/s], the vapour pressure P_v of the pure substance
    [torr] and its density rho [g/cm3] (the form of the UC/NIOSH calculator of skin absorption; Kasting & Miller 2006, J Pharm Sci
    95:268). A substance that is dissolved, not pure, leaves in proportion to its concentration.

    >>> ethanol = evaporation_cm_per_h(vapour_pressure_pa=7900.0, molar_mass_g_per_mol=46.07, density_g_per_ml=0.789,
    ...     wind_m_per_s=0.165, temperature_k=305.15, coefficient=6320.0, wind_exponent=0.78)
    >>> round(ethanol, 2)
    0.08
    """
    torr = vapour_pressure_pa / PA_PER_TORR
    transfer = coefficient * wind_m_per_s**wind_exponent / molar_mass_g_per_mol ** (1 / 3)
    saturated = torr * molar_mass_g_per_mol / (0.76 * GAS_CONSTANT * temperature_k * 1e6)
    return float(transfer * saturated / density_g_per_ml)
