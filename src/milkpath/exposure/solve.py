"""Solves one substance for many pairs at once: exact between events, error-controlled where pores are closing.

Source j holds `x_j' = A_j x_j + kappa_j(t) (e_dermis - e_vehicle) v_j(t)` with `v_j` what lies on the skin. Without pores
(`kappa = 0`) every mode runs by itself and the answer is exact. With closing pores, `g = kappa v` is the only thing that is
approximated: on a substep it is the polynomial through Gauss-Legendre nodes that satisfies the equation there (exponential
collocation; local error falls with the fifth power of the substep and faster at its end). Substeps are chosen so that the
defect of `g` at the end of the substep, times its length, stays below `TOLERANCE` of what was put on. Times are kept on a grid
of `TICK_H` and substeps are powers of two, so that the weights of a substep are computed once for each length.

The body's own modes `h` are kept apart from what the sources drive: `y = h + sum_j R_j z_j` solves the joined system exactly,
with `R_ki = (left_body e_central)_k outflow_i / (lambda_i - mu_k)`.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import CENTRAL, GUT, INFANT, MILK, ROWS_PER_SUBSTANCE, Body
from milkpath.exposure.events import TICK_H, Change, Dose, Event, Feed, Look, Needle, Remove, in_order
from milkpath.exposure.modes import apart, gap
from milkpath.exposure.source import DERMIS, VEHICLE, Source, SourceModes

Array = NDArray[np.float64]

TOLERANCE = 1e-6
"""Largest defect of a substep, as a share of the dose. The defect is larger than the error that is made: with 1e-6 the
concentrations are right to 1e-8 (shown in `tests/exposure/test_solve.py`, with the order)."""
NODES, _WEIGHTS = np.polynomial.legendre.leggauss(5)
NODES = (NODES + 1) / 2
_WEIGHTS = _WEIGHTS / 2
_TO_MONOMIALS = np.linalg.inv(np.vander(NODES, increasing=True))
LARGEST_SUBSTEP_H = 8.0
SHORTEST_SUBSTEP_H = 2.0**-30
NEGLIGIBLE_PORE_FLOW = 1e-10
"""Flow through pores, as a share of the dose per hour, below which it is left out."""
SLOW = 1e-7
SMALL, SERIES_TERMS = 0.5, 11
"""Where the functions of exponential integrators are taken from their series, whose next term is below 1e-16 there."""
UG_PER_MG = 1000.0


class Solution(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it, per pair: concentrations at the looks, doses at the feeds, and where everything went.

    Shapes, with P pairs, L looks, F feeds, and S substances (the parent, then its metabolite): `plasma_ug_per_l`,
    `milk_ug_per_l`, `infant_ug_per_l` (S, L, P); `on_skin_mg` (J, L, P); `fed_mg` (S, F, P);
    `absorbed_mg`, `removed_mg`, `evaporated_mg`, `left_mg` (J, P) for J sources; `in_body_mg` (rows, P), amounts at the end;
    `cleared_mg` (2 S, P): by the mother and by the infant.
    """

    look_hours: tuple[float, ...]
    feed_hours: tuple[float, ...]
    plasma_ug_per_l: Array
    milk_ug_per_l: Array
    infant_ug_per_l: Array
    on_skin_mg: Array
    fed_mg: Array
    absorbed_mg: Array
    removed_mg: Array
    evaporated_mg: Array
    left_mg: Array
    in_body_mg: Array
    cleared_mg: Array | None
    substeps: int


class _State:
    """The running amounts; local to one call of `solve`."""

    def __init__(self, body: Body, sources: list[Source], *, balance: bool) -> None:
        self.body = body
        self.balance = balance
        pairs, rows = body.modes.rates.shape
        self.pairs, self.rows = pairs, rows
        self.hour = 0.0
        self.own = np.zeros((pairs, rows))
        self.own_integral = np.zeros((pairs, rows))
        self.sources = [msgspec.structs.replace(each, system=_apart(each.system, body)) for each in sources]
        self.amount = [np.zeros((pairs, source.system.modes.rates.shape[1])) for source in sources]
        self.response = [_response(body, source.system) for source in self.sources]
        self.driven_integral = np.zeros((pairs, rows))
        self.removed = np.zeros((len(sources), pairs))
        self.evaporated = np.zeros((len(sources), pairs))
        self.dosed = np.zeros((len(sources), pairs))
        self.next_substep = TICK_H
        self.substeps = 0
        self.prepared: dict[int, tuple[SourceModes, Array]] = {}
        self.substep_cache: dict[tuple[int, float], _Substep] = {}

    def in_body(self) -> Array:
        """Amounts in the body [mg], (P, rows)."""
        driven = sum((_apply(r, z) for r, z in zip(self.response, self.amount, strict=True)), np.zeros_like(self.own))
        return _apply(self.body.modes.right, self.own + driven)

    def shift(self, source: int, row: int, amount: Array) -> None:
        """Add an amount [mg] to one compartment of a source, at once; the body does not feel it yet."""
        change = self.sources[source].system.modes.left[:, :, row] * amount[:, None]
        self.amount[source] = self.amount[source] + change
        self.own -= _apply(self.response[source], change)

    def held(self, source: int, row: int) -> Array:
        """Amount [mg] in one compartment of a source."""
        right = self.sources[source].system.modes.right[:, row, :]
        return np.asarray(np.einsum("pk,pk->p", right, self.amount[source]))


