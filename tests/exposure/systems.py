"""Random small systems, and the same systems written out as plain differential equations for SciPy."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from milkpath.exposure.body import Body, InfantDisposition, Kinetics, body
from milkpath.exposure.events import Change, Dose, Event, Feed, Look, Needle, Remove, in_order
from milkpath.exposure.source import OpenPores, Source, skin_layer
from milkpath.milk.exchange import MilkExchange
from milkpath.mother.disposition import Disposition
from milkpath.skin.micropores import Closure, open_share
from milkpath.skin.stratum_corneum import Chain, chain

Array = NDArray[np.float64]
ON_THE_GRID = 1024
"""Times of events are multiples of 1/1024 h, the grid of the solver."""


class Skin(msgspec.Struct, frozen=True, kw_only=True):
    """One layer of product: its chain, its depot, and its pores (rate when fresh, hour of needling, closure)."""

    layer: Chain
    dermis_per_h: Array
    fresh_per_h: Array
    needled_h: float
    closure: Closure | None

    def pores(self, hour: float) -> Array:
        """Rate at which the pores drain the vehicle [1/h]."""
        if self.closure is None or hour < self.needled_h:
            return np.zeros_like(self.fresh_per_h)
        return self.fresh_per_h * open_share(self.closure, hour - self.needled_h)

    def source(self, name: str = "step") -> Source:
        """The same as a source for the solver."""
        system = skin_layer(self.layer, self.dermis_per_h)
        if self.closure is None:
            return Source(step=name, system=system)
        pores = OpenPores(at_h=self.needled_h, fresh_per_h=self.fresh_per_h, closure=self.closure)
        return Source(step=name, system=system, pores=(pores,))


def one(value: float) -> Array:
    """A figure for a single pair."""
    return np.array([value])


def kinetics(
    *,
    clearance: float = 40.0,
    central: float = 30.0,
    between: float = 0.0,
    peripheral: float = 60.0,
    ratio: float = 1.0,
    equilibration: float = 1.4,
    milk_l: float = 0.1,
    emptied: float = 0.7,
    absorption: float = 1.0,
    share: float = 1.0,
    infant_clearance: float = 1.0,
    infant_volume: float = 6.0,
) -> Kinetics:
    """Kinetics of one pair, with ordinary figures where none is given."""
    return Kinetics(
        mother=Disposition(
            clearance_l_per_h=one(clearance),
            central_volume_l=one(central),
            intercompartmental_l_per_h=one(between),
            peripheral_volume_l=one(peripheral),
        ),
        milk=MilkExchange(
            milk_to_plasma=one(ratio),
            equilibration_per_h=one(equilibration),
            volume_l=one(milk_l),
            share_emptied_by_feed=one(emptied),
        ),
        infant=InfantDisposition(
            absorption_per_h=one(absorption),
            absorbed_share=one(share),
            clearance_l_per_h=one(infant_clearance),
            volume_l=one(infant_volume),
            unbound_relative_to_adult=one(1.0),
        ),
    )


def skin(
    *,
    permeability: float = 3e-3,
    lag: float = 1.0,
    thickness: float = 0.01,
    area: float = 400.0,
    evaporation: float = 0.0,
    dermis: float = 1.3,
    pore: float = 0.0,
    needled: float = 0.0,
    closure: tuple[float, float, float] = (0.8, 1.4, 0.07),
    cells: int = 10,
) -> Skin:
    """A layer of product of one pair; `pore` is the permeability of fresh pores [cm/h]."""
    layer = chain(
        permeability_cm_per_h=one(permeability),
        lag_h=one(lag),
        vehicle_thickness_cm=one(thickness),
        area_cm2=area,
        evaporation_cm_per_h=evaporation,
        cells=cells,
    )
    share, fast, slow = closure
    closing = Closure(fast_share=one(share), fast_rate_per_h=one(fast), slow_rate_per_h=one(slow))
    return Skin(
        layer=layer,
        dermis_per_h=one(dermis),
        fresh_per_h=one(pore / thickness),
        needled_h=needled,
        closure=closing if pore > 0 else None,
    )


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A body, its layers, and what happens; `covers` holds the layer that each `Change` puts in place."""

    parent: Kinetics
    metabolite: Kinetics | None
    formed: Array | None
    skins: tuple[Skin, ...]
    covers: dict[int, Chain]
    events: list[Event]

    def body(self) -> Body:
        """The body for the solver."""
        return body(self.parent, self.metabolite, self.formed)

    def sources(self) -> list[Source]:
        """The sources for the solver."""
        return [item.source(f"step {number}") for number, item in enumerate(self.skins)]


