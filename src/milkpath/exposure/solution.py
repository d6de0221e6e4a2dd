"""What the solver saw: concentrations at the looks, doses at the feeds, and where everything went."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CENTRAL, TISSUE, MILK, GUT, INFANT = range(5)
"""Rows of `Solution.in_body_mg` for the parent substance; those of the metabolite follow in the same order."""
ROWS_PER_SUBSTANCE = 5


class Solution(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it, per pair.

    Shapes, with P pairs, L looks, F feeds, and S substances (the parent, then its metabolite): `plasma_ug_per_l`,
    `milk_ug_per_l`, `infant_ug_per_l` (S, L, P); `on_skin_mg` (J, L, P); `fed_mg` (S, F, P);
    `absorbed_mg`, `removed_mg`, `evaporated_mg`, `left_mg` (J, P) for J sources; `in_body_mg` (rows, P), amounts at the end;
    `cleared_mg` (2 S, P): by the mother and by the infant. `substeps`: of all pairs together, where pores were closing.
    """

    look_hours: tuple[float, ...]
    feed_hours: tuple[float, ...]
    plasma_ug_per_l: Array
    milk_ug_per_l: Array
    infant_ug_per_l: Array
    on_skin_mg: Array
    fed_mg: Array
    absorbed_mg: Array
    removed_mg: Array
    evaporated_mg: Array
    left_mg: Array
    in_body_mg: Array
    cleared_mg: Array | None
    substeps: int
