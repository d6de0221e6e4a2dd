"""How far a run is from the machine's arithmetic limit: the operations that its formulas need, per second, against one loop."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np

from milkpath.exposure import pores
from milkpath.exposure import solve as solver
from milkpath.exposure.pores import ORDER, Flow, Layer, Substep
from milkpath.exposure.setup import Setup


def limit() -> float:
    """Multiplications per second of one processor on arrays in its cache."""
    left, other = np.full(16384, 0.999), np.full(16384, 1.0001)
    out = np.empty_like(left)
    return left.size / fastest(lambda: np.multiply(left, other, out=out))


def fastest(run: Callable[[], object], repetitions: int = 30) -> float:
    """Least seconds of a call."""
    run()
    seconds = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def operations(batch: Setup) -> float:
    """Additions, multiplications, divisions and exponentials, one each, of all pairs of a batch.

    Counted are the formulas of the modes and of the pores, each in its cheapest form, without what NumPy spends on masks, copies
    and calls.
    """
    counted = 0.0

    def prepared(layer: Layer, step: Any) -> Substep:
        nonlocal counted
        counted += layer.rates.shape[1] * _to_prepare(layer.on_skin.shape[0], layer.rates.shape[0])
        return prepare(layer, step)

    def gone(layer: Layer, *rest: Any) -> Flow:
        nonlocal counted
        counted += layer.rates.shape[1] * _to_go(layer.on_skin.shape[0], layer.rates.shape[0])
        return go(layer, *rest)

    prepare, go = pores.substep, pores._drained
    with (
        patch.object(pores, "substep", prepared),
        patch.object(solver, "substep", prepared),
        patch.object(pores, "_drained", gone),
    ):
        found = solver.solve(batch.body, batch.sources, batch.events, balance=False)
    modes = sum(source.system.rates.shape[0] for source in batch.sources)
    looked = len(found.look_hours) * found.on_skin_mg.shape[2]
    return counted + looked * modes * (2 + 3 * 2)


def _to_prepare(chain: int, modes: int) -> float:
    """Exponentials at the nodes, functions at the end, and the sums over the modes that the flow feels."""
    return modes * (2 + 2 * ORDER) + chain * ORDER * (3 + 1 + 2 * ORDER) + 4 * ORDER**3


def _to_go(chain: int, modes: int) -> float:
    """What is seen at the nodes, the system, its elimination, and what it pushes."""
    return 2 * ORDER * chain + ORDER**2 + 2 * ORDER**3 / 3 + 4 * ORDER**2 + modes * (2 * ORDER + 3)
