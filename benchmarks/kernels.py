"""The kernel of the solver (decay of modes, two observations) in NumPy, Numba and JAX, and the machine's arithmetic limit.

Numba and JAX are measured where they are installed; they are no part of Milkpath.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from benchmarks.arithmetic import fastest, limit

Array = NDArray[np.float64]

MODES, PAIRS, STEPS = 14, 1000, 72
OPERATIONS = STEPS * PAIRS * MODES * (1 + 2 + 2)
"""One multiplication for the decay, and a multiplication and an addition for each of two observations."""


def inputs() -> tuple[Array, Array, Array, Array]:
    """Rates, rows and starting amplitudes."""
    draw = np.random.default_rng(1)
    shape = (MODES, PAIRS)
    return (
        -draw.uniform(0.01, 3, shape),
        draw.uniform(0, 1, shape),
        draw.uniform(0, 1, shape),
        draw.uniform(0, 1, shape),
    )


def with_numpy(rates: Array, plasma: Array, milk: Array, start: Array) -> Array:
    """As the solver does it."""
    decay, state, seen = np.exp(rates), start.copy(), np.empty((2, STEPS, PAIRS))
    for step in range(STEPS):
        np.multiply(state, decay, out=state)
        np.einsum("kp,kp->p", plasma, state, out=seen[0, step])
        np.einsum("kp,kp->p", milk, state, out=seen[1, step])
    return seen


def with_numba() -> Callable[..., Array]:
    """Loops compiled for one core."""
    import numba  # noqa: PLC0415

    @numba.njit(fastmath=True)  # type: ignore[untyped-decorator]
    def run(rates: Array, plasma: Array, milk: Array, start: Array) -> Array:
        decay, state = np.exp(rates), start.copy()
        seen = np.zeros((2, STEPS, PAIRS))
        for step in range(STEPS):
            for mode in range(MODES):
                for pair in range(PAIRS):
                    state[mode, pair] *= decay[mode, pair]
                    seen[0, step, pair] += plasma[mode, pair] * state[mode, pair]
                    seen[1, step, pair] += milk[mode, pair] * state[mode, pair]
        return seen

    return run  # type: ignore[no-any-return]


def with_jax() -> Callable[..., Array]:
    """A scan compiled by XLA."""
    import jax  # noqa: PLC0415

    jax.config.update("jax_enable_x64", True)

    @jax.jit
    def run(rates: Array, plasma: Array, milk: Array, start: Array) -> object:
        decay = jax.numpy.exp(rates)

        def step(state: object, _: object) -> tuple[object, object]:
            new = state * decay
            return new, ((plasma * new).sum(axis=0), (milk * new).sum(axis=0))

        return jax.lax.scan(step, start, None, length=STEPS)[1]

    return lambda *arrays: np.stack(jax.block_until_ready(run(*arrays)))


def report(say: Callable[[str], None]) -> None:
    """Time the kernels side by side, and the arithmetic limit."""
    candidates: dict[str, Callable[..., Array]] = {"NumPy": with_numpy}
    if find_spec("numba"):
        candidates["Numba"] = with_numba()
    if find_spec("jax"):
        candidates["JAX"] = with_jax()
    arrays = inputs()
    expected = with_numpy(*arrays)
    say("## Kernels\n\n| kernel | ratio to NumPy | first call, s | largest difference |\n|---|---|---|---|")
    base = None
    for name, run in candidates.items():
        begin = time.perf_counter()
        found = run(*arrays)
        first = time.perf_counter() - begin
        seconds = fastest(lambda run=run: run(*arrays))
        base = base or seconds
        say(f"| {name} | {seconds / base:.2f} | {first:.2f} | {np.abs(found - expected).max():.0e} |")
    most = limit()
    speed = (
        f"{OPERATIONS / base / 1e9:.2f} G operations a second, {OPERATIONS / base / most:.0%} of the arithmetic limit"
    )
    say(f"\nThe kernel in NumPy: {speed} (one multiplication in cache, {most / 1e9:.2f} G).\n")
