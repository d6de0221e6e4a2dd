"""The share that real pores let through is found again where it is known, and no source chooses its own."""

from __future__ import annotations

import numpy as np
import pytest
from validation import fit_pores
from validation.fit_pores import best, log_likelihood, wider
from validation.needling import Parts, Permeability
from validation.scores import scores
from validation.shared import DATA

STUDIES = 200
PARTS = Parts(
    ratio=Permeability(middle=100.0, log10_spread=0.1),
    whole=Permeability(middle=1.0),
    basis="the study itself",
)


def _drawn(middle: float, gsd: float) -> tuple[np.ndarray, tuple[Parts, ...], np.ndarray]:
    rng = np.random.default_rng(1)
    spread = np.hypot(np.log10(gsd), PARTS.ratio.log10_spread)
    observed = PARTS.whole.middle + PARTS.ratio.middle * middle * 10 ** rng.normal(0.0, spread, STUDIES)
    return observed, (PARTS,) * STUDIES, np.array([f"study {number}" for number in range(STUDIES)])


def test_a_known_share_is_found_again() -> None:
    """From many studies with a share of 0.2 and a spread of 3 the fit gives both back."""
    observed, of, source = _drawn(0.2, 3.0)
    found = best(log_likelihood(observed, of), source, np.ones(STUDIES, dtype=bool))
    assert found.middle == pytest.approx(0.2, rel=0.2)
    assert found.gsd == pytest.approx(3.0, rel=0.2)


def test_a_source_counts_once_however_many_rows_it_gives() -> None:
    """Rows that stand twice under the name of their source change nothing."""
    observed, of, source = _drawn(0.2, 3.0)
    once = best(log_likelihood(observed, of), source, np.ones(STUDIES, dtype=bool))
    rows = np.concatenate([np.arange(STUDIES), np.arange(STUDIES // 2)])
    likelihood = log_likelihood(observed[rows], tuple(of[row] for row in rows))
    assert best(likelihood, source[rows], np.ones(len(rows), dtype=bool)) == once


def test_needles_that_seem_to_take_away_ask_for_small_pores() -> None:
    """An enhancement below one, within what is held of it, is likelier the less pores let through."""
    likelihood = log_likelihood(np.array([0.9]), (PARTS,))[..., 0]
    assert (np.diff(likelihood, axis=0) <= 1e-12).all()


def test_few_sources_make_the_spread_wider() -> None:
    """The factor falls towards one with the number of sources."""
    factors = [wider(count) for count in (3, 10, 100, 10_000)]
    assert factors == sorted(factors, reverse=True)
    assert factors[-1] == pytest.approx(1.0, abs=1e-3)


@pytest.mark.shared
@pytest.mark.skipif(
    not DATA.is_dir(), reason="the tables of observed data are not beside the checkout (../shared/data)"
)
def test_every_row_has_a_say() -> None:
    """No observation is as likely under every share."""
    rows, of = fit_pores._every()
    likelihood = log_likelihood(np.array([one.observed for one in rows]), of)
    assert (np.ptp(likelihood, axis=(0, 1)) > 0.5).all()


@pytest.mark.shared
@pytest.mark.skipif(
    not DATA.is_dir(), reason="the tables of observed data are not beside the checkout (../shared/data)"
)
def test_no_source_chooses_its_own_share() -> None:
    """The scores on sources left out are no better than those of the best single share, and better than with all of the pores."""
    every = np.array([one.error_log10 for part in fit_pores.found().values() for one in part])
    alone, shares = scores(every), fit_pores.by_share()
    assert min(one.absolute_average_fold for one in shares.values()) <= alone.absolute_average_fold
    assert alone.absolute_average_fold < shares[1.0].absolute_average_fold