def solve(body: Body, sources: list[Source], events: list[Event], *, balance: bool = True) -> Solution:
    """Run all events in order, and return what was seen.

    Args:
        body: mother, milk and infant of one substance (and its metabolite), P pairs.
        sources: where it enters from.
        events: with times [h] from 0; the run ends with the last one.
        balance: whether to keep the integrals that say where everything went (`cleared_mg`).
    """
    state = _State(body, sources, balance=balance)
    looks: list[tuple[float, Array]] = []
    on_skin: list[Array] = []
    feeds: list[tuple[float, Array]] = []
    for event in in_order(events):
        _advance(state, round(event.at_h / TICK_H) * TICK_H - state.hour)
        match event:
            case Look():
                looks.append((event.at_h, state.in_body()))
                on_skin.append(np.stack([state.held(j, VEHICLE) for j in range(len(sources))]))
            case Feed():
                feeds.append((event.at_h, _feed(state)))
            case _:
                _on_source(state, event)
    return _solution(state, looks, np.stack(on_skin, axis=1), feeds)


def _on_source(state: _State, event: Dose | Remove | Needle | Change) -> None:
    state.next_substep = TICK_H
    match event:
        case Dose():
            state.shift(event.source, VEHICLE, event.amount_mg)
            state.dosed[event.source] += event.amount_mg
        case Remove():
            gone = event.share * state.held(event.source, VEHICLE)
            state.shift(event.source, VEHICLE, -gone)
            state.removed[event.source] += gone
        case Needle():
            carried = event.carried_share * state.held(event.source, VEHICLE)
            state.shift(event.source, VEHICLE, -carried)
            state.shift(event.source, DERMIS, carried)
        case Change():
            _change(state, event)


def _change(state: _State, event: Change) -> None:
    old = state.sources[event.source]
    amounts = _apply(old.system.modes.right, state.amount[event.source])
    total = state.own + _apply(state.response[event.source], state.amount[event.source])
    # The systems of a course come again and again; each is prepared, and its substeps computed, once.
    if id(event.system) not in state.prepared:
        new = _apart(event.system, state.body)
        state.prepared[id(event.system)] = (new, _response(state.body, new))
    new, response = state.prepared[id(event.system)]
    state.sources[event.source] = msgspec.structs.replace(old, system=new)
    state.amount[event.source] = _apply(new.modes.left, amounts)
    state.response[event.source] = response
    state.own = total - _apply(state.response[event.source], state.amount[event.source])


def _feed(state: _State) -> Array:
    """Move the emptied share of the milk into the infant's gut; returns the amounts drunk [mg], (S, P)."""
    amounts = state.in_body()
    drunk = []
    kinetics = [state.body.parent] + ([state.body.metabolite] if state.body.metabolite else [])
    for number, substance in enumerate(kinetics):
        base = number * ROWS_PER_SUBSTANCE
        fed = substance.milk.share_emptied_by_feed * amounts[:, base + MILK]
        left = state.body.modes.left
        state.own += (left[:, :, base + GUT] - left[:, :, base + MILK]) * fed[:, None]
        drunk.append(fed)
    return np.stack(drunk)


def _advance(state: _State, hours: float) -> None:
    """Run for some hours without events, in one go or, where pores are closing under a product, in substeps."""
    end = state.hour + hours
    while state.hour < end:
        open_now = [j for j, source in enumerate(state.sources) if _pores_open(state, j, source)]
        if not open_now:
            _step(state, end - state.hour, {})
            state.hour = end
            return
        step = min(state.next_substep, _largest_power_of_two(end - state.hour))
        drained = {j: _drained(state, j, step) for j in open_now}
        defect = max(flow.defect for flow in drained.values())
        if defect > TOLERANCE and step > SHORTEST_SUBSTEP_H:
            state.next_substep = step / 2
            continue
        _step(state, step, drained)
        state.substeps += 1
        state.hour += step
        if defect < TOLERANCE / 2 ** (len(NODES) + 1):
            state.next_substep = min(max(state.next_substep, step) * 2, LARGEST_SUBSTEP_H)


def _largest_power_of_two(hours: float) -> float:
    return float(2.0 ** math.floor(math.log2(hours)))


