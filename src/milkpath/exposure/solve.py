"""Solves one substance for many pairs at once: exact between events, error-controlled where pores are closing.

Everything is held in modes that run by themselves (`source`, `body`), so that a step is one multiplication for each mode. What a
source sends into the blood drives the modes of the body: with the rates `rho_i` of a source and `nu_k` of the body,
`y = h + R z` solves the joined system exactly, with `R_ki = from_plasma_k to_blood_i / (rho_i - nu_k)`, where h runs by itself. The
same holds once more for a metabolite. Only the flow through closing pores is approximated (`pores`), over each time between
events, and in substeps for the pairs whose defect is above `pores.TOLERANCE` of what was put on. Times are kept on a grid of
`TICK_H`, so that the lengths between events come again, and each is prepared once for each layer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import Body
from milkpath.exposure.events import Change, Dose, Event, Feed, Look, Needle, Remove, in_order
from milkpath.exposure.pores import Flow, Substep, substep, through_pores
from milkpath.exposure.running import Running, dot
from milkpath.exposure.solution import Solution
from milkpath.exposure.source import DERMIS, Source, open_terms
from milkpath.exposure.ticks import TICK_H

Array = NDArray[np.float64]

NEGLIGIBLE_PORE_FLOW = 1e-10
"""Share of the dose per hour below which the flow through the pores of a pair is left out, were all that the skin holds on it."""
MOST_PREPARED = 24
"""Steps that are kept prepared; each takes 2 kB a pair."""
SLOW = 1e-12
"""Below it a mode does not change over a step, and its change says nothing about its integral."""
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
    """The steps that were prepared, by layer and length, and how many substeps were made."""

    def __init__(self, *, balance: bool) -> None:
        self.balance = balance
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
    """Run to an hour without events in one go; pairs whose pores close too fast for that take substeps of their own."""
    if run.hour < end:
        step = end - run.hour
        flows = {number: _flow(run, steps, number, step) for number in run.now_active() if run.pores[number]}
        _step(run, steps, step, {number: flow for number, flow in flows.items() if flow is not None})
        run.hour = end


def _flow(run: Running, steps: _Steps, number: int, step: float) -> Flow | None:
    """What goes through the pores of a source; `None` where that is too little to count."""
    system, dosed = run.driving[number].system, run.dosed[number]
    kappa = open_terms(run.pores[number], run.hour) / system.film
    held = dot(system.held[:DERMIS], run.amount[number][:DERMIS])
    counts = kappa.sum(axis=0) * held > NEGLIGIBLE_PORE_FLOW * dosed
    if not counts.any():
        return None
    layer = run.layer(number)
    key = (id(layer), step)
    if key not in steps.prepared:
        if len(steps.prepared) >= MOST_PREPARED:
            steps.prepared.clear()
        steps.prepared[key] = substep(layer, np.array(step))
    before = np.zeros_like(layer.rates)
    before[: run.amount[number].shape[0]] = run.amount[number]
    flow = through_pores(layer, steps.prepared[key], before, kappa * counts, dosed)
    steps.count += flow.substeps
    return flow


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
    pushed = None
    if flow is None:
        new = old * np.exp(system.rates * step)
    else:
        new, felt = flow.after[: old.shape[0]], flow.after[old.shape[0] :]
        pushed = driving.pore_drive * flow.total
        ends = np.cumsum([modes.rates.shape[0] for modes in run.modes])
        for own, part in zip(run.own, np.split(felt, ends[:-1]), strict=True):
            np.add(own, part, out=own)
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
