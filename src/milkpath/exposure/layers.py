"""Turns the applications of one substance into sources and events for the solver."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.amounts import MG_PER_G, Contained
from milkpath.exposure.charged_groups import charged_groups
from milkpath.exposure.events import Change, Dose, Event, Needle, Remove
from milkpath.exposure.predictors import permeability_model
from milkpath.exposure.source import OpenPores, Source, SourceModes, depot, skin_layer
from milkpath.exposure.streams import Streams
from milkpath.exposure.ticks import TICK_H
from milkpath.knowledge.model import Procedure, Quantity, Substance
from milkpath.knowledge.quantities import quantity, spread, value
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.timeline import Application, Opening
from milkpath.skin.evaporation import evaporation_cm_per_h
from milkpath.skin.micropores import Closure, dermis_diffusivity_cm2_per_s, pore_permeability_cm_per_h
from milkpath.skin.permeability import dissolved_share, lag_time_h
from milkpath.skin.predicted_permeability import predicted_permeability
from milkpath.skin.stratum_corneum import chain
from milkpath.substance.ionisation import unionised_fraction

Array = NDArray[np.float64]

SECONDS_PER_HOUR = 3600.0
LARGEST_FRACTION = 0.999
KELVIN_AT_0_C = 273.15
THINNEST_FILM = 1e-3
"""A wipe leaves at least this share of a layer's thickness; it only keeps the equations away from a layer of no thickness."""


class Entry:
    """One source with its events; a small bundle local to this module's callers."""

    def __init__(self, source: Source, events: list[Event], applied_mg: Array) -> None:
        """Keep the three together."""
        self.source = source
        self.events = events
        self.applied_mg = applied_mg


def has_absorption(substance: Substance) -> bool:
    """Whether the passage through skin can be established: measured, as a fraction absorbed, or predicted."""
    names = {figure.name for figure in substance.quantities}
    predicted = {"log-kow", "molar-mass"} <= names
    return predicted or "log-permeability-coefficient" in names


def entry(number: int, contained: Contained, grams: float, facts: Facts, known: Knowledge, streams: Streams) -> Entry:
    """The source of one application of one substance, with everything that happens to it."""
    application = contained.application
    if application.way != "skin":
        return _depot_entry(number, contained, known, streams)
    layer = _Layer(contained, grams, facts, known, streams)
    amount = np.full(streams.pairs, contained.mg_per_use)
    removals = _removals(number, application, known, streams)
    first, changes = _films(number, application, removals, layer)
    events: list[Event] = [*changes, *removals]
    events += [Dose(at_h=hour, source=number, amount_mg=amount) for hour in application.hours]
    events += [_needle(number, opening, share, known, streams) for opening, share in _needlings(application)]
    source = Source(step=application.step.path, system=first, pores=layer.pores())
    return Entry(source, events, amount * len(application.hours))


def _films(
    number: int, application: Application, removals: list[Remove], layer: _Layer
) -> tuple[SourceModes, list[Change]]:
    """The layer as it is put on, and how it changes: a dose thickens it, a removal leaves a thinner film, a cover ends.

    What a removal leaves is as strong as it was: a share of the amount goes with the same share of the volume. Otherwise a
    wiped layer would be a thick, weak one, and draw back what is in the skin.
    """
    if len(application.hours) > 1:
        return _films_of_a_course(number, application, removals, layer)
    until = application.covered_until_h
    film, covered = np.zeros(layer.streams.pairs), until is not None
    systems: list[tuple[float, SourceModes]] = []
    for tick in sorted({round(hour / TICK_H) for hour in _hours_of_change(application, removals)}):
        for removal in removals:
            if round(removal.at_h / TICK_H) == tick:
                film = film * (1 - removal.share)
        film = film + sum(round(hour / TICK_H) == tick for hour in application.hours)
        covered = covered and until is not None and round(until / TICK_H) > tick
        if film.any():
            systems.append((tick * TICK_H, layer.system(np.maximum(film, THINNEST_FILM), covered=covered)))
    return systems[0][1], [Change(at_h=hour, source=number, system=system) for hour, system in systems[1:]]


def _films_of_a_course(
    number: int, application: Application, removals: list[Remove], layer: _Layer
) -> tuple[SourceModes, list[Change]]:
    """A product used again and again: each dose makes one fresh film, each removal leaves the same thin one.

    The few percent that a removal leaves are not added to the thickness of the next film, so that two systems serve the
    whole course; they stay in the amount, which makes the next film a little stronger: the cautious side.
    """
    fresh = layer.system(np.ones(layer.streams.pairs), covered=bool(application.step.covered))
    if not removals:
        return fresh, []
    left = layer.system(np.maximum(1 - removals[0].share, THINNEST_FILM), covered=False)
    changes = [Change(at_h=removal.at_h, source=number, system=left) for removal in removals]
    changes += [Change(at_h=hour, source=number, system=fresh) for hour in application.hours[1:]]
    return fresh, changes


