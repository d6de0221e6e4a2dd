"""What drains through closing micropores in one substep: exponential collocation.

A layer whose pores are open obeys `z_k' = rate_k z_k + drive_k g(t)` with `g = kappa(t) v(t)`, `v = sum_k on_skin_k z_k`, `drive`
from the vehicle into the dermis. On a substep g is the polynomial through Gauss-Legendre nodes that satisfies the equation
there; everything else is exact, however stiff the layer is.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

NODES, _WEIGHTS = np.polynomial.legendre.leggauss(4)
NODES = (NODES + 1) / 2
_WEIGHTS = _WEIGHTS / 2
_TO_MONOMIALS = np.linalg.inv(np.vander(NODES, increasing=True))
_AT_END = _TO_MONOMIALS.sum(axis=0)
ORDER = len(NODES)
SMALL, SERIES_TERMS = 0.5, 11
"""Where the functions of exponential integrators are taken from their series, whose next term is below 1e-16 there."""


class Substep(msgspec.Struct, frozen=True, kw_only=True):
    """What a substep of one length does to one source, whatever is in it: computed once for each source and length."""

    seen: Array
    """(nodes + end, n, P): amount on the skin for each amplitude at the start."""
    felt: Array
    """(nodes + end, nodes, P): amount on the skin from the flow at each node."""
    pushed: Array
    """(n, nodes, P): amplitudes at the end from the flow at each node."""
    pushed_body: tuple[Array, ...]
    """(M, nodes, P) for each substance: amplitudes of the body's own modes at the end."""


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """The flow through the pores of one source in one substep, by its values at the nodes (nodes, P)."""

    at_nodes: Array
    total: Array
    defect: float


def substep(rates: Array, on_skin: Array, drive: Array, body: tuple[tuple[Array, Array], ...], step: float) -> Substep:
    """Prepare a substep.

    Args:
        rates: of the modes of the source (n, P); the last one is the depot in the dermis.
        on_skin: amount on the skin for each amplitude (n, P).
        drive: amplitudes that 1 mg makes on its way from the layer into the dermis (n, P).
        body: rates of the body's own modes, and what they make of that 1 mg, (M, P) each, for each substance.
        step: length [h].
    """
    times = [float(time) for time in NODES * step]
    chain = slice(0, -1)
    visible = on_skin[chain] * drive[chain]
    at_nodes = [np.einsum("kp,kjp->jp", visible, weights(rates[chain], time, step)) for time in times]
    at_end = weights(rates, step, step)
    return Substep(
        seen=np.stack([on_skin[chain] * np.exp(rates[chain] * time) for time in [*times, step]]),
        felt=np.stack([*at_nodes, np.einsum("kp,kjp->jp", visible, at_end[chain])]),
        pushed=drive[:, None] * at_end,
        pushed_body=tuple(kick[:, None] * weights(own, step, step) for own, kick in body),
    )


def drained(prepared: Substep, amplitudes: Array, kappa: Array, step: float, scale: Array) -> Flow:
    """Solve `g(t_m) = kappa(t_m) v(t_m)` at the nodes.

    Args:
        prepared: of this source and length.
        amplitudes: (n, P) at the start.
        kappa: (nodes + end, P), the rate at which the pores drain the layer [1/h].
        step: length [h].
        scale: (P,) what was put on [mg]; the defect is relative to it.
    """
    alone = np.einsum("tkp,kp->tp", prepared.seen, amplitudes)
    matrix = -kappa[:-1, None] * prepared.felt[:-1]
    for node in range(ORDER):
        matrix[node, node] += 1.0
    flow = _eliminated(matrix, kappa[:-1] * alone[:-1])
    at_end = kappa[-1] * (alone[-1] + np.einsum("jp,jp->p", prepared.felt[-1], flow))
    off = np.abs(_AT_END @ flow - at_end) * step / np.maximum(scale, 1e-300)
    return Flow(at_nodes=flow, total=step * (_WEIGHTS @ flow), defect=float(off.max()))


def weights(rates: Array, hours: float, step: float) -> Array:
    """`int_0^t exp(rate (t-s)) l_j(s/step) ds` for the Lagrange polynomials on the nodes, shape (n, nodes, P)."""
    moments = np.empty((rates.shape[0], ORDER, rates.shape[1]))
    for k, function in enumerate(_phi(rates * hours)):
        np.multiply(function, math.factorial(k) * hours * (hours / step) ** k, out=moments[:, k])
    return np.asarray(np.einsum("ij,nip->njp", _TO_MONOMIALS, moments))


def _phi(z: Array) -> list[Array]:
    """The functions `phi_1 .. phi_ORDER` of exponential integrators, `phi_k(z) = sum_m z^m/(m+k)!`, for z <= 0."""
    small = z > -SMALL
    outer = np.where(small, -1.0, z)
    found = [np.expm1(outer) / outer]
    for k in range(1, ORDER):
        found.append((found[-1] - 1 / math.factorial(k)) / outer)
    if not small.any():
        return found
    inner = z[small]
    last = np.full_like(inner, 1 / math.factorial(ORDER + SERIES_TERMS))
    for m in range(SERIES_TERMS - 1, -1, -1):
        last = last * inner + 1 / math.factorial(ORDER + m)
    found[-1][small] = last
    for k in range(ORDER - 1, 0, -1):
        last = last * inner + 1 / math.factorial(k)
        found[k - 1][small] = last
    return found


def _eliminated(matrix: Array, right: Array) -> Array:
    """Solve (m, m, P) systems by elimination; the diagonals dominate, since each is 1 plus what drains away."""
    size = matrix.shape[0]
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = matrix[row, pivot] / matrix[pivot, pivot]
            matrix[row, pivot + 1 :] -= factor * matrix[pivot, pivot + 1 :]
            right[row] -= factor * right[pivot]
    for pivot in range(size - 1, -1, -1):
        for column in range(pivot + 1, size):
            right[pivot] -= matrix[pivot, column] * right[column]
        right[pivot] /= matrix[pivot, pivot]
    return right
