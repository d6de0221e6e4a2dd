"""Fits the share that real micropores let through of what the equations' fluid-filled ones do, and scores it on sources left out.

An observation is held to a fourth either way of what is printed; every source counts once, however many rows it gives.
`python -m validation.fit_pores` prints the figures of the needling procedures in the knowledge that name this fit.
"""

from __future__ import annotations

import sys
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri  # type: ignore[import-untyped,unused-ignore]
from scipy.stats import t as student  # type: ignore[import-untyped,unused-ignore]

from milkpath.knowledge.reader import knowledge
from validation.needling import BASES, OpenShare, Parts, Trial, measured_by_others, parts, predicted, trials
from validation.scores import HALF_OF_CHI_SQUARE_95, Scores, scores, sum_once_each
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
PLACES: Array = ndtri((np.arange(21) + 0.5) / 21)
"""Standard deviations from the middle, equally likely, at which what passes beside the pores is taken."""
SHORT_NEEDLE_MM = 0.5
"""Length of rollers that is tried in place of the usual one, to see what hangs on it."""
SHOWN = (1.0, 0.3, 0.1, 0.03, 0.01)
"""Shares whose scores are shown beside the fit."""


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """The share by all rows, its 95 % interval by profile likelihood, and its middle with shorter needles on rollers."""

    share: OpenShare
    low: float
    high: float
    with_short_needles: float


@cache
def _every(needle_mm: float | None = None) -> tuple[tuple[Trial, ...], tuple[Parts, ...]]:
    """All rows, and what they are made of; rollers whose needles are not in print with those of this length."""
    known, others = knowledge(), measured_by_others()
    found = tuple(
        msgspec.structs.replace(one, needle_mm=needle_mm) if one.needle_mm is None and "roller" in one.device else one
        for one in trials()
    )
    return found, tuple(parts(one, known, others) for one in found)


def log_likelihood(observed: Array, of: tuple[Parts, ...]) -> Array:
    """Logarithm of the probability of each observation, (shares, spreads, rows).

    Both parts are lognormal: `P(low < whole + share ratio < high)`, the mean over equally likely values of what passes beside the
    pores. Where that is more than what was observed, the pores have no part in it.
    """
    middle = np.log10([one.ratio.middle for one in of]) + np.log10(SHARES)[:, None, None]
    spread = np.hypot([one.ratio.log10_spread for one in of], np.log10(SPREADS)[:, None])
    beside = [np.array([one.whole.middle * 10 ** (one.whole.log10_spread * place) for one in of]) for place in PLACES]

    def below(limit: Array) -> Array:
        total = np.zeros(np.broadcast_shapes(middle.shape, spread.shape))
        for each in beside:
            left = limit - each
            total += np.where(left > 0, ndtr((np.log10(np.maximum(left, LEAST_LIKELY)) - middle) / spread), 0.0)
        return total / len(beside)

    found = below(observed * HELD_TO) - below(observed / HELD_TO)
    return np.asarray(np.log(np.maximum(found, LEAST_LIKELY)))


def best(likelihood: Array, source: NDArray[np.str_], used: Rows) -> OpenShare:
    """The share and spread under which the rows that are used are likeliest, each source counting once, for a new source."""
    total = sum_once_each(likelihood[..., used], source[used])
    row, column = np.unravel_index(int(np.argmax(total)), total.shape)
    return OpenShare(middle=float(SHARES[row]), gsd=float(SPREADS[column] ** wider(len(np.unique(source[used])))))


def wider(sources: int) -> float:
    """Factor on the logarithm of the spread for a source that is new, since middle and spread come from few (Student's t).

    >>> round(wider(10), 2), round(wider(1000), 2)
    (1.17, 1.0)
    """
    return float(student.ppf(LEVEL, sources - 1) / ndtri(LEVEL) * np.sqrt(1 + 1 / sources))


@cache
def _likelihood(needle_mm: float | None = None) -> tuple[Array, NDArray[np.str_]]:
    rows, of = _every(needle_mm)
    observed = np.array([one.observed for one in rows])
    return log_likelihood(observed, of), np.array([one.source for one in rows])


def without(left_out: str | None, needle_mm: float | None = None) -> OpenShare:
    """The share by all sources but one."""
    likelihood, source = _likelihood(needle_mm)
    return best(likelihood, source, source != (left_out or ""))


def fitted() -> Fit:
    """The share by all rows."""
    likelihood, source = _likelihood()
    profile = sum_once_each(likelihood, source).max(axis=1)
    near = SHARES[profile > profile.max() - HALF_OF_CHI_SQUARE_95]
    return Fit(
        share=without(None),
        low=float(near.min()),
        high=float(near.max()),
        with_short_needles=without(None, SHORT_NEEDLE_MM).middle,
    )


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
    fit = fitted()
    sys.stdout.write(
        f"share {fit.share.middle:.2g} ({fit.low:.2g} to {fit.high:.2g}), geometric standard deviation {fit.share.gsd:.2g};"
        f" {fit.with_short_needles:.2g} with needles of {SHORT_NEEDLE_MM:g} mm on rollers\n"
    )


if __name__ == "__main__":
    main()
