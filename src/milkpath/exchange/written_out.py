"""The equations of one pair written out as compartments, flows and events, as other simulators want them.

The solver holds everything in modes; here stands the same system in amounts, term by term.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec

from milkpath.exposure.body import Kinetics
from milkpath.exposure.events import Change, Dose, Event, Feed, Needle, Remove, in_order
from milkpath.exposure.setup import Setup
from milkpath.exposure.source import Source, SourceModes
from milkpath.exposure.ticks import TICK_H

Figures = dict[str, float]


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """Matter moves from one amount to another (or out, where `target` is `None`) at `rate_per_h`, a formula, times the amount.

    With `uses_up` false the source only drives it: the target is made anew, as a metabolite is.
    """

    name: str
    source: str
    target: str | None
    rate_per_h: str
    uses_up: bool = True


class Jump(msgspec.Struct, frozen=True, kw_only=True):
    """At an hour amounts and figures are set to formulas of their values just before."""

    at_h: float
    sets: dict[str, str]


class WrittenOut(msgspec.Struct, frozen=True, kw_only=True):
    """One pair: amounts [mg] at hour 0, constant figures, figures that jumps change, rules of time, flows, and jumps.

    `observed` are formulas of what the solver calls plasma, milk and infant [ug/L], for each substance.
    """

    amounts: Figures
    constants: Figures
    changing: Figures
    rules: dict[str, str]
    flows: tuple[Flow, ...]
    jumps: tuple[Jump, ...]
    observed: dict[str, str]
    end_h: float


def written_out(setup: Setup, pair: int = 0) -> WrittenOut:
    """The equations of one pair of a set-up."""
    constants: Figures = {}
    changing: Figures = {}
    rules: dict[str, str] = {}
    amounts: Figures = {}
    observed: dict[str, str] = {}
    flows: list[Flow] = []
    for number, source in enumerate(setup.sources):
        changing |= _layer_figures(number, source.system, pair)
        flows += _source(number, source, amounts)
        if source.system.chain is not None:
            rules[f"kappa_{number}"] = _pores(number, source, constants, pair)
    for name, kinetics in zip(setup.substances, setup.body.substances, strict=True):
        flows += _person(_plain(name), kinetics, amounts, constants, observed, pair)
    if len(setup.substances) > 1:
        flows.append(_metabolite(setup, constants, pair))
    first = f"{_plain(setup.substances[0])}_plasma"
    flows = [msgspec.structs.replace(flow, target=first) if flow.target == "blood" else flow for flow in flows]
    jumps = tuple(_jumps(setup, pair))
    return WrittenOut(
        amounts=amounts,
        constants=constants,
        changing=changing,
        rules=rules,
        flows=tuple(flows),
        jumps=jumps,
        observed=observed,
        end_h=setup.end_h - setup.begin_h,
    )


def _plain(name: str) -> str:
    return name.replace("-", "_")


def _layer_figures(number: int, system: SourceModes, pair: int) -> Figures:
    """The figures of a layer that its changes replace."""
    if system.chain is None:
        release = -float(system.rates[0, pair])
        reaching = float(system.to_blood[0, pair]) / release
        return {f"release_{number}": release, f"reaching_{number}": reaching}
    layer = system.chain.layer
    return {
        f"vehicle_ml_{number}": float(layer.vehicle_ml[pair]),
        f"cell_ml_{number}": float(layer.cell_ml[pair]),
        f"conductance_{number}": float(layer.conductance_ml_per_h[pair]),
        f"to_air_{number}": float(layer.to_air_ml_per_h[pair]),
        f"from_dermis_{number}": -float(system.rates[-1, pair]),
        f"film_{number}": float(system.film[pair]),
    }


def _source(number: int, source: Source, amounts: Figures) -> Iterator[Flow]:
    if source.system.chain is None:
        depot = f"depot_{number}"
        amounts[depot] = 0.0
        yield Flow(name=f"{depot}_in", source=depot, target="blood", rate_per_h=f"release_{number} * reaching_{number}")
        lost = f"release_{number} * (1 - reaching_{number})"
        yield Flow(name=f"{depot}_lost", source=depot, target=None, rate_per_h=lost)
        return
    cells = source.system.chain.layer.cells
    rows = [f"vehicle_{number}", *(f"skin_{number}_{cell}" for cell in range(1, cells + 1))]
    amounts |= dict.fromkeys([*rows, f"dermis_{number}"], 0.0)
    conductance, cell_ml = f"conductance_{number}", f"cell_ml_{number}"
    for place, (above, below) in enumerate(itertools.pairwise(rows)):
        double = "2 * " if place == 0 else ""
        over = f"vehicle_ml_{number}" if place == 0 else cell_ml
        yield Flow(name=f"{above}_down", source=above, target=below, rate_per_h=f"{double}{conductance} / {over}")
        yield Flow(name=f"{below}_up", source=below, target=above, rate_per_h=f"{double}{conductance} / {cell_ml}")
    yield Flow(name=f"skin_{number}_in", source=rows[-1], target="blood", rate_per_h=f"2 * {conductance} / {cell_ml}")
    air = f"to_air_{number} / vehicle_ml_{number}"
    yield Flow(name=f"vehicle_{number}_air", source=rows[0], target=None, rate_per_h=air)
    pores = f"kappa_{number} / film_{number}"
    yield Flow(name=f"vehicle_{number}_pores", source=rows[0], target=f"dermis_{number}", rate_per_h=pores)
    dermis = f"from_dermis_{number}"
    yield Flow(name=f"dermis_{number}_in", source=f"dermis_{number}", target="blood", rate_per_h=dermis)


def _pores(number: int, source: Source, constants: Figures, pair: int) -> str:
    """The rate at which the pores drain the layer, as a formula of time."""
    terms = []
    for place, each in enumerate(source.pores):
        name = f"{number}_{place}"
        closure = each.closure
        constants |= {
            f"needled_{name}": round(each.at_h / TICK_H) * TICK_H,
            f"counted_{name}": each.at_h,
            f"fresh_{name}": float(each.fresh_per_h[pair]),
            f"fast_share_{name}": float(closure.fast_share[pair]),
            f"fast_rate_{name}": float(closure.fast_rate_per_h[pair]),
            f"slow_rate_{name}": float(closure.slow_rate_per_h[pair]),
        }
        age = f"(time - counted_{name})"
        fast = f"fast_share_{name} * exp(-fast_rate_{name} * {age})"
        slow = f"(1 - fast_share_{name}) * exp(-slow_rate_{name} * {age})"
        terms.append(f"piecewise(fresh_{name} * ({fast} + {slow}), time >= needled_{name}, 0)")
    return " + ".join(terms) or "0"


def _person(
    name: str, kinetics: Kinetics, amounts: Figures, constants: Figures, observed: dict[str, str], pair: int
) -> Iterator[Flow]:
    mother, milk, infant = kinetics.mother, kinetics.milk, kinetics.infant
    plasma, tissue, breast, gut, baby = (f"{name}_{row}" for row in ("plasma", "tissue", "milk", "gut", "infant"))
    amounts |= dict.fromkeys((plasma, tissue, breast, gut, baby), 0.0)
    figures = {
        "clearance": mother.clearance_l_per_h,
        "plasma_l": mother.central_volume_l,
        "between": mother.intercompartmental_l_per_h,
        "tissue_l": mother.peripheral_volume_l,
        "milk_l": milk.volume_l,
        "milk_to_plasma": milk.milk_to_plasma,
        "equilibration": milk.equilibration_per_h,
        "emptied": milk.share_emptied_by_feed,
        "absorption": infant.absorption_per_h,
        "absorbed_share": infant.absorbed_share,
        "infant_clearance": infant.clearance_l_per_h,
        "infant_l": infant.volume_l,
    }
    constants |= {f"{name}_{key}": float(figure[pair]) for key, figure in figures.items()}

    def flow(source: str, target: str | None, rate: str) -> Flow:
        formula = " ".join(f"{name}_{word}" if word in figures else word for word in rate.split())
        return Flow(name=f"{source}_to_{target or 'nowhere'}", source=source, target=target, rate_per_h=formula)

    yield flow(plasma, None, "clearance / plasma_l")
    yield flow(plasma, tissue, "between / plasma_l")
    yield flow(tissue, plasma, "between / tissue_l")
    yield flow(plasma, breast, "equilibration * milk_l * milk_to_plasma / plasma_l")
    yield flow(breast, plasma, "equilibration")
    yield flow(gut, baby, "absorption * absorbed_share")
    yield flow(gut, None, "absorption * ( 1 - absorbed_share )")
    yield flow(baby, None, "infant_clearance / infant_l")
    for key, amount, volume in (
        ("plasma", plasma, "plasma_l"),
        ("milk", breast, "milk_l"),
        ("infant", baby, "infant_l"),
    ):
        observed[f"{name}_{key}_ug_per_l"] = f"1000 * {amount} / {name}_{volume}"


def _metabolite(setup: Setup, constants: Figures, pair: int) -> Flow:
    """What the mother clears of the parent and turns into the metabolite; the parent's own flow out stays as it is."""
    parent, made = (_plain(name) for name in setup.substances)
    formed = setup.body.mass_formed_per_mass_cleared
    assert formed is not None  # noqa: S101 - there is a metabolite
    constants["mass_formed"] = float(formed[pair])
    rate = f"mass_formed * {parent}_clearance / {parent}_plasma_l"
    return Flow(
        name=f"{made}_formed", source=f"{parent}_plasma", target=f"{made}_plasma", rate_per_h=rate, uses_up=False
    )