def _hours_of_change(application: Application, removals: list[Remove]) -> list[float]:
    cover = [] if application.covered_until_h is None else [application.covered_until_h]
    return [*application.hours, *(removal.at_h for removal in removals), *cover]


def _depot_entry(number: int, contained: Contained, known: Knowledge, streams: Streams) -> Entry:
    substance, application = contained.substance, contained.application
    ones = np.ones(streams.pairs)
    if application.way == "injected":
        own = quantity(substance, "injection-release-rate")
        release = own or known.parameter("injection-release-rate")
        rate = streams.lognormal(release.value, spread(release, known), "injection-release-rate", substance.id)
        reaching = ones
    else:
        figure = quantity(substance, "oral-absorption-rate")
        default = known.parameter("oral-absorption-rate-default")
        chosen = figure or default
        rate = streams.lognormal(chosen.value, spread(chosen, known), "oral-absorption-rate", substance.id)
        bioavailability = quantity(substance, "oral-bioavailability")
        reaching = (
            ones
            if bioavailability is None
            else np.minimum(
                streams.lognormal(
                    bioavailability.value, spread(bioavailability, known), bioavailability.name, substance.id
                ),
                1.0,
            )
        )
    amount = np.full(streams.pairs, contained.mg_per_use)
    events: list[Event] = [Dose(at_h=hour, source=number, amount_mg=amount) for hour in application.hours]
    source = Source(step=application.step.path, system=depot(rate, reaching))
    return Entry(source, events, amount * len(application.hours))


def _removals(number: int, application: Application, known: Knowledge, streams: Streams) -> list[Remove]:
    words = {"wipe": "wiping", "wash": "washing", "peel-off": "peel-off", "clean": "cleaning"}
    found: list[Remove] = []
    for position, removal in enumerate(application.removals):
        kind = words[removal.kind]
        alpha = known.parameter(f"{kind}-efficiency-alpha").value
        share = streams.power(alpha, "removal", _which(application), str(position)) * removal.share
        found.append(Remove(at_h=removal.hour, source=number, share=share))
    return found


def _which(application: Application) -> str:
    """Who wipes what where: products that lie on the same skin are wiped as well, or as badly, as one another."""
    return f"{application.step.phase} {application.step.do} {application.site}"


def _needlings(application: Application) -> list[tuple[Opening, float]]:
    return [(opening, share) for opening, share in application.openings if opening.step.do == "needle"]


def _needle(number: int, opening: Opening, share: float, known: Knowledge, streams: Streams) -> Event:
    """Needles carry a share of what is on the skin in; deeper and denser needling carries more."""
    fraction = known.parameter("direct-deposition-fraction")
    drawn = streams.lognormal(fraction.value, spread(fraction, known), fraction.id)
    depth = _depth_mm(opening) / (value(opening.procedure, "usual-depth") or 1.0)
    density = _density(opening, np.ones(1))[0] / _density_usual(opening.procedure)
    carried = np.clip(drawn * max(depth, 0.0) * max(density, 0.0), 0.0, 1.0) * share
    return Needle(at_h=opening.hour, source=number, carried_share=carried)


def _depth_mm(opening: Opening) -> float:
    if opening.step.depth_mm is not None:
        return opening.step.depth_mm
    return value(opening.procedure, "usual-depth") or 1.0


def _density(opening: Opening, per_pass: Array) -> Array:
    """Pores per cm2: the plan's density, else density per pass times passes."""
    if opening.step.density_per_cm2 is not None:
        return np.full_like(per_pass, opening.step.density_per_cm2) * (opening.step.passes or 1.0)
    return per_pass * (opening.step.passes or value(opening.procedure, "usual-passes") or 1.0)


def _density_usual(procedure: Procedure) -> float:
    return (value(procedure, "pore-density-per-pass") or 1.0) * (value(procedure, "usual-passes") or 1.0)


