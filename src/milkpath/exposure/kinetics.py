"""Kinetics of one substance in drawn mothers and infants; `None` where the knowledge holds too little for a simulation."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import InfantDisposition, Kinetics
from milkpath.exposure.charged_groups import charged_groups
from milkpath.exposure.predictors import milk_over_months, milk_ratio_model, phase_distribution_model
from milkpath.exposure.streams import Streams
from milkpath.infant.binding import BindingProtein, unbound_relative_to_adult
from milkpath.infant.clearance import (
    ConstantMaturation,
    Maturation,
    SigmoidByPostmenstrualAge,
    SigmoidByPostnatalAge,
    clearance_per_kg,
    matured_fraction,
)
from milkpath.infant.milk_intake import OLDEST_NURSLING_DAYS, IntakeCurve, worst_intake_ml_per_kg_day
from milkpath.infant.weight import median_weight_kg
from milkpath.knowledge.model import Substance
from milkpath.knowledge.quantities import quantity, spread, value
from milkpath.knowledge.reader import Knowledge
from milkpath.milk.composition import by_composition
from milkpath.milk.exchange import exchange
from milkpath.milk.predicted_ratio import Molecules, predicted_ratio
from milkpath.mother.disposition import Disposition, in_another_group
from milkpath.plan.facts import DAYS_PER_MONTH, Facts
from milkpath.substance.ionisation import unionised_fraction

Array = NDArray[np.float64]

ML_PER_L = 1000.0
LARGEST_CENTRAL_SHARE = 0.9
"""The central volume is part of the whole; independent draws are kept from contradicting that."""


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to the mother-infant pairs, whatever the substance."""

    mother_weight_kg: Array
    infant_weight_kg: Array
    feed_volume_l: Array
    equilibration_half_life_h: Array


def draw_pairs(facts: Facts, known: Knowledge, streams: Streams) -> Pairs:
    """Draw pairs around the facts of the plan: weights are as stated, milk intake differs between infants."""
    ones = np.ones(streams.pairs)
    intake = milk_intake_ml_per_kg_day(facts, known)
    differs = known.parameter("milk-intake-between-infants").gsd or 1.0
    volume = streams.lognormal(intake * facts.infant_weight_kg / ML_PER_L / facts.feeds_per_day, differs, "milk-intake")
    half_life = known.parameter("milk-equilibration-half-life")
    return Pairs(
        mother_weight_kg=ones * facts.mother_weight_kg,
        infant_weight_kg=ones * facts.infant_weight_kg,
        feed_volume_l=volume,
        equilibration_half_life_h=streams.lognormal(half_life.value, spread(half_life, known), half_life.id),
    )


def milk_intake_ml_per_kg_day(facts: Facts, known: Knowledge) -> float:
    """Milk intake [mL/kg/day] at this age or any older one where it is more, by the share of feeding."""
    curve = IntakeCurve(
        constant=known.parameter("milk-intake-constant").value,
        per_day=known.parameter("milk-intake-per-day").value,
        per_log_day=known.parameter("milk-intake-per-log-day").value,
        first_valid_day=known.parameter("milk-intake-valid-from-days").value,
        last_valid_day=known.parameter("milk-intake-valid-until-days").value,
    )
    return worst_intake_ml_per_kg_day(
        curve,
        lambda age: median_weight_kg(known.weight_for_age, age),
        lambda age: _feeding_share(facts.feeding, age, known),
        facts.infant_age_days,
        also_at=(known.parameter("solids-from-days").value,),
    )


def _feeding_share(feeding: str, age_days: float, known: Knowledge) -> float:
    """Share of the full curve; from six months on the curve itself holds solid food, so mixed feeding takes all of it."""
    solids = feeding == "mixed" and age_days >= known.parameter("solids-from-days").value
    return known.parameter("feeding-share-mixed-with-solids" if solids else f"feeding-share-{feeding}").value


def has_kinetics(substance: Substance, known: Knowledge) -> bool:
    """Whether clearance, volume and the passage into milk are known, so that nothing has to be guessed."""
    figures = (quantity(substance, "clearance"), quantity(substance, "volume-steady-state"))
    return None not in figures and milk_to_plasma(substance, known) is not None


def measured_in_one_group(substance: Substance) -> bool:
    """Whether the clearance is that of one group of people, whose spread does not hold how far another group may lie."""
    clearance = quantity(substance, "clearance")
    return clearance is not None and not clearance.several_groups