def random_scenario(seed: int) -> Scenario:
    """One to three layers with pores, cover, wipes, needles and doses again; feeds; one or two substances."""
    draw = np.random.default_rng(seed)

    def between(low: float, high: float) -> float:
        return float(np.exp(draw.uniform(np.log(low), np.log(high))))

    def hour(low: float, high: float) -> float:
        return round(draw.uniform(low, high) * ON_THE_GRID) / ON_THE_GRID

    def person() -> Kinetics:
        return kinetics(
            clearance=between(1, 80),
            central=between(5, 200),
            between=0.0 if draw.random() < 0.3 else between(1, 100),
            peripheral=between(5, 300),
            ratio=between(0.05, 5),
            equilibration=between(0.3, 4),
            milk_l=between(0.05, 0.2),
            emptied=draw.uniform(0.3, 1.0),
            absorption=between(0.3, 3),
            share=draw.uniform(0.3, 1.0),
            infant_clearance=between(0.05, 5),
            infant_volume=between(2, 20),
        )

    skins, events, covers = [], [], {}
    for number in range(int(draw.integers(1, 4))):
        needled = hour(0.5, 2.0)
        figures = {
            "permeability": between(1e-5, 3e-2),
            "lag": between(0.1, 5),
            "thickness": between(2e-3, 5e-2),
            "area": between(50, 800),
            "evaporation": between(1e-5, 1e-3) if draw.random() < 0.4 else 0.0,
        }
        item = skin(
            **figures,
            dermis=between(0.3, 4),
            pore=between(1e-4, 3e-2) if draw.random() < 0.8 else 0.0,
            needled=needled,
            closure=(draw.uniform(0.1, 0.9), between(0.1, 3), between(0.02, 0.1)),
        )
        skins.append(item)
        if draw.random() < 0.5:
            closer = figures | {"permeability": figures["permeability"] / 3, "lag": figures["lag"] * 3}
            at = hour(0.2, 4.0)
            covers[len(events)] = skin(**closer).layer
            events.append(Change(at_h=at, source=number, system=skin_layer(covers[len(events)], item.dermis_per_h)))
        events.append(Dose(at_h=hour(0, 0.2), source=number, amount_mg=one(between(0.1, 500))))
        events.append(Remove(at_h=hour(0.3, 3.0), source=number, share=one(draw.uniform(0.2, 1.0))))
        events.append(Needle(at_h=needled, source=number, carried_share=one(draw.uniform(0.0, 0.3))))
        events.append(Dose(at_h=hour(2.0, 6.0), source=number, amount_mg=one(between(0.1, 500))))
    events += [Feed(at_h=hour(0, 30)) for _ in range(8)] + [Look(at_h=hour(0, 30)) for _ in range(12)]
    events.append(Look(at_h=32.0))
    two = bool(draw.random() < 0.5)
    return Scenario(
        parent=person(),
        metabolite=person() if two else None,
        formed=one(draw.uniform(0.2, 1.2)) if two else None,
        skins=tuple(skins),
        covers=covers,
        events=events,
    )


def written_out(scenario: Scenario) -> tuple[dict[str, Array], Array]:  # noqa: C901 - one branch for each kind of event
    """Integrate the documented equations with SciPy.

    Returns series (`plasma`, `milk`, `infant`: one row per look; `fed`: one row per feed; columns are substances), and the
    amounts cleared: by the mother and by the infant, for each substance.
    """
    people = [scenario.parent] + ([scenario.metabolite] if scenario.metabolite else [])
    sizes = [item.layer.cells + 2 for item in scenario.skins]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
    first = int(starts[-1])
    rows = first + 7 * len(people)
    layers = [item.layer for item in scenario.skins]
    state = np.zeros(rows)
    seen: dict[str, list[list[float]]] = {"plasma": [], "milk": [], "infant": [], "fed": []}
    now = 0.0
    for event in in_order(scenario.events):
        if event.at_h > now:
            state = _integrate(
                _still(scenario, layers, people, starts, first), scenario, starts, state, now, event.at_h
            )
            now = event.at_h
        match event:
            case Look():
                for number, person in enumerate(people):
                    base = first + 7 * number
                    volumes = (person.mother.central_volume_l, person.milk.volume_l, person.infant.volume_l)
                    for name, row, volume in zip(("plasma", "milk", "infant"), (0, 2, 4), volumes, strict=True):
                        if number == 0:
                            seen[name].append([])
                        seen[name][-1].append(1000 * state[base + row] / float(volume[0]))
            case Feed():
                seen["fed"].append([])
                for number, person in enumerate(people):
                    base = first + 7 * number
                    drunk = float(person.milk.share_emptied_by_feed[0]) * state[base + 2]
                    state[base + 2] -= drunk
                    state[base + 3] += drunk
                    seen["fed"][-1].append(drunk)
            case Dose():
                state[starts[event.source]] += event.amount_mg[0]
            case Remove():
                state[starts[event.source]] *= 1 - event.share[0]
            case Needle():
                carried = event.carried_share[0] * state[starts[event.source]]
                state[starts[event.source]] -= carried
                state[starts[event.source + 1] - 1] += carried
            case Change():
                layers[event.source] = scenario.covers[scenario.events.index(event)]
    cleared = np.array([state[first + 7 * number + part] for number in range(len(people)) for part in (5, 6)])
    return {name: np.array(series) for name, series in seen.items()}, cleared