class _Layer:
    """The drawn figures of one layer of product, shared by its covered and its uncovered state."""

    def __init__(self, contained: Contained, grams: float, facts: Facts, known: Knowledge, streams: Streams) -> None:
        self.contained, self.facts, self.known, self.streams = contained, facts, known, streams
        application, substance = contained.application, contained.substance
        density = known.parameter("default-density").value
        self.thickness_cm = grams / density / application.area_cm2
        concentration = np.full(streams.pairs, contained.mg_per_use / (grams / density))
        self.dissolved = dissolved_share(concentration, value(substance, "solubility-in-vehicle"))
        self.effective_cm = self.thickness_cm / self.dissolved
        molar_mass = value(substance, "molar-mass") or 0.0
        self.typical_lag_h = lag_time_h(
            molar_mass,
            at_zero_mass_h=known.parameter("lag-time-constant").value,
            log_slope_per_g_mol=known.parameter("lag-time-mass-slope").value,
        )
        clearance = known.parameter("dermis-clearance-rate")
        self.dermis_per_h = streams.lognormal(
            clearance.value * SECONDS_PER_HOUR, spread(clearance, known), clearance.id, substance.id
        )

    def system(self, film: Array, *, covered: bool) -> SourceModes:
        """The layer as a linear system, as thick as `film` doses.

        A person, a site or a cover that lets more through does so by faster diffusion: what the stratum corneum can hold
        (K h, from the typical permeability and lag) stays the same, and the lag shortens. A cover wets the skin; a coefficient
        from water belongs to skin that is wet already, so a cover adds to a fraction absorbed in people alone.
        """
        permeability = self._permeability()
        if covered and not self._measured_wet():
            factor = self.known.parameter("occlusion-factor")
            drawn = self.streams.lognormal(factor.value, spread(factor, self.known), factor.id)
            permeability = permeability * np.maximum(drawn, 1.0)
        layer = chain(
            permeability_cm_per_h=permeability,
            lag_h=self.typical_lag_h * self._typical_coefficient() / permeability,
            vehicle_thickness_cm=self.effective_cm * film,
            area_cm2=self.contained.application.area_cm2,
            evaporation_cm_per_h=0.0 if covered else self._evaporation(),
        )
        return skin_layer(layer, self.dermis_per_h, film)

    def _evaporation(self) -> float:
        """Mass transfer to the air [cm/h]; none where no vapour pressure is known, the cautious side."""
        substance, known = self.contained.substance, self.known
        pressure, molar_mass = value(substance, "vapour-pressure"), value(substance, "molar-mass")
        if pressure is None or molar_mass is None:
            return 0.0
        return evaporation_cm_per_h(
            vapour_pressure_pa=pressure,
            molar_mass_g_per_mol=molar_mass,
            density_g_per_ml=value(substance, "density") or known.parameter("default-density").value,
            wind_m_per_s=known.parameter("indoor-wind-speed").value,
            temperature_k=known.parameter("skin-surface-temperature").value + KELVIN_AT_0_C,
            coefficient=known.parameter("evaporation-coefficient").value,
            wind_exponent=known.parameter("evaporation-wind-exponent").value,
        )

    def _typical_coefficient(self) -> Array:
        """The middle permeability of limb skin [cm/h], by the same precedence as `_permeability`."""
        measured = quantity(self.contained.substance, "log-permeability-coefficient")
        if measured is not None:
            return np.full(self.streams.pairs, 10**measured.value)
        fraction = quantity(self.contained.substance, "fraction-absorbed-whole-skin")
        if fraction is not None:
            return self._from_fraction(np.full(self.streams.pairs, fraction.value), fraction)
        return np.full(self.streams.pairs, self._predicted()[0])

    def _from_fraction(self, absorbed: Array, figure: Quantity) -> Array:
        """The permeability [cm/h] at which a layer of this thickness loses that fraction in the time of the study."""
        hours = figure.over_h or self.known.parameter("absorbed-fraction-study-hours").value
        return np.asarray(-np.log1p(-np.minimum(absorbed, LARGEST_FRACTION)) * self.effective_cm / hours)

    def _permeability(self) -> Array:
        """Whole skin of this site [cm/h]: a measured coefficient, a fraction absorbed in people, or a prediction."""
        substance, known = self.contained.substance, self.known
        fraction = quantity(substance, "fraction-absorbed-whole-skin")
        if fraction is not None and quantity(substance, "log-permeability-coefficient") is None:
            drawn = self.streams.lognormal(fraction.value, spread(fraction, known), fraction.name, substance.id)
            return self._from_fraction(drawn, fraction)
        return self._coefficient() * self._site_factor()

    def _measured_wet(self) -> bool:
        """Whether the permeability is a coefficient from water, measured or predicted."""
        names = {figure.name for figure in self.contained.substance.quantities}
        return "log-permeability-coefficient" in names or "fraction-absorbed-whole-skin" not in names

    def _coefficient(self) -> Array:
        substance, known = self.contained.substance, self.known
        measured = quantity(substance, "log-permeability-coefficient")
        if measured is not None:
            wide = measured.gsd or known.parameter("permeability-measured-spread").gsd or 1.0
            return self._of_this_skin(10**measured.value, wide)
        return self._of_this_skin(*self._predicted())

    def _of_this_skin(self, median: float, gsd: float) -> Array:
        """Permeability draws; a woman whose skin lets more of one substance through lets more of the others through."""
        return self.streams.correlated(
            median,
            gsd,
            "permeability",
            self.contained.substance.id,
            beside=("permeability-of-her-skin",),
            correlation=float(np.sqrt(self.known.parameter("correlation-permeability-substances").value)),
        )

    def _predicted(self) -> tuple[float, float]:
        """The middle of the predicted permeability [cm/h], and its geometric standard deviation."""
        log_kow, molar_mass = value(self.contained.substance, "log-kow"), value(self.contained.substance, "molar-mass")
        assert log_kow is not None and molar_mass is not None  # noqa: PT018, S101 - `has_absorption` has looked
        found = predicted_permeability(
            np.array([log_kow]), np.array([molar_mass]), permeability_model(self.known), unionised=self._unionised()
        )
        return float(10 ** found.log10_middle[0]), float(10 ** found.log10_spread[0])

    def _unionised(self) -> float:
        """Share without charge at the pH of the vehicle, which only a peel states; all of it where none is, the cautious side."""
        ph = self.contained.application.step.ph
        if ph is None:
            return 1.0
        groups = charged_groups(self.contained.substance)
        return unionised_fraction(ph, pka_acid=groups.pka_acid, pka_base=groups.pka_base)

    def _site_factor(self) -> Array:
        site = self.known.sites[self.contained.application.site or "face"]
        figure = quantity(site, "permeability-relative-to-limb")
        if figure is None:
            return np.ones(self.streams.pairs)
        return self.streams.lognormal(figure.value, spread(figure, self.known), figure.name, site.zone)

    def pores(self) -> tuple[OpenPores, ...]:
        """The pores that needles make below the layer; none where nothing opens the skin."""
        molar_mass = value(self.contained.substance, "molar-mass")
        if molar_mass is None:
            return ()
        return tuple(
            OpenPores(
                at_h=opening.hour,
                fresh_per_h=share * self._fresh_pores(opening, molar_mass) / self.effective_cm,
                closure=self._closure(opening),
            )
            for opening, share in _needlings(self.contained.application)
        )

    def _fresh_pores(self, opening: Opening, molar_mass: float) -> Array:
        """Permeability of fresh pores; deeper needles make wider pores, so that depth never makes it less."""
        known, streams, procedure = self.known, self.streams, opening.procedure
        drawn: dict[str, Array] = {}
        for name in ("pore-density-per-pass", "pore-radius", "pore-permeability-relative-to-ideal"):
            figure = quantity(procedure, name)
            assert figure is not None, f"{procedure.id} lacks {name}"  # noqa: S101 - lint refuses such a file
            drawn[name] = streams.lognormal(figure.value, spread(figure, known), name, procedure.id)
        diffusivity = dermis_diffusivity_cm2_per_s(
            molar_mass,
            intercept=known.parameter("dermis-diffusivity-intercept").value,
            log_slope=known.parameter("dermis-diffusivity-mass-slope").value,
        )
        channel_mm = known.parameter("minimum-channel-length").value / MG_PER_G
        usual = value(procedure, "usual-depth") or 1.0
        wider = np.sqrt(max(_depth_mm(opening) / usual, 1e-6))
        ideal = pore_permeability_cm_per_h(
            _density(opening, drawn["pore-density-per-pass"]),
            drawn["pore-radius"] * wider,
            np.full(streams.pairs, channel_mm),
            diffusivity,
        )
        return np.asarray(ideal * drawn["pore-permeability-relative-to-ideal"])

    def _closure(self, opening: Opening) -> Closure:
        """Two-phase closure; a cover, dark skin, radiofrequency and an anti-inflammatory on the skin slow it."""
        known, streams = self.known, self.streams
        state = "occluded" if self.contained.application.step.covered else "open"
        slower: Array | float = 1.0
        if self.facts.skin_type in ("V", "VI", None):
            slower *= known.parameter("pore-closure-rate-skin-type-v-vi").value
        if opening.procedure.device == "radiofrequency":
            slower *= known.parameter("pore-closure-rate-radiofrequency").value
        if opening.closes_slowly:
            figure = known.parameter("pore-closure-rate-nsaid")
            slower = slower * np.minimum(streams.lognormal(figure.value, spread(figure, known), figure.id), 1.0)
        fast, slow = (known.parameter(f"pore-closure-{speed}-half-life-{state}") for speed in ("fast", "slow"))
        return Closure(
            fast_share=np.full(streams.pairs, known.parameter(f"pore-closure-fast-share-{state}").value),
            fast_rate_per_h=np.log(2) / streams.lognormal(fast.value, spread(fast, known), "pore-closure-fast"),
            slow_rate_per_h=slower
            * np.log(2)
            / streams.lognormal(slow.value, spread(slow, known), "pore-closure-slow"),
        )
