"""How far predictions are off, and how often an interval holds the observation."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

Z95 = 1.6448536
"""Standard deviations of the normal distribution that the 5th and 95th percentiles lie from its middle: the ends of a 90 % interval."""
HALF_OF_CHI_SQUARE_95 = 1.92
"""How far below its maximum a profile of a log-likelihood lies at the ends of a 95 % interval of one figure."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """Errors of log10 predictions: `predicted - observed`."""

    count: int
    rmse: float
    average_fold: float
    """AFE, 10^mean error: above 1 is too high."""
    absolute_average_fold: float
    """AAFE, the geometric mean fold error."""
    within_2: float
    within_3: float
    within_10: float


def scores(error_log10: Array) -> Scores:
    """Score errors of log10.

    >>> found = scores(np.log10([2.0, 0.5]))
    >>> round(found.average_fold, 2), round(found.absolute_average_fold, 2), found.within_3
    (1.0, 2.0, 1.0)
    """
    size = np.abs(error_log10)

    def within(fold: float) -> float:
        return float(np.mean(size <= np.log10(fold) + 1e-12))

    return Scores(
        count=len(error_log10),
        rmse=float(np.sqrt(np.mean(error_log10**2))),
        average_fold=float(10 ** np.mean(error_log10)),
        absolute_average_fold=float(10 ** np.mean(size)),
        within_2=within(2),
        within_3=within(3),
        within_10=within(10),
    )


def group_means(values: Array, groups: NDArray[np.int64]) -> Array:
    """The mean of each group, in the order of the group numbers."""
    return np.asarray(np.bincount(groups, values) / np.bincount(groups))


def sum_once_each(values: Array, groups: NDArray[np.str_]) -> Array:
    """The sum over the last axis in which each group counts once, however many entries it has.

    >>> sum_once_each(np.array([1.0, 3.0, 5.0]), np.array(["a", "a", "b"])).tolist()
    7.0
    """
    _, number, size = np.unique(groups, return_inverse=True, return_counts=True)
    return np.asarray((values / size[number]).sum(axis=-1))


def conformal_half_width(errors: Array, weights: Array, level: float = 0.9) -> float:
    """Half-width that holds a share `level` of new errors: a weighted quantile of |error|, one new error counted in.

    >>> conformal_half_width(np.arange(1.0, 20.0), np.ones(19))
    18.0
    """
    size = np.abs(errors)
    order = np.argsort(size)
    total = np.cumsum(weights[order]) / (weights.sum() + weights.mean())
    return float(size[order][min(int(np.searchsorted(total, level - 1e-12)), len(order) - 1)])