def _pores_open(state: _State, number: int, source: Source) -> bool:
    if source.pore_rate_per_h is None or not state.dosed[number].any():
        return False
    rate = source.pore_rate_per_h(state.hour) / source.system.film
    return bool((rate * state.held(number, VEHICLE)).max() > NEGLIGIBLE_PORE_FLOW * state.dosed[number].max())


class _Flow(msgspec.Struct, frozen=True, kw_only=True):
    """What drains through the pores of one source in one substep: `g` as a polynomial through its values at the nodes, per pair."""

    at_nodes: Array
    total: Array
    defect: float


class _Substep(msgspec.Struct, frozen=True, kw_only=True):
    """What a substep of one length does to one source, whatever is in it: computed once for each source and length."""

    visible: Array
    """(nodes + end, P, n): amount on the skin from the modes alone."""
    felt: Array
    """(nodes + end, P, nodes): amount on the skin from the flow through the pores."""
    kept: Array
    """(P, n): decay of the modes."""
    pushed: Array
    """(P, n, nodes): modes from the flow."""
    pushed_body: Array
    """(P, rows, nodes): the body's own modes from the flow."""


def _substep(state: _State, number: int, step: float) -> _Substep:
    key = (id(state.sources[number].system), step)
    if key not in state.substep_cache:
        modes = state.sources[number].system.modes
        rates, on_skin = modes.rates, modes.right[:, VEHICLE, :]
        drive = modes.left[:, :, DERMIS] - modes.left[:, :, VEHICLE]
        times = [*(NODES * step), step]
        weights = [_weights(rates, float(time), step) for time in times]
        body_rates = state.body.modes.rates
        response = _apply(state.response[number], drive)
        state.substep_cache[key] = _Substep(
            visible=np.stack([on_skin * np.exp(rates * time) for time in times]),
            felt=np.stack([np.einsum("pk,pkj->pj", on_skin * drive, weight) for weight in weights]),
            kept=np.exp(rates * step),
            pushed=drive[:, :, None] * weights[-1],
            pushed_body=-response[:, :, None] * _weights(body_rates, step, step),
        )
    return state.substep_cache[key]


def _drained(state: _State, number: int, step: float) -> _Flow:
    """Solve the collocation equations `g(t_m) = kappa(t_m) v(t_m)` for the flow through the pores."""
    conductance = state.sources[number].pore_rate_per_h
    assert conductance is not None  # noqa: S101 - only called for sources with pores
    film = state.sources[number].system.film
    rate = np.stack([conductance(state.hour + time) / film for time in [*(NODES * step), step]])
    fixed = _substep(state, number, step)
    alone = np.einsum("tpk,pk->tp", fixed.visible, state.amount[number])
    equations = np.eye(len(NODES)) - rate[:-1].T[:, :, None] * np.swapaxes(fixed.felt[:-1], 0, 1)
    flow = np.linalg.solve(equations, (rate[:-1] * alone[:-1]).T[:, :, None])[:, :, 0]
    end_of_polynomial = flow @ _TO_MONOMIALS.sum(axis=0)
    end_of_equation = rate[-1] * (alone[-1] + np.einsum("pj,pj->p", fixed.felt[-1], flow))
    scale = np.maximum(state.dosed[number], 1e-300)
    defect = float((np.abs(end_of_polynomial - end_of_equation) * step / scale).max())
    return _Flow(at_nodes=flow, total=flow @ _WEIGHTS * step, defect=defect)


def _weights(rates: Array, hours: float, step: float) -> Array:
    """`int_0^t exp(rate (t-s)) l_j(s/step) ds` for the Lagrange polynomials on the nodes, shape (P, n, nodes)."""
    order = len(NODES)
    functions = _phi(rates * hours, order)
    monomials = np.stack(
        [math.factorial(k) * hours * (hours / step) ** k * functions[k] for k in range(order)], axis=-1
    )
    return np.asarray((monomials.reshape(-1, order) @ _TO_MONOMIALS).reshape(monomials.shape))


def _phi(z: Array, count: int) -> list[Array]:
    """The functions `phi_1 .. phi_count` of exponential integrators, `phi_k(z) = sum_m z^m/(m+k)!`, for z <= 0."""
    small = np.abs(z) < SMALL
    inner, outer = np.where(small, z, 0.0), np.where(small, -1.0, z)
    last = np.full_like(z, 1 / math.factorial(count + SERIES_TERMS))
    for m in range(SERIES_TERMS - 1, -1, -1):
        last = last * inner + 1 / math.factorial(count + m)
    series = [last]
    for k in range(count - 1, 0, -1):
        series.append(series[-1] * inner + 1 / math.factorial(k))
    series.reverse()
    recurrence = [np.expm1(outer) / outer]
    for k in range(1, count):
        recurrence.append((recurrence[-1] - 1 / math.factorial(k)) / outer)
    return [np.where(small, a, b) for a, b in zip(series, recurrence, strict=True)]


