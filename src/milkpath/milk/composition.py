"""What milk is made of as the months go by, and what that does to the milk-to-plasma ratio."""

from __future__ import annotations

import math

import msgspec

from milkpath.milk.milk_to_plasma_ratio import PhaseDistribution, phase_distribution
from milkpath.substance.ionisation import ChargedGroups

NOT_IN_FAT = -10.0
"""log Kow of a substance that does not dissolve in fat."""
PERCENT_PER_SHARE = 100.0


class MilkOverMonths(msgspec.Struct, frozen=True, kw_only=True):
    """pH and fat of milk by months t after birth (Deferm 2025, Front Pharmacol 16:1517069); held after the last valid month.

    `pH = rise e^(-early t) + level e^(late t)`, `fat [g/dL] = fat (1 + a t + b t^2)`. The figures live in
    `knowledge/physiology/milk-composition-and-transfer.yaml`.
    """

    ph_rise: float
    ph_early_per_month: float
    ph_level: float
    ph_late_per_month: float
    fat_g_per_dl: float
    fat_per_month: float
    fat_per_month_squared: float
    fat_density_g_per_ml: float
    valid_until_months: float
    ph_highest_observed: float
    """Pooled, in the first days."""
    ph_lowest_observed: float
    """Pooled, in the second week; low until `ph_lowest_until_months`."""
    ph_lowest_until_months: float


def milk_ph(milk: MilkOverMonths, months: float) -> float:
    """PH of milk at an age of the infant.

    >>> deferm = MilkOverMonths(ph_rise=0.443, ph_early_per_month=13.07, ph_level=7.167, ph_late_per_month=0.0023,
    ...     fat_g_per_dl=3.69, fat_per_month=0.012083, fat_per_month_squared=0.000171, fat_density_g_per_ml=0.92,
    ...     valid_until_months=12, ph_highest_observed=7.43, ph_lowest_observed=7.05, ph_lowest_until_months=3)
    >>> [round(milk_ph(deferm, month), 2) for month in (0, 0.5, 6, 24)]
    [7.61, 7.18, 7.27, 7.37]
    """
    t = min(months, milk.valid_until_months)
    early = milk.ph_rise * math.exp(-milk.ph_early_per_month * t)
    return early + milk.ph_level * math.exp(milk.ph_late_per_month * t)


def most_acid_month(milk: MilkOverMonths) -> float:
    """Age of the infant at which milk has its lowest pH: where the early fall and the late rise are as fast as each other."""
    fall, rise = milk.ph_rise * milk.ph_early_per_month, milk.ph_level * milk.ph_late_per_month
    return math.log(fall / rise) / (milk.ph_early_per_month + milk.ph_late_per_month)


def milk_fat_share(milk: MilkOverMonths, months: float) -> float:
    """Share of the volume of milk that is fat, at an age of the infant."""
    t = min(months, milk.valid_until_months)
    grams = milk.fat_g_per_dl * (1 + milk.fat_per_month * t + milk.fat_per_month_squared * t**2)
    return grams / milk.fat_density_g_per_ml / PERCENT_PER_SHARE


def ph_range(milk: MilkOverMonths, months: float) -> tuple[float, float]:
    """Lowest and highest pH that milk may have at an age or a later one: of the fit, and of the pooled observations.

    The fit lies above what was observed both in the first days and in the second week: the first is cut off, the second kept.
    """
    later = [milk_ph(milk, month) for month in (months, milk.valid_until_months)]
    lowest = milk_ph(milk, max(months, most_acid_month(milk)))
    if months <= milk.ph_lowest_until_months:
        lowest = min(lowest, milk.ph_lowest_observed)
    return lowest, min(max(later), milk.ph_highest_observed)


def by_composition(
    model: PhaseDistribution,
    milk: MilkOverMonths,
    months: float,
    *,
    log_kow: float | None,
    fraction_unbound: float,
    groups: ChargedGroups,
) -> float:
    """How many times as high the milk-to-plasma ratio is as in the milk that the model was made for, at the worst from an age on.

    Both ratios are by phase distribution, the plain physical form (the regressions on its terms say nothing of other milk), so that
    only pH and fat count: acids go more into the less acid milk of the first days and of the second half-year, bases more into the
    more acid milk between, fatty substances follow the fat.

    Args:
        model: phase distribution, with the pH and fat that ratios are held to belong to.
        milk: its pH and fat over the months.
        months: age of the infant.
        log_kow: of the substance; `None` leaves the fat out.
        fraction_unbound: in plasma.
        groups: that carry a charge.
    """

    def ratio(there: PhaseDistribution) -> float:
        return phase_distribution(
            there,
            log_kow=NOT_IN_FAT if log_kow is None else log_kow,
            fraction_unbound=fraction_unbound,
            pka_acid=groups.pka_acid,
            pka_base=groups.pka_base,
        )

    fats = [milk_fat_share(milk, month) for month in (months, milk.valid_until_months)]
    milks = [
        msgspec.structs.replace(model, milk_ph=ph, milk_fat_fraction=fat, milk_water_fraction=1 - fat)
        for ph in ph_range(milk, months)
        for fat in fats
    ]
    return max(ratio(each) for each in milks) / ratio(model)
