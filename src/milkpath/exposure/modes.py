"""Linear systems in the coordinates in which each runs by itself: exact propagation, batched over pairs.

A system `x' = A x` with real rates is held as `x = right z`, `z = left x`, `z_k(t) = z_k(0) exp(rates_k t)`. Shapes: `rates`
(P, n), `right` and `left` (P, n, n), for P pairs.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

NARROWEST_GAP = 1e-8
"""Two rates closer than this (relative) are moved this far apart. The answer is then exact for a rate changed by 1e-8,
which is what the error bound of the solver allows; without it, equal rates would divide by zero."""


class Modes(msgspec.Struct, frozen=True, kw_only=True):
    """A linear system in its own coordinates."""

    rates: Array
    right: Array
    left: Array


def gap(first: Array, second: Array) -> Array:
    """The difference of two rates, kept away from zero."""
    difference = first - second
    scale = np.maximum(np.maximum(np.abs(first), np.abs(second)), 1e-12) * NARROWEST_GAP
    return np.where(np.abs(difference) < scale, np.where(difference < 0, -scale, scale), difference)


def apart(rates: Array, others: Array) -> Array:
    """Rates (P, n) moved to the edge of the gap where they coincide with another of `others` (P, m)."""
    moved = rates
    for column in range(others.shape[1]):
        other = others[:, column : column + 1]
        distance = gap(moved, other)
        moved = np.where(distance == moved - other, moved, other + distance)
    return moved


def reversible_modes(capacity: Array, exchange: Array, drain: Array) -> Modes:
    """Modes of amounts that flow both ways between capacities and drain away.

    Such a system, `a_i' = sum_j G_ij (a_j/c_j - a_i/c_i) - drain_i a_i/c_i` with symmetric G, becomes symmetric in
    `a/sqrt(c)`, so its rates are real and its modes orthogonal.

    Args:
        capacity: (P, n).
        exchange: (P, n, n), symmetric, zero diagonal.
        drain: (P, n).
    """
    root = np.sqrt(capacity)
    matrix = exchange / (root[:, :, None] * root[:, None, :])
    diagonal = -(exchange.sum(axis=2) + drain) / capacity
    index = np.arange(capacity.shape[1])
    matrix[:, index, index] = diagonal
    rates, vectors = np.linalg.eigh(matrix)
    return Modes(
        rates=np.minimum(rates, 0.0),
        right=root[:, :, None] * vectors,
        left=np.swapaxes(vectors, 1, 2) / root[:, None, :],
    )


def scalar_modes(rate: Array) -> Modes:
    """One compartment that decays by itself."""
    one = np.ones((rate.shape[0], 1, 1))
    return Modes(rates=rate[:, None], right=one, left=one)


def cascade(blocks: list[Modes], couplings: dict[tuple[int, int], Array]) -> Modes:
    """Join blocks in which matter flows only from earlier to later ones.

    Args:
        blocks: the blocks, in the order of the flow.
        couplings: `(to, from) -> (P, n_to, n_from)`, the matrix that feeds a later block from an earlier one.

    In the coordinates of the blocks the joined matrix is lower triangular; its eigenvectors follow by substitution.
    """
    sizes = [block.rates.shape[1] for block in blocks]
    start = np.concatenate([[0], np.cumsum(sizes)])
    pairs, total = blocks[0].rates.shape[0], int(start[-1])
    rates = blocks[0].rates
    for block in blocks[1:]:
        rates = np.concatenate([rates, apart(block.rates, rates)], axis=1)
    right, left = np.zeros((pairs, total, total)), np.zeros((pairs, total, total))
    lower = np.zeros((pairs, total, total))
    for number, block in enumerate(blocks):
        here = slice(start[number], start[number + 1])
        right[:, here, here], left[:, here, here] = block.right, block.left
    for (to, source), matrix in couplings.items():
        rows, columns = slice(start[to], start[to + 1]), slice(start[source], start[source + 1])
        lower[:, rows, columns] = blocks[to].left @ matrix @ blocks[source].right
    vectors, inverse = _triangular_eigenvectors(rates, lower)
    return Modes(rates=rates, right=right @ vectors, left=inverse @ left)


def _triangular_eigenvectors(rates: Array, lower: Array) -> tuple[Array, Array]:
    """Eigenvectors (columns) of `diag(rates) + lower` and their inverse, both unit lower triangular."""
    pairs, total = rates.shape
    vectors = np.tile(np.eye(total), (pairs, 1, 1))
    inverse = np.tile(np.eye(total), (pairs, 1, 1))
    for column in range(total):
        for row in range(column + 1, total):
            known = np.einsum("pk,pk->p", lower[:, row, column:row], vectors[:, column:row, column])
            vectors[:, row, column] = known / gap(rates[:, column], rates[:, row])
    for row in range(total):
        for column in range(row - 1, -1, -1):
            known = np.einsum(
                "pk,pk->p", inverse[:, row, column + 1 : row + 1], vectors[:, column + 1 : row + 1, column]
            )
            inverse[:, row, column] = -known
    return vectors, inverse
