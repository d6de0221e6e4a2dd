"""From the simulated population to the figures of the answer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.simulate import Population
from milkpath.judgement.assessment import (
    Basis,
    BoundedInterval,
    ContactDose,
    ExposureReport,
    Interval,
    RelativeInfantDose,
    Series,
    Timeline,
)
from milkpath.judgement.rounding import round_significant

Array = NDArray[np.float64]

UG_PER_MG = 1000.0
PERCENT = 100.0
HOURS_PER_DAY = 24.0
LARGEST_TIMELINE = 120
NO_CONTACT = ContactDose(
    residue_ug_per_cm2=None, residue_by_hour=None, infant_oral_ug_per_kg=None, infant_dermal_ug_per_kg=None
)


def interval(values: Array) -> Interval:
    """5th, 50th and 95th percentile over the pairs."""
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    return Interval(
        p05=round_significant(float(low)), p50=round_significant(float(middle)), p95=round_significant(float(high))
    )


def bounded(values: Array, bound: float | None) -> BoundedInterval:
    """An interval with its bound, which is never below the 95th percentile."""
    plain = interval(values)
    ceiling = None if bound is None else max(round_significant(bound), plain.p95)
    return BoundedInterval(p05=plain.p05, p50=plain.p50, p95=plain.p95, bound=ceiling)


def drunk_ug(milk_ug_per_l: Array, hours: Array, litres_per_day: Array) -> Array:
    """Amount drunk from the start up to each hour [ug], (L, P), by milk taken evenly over the day (trapezium rule).

    When exactly the infant feeds is not known beforehand; drinking evenly, no verdict hangs on a lucky hour.

    >>> drunk_ug(np.array([[1.0], [1.0]]), np.array([0.0, 24.0]), np.array([0.5])).tolist()
    [[0.0], [0.5]]
    """
    slices = np.diff(hours)[:, None] * (milk_ug_per_l[1:] + milk_ug_per_l[:-1]) / 2
    area = np.concatenate([np.zeros((1, milk_ug_per_l.shape[1])), np.cumsum(slices, axis=0)])
    return np.asarray(area * litres_per_day / HOURS_PER_DAY)


def worst_day_ug(drunk: Array, hours: Array) -> Array:
    """Largest amount drunk in any 24 h [ug], per pair; a shorter run counts whole.

    >>> worst_day_ug(np.array([[0.0], [1.0], [5.0]]), np.array([0.0, 24.0, 48.0])).tolist()
    [4.0]
    """
    ends = np.minimum(np.searchsorted(hours, hours + HOURS_PER_DAY, side="left"), len(hours) - 1)
    return np.asarray((drunk[ends] - drunk).max(axis=0))


def exposure_reports(
    population: Population, *, bound_mg: float, contact: ContactDose, bases: dict[str, Basis]
) -> list[ExposureReport]:
    """One report for the parent and one for its metabolite."""
    return [
        _report(population, number, bound_mg if number == 0 else 0.0, contact, bases[identity])
        for number, identity in enumerate(population.substances)
    ]


def _report(population: Population, number: int, bound_mg: float, contact: ContactDose, basis: Basis) -> ExposureReport:
    absorbed = population.absorbed_mg.sum(axis=0)
    drunk = drunk_ug(population.milk_ug_per_l[number], population.looks_h, population.milk_l_per_day)
    worst_ug_per_kg = worst_day_ug(drunk, population.looks_h) / population.infant_weight_kg
    total_ug_per_kg = drunk[-1] / population.infant_weight_kg
    peak = population.plasma_ug_per_l[number].max(axis=0)
    infant_peak = population.infant_ug_per_l[number].max(axis=0)
    parent = number == 0
    bound = bound_mg if parent and bound_mg > 0 else None
    applied = float(population.applied_mg.sum(axis=0)[0])
    ceiling = None if bound is None else min(float(np.quantile(absorbed, 0.95)) + bound, applied)
    factor = _bound_factor(absorbed, ceiling)
    return ExposureReport(
        substance=population.substances[number],
        parent=None if parent else population.substances[0],
        by_step=_by_step(population) if parent else {},
        horizon_h=round_significant(population.horizon_h),
        applied_mg=round_significant(float(population.applied_mg.sum(axis=0)[0])) if parent else None,
        absorbed_mg=bounded(absorbed, ceiling) if parent else None,
        mother_peak_ug_per_l=bounded(peak, None if factor is None else float(np.quantile(peak, 0.95)) * factor),
        milk_peak_ug_per_l=interval(population.milk_ug_per_l[number].max(axis=0)),
        infant_dose_ug_per_kg_day=bounded(
            worst_ug_per_kg, None if factor is None else float(np.quantile(worst_ug_per_kg, 0.95)) * factor
        ),
        infant_dose_total_ug_per_kg=bounded(
            total_ug_per_kg, None if factor is None else float(np.quantile(total_ug_per_kg, 0.95)) * factor
        ),
        infant_peak_ug_per_l=interval(infant_peak),
        infant_peak_at_adult_binding_ug_per_l=interval(
            infant_peak * population.infant_unbound_relative_to_adult[number]
        ),
        relative_infant_dose_percent=RelativeInfantDose(
            absorbed=_relative(total_ug_per_kg, absorbed, population.mother_weight_kg) if parent else None,
            applied=_relative(total_ug_per_kg, population.applied_mg.sum(axis=0), population.mother_weight_kg)
            if parent
            else None,
        ),
        contact=contact if parent else NO_CONTACT,
        limits=(),
        basis=basis,
        timeline=_timeline(population, number),
    )


def _bound_factor(absorbed: Array, ceiling_mg: float | None) -> float | None:
    """How many times more would be absorbed in the bound: everything downstream is linear in it."""
    if ceiling_mg is None:
        return None
    likely = float(np.quantile(absorbed, 0.95))
    return ceiling_mg / likely if likely > 0 else None


def _relative(infant_ug_per_kg: Array, mother_mg: Array, mother_weight_kg: float) -> Interval | None:
    dose = mother_mg * UG_PER_MG / mother_weight_kg
    if not (dose > 0).all():
        return None
    return interval(infant_ug_per_kg / dose * PERCENT)


def _by_step(population: Population) -> dict[str, float]:
    total = np.maximum(population.absorbed_mg.sum(axis=0), 1e-300)
    shares: dict[str, float] = {}
    for step, absorbed in zip(population.steps, population.absorbed_mg, strict=True):
        shares[step] = round_significant(shares.get(step, 0.0) + float(np.median(np.maximum(absorbed, 0.0) / total)))
    return shares


def _timeline(population: Population, number: int) -> Timeline:
    hours = population.looks_h
    keep = np.unique(np.linspace(0, len(hours) - 1, min(LARGEST_TIMELINE, len(hours))).round().astype(int))
    return Timeline(
        hours=tuple(round(float(hour), 3) for hour in hours[keep]),
        mother_ug_per_l=series(population.plasma_ug_per_l[number][keep]),
        milk_ug_per_l=series(population.milk_ug_per_l[number][keep]),
        infant_ug_per_l=series(population.infant_ug_per_l[number][keep]),
    )


def series(values: Array) -> Series:
    """5th, 50th and 95th percentile over the pairs (T, P) at each of T times."""
    low, middle, high = np.quantile(np.maximum(values, 0.0), [0.05, 0.5, 0.95], axis=1)
    return Series(p05=_row(low), p50=_row(middle), p95=_row(high))


def _row(values: Array) -> tuple[float, ...]:
    return tuple(round_significant(float(number)) for number in values)
