"""Fits how far a group of nursing women lies from the people whose kinetics stand in the knowledge: one factor on all levels.

The factor multiplies clearance and volumes alike, so that every level is divided by it: the width of an interval of the mean of a
study holds it as it is, and can be had without it. Each substance counts once. `python -m validation.fit_kinetics` prints the figure
`kinetics-between-groups`.
"""

from __future__ import annotations

import sys

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.kinetics import measured_in_one_group
from milkpath.knowledge.reader import knowledge
from validation.lactation import found, seen
from validation.scores import HALF_OF_CHI_SQUARE_95, Z95, sum_once_each
from validation.topical import Found

Array = NDArray[np.float64]
Rows = NDArray[np.bool_]

SPREADS: Array = np.arange(1.0, 2.5, 0.01)
"""Geometric standard deviations of the factor that are tried."""
LEAST_VARIANCE = 1e-3
"""Of the mean of a study without the factor; keeps the interval from closing where the factor is all there is."""


class BetweenGroups(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted spread with its 95 % interval, and shares that 90 % intervals hold: with what others give, and without the factor."""

    spread: float
    low: float
    high: float
    shipped: float
    held_left_out: float
    held_without: float


def between_groups() -> BetweenGroups:
    """The fit and what it does."""
    off, variance, substance = _rows()
    likelihood = log_likelihood(off, variance, substance)
    near = SPREADS[likelihood > likelihood.max() - HALF_OF_CHI_SQUARE_95]
    return BetweenGroups(
        spread=fitted(),
        low=float(near.min()),
        high=float(near.max()),
        shipped=_shipped(),
        held_left_out=held_left_out(),
        held_without=held_without(),
    )


def without_the_factor(rows: list[Found], shipped: float) -> tuple[Array, Array]:
    """How far each observation lies from the middle of its interval, and the variance of the mean without the factor; logarithms."""
    low, high, seen = (np.log([getattr(one, name) for one in rows]) for name in ("low", "high", "observed"))
    spread = (high - low) / 2 / Z95
    return seen - (high + low) / 2, np.maximum(spread**2 - np.log(shipped) ** 2, LEAST_VARIANCE)


def likeliest(off: Array, variance: Array, substance: NDArray[np.str_]) -> float:
    """The spread of the factor under which the observations are likeliest, normal on the logarithms.

    >>> off = np.log([1.5, 1 / 1.5] * 50)
    >>> names = np.array([f"substance {number}" for number in range(100)])
    >>> round(likeliest(off, np.full(100, 1e-3), names), 1)
    1.5
    """
    return float(SPREADS[int(np.argmax(log_likelihood(off, variance, substance)))])


def log_likelihood(off: Array, variance: Array, substance: NDArray[np.str_]) -> Array:
    """Logarithm of the likelihood of each of `SPREADS`, each substance counting once."""
    total = variance + np.log(SPREADS)[:, None] ** 2
    return sum_once_each(-(np.log(total) + off**2 / total) / 2, substance)


def used() -> Rows:
    """Which rows the fit rests on: of substances measured in one group, levels in plasma and those in milk whose ratio was observed."""
    observed = [one.case.ratio != "predicted" for one in seen(knowledge())[0]]
    return np.logical_and(_one_group(), observed)


def fitted() -> float:
    """The spread by all of them."""
    off, variance, substance = _rows()
    return likeliest(off, variance, substance)


def held_left_out() -> float:
    """Share of those that the 90 % interval holds with the factor that the other substances give."""
    off, variance, substance = _rows()
    held = []
    for name in np.unique(substance):
        here = substance == name
        spread = likeliest(off[~here], variance[~here], substance[~here])
        held += list(np.abs(off[here]) <= Z95 * np.sqrt(variance[here] + np.log(spread) ** 2))
    return float(np.mean(held))


def held_without() -> float:
    """Share of all observations that the 90 % interval would hold without the factor."""
    every, group = found()[0], np.array(_one_group())
    off, variance = without_the_factor(every, _shipped())
    spread = np.log([one.high / one.low for one in every]) / 2 / Z95
    return float(np.mean(np.abs(off) <= Z95 * np.where(group, np.sqrt(variance), spread)))


def _one_group() -> list[bool]:
    known = knowledge()
    return [measured_in_one_group(known.substances[one.read_off]) for one in seen(known)[0]]


def _rows() -> tuple[Array, Array, NDArray[np.str_]]:
    """Of the rows that are used: how far off, the variance without the factor, and whose medicine it is."""
    kept, names = used(), np.array([one.case.substance for one in seen(knowledge())[0]])
    off, variance = without_the_factor([one for one, use in zip(found()[0], kept, strict=True) if use], _shipped())
    return off, variance, names[kept]


def _shipped() -> float:
    return knowledge().parameter("kinetics-between-groups").gsd or 1.0


def main() -> None:
    """Print the figure."""
    got = between_groups()
    sys.stdout.write(
        f"geometric standard deviation {got.spread:.2f} ({got.low:.2f} to {got.high:.2f}); held with a substance left out {got.held_left_out:.0%},"
        f" without the factor {got.held_without:.0%}\n"
    )


if __name__ == "__main__":
    main()
