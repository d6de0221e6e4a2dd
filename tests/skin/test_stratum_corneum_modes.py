"""The closed-form modes of the chain against its matrix written out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import eigvalsh, expm

from milkpath.skin.stratum_corneum import Chain
from milkpath.skin.stratum_corneum_modes import amounts_of, amplitudes_of, chain_modes

from .test_stratum_corneum import written_out

LOG_RATIO = st.floats(-5, 7)
LOG_AIR = st.one_of(st.none(), st.floats(-6, 3))


def layer(log_ratio: float, log_air: float | None, cells: int = 10) -> Chain:
    """A vehicle of `10^log_ratio` cells, that evaporates `10^log_air` times as fast as cells exchange."""
    return Chain(
        cells=cells,
        vehicle_ml=np.array([10**log_ratio]),
        cell_ml=np.array([1.0]),
        conductance_ml_per_h=np.array([1.0]),
        to_air_ml_per_h=np.array([0.0 if log_air is None else 10**log_air]),
    )


@settings(deadline=None, max_examples=300)
@given(log_ratio=LOG_RATIO, log_air=LOG_AIR, cells=st.integers(2, 20))
def test_rates_are_the_eigenvalues_of_the_matrix(log_ratio: float, log_air: float | None, cells: int) -> None:
    """Every root is found once, from the slowest to the fastest."""
    one = layer(log_ratio, log_air, cells)
    root = np.sqrt([one.vehicle_ml[0], *[1.0] * cells])
    inside = written_out(one)[:-1, :-1] * root[None, :] / root[:, None]
    expected = eigvalsh((inside + inside.T) / 2)[::-1]
    found = chain_modes(one).rates[:, 0]
    assert np.abs(found - expected).max() <= 1e-13 * np.abs(expected).max()


@settings(deadline=None, max_examples=100)
@given(log_ratio=LOG_RATIO, log_air=LOG_AIR, log_hours=st.floats(-3, 1.5))
def test_a_dose_runs_as_the_matrix_says(log_ratio: float, log_air: float | None, log_hours: float) -> None:
    """Vehicle, cells and flow into the blood are those of the matrix exponential."""
    one, hours = layer(log_ratio, log_air), 10**log_hours
    modes = chain_modes(one)
    amplitudes = modes.from_dose * np.exp(modes.rates * hours)
    expected = expm(written_out(one) * hours)[:-1, 0]
    assert amounts_of(modes, amplitudes)[::-1, 0] == pytest.approx(expected, abs=1e-10)
    assert float((modes.on_skin * amplitudes).sum()) == pytest.approx(expected[0], abs=1e-10)
    assert float((modes.in_all * amplitudes).sum()) == pytest.approx(expected.sum(), abs=1e-10)
    assert float((modes.to_blood * amplitudes).sum()) == pytest.approx(2 * expected[-1], abs=1e-10)


@given(log_ratio=LOG_RATIO, log_air=LOG_AIR, seed=st.integers(0, 1000))
def test_amplitudes_and_amounts_are_each_other_s_inverse(log_ratio: float, log_air: float | None, seed: int) -> None:
    """Any amounts come back from their amplitudes."""
    modes = chain_modes(layer(log_ratio, log_air))
    amounts = np.random.default_rng(seed).uniform(0, 1, (11, 1))
    assert amounts_of(modes, amplitudes_of(modes, amounts)) == pytest.approx(amounts, abs=1e-9)
