"""Solves one substance for many pairs at once: exact between events, error-controlled where pores are closing.

Everything is held in modes that run by themselves (`source`, `body`), so that a step is one multiplication for each mode. What a
source sends into the blood drives the modes of the body: with the rates `rho_i` of a source and `nu_k` of the body,
`y = h + R z` solves the joined system exactly, with `R_ki = from_plasma_k to_blood_i / (rho_i - nu_k)`, where h runs by itself. The
same holds once more for a metabolite. Only the flow through closing pores is approximated (`pores`); substeps are chosen so that
its defect at the end of the substep, times its length, stays below `TOLERANCE` of what was put on. Times are kept on a grid of
`TICK_H` and substeps are powers of two of it, so that a substep is prepared once for each source and length.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import Body
from milkpath.exposure.events import Change, Dose, Event, Feed, Look, Needle, Remove, in_order
from milkpath.exposure.pores import NODES, ORDER, Flow, Substep, drained, substep
from milkpath.exposure.running import Running, dot
from milkpath.exposure.solution import Solution
from milkpath.exposure.source import DERMIS, Source, pore_rate_per_h
from milkpath.exposure.ticks import TICK_H

Array = NDArray[np.float64]

TOLERANCE = 3e-7
"""Largest defect of a substep, as a share of the dose. The defect is larger than the error that is made: with 3e-7 the
concentrations are right to 1e-8 (shown in `tests/exposure/test_solve.py`, with the order)."""
LARGEST_SUBSTEP_H = 8.0
SHORTEST_SUBSTEP_H = 2.0**-30
NEGLIGIBLE_PORE_FLOW = 1e-10
"""Flow through pores, as a share of the dose per hour, below which it is left out."""
SLOW = 1e-7
UG_PER_MG = 1000.0


def solve(body: Body, sources: list[Source], events: list[Event], *, balance: bool = True) -> Solution:
    """Run all events in order, and return what was seen.

    Args:
        body: mother, milk and infant of one substance (and its metabolite), P pairs.
        sources: where it enters from.
        events: with times [h] from 0; the run ends with the last one.
        balance: whether to keep the integrals that say where everything went (`cleared_mg`).
    """
    run, steps, ordered = Running(body, sources), _Steps(balance=balance), in_order(events)
    look_hours = tuple(event.at_h for event in ordered if isinstance(event, Look))
    feed_hours = tuple(event.at_h for event in ordered if isinstance(event, Feed))
    plasma, milk, infant = np.zeros((3, len(run.modes), len(look_hours), run.pairs))
    on_skin = np.zeros((len(sources), len(look_hours), run.pairs))
    fed = np.zeros((len(run.modes), len(feed_hours), run.pairs))
    looks, feeds = iter(range(len(look_hours))), iter(range(len(feed_hours)))
    for event in ordered:
        _advance(run, steps, round(event.at_h / TICK_H) * TICK_H)
        match event:
            case Look():
                number = next(looks)
                for substance, kinetics in enumerate(run.kinetics):
                    np.multiply(run.plasma(substance), UG_PER_MG, out=plasma[substance, number])
                    np.multiply(run.milk(substance), UG_PER_MG, out=milk[substance, number])
                    volume = kinetics.infant.volume_l
                    np.multiply(run.infant[substance], UG_PER_MG / volume, out=infant[substance, number])
                for source in run.now_active():
                    on_skin[source, number] = run.on_skin(source)
            case Feed():
                number = next(feeds)
                for substance in range(len(run.modes)):
                    fed[substance, number] = run.feed(substance)
            case _:
                _on_source(run, event)
                steps.next_h = TICK_H
    left = np.stack([dot(each.system.held, amount) for each, amount in zip(run.driving, run.amount, strict=True)])
    return Solution(
        look_hours=look_hours,
        feed_hours=feed_hours,
        plasma_ug_per_l=plasma,
        milk_ug_per_l=milk,
        infant_ug_per_l=infant,
        on_skin_mg=on_skin,
        fed_mg=fed,
        absorbed_mg=run.dosed - left - run.removed - run.evaporated,
        removed_mg=run.removed,
        evaporated_mg=run.evaporated,
        left_mg=left,
        in_body_mg=_in_body(run),
        cleared_mg=_cleared(run) if balance else None,
        substeps=steps.count,
    )


class _Steps:
    """How long the next substep may be, and the substeps that were prepared."""

    def __init__(self, *, balance: bool) -> None:
        self.balance = balance
        self.next_h = TICK_H
        self.count = 0
        self.prepared: dict[tuple[int, float], Substep] = {}


def _on_source(run: Running, event: Dose | Remove | Needle | Change) -> None:
    match event:
        case Dose():
            run.dose(event.source, event.amount_mg)
        case Remove():
            run.remove(event.source, event.share)
        case Needle():
            run.carry_in(event.source, event.carried_share)
        case Change():
            run.change(event.source, event.system)


def _advance(run: Running, steps: _Steps, end: float) -> None:
    """Run to an hour without events, in one go or, where pores are closing under a product, in substeps."""
    while run.hour < end:
        open_now = [number for number in run.now_active() if _pores_open(run, number)]
        if not open_now:
            _step(run, steps, end - run.hour, {})
            run.hour = end
            return
        step = min(steps.next_h, _largest_power_of_two(end - run.hour))
        flows = {number: _flow(run, steps, number, step) for number in open_now}
        defect = max(flow.defect for flow in flows.values())
        if defect > TOLERANCE and step > SHORTEST_SUBSTEP_H:
            steps.next_h = step / 2
            continue
        _step(run, steps, step, flows)
        steps.count += 1
        run.hour += step
        if defect < TOLERANCE / 2 ** (ORDER + 1):
            steps.next_h = min(max(steps.next_h, step) * 2, LARGEST_SUBSTEP_H)


def _largest_power_of_two(hours: float) -> float:
    return float(2.0 ** math.floor(math.log2(hours)))


def _pores_open(run: Running, number: int) -> bool:
    if not run.pores[number]:
        return False
    per_h = pore_rate_per_h(run.pores[number], run.hour) / run.driving[number].system.film
    return bool((per_h * run.on_skin(number)).max() > NEGLIGIBLE_PORE_FLOW * run.dosed[number].max())


def _flow(run: Running, steps: _Steps, number: int, step: float) -> Flow:
    driving = run.driving[number]
    system = driving.system
    key = (id(driving), step)
    if key not in steps.prepared:
        body = tuple((modes.rates, -kick) for modes, kick in zip(run.modes, driving.pore_kick, strict=True))
        steps.prepared[key] = substep(system.rates, system.on_skin, driving.pore_drive, body, step)
    times = [*(NODES * step), step]
    kappa = np.stack([pore_rate_per_h(run.pores[number], run.hour + time) / system.film for time in times])
    return drained(steps.prepared[key], run.amount[number][:DERMIS], kappa, step, run.dosed[number])


def _step(run: Running, steps: _Steps, step: float, flows: dict[int, Flow]) -> None:
    """Advance everything by one step, with the given flows through pores, and keep the integrals for the balance."""
    before = [own.copy() for own in run.own] if steps.balance else []
    for own, modes in zip(run.own, run.modes, strict=True):
        np.multiply(own, np.exp(modes.rates * step), out=own)
    for number in run.now_active():
        _step_source(run, steps, number, step, flows.get(number))
    if steps.balance:
        _add_areas(run, before, step, flows)
    for substance in range(len(run.modes)):
        run.digest(substance, step)


def _step_source(run: Running, steps: _Steps, number: int, step: float, flow: Flow | None) -> None:
    driving, old = run.driving[number], run.amount[number]
    system = driving.system
    new = old * np.exp(system.rates * step)
    pushed = None
    if flow is not None:
        prepared = steps.prepared[id(driving), step]
        new += np.einsum("njp,jp->np", prepared.pushed, flow.at_nodes)
        pushed = driving.pore_drive * flow.total
        for substance, weights in enumerate(prepared.pushed_body):
            run.own[substance] += np.einsum("mjp,jp->mp", weights, flow.at_nodes)
    run.amount[number] = new
    if steps.balance or system.evaporates:
        integral = _integral(old, new, pushed, system.rates, step)
        run.evaporated[number] += system.to_air_per_h * dot(system.on_skin, integral)
        for substance, row in enumerate(driving.plasma):
            run.plasma_area[substance] += dot(row, integral)


def _add_areas(run: Running, before: list[Array], step: float, flows: dict[int, Flow]) -> None:
    """Add what the body's own modes have under the plasma curves [mg h/L]."""
    for substance, modes in enumerate(run.modes):
        pushed = np.zeros_like(modes.rates)
        for number, flow in flows.items():
            pushed -= run.driving[number].pore_kick[substance] * flow.total
        integral = _integral(before[substance], run.own[substance], pushed, modes.rates, step)
        run.plasma_area[substance] += integral.sum(axis=0)
        if substance == 0 and len(run.modes) > 1:
            run.plasma_area[1] += run.body.hand_on(integral).sum(axis=0)


