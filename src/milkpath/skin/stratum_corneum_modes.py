"""The modes of a chain of equal cells under a vehicle, in closed form: how each pattern of concentrations decays by itself.

Counted from the blood, the activity of a mode in cell i is `phi_(i-1) = (2 - mu) phi_i - phi_(i+1)` with `phi_N = 1` and
`phi_(N+1) = -phi_N` (the blood takes all that reaches it); it decays with `rate = mu g/c`, where g is the conductance between
cells and c the capacity of one. With `mu = 4 sin^2(theta/2)` the balance of the vehicle, of capacity `r c`, that loses
`e g` to the air, is `(r mu - e) tan(N theta) = 2 tan(theta/2)`. Its roots interlace with those of a vehicle held at zero, so
there is exactly one in each `j pi < N theta < (j+1) pi`, j = 0 .. N-1, and one more with `mu = 4 cosh^2(psi/2) > 4`, where
`(r mu - e) tanh(N psi) tanh(psi/2) = 2`. Each is found by Newton's method inside its bracket.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.numerics.bracketed_newton import bracketed_newton
from milkpath.skin.stratum_corneum import Chain

Array = NDArray[np.float64]


class ChainModes(msgspec.Struct, frozen=True, kw_only=True):
    """All N+1 modes of a chain. Shapes (N+1, P), P pairs.

    A state is a sum of modes with amplitudes z; `activity_i = sum_k phi_ki z_k`, amounts are activity times capacity.
    `on_skin` and `in_all`: amount in the vehicle, and in vehicle and cells together, for an amplitude of 1 [mL]; `to_blood`:
    flow into the blood [mL/h]; `from_dose`: amplitude that an amount of 1 put into the vehicle makes [1/mL].
    """

    layer: Chain
    shape: Array
    """mu, the curvature of each mode."""
    rates: Array
    """Negative [1/h]."""
    on_skin: Array
    in_all: Array
    to_blood: Array
    from_dose: Array
    norm: Array


def chain_modes(layer: Chain) -> ChainModes:
    """The modes of a chain, slowest first."""
    ratio = layer.vehicle_ml / layer.cell_ml
    air = layer.to_air_ml_per_h / layer.conductance_ml_per_h
    shape = np.concatenate([_below_four(layer.cells, ratio, air), _above_four(layer.cells, ratio, air)[None]])
    *cells, vehicle = _profile(shape, layer)
    total, square = np.ones_like(shape), np.ones_like(shape)
    for activity in cells[1:]:
        total += activity
        square += activity * activity
    on_skin = layer.vehicle_ml * vehicle
    norm = on_skin * vehicle + layer.cell_ml * square
    return ChainModes(
        layer=layer,
        shape=shape,
        rates=-shape * (layer.conductance_ml_per_h / layer.cell_ml),
        on_skin=on_skin,
        in_all=on_skin + layer.cell_ml * total,
        to_blood=np.broadcast_to(2 * layer.conductance_ml_per_h, shape.shape),
        from_dose=vehicle / norm,
        norm=norm,
    )


def amplitudes_of(modes: ChainModes, amounts: Array) -> Array:
    """The amplitudes (N+1, P) of amounts [mg] in the cells, from the blood upwards, and last in the vehicle, (N+1, P)."""
    found = np.zeros_like(modes.shape)
    for activity, amount in zip(_profile(modes.shape, modes.layer), amounts, strict=True):
        found += activity * amount
    return found / modes.norm


def amounts_of(modes: ChainModes, amplitudes: Array) -> Array:
    """The amounts [mg] in the cells, from the blood upwards, and last in the vehicle, (N+1, P)."""
    layer = modes.layer
    capacities = [layer.cell_ml] * layer.cells + [layer.vehicle_ml]
    profile = _profile(modes.shape, layer)
    return np.stack([c * np.einsum("kp,kp->p", row, amplitudes) for c, row in zip(capacities, profile, strict=True)])


def _profile(shape: Array, layer: Chain) -> list[Array]:
    """Activities of each mode in the cells, from the blood upwards, and last in the vehicle."""
    factor = 2.0 - shape
    below, here = -np.ones_like(shape), np.ones_like(shape)
    found = [here]
    for _ in range(layer.cells):
        below, here = here, factor * here - below
        found.append(here)
    # The last one is a mirror of the first cell behind the half cell to the vehicle. The activity of the vehicle is the mean of
    # both, or what feeds the flow between them: each keeps its digits where the other loses them.
    fed = layer.vehicle_ml / layer.cell_ml * shape - layer.to_air_ml_per_h / layer.conductance_ml_per_h
    through = np.abs(fed) > 1
    found[-1] = np.where(through, (here - below) / np.where(through, fed, 1.0), (here + below) / 2)
    return found


def _below_four(cells: int, ratio: Array, air: Array) -> Array:
    """Mu of the N modes with theta below pi: roots of `x - atan2(2 tan(theta/2), r mu - e)`, `N theta = j pi + x`."""
    first = np.arange(cells)[:, None] * np.pi

    def balance(x: Array) -> tuple[Array, Array]:
        half = np.tan((first + x) / (2 * cells))
        squared = half * half
        whole = 1 + squared
        vehicle = ratio * (4 * squared / whole) - air
        bend = vehicle * whole - ratio * (8 * squared / whole)
        slope = 1 - bend / ((4 * squared + vehicle * vehicle) * cells)
        return x - np.arctan2(2 * half, vehicle), slope

    # The slowest mode has nearly the root of `x tan x = N/r` where nothing evaporates; the others change slowly with x.
    beta = cells / ratio
    start = np.full((cells, ratio.shape[0]), np.pi / 2)
    start -= balance(start)[0]
    start[0] = np.where(air == 0, np.sqrt(beta / (1 + beta * (4 / np.pi**2))), start[0])
    found = bracketed_newton(balance, start, np.zeros_like(start), np.full_like(start, np.pi))
    half = np.tan((first + found) / (2 * cells))
    return np.asarray(4 * half * half / (1 + half * half))


def _above_four(cells: int, ratio: Array, air: Array) -> Array:
    """Mu of the one mode that alternates from cell to cell: root of `log(r mu - e) + log tanh(N psi) + log tanh(psi/2) - log 2`."""

    def balance(log_above: Array) -> tuple[Array, Array]:
        above = np.exp(log_above)
        shape = 4 + above
        half = np.sqrt(above / shape)
        whole = np.tanh(2 * cells * np.arctanh(half))
        vehicle = ratio * shape - air
        positive = vehicle > 0
        safe = np.where(positive, vehicle, 1.0)
        slope = ratio / safe + (cells * (1 / whole - whole) / half + 2 / above) / shape
        return np.where(positive, np.log(safe * whole * half / 2), -1.0), np.where(positive, slope * above, 0.0)

    highest = np.log((2 * cells + air + 8) / ratio + 8.0)
    start = np.log((2 + air) / ratio + 1e-30)
    return np.asarray(4 + np.exp(bracketed_newton(balance, start, np.full_like(ratio, -80.0), highest)))
