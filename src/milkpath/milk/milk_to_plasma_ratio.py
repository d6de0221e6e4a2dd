"""Milk-to-plasma ratio by phase distribution, for substances without an observed one (Atkinson & Begg 1990)."""

from __future__ import annotations

import math

import msgspec

from milkpath.substance.ionisation import unionised_fraction


class PhaseDistribution(msgspec.Struct, frozen=True, kw_only=True):
    """Coefficients of the model; the figures live in `knowledge/physiology/milk-partition.yaml`."""

    plasma_ph: float
    milk_ph: float
    milk_water_fraction: float
    milk_fat_fraction: float
    binding_exponent: float
    binding_half_fraction: float
    fat_partition_intercept: float
    fat_partition_slope: float
    fat_partition_maximum: float
    base_intercept: float
    base_ionisation_exponent: float
    base_unbound_exponent: float
    base_phase_exponent: float


def skim_milk_fraction_unbound(model: PhaseDistribution, fraction_unbound_plasma: float) -> float:
    """Unbound fraction in skim milk: `fu^a/(b^a + fu^a)`."""
    bound = math.pow(model.binding_half_fraction, model.binding_exponent)
    free = math.pow(fraction_unbound_plasma, model.binding_exponent)
    return free / (bound + free)


def phase_distribution(
    model: PhaseDistribution,
    *,
    log_kow: float,
    fraction_unbound: float,
    pka_acid: float | None = None,
    pka_base: float | None = None,
) -> float:
    """Milk-to-plasma ratio by phase distribution, `fu (Mu/Pu) K`, with `K = water/fu_skim + fat P_milk`."""
    ratio, phases = _partition(model, log_kow, fraction_unbound, pka_acid, pka_base)
    return fraction_unbound * ratio * phases


def log_phase_distribution_base(
    model: PhaseDistribution, *, log_kow: float, fraction_unbound: float, pka_base: float
) -> float:
    """Milk-to-plasma ratio of a base: `ln M/P = a + b ln(Mu/Pu) + c ln fu + d ln K`."""
    ratio, phases = _partition(model, log_kow, fraction_unbound, None, pka_base)
    return math.exp(
        model.base_intercept
        + model.base_ionisation_exponent * math.log(ratio)
        + model.base_unbound_exponent * math.log(fraction_unbound)
        + model.base_phase_exponent * math.log(phases)
    )


def _partition(
    model: PhaseDistribution, log_kow: float, fraction_unbound: float, pka_acid: float | None, pka_base: float | None
) -> tuple[float, float]:
    """Ratio of the un-ionised fractions (plasma to milk), and K, the sum over the phases of milk."""
    un_milk = unionised_fraction(model.milk_ph, pka_acid=pka_acid, pka_base=pka_base)
    un_plasma = unionised_fraction(model.plasma_ph, pka_acid=pka_acid, pka_base=pka_base)
    log_partition = model.fat_partition_intercept + model.fat_partition_slope * (log_kow + math.log10(un_milk))
    fat = min(10**log_partition, model.fat_partition_maximum)
    water = model.milk_water_fraction / skim_milk_fraction_unbound(model, fraction_unbound)
    return un_plasma / un_milk, water + model.milk_fat_fraction * fat