def _integral(before: Array, after: Array, pushed: Array | None, rates: Array, step: float) -> Array:
    """`int x dt` of modes that obey `x' = rate x + push`, from their change; slow modes by the trapezium rule."""
    slow = np.abs(rates * step) < SLOW
    change = after - before if pushed is None else after - before - pushed
    return np.where(slow, (before + after) * (step / 2), change / np.where(slow, 1.0, rates))


def _in_body(run: Running) -> Array:
    """Amounts at the end [mg]: plasma's volume, tissue, milk, gut and infant, for each substance."""
    rows: list[Array] = []
    for substance, (kinetics, modes) in enumerate(zip(run.kinetics, run.modes, strict=True)):
        amplitudes = run.amplitudes(substance)
        rows += [
            amplitudes.sum(axis=0) * kinetics.mother.central_volume_l,
            dot(modes.tissue_mg, amplitudes),
            dot(modes.milk_mg_per_l, amplitudes) * kinetics.milk.volume_l,
            run.gut[substance],
            run.infant[substance],
        ]
    return np.stack(rows)


def _cleared(run: Running) -> Array:
    """Amounts cleared by the mother and by the infant [mg], for each substance."""
    rows: list[Array] = []
    for substance, kinetics in enumerate(run.kinetics):
        taken_up = kinetics.infant.absorbed_share * (run.drunk[substance] - run.gut[substance])
        mother = run.plasma_area[substance] * kinetics.mother.clearance_l_per_h
        rows += [mother, taken_up - run.infant[substance]]
    return np.stack(rows)
