"""Fits the permeability of whole skin to measured coefficients, and says how well it predicts compounds it has not seen.

`python -m validation.fit_permeability` prints the figures of `knowledge/physiology/skin-permeability-fit.yaml`.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares  # type: ignore[import-untyped,unused-ignore]

from milkpath.exposure.predictors import robinson_coefficients
from milkpath.knowledge.reader import knowledge
from milkpath.skin.permeability import ThreePaths, modified_robinson, three_paths
from validation.folds import Groups, Model, chosen, nested, out_of_fold
from validation.scores import conformal_half_width, group_means, scores
from validation.shared import rows

Array = NDArray[np.float64]

SEEDS = (1, 2, 3)
SHRINKAGE = 0.2
"""Weight of one compound's squared error that a coefficient pays for each `ROOM` away from the published one; 0.02 to 1 were tried
in cross-validation and give errors within 0.02 of each other."""
TYPICAL_ROOT_MASS = 14.0
"""The published polar and watery paths go with `1/sqrt(M)`; as a straight line in sqrt(M) they are taken here, at 196 g/mol."""
ROOM = np.array([1.0, 0.3, 0.1, 1.0, 0.1, 1.0, 0.1])


class Records(msgspec.Struct, frozen=True):
    """Measured coefficients of human skin from water; repeats that are identical in every column stand once."""

    compound: tuple[str, ...]
    group: Groups
    molar_mass: Array
    log_kow: Array
    log_kp: Array
    donors: Array
    acceptors: Array
    weight: Array
    """Each compound counts once."""


@cache
def records() -> Records:
    """The records, grouped by structure and not by name."""
    kept: dict[tuple[str, ...], dict[str, str]] = {}
    for row in rows("skin_kp.csv"):
        kept.setdefault(tuple(text for name, text in row.items() if name not in {"record", "flag"}), row)
    found = list(kept.values())
    _, group = np.unique([row["smiles"] for row in found], return_inverse=True)

    def column(name: str) -> Array:
        return np.array([float(row[name]) for row in found])

    return Records(
        tuple(row["compound"] for row in found),
        group.astype(np.int64),
        column("mw"),
        column("logkow"),
        column("logkp_cm_h"),
        column("n_hbd"),
        column("n_hba"),
        1 / np.bincount(group)[group],
    )


def published() -> Array:
    """The published coefficients (Wilschut 1995) in the form of the three paths: where the fit is drawn to."""
    known = robinson_coefficients(knowledge())
    slope = -1 / (np.log(10) * TYPICAL_ROOT_MASS)
    level = -np.log10(TYPICAL_ROOT_MASS) - slope * TYPICAL_ROOT_MASS
    return np.array(
        [
            known.lipid_intercept,
            known.lipid_log_kow_slope,
            known.lipid_root_molar_mass_slope,
            np.log10(known.polar) + level,
            slope,
            np.log10(known.aqueous) + level,
            slope,
        ]
    )


def as_paths(figures: Array) -> ThreePaths:
    """Seven figures as coefficients."""
    return ThreePaths(*(float(figure) for figure in figures))


def fit_paths(train: Groups, extra: tuple[Array, ...] = ()) -> Array:
    """Coefficients by least squares, each compound counting once, drawn to the published ones; `extra` shift the lipid path."""
    data, prior = records(), np.concatenate([published(), np.zeros(len(extra))])
    room = np.concatenate([ROOM, [0.5 / float(values.std()) for values in extra]])
    root = np.sqrt(data.weight[train])

    def misfit(figures: Array) -> Array:
        off = root * (predict_paths(figures, train, extra) - data.log_kp[train])
        return np.concatenate([off, np.sqrt(SHRINKAGE) * (figures - prior) / room])

    return np.asarray(least_squares(misfit, prior).x)


def predict_paths(figures: Array, test: Groups, extra: tuple[Array, ...] = ()) -> Array:
    """log10 of the permeability [cm/h] of some records."""
    data = records()
    shifted = data.log_kow[test]
    for slope, values in zip(figures[7:], extra, strict=True):
        shifted = shifted + slope * values[test] / max(abs(float(figures[1])), 1e-6)
    return np.log10(three_paths(shifted, data.molar_mass[test], as_paths(figures[:7])))


def linear(name: str, columns: list[Array]) -> Model:
    """A line through some columns, by weighted least squares."""
    data = records()
    design = np.column_stack([np.ones_like(data.log_kp), *columns])

    def fit(train: Groups) -> Array:
        root = np.sqrt(data.weight[train])
        return np.asarray(np.linalg.lstsq(design[train] * root[:, None], data.log_kp[train] * root, rcond=None)[0])

    return Model(name, design.shape[1], fit, lambda line, test: np.asarray(design[test] @ line))


def robinson_refitted() -> Model:
    """Modified Robinson with the levels of the lipid and the polar path fitted, all slopes as published."""
    data, known = records(), robinson_coefficients(knowledge())

    def predict(levels: Array, test: Groups) -> Array:
        moved = msgspec.structs.replace(
            known, lipid_intercept=known.lipid_intercept + levels[0], polar=known.polar * 10 ** levels[1]
        )
        pairs = zip(data.log_kow[test], data.molar_mass[test], strict=True)
        return np.log10([modified_robinson(float(kow), float(mass), moved) for kow, mass in pairs])

    def fit(train: Groups) -> Array:
        root = np.sqrt(data.weight[train])
        return np.asarray(least_squares(lambda x: root * (predict(x, train) - data.log_kp[train]), [0.0, 0.0]).x)

    return Model("modified Robinson, two levels refitted", 2, fit, predict)


def candidates() -> list[Model]:
    """What competes, the simplest first."""
    data = records()
    robinson = robinson_refitted()
    still = Model(
        "modified Robinson as published", 0, lambda _: np.zeros(2), lambda _, test: robinson.predict(np.zeros(2), test)
    )
    bonds = (data.donors, data.acceptors)
    line = linear("Potts-Guy refitted", [data.log_kow, data.molar_mass])
    paths = Model("three paths", 7, fit_paths, predict_paths)
    bonded = Model(
        "three paths, hydrogen bonds on the lipid path",
        9,
        lambda train: fit_paths(train, bonds),
        lambda figures, test: predict_paths(figures, test, bonds),
    )
    both = Model(
        "mean of Potts-Guy and three paths",
        10,
        lambda train: (line.fit(train), paths.fit(train)),
        lambda fitted, test: (line.predict(fitted[0], test) + paths.predict(fitted[1], test)) / 2,
    )
    return [still, robinson, line, paths, bonded, both]


def fallbacks() -> dict[str, Model]:
    """What is left where an input is missing."""
    data = records()
    return {
        "no-log-kow": linear("molar mass alone", [np.sqrt(data.molar_mass)]),
        "no-molar-mass": linear("log Kow alone", [data.log_kow]),
        "nothing": linear("the middle of all", []),
    }


def errors(model: Model, seed: int = SEEDS[0]) -> Array:
    """Errors of log10 Kp of records that the model has not seen."""
    return out_of_fold(model, records().group, seed) - records().log_kp


def half_width(off: Array) -> float:
    """Half-width [log10] of the 90 % interval, every compound counting once."""
    return conformal_half_width(off, records().weight)


def by_compound(off: Array) -> float:
    """Root mean square of the mean error of each compound."""
    return scores(group_means(off, records().group)).rmse


def weighted_rmse(off: Array) -> float:
    """Root mean square error of a record, every compound counting once: the spread of a new measurement."""
    return float(np.sqrt(np.average(off**2, weights=records().weight)))


def figures() -> dict[str, Any]:
    """Everything that the knowledge file holds."""
    everything = np.arange(len(records().group))
    paths = next(model for model in candidates() if model.name == "three paths")
    off = errors(paths)
    found: dict[str, Any] = {"three-paths": paths.fit(everything).tolist(), "spread": weighted_rmse(off)}
    found["half-width"] = half_width(off)
    for name, model in fallbacks().items():
        off = errors(model)
        found[name] = [*model.fit(everything).tolist(), weighted_rmse(off), half_width(off)]
    return found


def nested_errors(seed: int = SEEDS[0]) -> tuple[Array, list[str]]:
    """Errors of log10 Kp of choice and fit together, and what each fold chose."""
    data = records()
    found, names = nested(candidates(), data.log_kp, data.group, seed)
    return found - data.log_kp, names


def main() -> None:
    """Print the comparison and the figures."""
    data = records()
    write = sys.stdout.write
    write(f"{len(data.compound)} records, {data.group.max() + 1} compounds\n")
    for model in candidates():
        offs = [errors(model, seed) for seed in SEEDS]
        write(
            f"{model.name:50s} compounds {np.mean([by_compound(o) for o in offs]):.3f}"
            f" records {np.mean([scores(o).rmse for o in offs]):.3f}\n"
        )
    write(f"chosen on all: {chosen(candidates(), data.log_kp, data.group, SEEDS[0]).name}\n")
    found, names = nested(candidates(), data.log_kp, data.group, SEEDS[0])
    write(
        f"nested: compounds {by_compound(found - data.log_kp):.3f} records {scores(found - data.log_kp).rmse:.3f} {names}\n"
    )
    for name, value in figures().items():
        write(f"{name}: {value}\n")


if __name__ == "__main__":
    main()
