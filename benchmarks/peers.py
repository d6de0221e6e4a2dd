"""The same model in other people's solvers: libRoadRunner (SBML) and SciPy's LSODA."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import numpy as np
import roadrunner
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from milkpath.exchange.sbml import sbml
from milkpath.exchange.written_out import WrittenOut

Array = NDArray[np.float64]


def roadrunner_runner(model: WrittenOut, hours: Array, relative_tolerance: float) -> Callable[[], dict[str, Array]]:
    """A function that runs the model from the start; building it is not part of a run."""
    runner = roadrunner.RoadRunner(sbml(model, name="bench", notes="bench"))
    runner.integrator.relative_tolerance = relative_tolerance
    runner.integrator.absolute_tolerance = relative_tolerance * 1e-4
    runner.timeCourseSelections = list(model.observed)
    times = [0.0, *hours.tolist()]

    def run() -> dict[str, Array]:
        runner.resetAll()
        rows = np.asarray(runner.simulate(times=times))[1:]
        return {name: rows[:, column] for column, name in enumerate(model.observed)}

    return run


def lsoda_runner(  # noqa: C901 - one model, three nested steps of it
    model: WrittenOut, hours: Array, relative_tolerance: float
) -> Callable[[], dict[str, Array]]:
    """The written-out flows as a matrix, integrated by SciPy's LSODA from jump to jump."""
    names = list(model.amounts)
    place = {name: row for row, name in enumerate(names)}
    compiled = [
        (place[f.source], None if f.target is None else place[f.target], f.uses_up, _compiled(f.rate_per_h))
        for f in model.flows
    ]
    rules = {name: _compiled(formula) for name, formula in model.rules.items()}
    jumps = [(jump.at_h, {name: _compiled(formula) for name, formula in jump.sets.items()}) for jump in model.jumps]
    observed = {name: _compiled(formula) for name, formula in model.observed.items()}
    timed = any("piecewise" in formula for formula in model.rules.values())

    def matrix(figures: dict[str, float], hour: float) -> Array:
        scope = {**figures, "time": hour}
        scope |= {name: rule(scope) for name, rule in rules.items()}
        found = np.zeros((len(names), len(names)))
        for source, target, uses_up, rate in compiled:
            per_h = rate(scope)
            if uses_up:
                found[source, source] -= per_h
            if target is not None:
                found[target, source] += per_h
        return found

    def run() -> dict[str, Array]:
        figures = {**model.constants, **model.changing}
        state = np.array([model.amounts[name] for name in names])
        seen: dict[str, list[float]] = {name: [] for name in observed}
        now, left = 0.0, list(jumps)
        for hour in hours:
            while left and left[0][0] <= hour:
                at, sets = left.pop(0)
                state, now = _integrated(matrix, figures, state, now, at, relative_tolerance, timed), at
                scope = {**figures, **dict(zip(names, state.tolist(), strict=True)), "time": at}
                for name, formula in {name: rule(scope) for name, rule in sets.items()}.items():
                    if name in place:
                        state[place[name]] = formula
                    else:
                        figures[name] = formula
            state, now = _integrated(matrix, figures, state, now, float(hour), relative_tolerance, timed), float(hour)
            scope = {**figures, **dict(zip(names, state.tolist(), strict=True))}
            for name, formula in observed.items():
                seen[name].append(formula(scope))
        return {name: np.array(series) for name, series in seen.items()}

    return run


def _integrated(
    matrix: Callable[[dict[str, float], float], Array],
    figures: dict[str, float],
    state: Array,
    begin: float,
    end: float,
    relative_tolerance: float,
    timed: bool,
) -> Array:
    if end <= begin or not state.any():
        return state
    still = matrix(figures, begin)

    def rates(hour: float, x: Array) -> Array:
        return (matrix(figures, hour) if timed else still) @ x

    def jacobian(hour: float, _: Array) -> Array:
        return matrix(figures, hour) if timed else still

    scale = float(np.abs(state).max())
    found = solve_ivp(
        rates,
        (begin, end),
        state,
        method="LSODA",
        rtol=relative_tolerance,
        atol=1e-4 * relative_tolerance * scale,
        jac=jacobian,
    )
    return np.asarray(found.y[:, -1])


def _compiled(formula: str) -> Callable[[dict[str, float]], float]:
    """A formula of the model as Python; `piecewise(a, condition, b)` becomes a conditional."""
    text = re.sub(r"piecewise\((.*?), (time >= \w+), 0\)", r"((\1) if \2 else 0.0)", formula)
    code = compile(text, "formula", "eval")
    return lambda scope: float(eval(code, {"exp": math.exp}, scope))  # noqa: S307 - formulas are our own
