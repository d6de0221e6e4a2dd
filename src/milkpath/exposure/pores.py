"""What drains through closing micropores in one step: exponential collocation, with substeps for the pairs that need them.

A layer whose pores are open obeys `z_k' = rate_k z_k + drive_k g(t)` with `g = kappa(t) v(t)`, `v = sum_k on_skin_k z_k`, `drive`
from the vehicle into the dermis. On a step g is the polynomial through the right Radau nodes that satisfies the equation there;
everything else is exact, however stiff the layer is. The last node is the end of the step, so that a film which its pores drain
in a small part of the step then follows what the skin gives back.

The defect says whether a step was short enough: what the polynomial misses at the start of the step, times its length. What
pores drain fast is made up for as fast: where the flow was wrong, the wrong amount is left on the skin, and follows within
1/kappa. Of that the skin and the body, which change at no more than `noticed` per hour, notice the share
`noticed/(noticed + kappa)`. The pairs for which the step was too long go again in substeps of their own: a stiff pair costs the
others nothing, and no answer hangs on the pairs beside it.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

ORDER = 7
"""Nodes of the collocation."""
TOLERANCE = 5e-8
"""Largest defect of a step, as a share of the dose. It is larger than the error that is made: with 5e-8 concentrations are right
to 1e-8 of their peak (shown in `tests/exposure/test_solve.py`, with the order)."""
FIRST_SUBSTEP = 0.6
"""Length of the first substep, in times in which the pores drain the layer to 1/e."""
SHORTEST_SUBSTEP_H = 2.0**-40
LEAST_FACTOR, MOST_FACTOR, CAUTION = 0.2, 10.0, 0.95
"""How much shorter and longer than the last substep the next one may be, and what it is shortened by to be on the safe side."""
SMALL, SERIES_TERMS = 2.0, 20
"""Where functions of a rate times a step are taken from their series, whose next term is below 1e-13 there."""


def _right_radau(count: int) -> Array:
    """The nodes on (0, 1], the last one 1: roots of `P_n - P_(n-1)`."""
    roots = np.polynomial.legendre.legroots([0.0] * (count - 1) + [-1.0, 1.0])
    return np.append(np.sort((roots.real + 1) / 2)[:-1], 1.0)


NODES = _right_radau(ORDER)
_POWERS = np.arange(ORDER)
_FACTORIALS = np.array([math.factorial(n) for n in range(ORDER + SERIES_TERMS)], dtype=float)
_TO_MONOMIALS = np.linalg.inv(np.vander(NODES, increasing=True))
_TO_SERIES = _FACTORIALS[:ORDER, None] * _TO_MONOMIALS
"""From values at the nodes to `q! c_q` of the polynomial `sum_q c_q s^q`, which `phi_(q+1)` then integrates."""
_AT_START = _TO_MONOMIALS[0]
_WEIGHTS = (1 / (_POWERS + 1)) @ _TO_MONOMIALS


def _from_moments() -> tuple[Array, Array]:
    """What `felt` takes from `sum_k visible_k z_k^p` and from `sum_k visible_k z_k^-(p+1)`, (node, polynomial, p) each."""
    near_power = np.arange(SERIES_TERMS)[:, None] + _POWERS + 1
    far_power = _POWERS - _POWERS[:, None]
    near, far = [], []
    for node in NODES:
        near.append((node**near_power / _FACTORIALS[near_power] @ _TO_SERIES).T)
        taylor = np.where(far_power >= 0, node ** np.abs(far_power) / _FACTORIALS[np.abs(far_power)], 0.0)
        far.append(-(taylor @ _TO_SERIES).T)
    return np.stack(near), np.stack(far)


_FROM_NEAR, _FROM_FAR = _from_moments()


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """A layer of product as its pores see it, with the modes of the body that feel what goes through them.

    `on_skin` (K, P) of the modes of vehicle and skin, which come first; then the depot in the dermis, then the modes of the body:
    `rates` and `drive` (N, P) of all. The rate at which pores drain it is a sum of exponentials that fall by `closing_per_h`
    (T, P). `noticed_per_h` (P,): how fast the layer empties without pores, and dermis and body change, at most.
    """

    on_skin: Array
    rates: Array
    drive: Array
    closing_per_h: Array
    noticed_per_h: Array

    def same(self, other: Layer) -> bool:
        """Whether this is the same layer: as when a product is put on again, or two doses of it lie on the same skin."""
        here, there = ((each.rates, each.on_skin, each.drive, each.closing_per_h) for each in (self, other))
        return all(map(np.array_equal, here, there))

    def of(self, pairs: NDArray[np.intp] | Mask) -> Layer:
        """The same for some of the pairs."""
        return Layer(
            on_skin=self.on_skin[:, pairs],
            rates=self.rates[:, pairs],
            drive=self.drive[:, pairs],
            closing_per_h=self.closing_per_h[:, pairs],
            noticed_per_h=self.noticed_per_h[pairs],
        )


class Substep(msgspec.Struct, frozen=True, kw_only=True):
    """What a step of one length does to one layer, whatever is in it."""

    step: Array
    """Length [h], one for all or (P,)."""
    seen: Array
    """(nodes, K, P): amount on the skin for each amplitude at the start."""
    felt: Array
    """(nodes, nodes, P): amount that the flow at each node has taken from the skin."""
    functions: Array
    """(1 + nodes, N, P): amplitude at the end for each amplitude at the start, and for each term of the flow's series."""
    closed: Array
    """(T, nodes, P): what is left of each term of the pores."""


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """What a step did: amplitudes at its end (N, P), what went through the pores, and the defect as a share of the dose (P,)."""

    after: Array
    total: Array
    defect: Array
    substeps: int = 0