def draw_kinetics(
    substance: Substance, facts: Facts, pairs: Pairs, known: Knowledge, streams: Streams
) -> Kinetics | None:
    """Kinetics of a substance in the pairs, or `None` where clearance, volume or milk cannot be established."""
    volume, ratio = quantity(substance, "volume-steady-state"), milk_to_plasma(substance, known)
    if volume is None or ratio is None or not has_kinetics(substance, known):
        return None
    identity = substance.id
    together = known.parameter("correlation-clearance-volume").value
    per_kg = streams.correlated(
        volume.value,
        spread(volume, known),
        "volume-steady-state",
        identity,
        beside=("clearance", identity),
        correlation=together,
    )
    steady = per_kg * pairs.mother_weight_kg
    mother = _disposition(substance, steady, pairs, known, streams)
    if measured_in_one_group(substance):
        between = known.parameter("kinetics-between-groups")
        factor = streams.lognormal(between.value, spread(between, known), between.id, identity)
        mother = in_another_group(mother, factor)
    mother = msgspec.structs.replace(
        mother, clearance_l_per_h=mother.clearance_l_per_h * _left(identity, facts, streams)
    )
    central_ratio, ratio_spread = ratio
    milk = exchange(
        milk_to_plasma=streams.lognormal(
            central_ratio * _by_stage(substance, facts, known), ratio_spread, "milk-to-plasma-ratio", identity
        ),
        equilibration_half_life_h=pairs.equilibration_half_life_h,
        feed_volume_l=pairs.feed_volume_l,
        fraction_left=known.parameter("milk-fraction-left-after-feed").value,
    )
    return Kinetics(mother=mother, milk=milk, infant=_infant(substance, facts, pairs, known, streams))


def _left(substance: str, facts: Facts, streams: Streams) -> Array:
    """Share of the usual clearance that is left to this mother: one, times what each condition and medicine leaves."""
    left = np.ones(streams.pairs)
    for number, (slowed, remaining, spread_of) in enumerate(facts.slowed):
        if slowed == substance:
            left *= np.minimum(streams.lognormal(remaining, spread_of, "slowed", substance, str(number)), 1.0)
    return left


def _disposition(
    substance: Substance, steady_l: Array, pairs: Pairs, known: Knowledge, streams: Streams
) -> Disposition:
    clearance = quantity(substance, "clearance")
    assert clearance is not None  # noqa: S101 - the caller has looked
    central, between = quantity(substance, "volume-central"), quantity(substance, "intercompartmental-clearance")
    drawn = streams.lognormal(clearance.value, spread(clearance, known), "clearance", substance.id)
    if central is None or between is None:
        none = np.zeros_like(steady_l)
        return Disposition(
            clearance_l_per_h=drawn * pairs.mother_weight_kg,
            central_volume_l=steady_l,
            intercompartmental_l_per_h=none,
            peripheral_volume_l=steady_l,
        )
    per_kg = streams.correlated(
        central.value,
        spread(central, known),
        "volume-central",
        substance.id,
        beside=("clearance", substance.id),
        correlation=known.parameter("correlation-clearance-volume").value,
    )
    volume = np.minimum(per_kg * pairs.mother_weight_kg, LARGEST_CENTRAL_SHARE * steady_l)
    return Disposition(
        clearance_l_per_h=drawn * pairs.mother_weight_kg,
        central_volume_l=volume,
        intercompartmental_l_per_h=streams.lognormal(between.value, spread(between, known), between.name, substance.id)
        * pairs.mother_weight_kg,
        peripheral_volume_l=steady_l - volume,
    )


def milk_to_plasma(substance: Substance, known: Knowledge) -> tuple[float, float] | None:
    """Milk-to-plasma ratio and its spread: observed first, else predicted from ionisation and binding, else `None`."""
    observed = quantity(substance, "milk-to-plasma-ratio")
    if observed is not None:
        default = known.parameter("milk-to-plasma-ratio-observed-spread").gsd or 1.0
        return observed.value, observed.gsd or default
    molecule = _molecule(substance)
    if np.isnan(molecule.fraction_unbound).all() or not substance.ion_class:
        return None
    found = predicted_ratio(molecule, milk_ratio_model(known))
    return float(10 ** found.log10_middle[0]), float(10 ** found.log10_spread[0])


def _by_stage(substance: Substance, facts: Facts, known: Knowledge) -> float:
    """What pH and fat of milk at this age or any older one make of a predicted ratio, the most of them.

    An observed ratio was measured in milk, of a pH that is not known: it stays as it is. Without its pKa a group counts as charged
    all but wholly; without log Kow only the pH counts.
    """
    if quantity(substance, "milk-to-plasma-ratio") is not None:
        return 1.0
    return by_composition(
        phase_distribution_model(known),
        milk_over_months(known),
        facts.infant_age_days / DAYS_PER_MONTH,
        log_kow=value(substance, "log-kow"),
        fraction_unbound=value(substance, "fraction-unbound") or 1.0,
        groups=charged_groups(substance),
    )


def _molecule(substance: Substance) -> Molecules:
    def figure(name: str) -> Array:
        found = value(substance, name)
        return np.array([np.nan if found is None else found])

    return Molecules(
        log_kow=figure("log-kow"),
        pka_acid=figure("pka-acid"),
        pka_base=figure("pka-base"),
        fraction_unbound=figure("fraction-unbound"),
        ion_class=np.array([substance.ion_class or ""]),
    )


