"""Cross-validation in which everything of one group is left out together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Groups = NDArray[np.int64]
FOLDS = 10


class Model(msgspec.Struct, frozen=True):
    """Something that is fitted on rows (their numbers) and predicts rows; `complexity` orders models by their parameters."""

    name: str
    complexity: int
    fit: Callable[[Groups], Any]
    predict: Callable[[Any, Groups], Array]


def splits(groups: Groups, seed: int, within: Groups | None = None) -> Iterator[tuple[Groups, Groups]]:
    """(train, test) row numbers, each group in one test fold."""
    rows = np.arange(len(groups)) if within is None else within
    present = np.random.default_rng(seed).permutation(np.unique(groups[rows]))
    for number in range(FOLDS):
        out = np.isin(groups[rows], present[number::FOLDS])
        if out.any():
            yield rows[~out], rows[out]


def out_of_fold(model: Model, groups: Groups, seed: int, within: Groups | None = None) -> Array:
    """Predictions (rows,) of rows that the model was not fitted on; NaN outside `within`."""
    found = np.full(len(groups), np.nan)
    for train, test in splits(groups, seed, within):
        found[test] = model.predict(model.fit(train), test)
    return found


def chosen(
    models: list[Model],
    observed: Array,
    groups: Groups,
    seed: int,
    within: Groups | None = None,
    *,
    standard_errors: float = 1.0,
) -> Model:
    """The simplest model within so many standard errors of the best, by squared error over groups (each counts once)."""
    rows = np.arange(len(groups)) if within is None else within
    _, numbered = np.unique(groups[rows], return_inverse=True)
    losses = []
    for model in models:
        errors = (out_of_fold(model, groups, seed, within) - observed)[rows]
        losses.append(np.bincount(numbered, errors**2) / np.bincount(numbered))
    best = min(losses, key=lambda each: float(each.mean()))
    limit = best.mean() + standard_errors * best.std() / np.sqrt(len(best))
    good = [model for model, loss in zip(models, losses, strict=True) if loss.mean() <= limit]
    return min(good, key=lambda model: model.complexity)


def nested(
    models: list[Model],
    observed: Array,
    groups: Groups,
    seed: int,
    within: Groups | None = None,
    *,
    standard_errors: float = 1.0,
) -> tuple[Array, list[str]]:
    """Out-of-fold predictions of the whole procedure, choice included, and what each fold chose."""
    found, names = np.full(len(groups), np.nan), []
    for train, test in splits(groups, seed, within):
        model = chosen(models, observed, groups, seed + 1000, train, standard_errors=standard_errors)
        found[test] = model.predict(model.fit(train), test)
        names.append(model.name)
    return found, names
