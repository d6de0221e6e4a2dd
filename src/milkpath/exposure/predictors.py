"""The predictors of permeability and of the milk-to-plasma ratio with the figures of the knowledge."""

from __future__ import annotations

from milkpath.knowledge.reader import Knowledge
from milkpath.milk.composition import MilkOverMonths
from milkpath.milk.milk_to_plasma_ratio import PhaseDistribution
from milkpath.milk.predicted_ratio import RatioLine, RatioModel
from milkpath.skin.permeability import RobinsonCoefficients, ThreePaths
from milkpath.skin.predicted_permeability import Guess, PermeabilityModel


def robinson_coefficients(known: Knowledge) -> RobinsonCoefficients:
    """Modified Robinson as published: the peer that the fit of the project is held against."""
    return RobinsonCoefficients(
        lipid_intercept=known.parameter("robinson-psc-intercept").value,
        lipid_log_kow_slope=known.parameter("robinson-psc-log-kow").value,
        lipid_root_molar_mass_slope=known.parameter("robinson-psc-sqrt-mass").value,
        polar=known.parameter("robinson-polar").value,
        aqueous=known.parameter("robinson-aqueous").value,
    )


def permeability_model(known: Knowledge) -> PermeabilityModel:
    """The permeability of whole skin as fitted by the project."""

    def figure(name: str) -> float:
        return known.parameter(f"permeability-fit-{name}").value

    def guess(name: str, slope: str | None) -> Guess:
        return Guess(
            intercept=figure(f"{name}-intercept"),
            slope=0.0 if slope is None else figure(f"{name}-{slope}"),
            log10_spread=figure(f"{name}-spread"),
            log10_half_width=figure(f"{name}-half-width"),
        )

    return PermeabilityModel(
        paths=ThreePaths(
            lipid_intercept=figure("lipid-intercept"),
            lipid_log_kow_slope=figure("lipid-log-kow"),
            lipid_root_molar_mass_slope=figure("lipid-root-mass"),
            polar_intercept=figure("polar-intercept"),
            polar_root_molar_mass_slope=figure("polar-root-mass"),
            watery_intercept=figure("watery-intercept"),
            watery_root_molar_mass_slope=figure("watery-root-mass"),
        ),
        log10_spread=figure("spread"),
        log10_half_width=figure("half-width"),
        by_root_molar_mass=guess("no-log-kow", "root-mass"),
        by_log_kow=guess("no-molar-mass", "log-kow"),
        nothing=guess("nothing", None),
        log_kow_range=(figure("log-kow-lowest"), figure("log-kow-highest")),
        molar_mass_range=(figure("molar-mass-lowest"), figure("molar-mass-highest")),
        outside_wider=known.parameter("permeability-outside-wider").value,
    )


def milk_ratio_model(known: Knowledge) -> RatioModel:
    """The milk-to-plasma ratio as fitted by the project."""

    def figure(name: str) -> float:
        return known.parameter(f"milk-ratio-fit-{name}").value

    def line(name: str, *terms: str) -> RatioLine:
        slopes = {term: figure(f"{name}-{term}") for term in terms}
        return RatioLine(
            intercept=figure(f"{name}-intercept"),
            trapping=slopes.get("trapping", 0.0),
            unbound=slopes.get("unbound", 0.0),
            log_kow=slopes.get("log-kow", 0.0),
            log10_spread=figure(f"{name}-spread"),
            log10_half_width=figure(f"{name}-half-width"),
        )

    return RatioModel(
        plasma_ph=known.parameter("plasma-ph").value,
        milk_ph=known.parameter("milk-ph").value,
        unbound_floor=figure("floor"),
        full=line("full", "trapping", "unbound"),
        no_unbound=line("no-unbound", "trapping", "log-kow"),
        ionisation_alone=line("ionisation-alone", "trapping"),
        unbound_alone=line("unbound-alone", "unbound"),
        nothing=line("nothing"),
        class_alone_wider=figure("class-alone-wider"),
        pka_alone_wider=figure("pka-alone-wider"),
    )


def phase_distribution_model(known: Knowledge) -> PhaseDistribution:
    """Phase distribution as published: what pH and fat of milk change, and the peer that the project's fit is held against."""

    def figure(name: str) -> float:
        return known.parameter(name).value

    return PhaseDistribution(
        plasma_ph=figure("plasma-ph"),
        milk_ph=figure("milk-ph"),
        milk_water_fraction=figure("milk-water-fraction"),
        milk_fat_fraction=figure("milk-fat-fraction"),
        binding_exponent=figure("milk-binding-exponent"),
        binding_half_fraction=figure("milk-binding-half-fraction"),
        fat_partition_intercept=figure("milk-fat-partition-intercept"),
        fat_partition_slope=figure("milk-fat-partition-slope"),
        fat_partition_maximum=figure("milk-fat-partition-maximum"),
        base_intercept=figure("milk-base-intercept"),
        base_ionisation_exponent=figure("milk-base-ionisation-exponent"),
        base_unbound_exponent=figure("milk-base-unbound-exponent"),
        base_phase_exponent=figure("milk-base-phase-exponent"),
    )


def milk_over_months(known: Knowledge) -> MilkOverMonths:
    """PH and fat of milk by months after birth."""

    def figure(name: str) -> float:
        return known.parameter(f"milk-{name}").value

    return MilkOverMonths(
        ph_rise=figure("ph-early-rise"),
        ph_early_per_month=figure("ph-early-rate"),
        ph_level=figure("ph-late-level"),
        ph_late_per_month=figure("ph-late-rate"),
        fat_g_per_dl=figure("fat-level"),
        fat_per_month=figure("fat-per-month"),
        fat_per_month_squared=figure("fat-per-month-squared"),
        fat_density_g_per_ml=figure("fat-density"),
        valid_until_months=figure("composition-valid-until"),
        ph_highest_observed=figure("ph-colostrum-observed"),
        ph_lowest_observed=figure("ph-second-week-observed"),
        ph_lowest_until_months=figure("ph-low-until"),
    )