def _infant(substance: Substance, facts: Facts, pairs: Pairs, known: Knowledge, streams: Streams) -> InfantDisposition:
    adult, volume = quantity(substance, "clearance"), quantity(substance, "volume-steady-state")
    assert adult is not None and volume is not None  # noqa: PT018, S101 - the caller has looked
    per_kg = worst_infant_clearance_per_kg(substance, adult.value, facts, known)
    newborn = facts.infant_age_days < known.parameter("infant-clearance-spread-newborn-until-days").value
    differs = known.parameter(f"infant-clearance-spread-{'newborn' if newborn else 'older'}").gsd or 1.0
    larger = known.parameter("infant-volume-relative-to-adult").value
    drawn = streams.correlated(
        volume.value * larger,
        spread(volume, known),
        "infant-volume",
        substance.id,
        beside=("infant-clearance", substance.id),
        correlation=known.parameter("correlation-clearance-volume").value,
    )
    unbound = _unbound_relative_to_adult(substance, facts, known, streams)
    rate = known.parameter("infant-oral-absorption-rate")
    absorbed = known.parameter("infant-oral-bioavailability").value
    return InfantDisposition(
        absorption_per_h=streams.lognormal(rate.value, spread(rate, known), rate.id, substance.id),
        absorbed_share=np.full(streams.pairs, absorbed),
        clearance_l_per_h=streams.lognormal(per_kg, differs, "infant-clearance", substance.id)
        * (unbound * pairs.infant_weight_kg),
        volume_l=drawn * (unbound * pairs.infant_weight_kg),
        unbound_relative_to_adult=unbound,
    )


def _unbound_relative_to_adult(substance: Substance, facts: Facts, known: Knowledge, streams: Streams) -> Array:
    """How many times the adult's unbound share this infant has; 1 where the adult's is not known.

    Only what is unbound is cleared and leaves the blood, so clearance and volume grow with it, and the unbound level stays.
    """
    fraction_unbound = value(substance, "fraction-unbound")
    if fraction_unbound is None:
        return np.ones(streams.pairs)
    protein = _binding_protein(substance, known)
    matured = matured_fraction(maturation(known, protein), facts.infant_age_days, facts.gestational_age_weeks)
    differs = known.parameter(f"infant-protein-spread-{protein}")
    level = streams.lognormal(matured, differs.gsd or 1.0, differs.id)
    return unbound_relative_to_adult(fraction_unbound, level)


def _binding_protein(substance: Substance, known: Knowledge) -> BindingProtein:
    """The protein that binds it: what is mostly a cation in plasma is held by alpha-1-acid glycoprotein."""
    if substance.ion_class != "base":
        return "albumin"
    pka = value(substance, "pka-base")
    charged = 1.0 if pka is None else 1 - unionised_fraction(known.parameter("plasma-ph").value, pka_base=pka)
    return "aag" if charged > known.parameter("protein-of-cations-share").value else "albumin"


def worst_infant_clearance_per_kg(
    substance: Substance, adult_l_per_h_kg: float, facts: Facts, known: Knowledge
) -> float:
    """Infant clearance [L/h/kg]: the least of this age and any older one at which babies nurse, weight as stated.

    A pathway that is not known clears like the slowest that is.
    """
    pathways = [(maturation(known, link.pathway), link.fraction) for link in substance.infant_clearance]
    missing = 1.0 - sum(fraction for _, fraction in pathways)
    if missing > 1e-9:
        pathways.append((maturation(known, "unknown"), missing))
    ages = [facts.infant_age_days, *range(int(facts.infant_age_days) + 1, OLDEST_NURSLING_DAYS, 30)]
    return min(
        clearance_per_kg(
            adult_l_per_h_kg,
            pathways,
            age_days=age,
            weight_kg=facts.infant_weight_kg,
            gestational_age_weeks=facts.gestational_age_weeks,
        )
        for age in ages
    )


def maturation(known: Knowledge, pathway: str) -> Maturation:
    """The maturation of a pathway, in the form in which its figures are given in `physiology/maturation.yaml`."""

    def figure(name: str) -> float:
        return known.parameter(f"maturation-{pathway}-{name}").value

    if f"maturation-{pathway}-tm50-weeks" in known.parameters:
        return SigmoidByPostmenstrualAge(half_age_weeks=figure("tm50-weeks"), hill=figure("hill"))
    if f"maturation-{pathway}-half-age-years" in known.parameters:
        return SigmoidByPostnatalAge(
            birth_fraction=figure("birth-fraction"),
            maximum=figure("maximum"),
            half_age_years=figure("half-age-years"),
            hill=figure("hill"),
        )
    return ConstantMaturation(fraction=figure("fraction"))