def _step(state: _State, step: float, drained: dict[int, _Flow]) -> None:
    """Advance everything by one step, with the given flows through pores, and keep the integrals for the balance."""
    rates = state.body.modes.rates
    own = state.own * np.exp(rates * step)
    push = np.zeros_like(own)
    for number, source in enumerate(state.sources):
        if not state.dosed[number].any():
            continue
        modes, before = source.system.modes, state.amount[number]
        total = np.zeros_like(before)
        if number in drained:
            flow, fixed = drained[number], _substep(state, number, step)
            drive = modes.left[:, :, DERMIS] - modes.left[:, :, VEHICLE]
            after = before * fixed.kept + (fixed.pushed @ flow.at_nodes[:, :, None])[:, :, 0]
            own += (fixed.pushed_body @ flow.at_nodes[:, :, None])[:, :, 0]
            total = drive * flow.total[:, None]
            push -= _apply(state.response[number], total)
        else:
            after = before * np.exp(modes.rates * step)
        if state.balance or source.system.evaporates:
            integral = _integral(before, after, total, modes.rates, step)
            state.driven_integral += _apply(state.response[number], integral)
            state.evaporated[number] += source.system.to_air_per_h * _row(modes.right, VEHICLE, integral)
        state.amount[number] = after
    if state.balance:
        state.own_integral += _integral(state.own, own, push, rates, step)
    state.own = own


def _integral(before: Array, after: Array, pushed: Array, rates: Array, step: float) -> Array:
    """`int x dt` of modes that obey `x' = rate x + push`, from their change; slow modes by the trapezium rule."""
    slow = np.abs(rates * step) < SLOW
    return np.where(slow, (before + after) * (step / 2), (after - before - pushed) / np.where(slow, 1.0, rates))


def _apart(system: SourceModes, body: Body) -> SourceModes:
    """The source, with its rates kept apart from those of the body."""
    rates = apart(system.modes.rates, body.modes.rates)
    return msgspec.structs.replace(system, modes=msgspec.structs.replace(system.modes, rates=rates))


def _response(body: Body, system: SourceModes) -> Array:
    entry = body.modes.left[:, :, CENTRAL]
    distance = gap(system.modes.rates[:, None, :], body.modes.rates[:, :, None])
    return np.asarray(entry[:, :, None] * system.outflow[:, None, :] / distance)


def _apply(matrix: Array, vector: Array) -> Array:
    return np.asarray((matrix @ vector[:, :, None])[:, :, 0])


def _row(matrix: Array, row: int, vector: Array) -> Array:
    return np.asarray(np.einsum("pj,pj->p", matrix[:, row, :], vector))


def _solution(
    state: _State, looks: list[tuple[float, Array]], on_skin: Array, feeds: list[tuple[float, Array]]
) -> Solution:
    kinetics = [state.body.parent] + ([state.body.metabolite] if state.body.metabolite else [])
    seen = np.stack([amounts for _, amounts in looks])
    left = np.stack(
        [_apply(s.system.modes.right, z).sum(axis=1) for s, z in zip(state.sources, state.amount, strict=True)]
    )
    area_under = _apply(state.body.modes.right, state.own_integral + state.driven_integral)
    plasma, milk, infant, cleared = [], [], [], []
    for number, substance in enumerate(kinetics):
        base = number * ROWS_PER_SUBSTANCE
        plasma.append(seen[:, :, base + CENTRAL] / substance.mother.central_volume_l * UG_PER_MG)
        milk.append(seen[:, :, base + MILK] / substance.milk.volume_l * UG_PER_MG)
        infant.append(seen[:, :, base + INFANT] / substance.infant.volume_l * UG_PER_MG)
        cleared += [
            area_under[:, base + CENTRAL] * substance.mother.clearance_l_per_h / substance.mother.central_volume_l,
            area_under[:, base + INFANT] * substance.infant.clearance_l_per_h / substance.infant.volume_l,
        ]
    fed = np.stack([drunk for _, drunk in feeds], axis=1) if feeds else np.zeros((len(kinetics), 0, state.pairs))
    return Solution(
        look_hours=tuple(hour for hour, _ in looks),
        feed_hours=tuple(hour for hour, _ in feeds),
        plasma_ug_per_l=np.stack(plasma),
        milk_ug_per_l=np.stack(milk),
        infant_ug_per_l=np.stack(infant),
        on_skin_mg=on_skin,
        fed_mg=fed,
        absorbed_mg=state.dosed - left - state.removed - state.evaporated,
        removed_mg=state.removed,
        evaporated_mg=state.evaporated,
        left_mg=left,
        in_body_mg=state.in_body().T,
        cleared_mg=np.stack(cleared) if state.balance else None,
        substeps=state.substeps,
    )
