"""The running amplitudes of one solution; the only thing here that changes in place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import Body, Kinetics
from milkpath.exposure.driving import Driving, driving
from milkpath.exposure.pores import Layer
from milkpath.exposure.source import DERMIS, Source, SourceModes, changed, closing_per_h
from milkpath.numerics.rates_apart import apart

Array = NDArray[np.float64]


def dot(rows: Array, amplitudes: Array) -> Array:
    """What (n, P) amplitudes make together, by their (n, P) rows: (P,)."""
    return np.asarray(np.einsum("kp,kp->p", rows, amplitudes))


class Running:
    """Amplitudes of the sources, of the body's own modes, and the amounts in the infant; local to one call of `solve`."""

    def __init__(self, body: Body, sources: list[Source]) -> None:
        """Everything is empty at hour 0."""
        self.body, self.modes, self.kinetics = body, body.all_modes, body.substances
        self.pairs = body.parent_modes.rates.shape[1]
        self.hour = 0.0
        self.own = [np.zeros_like(modes.rates) for modes in self.modes]
        self.leaving = [_infant_elimination(kinetics) for kinetics in self.kinetics]
        self.gut = np.zeros((len(self.modes), self.pairs))
        self.infant = np.zeros_like(self.gut)
        self.drunk = np.zeros_like(self.gut)
        self.plasma_area = np.zeros_like(self.gut)
        self._prepared: dict[int, Driving] = {}
        self._layers: dict[tuple[int, int], Layer] = {}
        self.pores = [source.pores for source in sources]
        self.driving = [self.prepare(source.system) for source in sources]
        self.amount = [np.zeros_like(source.system.rates) for source in sources]
        self.active = [False] * len(sources)
        self.dosed = np.zeros((len(sources), self.pairs))
        self.removed = np.zeros_like(self.dosed)
        self.evaporated = np.zeros_like(self.dosed)

    def prepare(self, system: SourceModes) -> Driving:
        """The systems of a course come again and again; each is prepared once."""
        if id(system) not in self._prepared:
            self._prepared[id(system)] = driving(self.body, system)
        return self._prepared[id(system)]

    def layer(self, number: int) -> Layer:
        """What the pores of a source drain, with the body that feels it; one for all sources for which that is the same."""
        here = self.driving[number]
        key = (number, id(here))
        if key not in self._layers:
            made = self._drained_layer(here, closing_per_h(self.pores[number]))
            self._layers[key] = next((layer for layer in self._layers.values() if layer.same(made)), made)
        return self._layers[key]

    def _drained_layer(self, here: Driving, closing: Array) -> Layer:
        system = here.system
        rates = np.concatenate([system.rates, *(modes.rates for modes in self.modes)])
        emptying = dot(system.on_skin * here.pore_drive, system.rates)
        return Layer(
            on_skin=system.on_skin[:DERMIS],
            rates=rates,
            drive=np.concatenate([here.pore_drive, *(-kick for kick in here.pore_kick)]),
            closing_per_h=closing,
            noticed_per_h=emptying - rates[system.rates.shape[0] + DERMIS :].min(axis=0),
        )

    def plasma(self, substance: int) -> Array:
        """Concentration in plasma [mg/L], (P,)."""
        found = self._undriven(substance).sum(axis=0)
        for number in self.now_active():
            found += dot(self.driving[number].plasma[substance], self.amount[number])
        return np.asarray(found)

    def milk(self, substance: int) -> Array:
        """Concentration in milk [mg/L], (P,)."""
        found = dot(self.modes[substance].milk_mg_per_l, self._undriven(substance))
        for number in self.now_active():
            found += dot(self.driving[number].milk[substance], self.amount[number])
        return found

    def amplitudes(self, substance: int) -> Array:
        """Amplitudes of the body's modes with all that drives them, (M, P)."""
        found = self._undriven(substance)
        for number in self.now_active():
            found = found + np.einsum("mnp,np->mp", self.driving[number].response[substance], self.amount[number])
        return found

    def _undriven(self, substance: int) -> Array:
        """Amplitudes of the body's modes without what the sources drive."""
        return self.own[0] if substance == 0 else self.own[1] + self.body.hand_on(self.own[0])

    def now_active(self) -> list[int]:
        """Sources that have had a dose."""
        return [number for number, active in enumerate(self.active) if active]

    def on_skin(self, source: int) -> Array:
        """Amount where a dose of a source goes [mg], (P,)."""
        return dot(self.driving[source].system.on_skin, self.amount[source])

    def dose(self, source: int, amount: Array) -> None:
        """Put an amount [mg] on."""
        self._put_on(source, amount)
        self.dosed[source] += amount
        self.active[source] = self.active[source] or bool(np.any(amount))

    def remove(self, source: int, share: Array) -> None:
        """Take a share of what is on the skin away."""
        gone = share * self.on_skin(source)
        self._put_on(source, -gone)
        self.removed[source] += gone

    def carry_in(self, source: int, share: Array) -> None:
        """Carry a share of what is on the skin straight into the dermis."""
        carried = share * self.on_skin(source)
        self._put_on(source, -carried)
        self.amount[source][DERMIS] += carried
        self._kick(tuple(kick * carried for kick in self.driving[source].into_dermis_kick))

    def change(self, source: int, system: SourceModes) -> None:
        """Put another layer in place; the amounts in skin and body stay as they are."""
        before, after = self.driving[source], self.prepare(system)
        if self.active[source] and before is not after:
            old = self.amount[source]
            new = changed(before.system, old, after.system)
            felt = [
                np.einsum("mnp,np->mp", there, new) - np.einsum("mnp,np->mp", here, old)
                for there, here in zip(after.response, before.response, strict=True)
            ]
            self._kick((felt[0],) if len(felt) == 1 else (felt[0], felt[1] - self.body.hand_on(felt[0])))
            self.amount[source] = new
        self.driving[source] = after

    def feed(self, substance: int) -> Array:
        """Move the emptied share of the milk into the infant's gut; returns the amounts drunk [mg], (P,)."""
        milk = self.kinetics[substance].milk
        drunk = milk.share_emptied_by_feed * self.milk(substance) * milk.volume_l
        lost = self.modes[substance].from_milk * drunk
        self.own[substance] -= lost
        if substance == 0 and len(self.own) > 1:
            self.own[1] += self.body.hand_on(lost)
        self.gut[substance] += drunk
        self.drunk[substance] += drunk
        return drunk

    def digest(self, substance: int, hours: float) -> None:
        """Gut and blood of the infant: `dA_g = -ka A_g`, `dA_i = F ka A_g - CL/V A_i`."""
        if not self.drunk[substance].any():
            return
        infant, leaving = self.kinetics[substance].infant, self.leaving[substance]
        gut_left, infant_left = np.exp(-infant.absorption_per_h * hours), np.exp(-leaving * hours)
        speed = infant.absorbed_share * infant.absorption_per_h / (leaving - infant.absorption_per_h)
        self.infant[substance] *= infant_left
        self.infant[substance] += self.gut[substance] * speed * (gut_left - infant_left)
        self.gut[substance] *= gut_left

    def _put_on(self, source: int, amount: Array) -> None:
        self.amount[source] += self.driving[source].system.from_dose * amount
        self._kick(tuple(kick * amount for kick in self.driving[source].dose_kick))

    def _kick(self, lost: tuple[Array, ...]) -> None:
        """Take from the body's own modes what the change of a source would make them feel at once."""
        for substance, kick in enumerate(lost):
            self.own[substance] -= kick


def _infant_elimination(kinetics: Kinetics) -> Array:
    """Rate [1/h] at which the infant clears, kept apart from the rate of absorption."""
    infant = kinetics.infant
    rates: Array = apart((infant.clearance_l_per_h / infant.volume_l)[None], infant.absorption_per_h[None])[0]
    return rates