def _still(scenario: Scenario, layers: list[Chain], people: list[Kinetics], starts: Array, first: int) -> Array:
    """The matrix of everything but the pores, term by term from the equations in the documentation."""
    rows = first + 7 * len(people)
    matrix = np.zeros((rows, rows))

    def flow(origin: int, target: int | None, rate: float) -> None:
        matrix[origin, origin] -= rate
        if target is not None:
            matrix[target, origin] += rate

    for number, (item, layer) in enumerate(zip(scenario.skins, layers, strict=True)):
        start = int(starts[number])
        cells, between_cells = layer.cells, float(layer.conductance_ml_per_h[0])
        capacity = [float(layer.vehicle_ml[0])] + [float(layer.cell_ml[0])] * cells
        for cell in range(cells):
            conductance = between_cells * (2 if cell == 0 else 1)
            flow(start + cell, start + cell + 1, conductance / capacity[cell])
            flow(start + cell + 1, start + cell, conductance / capacity[cell + 1])
        flow(start + cells, first, 2 * between_cells / capacity[cells])
        flow(start, None, float(layer.to_air_ml_per_h[0]) / capacity[0])
        flow(start + cells + 1, first, float(item.dermis_per_h[0]))
    for number, person in enumerate(people):
        central, peripheral, milk, gut, infant, by_mother, by_infant = range(first + 7 * number, first + 7 * number + 7)
        mother, exchange, baby = person.mother, person.milk, person.infant
        volume = float(mother.central_volume_l[0])
        between = float(mother.intercompartmental_l_per_h[0])
        flow(central, by_mother, float(mother.clearance_l_per_h[0]) / volume)
        flow(central, peripheral, between / volume)
        flow(peripheral, central, between / float(mother.peripheral_volume_l[0]))
        speed = float(exchange.equilibration_per_h[0])
        flow(central, milk, speed * float(exchange.volume_l[0] * exchange.milk_to_plasma[0]) / volume)
        flow(milk, central, speed)
        taken_up, share = float(baby.absorption_per_h[0]), float(baby.absorbed_share[0])
        matrix[gut, gut] -= taken_up
        matrix[infant, gut] += share * taken_up
        flow(infant, by_infant, float(baby.clearance_l_per_h[0] / baby.volume_l[0]))
    if scenario.formed is not None:
        rate = scenario.parent.mother.clearance_l_per_h[0] / scenario.parent.mother.central_volume_l[0]
        matrix[first + 7, first] += float(scenario.formed[0] * rate)
    return matrix


def _integrate(still: Array, scenario: Scenario, starts: Array, state: Array, begin: float, end: float) -> Array:
    ends = [
        (int(starts[j]), int(starts[j + 1]) - 1, item.pores) for j, item in enumerate(scenario.skins) if item.closure
    ]

    def with_pores(hour: float) -> Array:
        matrix = still.copy()
        for vehicle, dermis, rate in ends:
            drained = float(rate(hour)[0])
            matrix[vehicle, vehicle] -= drained
            matrix[dermis, vehicle] += drained
        return matrix

    scale = max(float(np.abs(state).max()), 1e-30)
    rates: Callable[[float, Array], Array] = lambda hour, x: with_pores(hour) @ x  # noqa: E731
    found = solve_ivp(
        rates, (begin, end), state, method="LSODA", rtol=3e-12, atol=1e-16 * scale, jac=lambda hour, _: with_pores(hour)
    )
    assert found.success, found.message
    return np.asarray(found.y[:, -1])