def _jumps(setup: Setup, pair: int) -> Iterator[Jump]:
    """All that happens in the same tick as one jump, in the order in which the solver takes it."""
    ordered = [event for event in in_order(setup.events) if isinstance(event, Feed | Dose | Remove | Needle | Change)]
    for tick, together in itertools.groupby(ordered, key=lambda event: round(event.at_h / TICK_H)):
        sets: dict[str, str] = {}
        for event in together:
            _apply(event, setup, sets, pair)
        yield Jump(at_h=tick * TICK_H, sets=sets)


def _apply(event: Event, setup: Setup, sets: dict[str, str], pair: int) -> None:
    """Put what an event does into `sets`; a formula that stands there already is the value before it."""

    def before(name: str) -> str:
        return f"({sets[name]})" if name in sets else name

    if isinstance(event, Feed):
        for substance in setup.substances:
            name = _plain(substance)
            drunk = f"{name}_emptied * {before(f'{name}_milk')}"
            sets[f"{name}_gut"] = f"{before(f'{name}_gut')} + {drunk}"
            sets[f"{name}_milk"] = f"(1 - {name}_emptied) * {before(f'{name}_milk')}"
    elif isinstance(event, Change):
        for name, figure in _layer_figures(event.source, event.system, pair).items():
            sets[name] = repr(figure)
    elif isinstance(event, Dose | Remove | Needle):
        chain = setup.sources[event.source].system.chain
        place = f"depot_{event.source}" if chain is None else f"vehicle_{event.source}"
        if isinstance(event, Dose):
            sets[place] = f"{before(place)} + {float(event.amount_mg[pair])!r}"
        elif isinstance(event, Remove):
            sets[place] = f"{1 - float(event.share[pair])!r} * {before(place)}"
        else:
            share = float(event.carried_share[pair])
            dermis = f"dermis_{event.source}"
            sets[dermis] = f"{before(dermis)} + {share!r} * {before(place)}"
            sets[place] = f"{1 - share!r} * {before(place)}"