def substep(layer: Layer, step: Array) -> Substep:
    """Prepare a step [h] of one length for all, or of one for each pair (P,)."""
    count = layer.on_skin.shape[0]
    z = layer.rates * step
    functions, kept = _exponentials(z), np.empty((ORDER, count, z.shape[1]))
    for node, time in enumerate(NODES):
        np.multiply(z[:count], time, out=kept[node])
    np.exp(kept, out=kept)
    felt = _felt(layer.on_skin * -layer.drive[:count], z[:count], kept)
    felt *= step
    kept *= layer.on_skin
    return Substep(
        step=step,
        seen=kept,
        felt=felt,
        functions=functions,
        closed=np.exp(-layer.closing_per_h[:, None] * (NODES[:, None] * step)),
    )


def through_pores(layer: Layer, prepared: Substep, before: Array, kappa: Array, scale: Array) -> Flow:
    """Take all pairs through a step, and those for which it is too long through substeps of their own.

    Args:
        layer: what is drained.
        prepared: of this layer, and of one length for all.
        before: amplitudes at the start (N, P).
        kappa: the terms of the rate at which the pores drain the layer at the start [1/h], (T, P).
        scale: what was put on [mg], (P,); the defect is relative to it.
    """
    flow = _drained(layer, prepared, before, kappa, scale)
    coarse = np.flatnonzero(flow.defect > TOLERANCE)
    if not coarse.size:
        return flow
    some = layer.of(coarse), before[:, coarse], kappa[:, coarse], scale[coarse]
    after, total, substeps = _in_substeps(*some, float(prepared.step))
    flow.after[:, coarse], flow.total[coarse] = after, total
    return msgspec.structs.replace(flow, substeps=substeps)


def _drained(layer: Layer, prepared: Substep, before: Array, kappa: Array, scale: Array) -> Flow:
    """Solve `g(t_m) = kappa(t_m) v(t_m)` at the nodes."""
    seen = before[: layer.on_skin.shape[0]]
    rate = np.einsum("tp,tmp->mp", kappa, prepared.closed)
    system = np.empty((ORDER, ORDER + 1, scale.size))
    np.multiply(rate[:, None], prepared.felt, out=system[:, :-1])
    for node in range(ORDER):
        system[node, node] += 1.0
    np.multiply(rate, np.einsum("mkp,kp->mp", prepared.seen, seen), out=system[:, -1])
    flow = _solved(system)
    at_start = kappa.sum(axis=0) * np.einsum("kp,kp->p", layer.on_skin, seen)
    pushed = np.einsum("qnp,qp->np", prepared.functions[1:], (_TO_SERIES @ flow) * prepared.step)
    pushed *= layer.drive
    pushed += prepared.functions[0] * before
    noticed = layer.noticed_per_h / (layer.noticed_per_h + rate[-1])
    return Flow(
        after=pushed,
        total=(_WEIGHTS @ flow) * prepared.step,
        defect=np.abs(_AT_START @ flow - at_start) * prepared.step * noticed / np.maximum(scale, 1e-300),
    )


