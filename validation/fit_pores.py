"""Fits the share that real micropores let through of what the equations' fluid-filled ones do, and scores it on sources left out.

An observation is held to a fourth either way of what is printed; every source counts once, however many rows it gives.
`python -m validation.fit_pores` prints the figures of the needling procedures in the knowledge that name this fit.
"""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri  # type: ignore[import-untyped,unused-ignore]
from scipy.stats import t as student  # type: ignore[import-untyped,unused-ignore]

from milkpath.knowledge.reader import knowledge
from validation.needling import BASES, OpenShare, Parts, Trial, measured_by_others, parts, predicted, trials
from validation.scores import Scores, scores
from validation.topical import Found

Array = NDArray[np.float64]
Rows = NDArray[np.bool_]

HELD_TO = 1.25
"""An observation counts as found where the prediction is within this factor of what is printed."""
SHARES: Array = np.geomspace(0.01, 2.0, 107)
SPREADS: Array = np.geomspace(1.2, 12.0, 81)
"""Middles and geometric standard deviations of the share that are tried."""
LEVEL = 0.95
"""Where the spread is made to hold: the 95th percentile, on which answers rest."""
LEAST_LIKELY = 1e-9
"""So that one row cannot rule out a share by itself."""
SHOWN = (1.0, 0.3, 0.1, 0.03, 0.01)
"""Shares whose scores are shown beside the fit."""


@cache
def _every() -> tuple[tuple[Trial, ...], tuple[Parts, ...]]:
    known, others, all_trials = knowledge(), measured_by_others(), tuple(trials())
    return all_trials, tuple(parts(one, known, others) for one in all_trials)


def log_likelihood(observed: Array, of: tuple[Parts, ...]) -> Array:
    """Logarithm of the probability of each observation, (shares, spreads, rows).

    The pores' part is lognormal: `P(low < beside + share ratio < high)`. Less than what passes beside them has no part of theirs.
    """
    beside = np.array([one.beside for one in of])
    middle = np.log10([one.ratio.middle for one in of]) + np.log10(SHARES)[:, None, None]
    spread = np.hypot([one.ratio.log10_spread for one in of], np.log10(SPREADS)[:, None])

    def below(limit: Array) -> Array:
        left = limit - beside
        return np.where(left > 0, ndtr((np.log10(np.maximum(left, LEAST_LIKELY)) - middle) / spread), 0.0)

    found = below(observed * HELD_TO) - below(observed / HELD_TO)
    return np.asarray(np.log(np.maximum(found, LEAST_LIKELY)))


def best(likelihood: Array, source: NDArray[np.str_], used: Rows) -> OpenShare:
    """The share and spread under which the rows that are used are likeliest, each source counting once, for a new source."""
    _, number, rows_of = np.unique(source[used], return_inverse=True, return_counts=True)
    total = (likelihood[..., used] / rows_of[number]).sum(axis=-1)
    row, column = np.unravel_index(int(np.argmax(total)), total.shape)
    return OpenShare(middle=float(SHARES[row]), gsd=float(SPREADS[column] ** wider(len(rows_of))))


def wider(sources: int) -> float:
    """Factor on the logarithm of the spread for a source that is new, since middle and spread come from few (Student's t).

    >>> round(wider(10), 2), round(wider(1000), 2)
    (1.17, 1.0)
    """
    return float(student.ppf(LEVEL, sources - 1) / ndtri(LEVEL) * np.sqrt(1 + 1 / sources))


@cache
def fitted() -> OpenShare:
    """The share by all rows."""
    all_trials, of = _every()
    observed, source = np.array([one.observed for one in all_trials]), np.array([one.source for one in all_trials])
    return best(log_likelihood(observed, of), source, np.ones(len(of), dtype=bool))


@cache
def without(left_out: str) -> OpenShare:
    """The share by all sources but one."""
    all_trials, of = _every()
    observed, source = np.array([one.observed for one in all_trials]), np.array([one.source for one in all_trials])
    return best(log_likelihood(observed, of), source, source != left_out)


def found() -> dict[str, list[Found]]:
    """Every observation beside what the other sources predict of it, by what the permeability of whole skin rests on."""
    entries: dict[str, list[Found]] = {basis: [] for basis in BASES}
    for one, of in zip(*_every(), strict=True):
        got = predicted(of, without(one.source))
        entries[got.basis].append(
            Found(
                substance=one.substance,
                what=one.skin,
                observed=one.observed,
                low=got.low,
                middle=got.middle,
                high=got.high,
                unit=one.unit,
                source=one.source,
                note=one.note,
            )
        )
    return entries


def by_share() -> dict[float, Scores]:
    """How far off the middles are with one share for all."""
    pairs = list(zip(*_every(), strict=True))
    return {
        share: scores(
            np.log10([predicted(of, OpenShare(middle=share, gsd=1.0)).middle / one.observed for one, of in pairs])
        )
        for share in SHOWN
    }


def main() -> None:
    """Print the figures."""
    share = fitted()
    sys.stdout.write(f"share {share.middle:.2g}, geometric standard deviation {share.gsd:.2g}\n")


if __name__ == "__main__":
    main()
