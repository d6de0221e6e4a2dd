"""Linear systems in their own coordinates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from milkpath.exposure.modes import Modes, cascade, gap, reversible_modes, scalar_modes

SEEDS = st.integers(0, 10_000)


def random_block(draw: np.random.Generator, size: int) -> tuple[np.ndarray, Modes]:
    """A reversible system as a matrix, written out from its equation, and as modes."""
    capacity, drain = draw.uniform(0.1, 10, (1, size)), draw.uniform(0.01, 3, (1, size))
    exchange = np.triu(draw.uniform(0, 2, (1, size, size)), 1)
    exchange = exchange + np.swapaxes(exchange, 1, 2)
    matrix = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            matrix[i, j] += exchange[0, i, j] / capacity[0, j]
            matrix[i, i] -= exchange[0, i, j] / capacity[0, i]
        matrix[i, i] -= drain[0, i] / capacity[0, i]
    return matrix, reversible_modes(capacity, exchange, drain)


def rebuilt(modes: Modes) -> np.ndarray:
    return (modes.right[0] * modes.rates[0]) @ modes.left[0]


@given(seed=SEEDS, size=st.integers(1, 12))
def test_modes_of_a_reversible_system_rebuild_its_matrix(seed: int, size: int) -> None:
    """`right @ left` is the identity, and `right @ diag(rates) @ left` the matrix, with no rate above zero."""
    matrix, modes = random_block(np.random.default_rng(seed), size)
    assert np.abs(modes.right[0] @ modes.left[0] - np.eye(size)).max() < 1e-12
    assert np.abs(rebuilt(modes) - matrix).max() < 1e-11 * np.abs(matrix).max()
    assert modes.rates.max() <= 0.0


@given(seed=SEEDS)
def test_modes_of_a_cascade_rebuild_its_matrix(seed: int) -> None:
    """Blocks joined in one direction have the modes of the joined matrix."""
    draw = np.random.default_rng(seed)
    one, first = random_block(draw, 3)
    two, second = random_block(draw, 2)
    feed = draw.uniform(0, 2, (1, 2, 3))
    joined = cascade([first, second], {(1, 0): feed})
    matrix = np.block([[one, np.zeros((3, 2))], [feed[0], two]])
    size = np.abs(joined.right).max() * np.abs(joined.left).max()
    assert np.abs(joined.right[0] @ joined.left[0] - np.eye(5)).max() < 1e-12 * size
    assert np.abs(rebuilt(joined) - matrix).max() < 1e-11 * size * np.abs(matrix).max()


@pytest.mark.parametrize("hours", [0.1, 1.0, 24.0])
@pytest.mark.parametrize("closeness", [0.0, 1e-12, 1e-9, -1e-9, 1e-7])
def test_equal_rates_run_as_equal_rates(hours: float, closeness: float) -> None:
    """Two rates that coincide pass matter on as `t exp(rate t)`, to the width of the gap (found as a fault: nothing passed)."""
    first, second = np.array([-0.7]), np.array([-0.7 * (1 + closeness)])
    joined = cascade([scalar_modes(first), scalar_modes(second)], {(1, 0): np.full((1, 1, 1), 0.7)})
    matrix = np.array([[first[0], 0], [0.7, second[0]]])
    found = (joined.right[0] * np.exp(joined.rates[0] * hours)) @ joined.left[0]
    assert np.abs(found - expm(matrix * hours)).max() < 3e-8
    assert np.abs(joined.right[0] @ joined.left[0] - np.eye(2)).max() < 3e-8


@given(first=st.floats(-1e3, 0), second=st.floats(-1e3, 0))
def test_gap_is_never_zero(first: float, second: float) -> None:
    """The difference of two rates keeps its sign and stays away from zero."""
    found = float(gap(np.array([first]), np.array([second]))[0])
    assert found != 0
    assert (found < 0) == (first < second)
