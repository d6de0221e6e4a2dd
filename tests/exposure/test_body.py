"""Mother, milk and infant joined: identities of the areas under the curves."""

from __future__ import annotations

import numpy as np
import pytest

from milkpath.exposure.body import body
from milkpath.exposure.events import Dose, Event, Feed, Look
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.source import Source, depot

from .systems import kinetics, one


def areas(found: Solution) -> tuple[float, float]:
    """Areas under the curves of plasma and milk."""
    hours = np.array(found.look_hours)
    plasma, milk = found.plasma_ug_per_l[0, :, 0], found.milk_ug_per_l[0, :, 0]
    return float(np.trapezoid(plasma, hours)), float(np.trapezoid(milk, hours))


def run(equilibration: float, ratio: float, emptied: float, every_h: float) -> Solution:
    person = kinetics(equilibration=equilibration, ratio=ratio, emptied=emptied, milk_l=0.01)
    events: list[Event] = [Dose(at_h=0.0, source=0, amount_mg=one(100.0))]
    ticks = range(round(24 / every_h) + 1)
    events += [Look(at_h=tick * every_h) for tick in ticks] + [Feed(at_h=tick * every_h) for tick in ticks]
    source = Source(step="step", system=depot(one(1.0), one(1.0)))
    return solve(body(person), [source], events)


@pytest.mark.parametrize("ratio", [0.1, 1.0, 4.0])
def test_fast_exchange_gives_the_ratio(ratio: float) -> None:
    """With exchange much faster than feeding, AUC in milk over AUC in plasma is the milk-to-plasma ratio."""
    plasma, milk = areas(run(equilibration=200.0, ratio=ratio, emptied=0.005, every_h=1 / 64))
    assert milk / plasma == pytest.approx(ratio, rel=3e-3)


@pytest.mark.parametrize("equilibration", [0.5, 1.4, 5.0])
def test_continuous_emptying_lowers_the_ratio(equilibration: float) -> None:
    """With milk drunk at a rate q per volume, AUC in milk over AUC in plasma is `M/P k/(k + q)`."""
    emptied, every_h = 0.01, 1 / 64
    found = run(equilibration=equilibration, ratio=1.0, emptied=emptied, every_h=every_h)
    plasma, milk = areas(found)
    rate = -np.log(1 - emptied) / every_h
    assert milk / plasma == pytest.approx(equilibration / (equilibration + rate), rel=1e-2)
    drunk = float(found.fed_mg[0].sum())
    assert drunk == pytest.approx(rate * 0.01 * milk / 1000, rel=1e-2)


def test_absorption_as_fast_as_elimination() -> None:
    """Where a tablet is absorbed at the rate of elimination, plasma is `dose/V k t exp(-k t)` (found as a fault: it was zero)."""
    rate, volume = 0.75, 32.0
    person = kinetics(clearance=rate * volume, central=volume, ratio=1e-12)
    events: list[Event] = [Dose(at_h=0.0, source=0, amount_mg=one(100.0)), *(Look(at_h=float(h)) for h in range(9))]
    found = solve(body(person), [Source(step="step", system=depot(one(rate), one(1.0)))], events)
    hours = np.array(found.look_hours)
    expected = 1000 * 100.0 / volume * rate * hours * np.exp(-rate * hours)
    assert found.plasma_ug_per_l[0, :, 0] == pytest.approx(expected, rel=1e-6, abs=1e-4)