def _in_substeps(layer: Layer, before: Array, kappa: Array, scale: Array, hours: float) -> tuple[Array, Array, int]:
    """Take each pair through these hours in substeps of its own: `after`, `total` and `substeps` of a `Flow`."""
    after, total, count = np.empty_like(before), np.zeros_like(scale), 0
    pairs, left, state = np.arange(scale.size), np.full(scale.size, hours), before
    following = FIRST_SUBSTEP / kappa.sum(axis=0)
    while pairs.size:
        step = np.minimum(following, left)
        prepared = substep(layer, step)
        flow = _drained(layer, prepared, state, kappa, scale)
        fine = (flow.defect <= TOLERANCE) | (step < SHORTEST_SUBSTEP_H)
        state = np.where(fine, flow.after, state)
        kappa = np.where(fine, kappa * prepared.closed[:, -1], kappa)
        total[pairs] += np.where(fine, flow.total, 0.0)
        factor = CAUTION * (TOLERANCE / np.maximum(flow.defect, 1e-300)) ** (1 / (ORDER + 1))
        following = step * np.clip(factor, LEAST_FACTOR, MOST_FACTOR)
        count += pairs.size
        on = ~fine | (step < left)
        left = np.where(fine, left - step, left)
        if not on.all():
            after[:, pairs[~on]] = state[:, ~on]
            layer, state, kappa, scale = layer.of(on), state[:, on], kappa[:, on], scale[on]
            pairs, left, following = pairs[on], left[on], following[on]
    return after, total, count


def _felt(visible: Array, z: Array, kept: Array) -> Array:
    """`sum_k visible_k int_0^c exp(z_k (c-s)) l_j(s) ds` for each node c and each Lagrange polynomial, (nodes, nodes, P).

    A power `s^q` gives `q! z^-(q+1) (exp(cz) - sum_(j<=q) (cz)^j/j!)`, or near zero `q! sum_p z^p c^(p+q+1)/(p+q+1)!`. So all nodes
    share the sums over the modes of the powers of z, or of 1/z.
    """
    near = z > -SMALL
    felt = np.zeros((ORDER, ORDER, z.shape[1]))
    close, away = near.any(axis=1), ~near.all(axis=1)
    if close.any():
        term, inner = np.where(near[close], visible[close], 0.0), np.maximum(z[close], -SMALL)
        moments = np.empty((SERIES_TERMS, z.shape[1]))
        for power in range(SERIES_TERMS):
            np.sum(term, axis=0, out=moments[power])
            term *= inner
        felt += _FROM_NEAR @ moments
    if away.any():
        inverse = 1 / np.minimum(z[away], -SMALL)
        terms = np.empty((ORDER, *inverse.shape))
        np.multiply(np.where(near[away], 0.0, visible[away]), inverse, out=terms[0])
        for power in range(1, ORDER):
            np.multiply(terms[power - 1], inverse, out=terms[power])
        felt += _FROM_FAR @ terms.sum(axis=1)
        felt += _TO_SERIES.T @ np.einsum("qkp,mkp->mqp", terms, kept if away.all() else kept[:, away])
    return felt


def _exponentials(z: Array) -> Array:
    """`exp(z)` and the functions `phi_1 .. phi_ORDER` of exponential integrators, for `z <= 0` (n, P): (ORDER + 1, n, P).

    `phi_k(z) = sum_m z^m/(m+k)!`. Away from zero `phi_k = (phi_(k-1) - 1/(k-1)!)/z`; near it the last one is taken from its
    series and `phi_(k-1) = z phi_k + 1/(k-1)!`, so that neither loses digits.
    """
    found = np.empty((ORDER + 1, *z.shape))
    np.exp(z, out=found[0])
    near = z > -SMALL
    close, away = near.any(axis=1), ~near.all(axis=1)
    inverse, last = 1 / np.minimum(z[away], -SMALL), found[0, away]
    for k in range(1, ORDER + 1):
        last = (last - 1 / _FACTORIALS[k - 1]) * inverse
        found[k, away] = last
    inner, replaced = np.maximum(z[close], -SMALL), near[close]
    last = np.full_like(inner, 1 / math.factorial(ORDER + SERIES_TERMS))
    for m in range(SERIES_TERMS - 1, -1, -1):
        last *= inner
        last += 1 / _FACTORIALS[ORDER + m]
    for k in range(ORDER, 0, -1):
        found[k, close] = np.where(replaced, last, found[k, close])
        last = last * inner + 1 / _FACTORIALS[k - 1]
    return found


def _solved(system: Array) -> Array:
    """Solve (m, m+1, P) systems in place, the right side in the last column, by elimination.

    The diagonals dominate, since each is 1 plus what drains away.
    """
    size = system.shape[0]
    scratch, found = np.empty_like(system), system[:, -1]
    for k in range(size):
        row, rest, product = system[k, k + 1 :], system[k + 1 :, k + 1 :], scratch[k + 1 :, k + 1 :]
        row /= system[k, k]
        np.multiply(system[k + 1 :, k, None], row, out=product)
        rest -= product
    for k in range(size - 1, 0, -1):
        np.multiply(system[:k, k], found[k], out=scratch[:k, 0])
        found[:k] -= scratch[:k, 0]
    return found
