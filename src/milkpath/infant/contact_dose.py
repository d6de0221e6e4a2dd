"""What the infant takes from the mother's skin by mouth or by its own skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def contact_dose_ug_per_kg(
    residue_ug_per_cm2: Array, touched_cm2: float, transferred_share: float, infant_weight_kg: Array
) -> Array:
    """Dose [ug/kg] of one contact: residue times touched area times the share that comes off, by infant weight.

    >>> contact_dose_ug_per_kg(np.array([10.0]), 5.0, 1.0, np.array([5.0])).tolist()
    [10.0]
    """
    return np.asarray(residue_ug_per_cm2 * touched_cm2 * transferred_share / infant_weight_kg)
