"""A dose of product on the stratum corneum as a chain of well-mixed cells, from the vehicle to the blood.

Amounts move between capacities `c` [mL] through conductances `g` [mL/h]: `da_i/dt = sum_j g_ij (a_j/c_j - a_i/c_i)`.
With N cells the vehicle touches the first one through half a cell, and the last one drains into the blood through the
other half, so that `N -> infinity` is Fick's law in a slab of permeability `Kp = K D/h` and lag `h^2/(6D)`.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CELLS = 10
"""Cells of the chain. With 10 the flux through a slab is right to 1e-3 half a lag after the start, far inside the spread
of any permeability; the error falls with the square of the cells (shown in `tests/skin/test_stratum_corneum.py`)."""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Vehicle and cells: capacities [mL], conductances between neighbours [mL/h], and the drains, per pair.

    Shapes, with P pairs and N cells: `capacity` (P, N+1), vehicle first; `conductance` (P, N), from each to its next;
    `to_blood` (P,), from the last cell; `to_air` (P,), from the vehicle.
    """

    capacity: Array
    conductance: Array
    to_blood: Array
    to_air: Array


def chain(
    *,
    permeability_cm_per_h: Array,
    lag_h: Array,
    vehicle_thickness_cm: Array,
    area_cm2: float,
    evaporation_cm_per_h: float = 0.0,
    cells: int = CELLS,
) -> Chain:
    """Lay a vehicle of the given (effective) thickness on a chain of cells.

    Saturation is in `vehicle_thickness_cm`: undissolved substance acts as a larger volume at the saturated
    concentration, so divide the thickness by `permeability.dissolved_share`.
    """
    conductance_ml_per_h = permeability_cm_per_h * area_cm2
    barrier_volume_ml = 6 * permeability_cm_per_h * lag_h * area_cm2  # K h A, since D/h^2 = 1/(6 lag)
    pairs = permeability_cm_per_h.shape[0]
    capacity = np.empty((pairs, cells + 1))
    capacity[:, 0] = vehicle_thickness_cm * area_cm2
    capacity[:, 1:] = (barrier_volume_ml / cells)[:, None]
    conductance = np.repeat((cells * conductance_ml_per_h)[:, None], cells, axis=1)
    conductance[:, 0] *= 2
    return Chain(
        capacity=capacity,
        conductance=conductance,
        to_blood=2 * cells * conductance_ml_per_h,
        to_air=np.full(pairs, evaporation_cm_per_h * area_cm2),
    )
