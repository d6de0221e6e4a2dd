"""Permeability of whole skin where none was measured, by what is known of a molecule, with the width of its error."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.skin.permeability import ThreePaths, three_paths

Array = NDArray[np.float64]
Names = NDArray[np.str_]


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """`log10 Kp = intercept + slope x`, for one figure x alone; with the spread of its errors, log10."""

    intercept: float
    slope: float
    log10_spread: float
    log10_half_width: float


class PermeabilityModel(msgspec.Struct, frozen=True, kw_only=True):
    """Lines for what is known; the figures live in `knowledge/physiology/skin-permeability-fit.yaml`."""

    paths: ThreePaths
    log10_spread: float
    log10_half_width: float
    by_root_molar_mass: Guess
    by_log_kow: Guess
    nothing: Guess
    log_kow_range: tuple[float, float]
    molar_mass_range: tuple[float, float]
    outside_wider: float
    """Factor on the width outside of the range of the substances that were fitted."""


class PredictedPermeability(msgspec.Struct, frozen=True, kw_only=True):
    """log10 of Kp [cm/h], its spread and the half-width of its 90 % interval, and the name of what was used; one entry each."""

    log10_middle: Array
    log10_spread: Array
    log10_half_width: Array
    method: Names


def predicted_permeability(
    log_kow: Array, molar_mass_g_per_mol: Array, model: PermeabilityModel, *, unionised: Array | float = 1.0
) -> PredictedPermeability:
    """The permeability from water of each molecule; what is not known is NaN, and widens the answer.

    Args:
        log_kow: of the molecule without charge.
        molar_mass_g_per_mol: average molar mass.
        model: the figures.
        unionised: share of the molecules without charge at the pH of the vehicle.
    """
    has_kow, has_mass = ~np.isnan(log_kow), ~np.isnan(molar_mass_g_per_mol)
    both = three_paths(
        np.where(has_kow, log_kow, 0.0),
        np.where(has_mass, molar_mass_g_per_mol, 100.0),
        model.paths,
        unionised=unionised,
    )
    cases = [has_kow & has_mass, has_mass, has_kow]
    guesses = [model.by_root_molar_mass, model.by_log_kow, model.nothing]

    def width(name: str) -> Array:
        first = np.full(log_kow.shape, getattr(model, name))
        return np.select(
            cases, [first, *(getattr(guess, name) for guess in guesses[:-1])], getattr(model.nothing, name)
        )

    middle = np.select(
        cases,
        [
            np.log10(both),
            guesses[0].intercept + guesses[0].slope * np.sqrt(molar_mass_g_per_mol),
            guesses[1].intercept + guesses[1].slope * log_kow,
        ],
        model.nothing.intercept,
    )
    outside = _outside(log_kow, model.log_kow_range) | _outside(molar_mass_g_per_mol, model.molar_mass_range)
    wider = np.where(outside, model.outside_wider, 1.0)
    names = ["three-paths", "molar-mass", "log-kow"]
    how = np.select(cases, names, "nothing-known").astype("U40")
    return PredictedPermeability(
        log10_middle=middle,
        log10_spread=width("log10_spread") * wider,
        log10_half_width=width("log10_half_width") * wider,
        method=np.where(outside, np.char.add(how, " (outside the fitted range)"), how),
    )


def _outside(values: Array, within: tuple[float, float]) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return np.asarray((values < within[0]) | (values > within[1]))
