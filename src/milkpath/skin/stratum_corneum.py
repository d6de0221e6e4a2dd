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
    """Vehicle and cells, all figures per pair (P,).

    Capacities [mL] of the vehicle and of each of the equal `cells`; conductance [mL/h] from one cell to the next (twice that
    from the vehicle to the first cell and from the last cell to the blood); `to_air_ml_per_h` from the vehicle.
    """

    cells: int
    vehicle_ml: Array
    cell_ml: Array
    conductance_ml_per_h: Array
    to_air_ml_per_h: Array


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

    >>> slab = chain(permeability_cm_per_h=np.array([2e-3]), lag_h=np.array([0.5]), vehicle_thickness_cm=np.array([0.01]),
    ...              area_cm2=100.0)
    >>> round(float(slab.cell_ml[0] * slab.cells), 3)  # K h A
    0.6
    """
    conductance_ml_per_h = permeability_cm_per_h * area_cm2
    barrier_volume_ml = 6 * conductance_ml_per_h * lag_h  # K h A, since D/h^2 = 1/(6 lag)
    return Chain(
        cells=cells,
        vehicle_ml=vehicle_thickness_cm * area_cm2,
        cell_ml=barrier_volume_ml / cells,
        conductance_ml_per_h=cells * conductance_ml_per_h,
        to_air_ml_per_h=np.full_like(conductance_ml_per_h, evaporation_cm_per_h * area_cm2),
    )
