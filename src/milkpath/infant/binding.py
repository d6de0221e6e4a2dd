"""How much less of a substance is bound in the blood of an infant, who has less of the proteins that bind it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
BindingProtein = Literal["aag", "albumin"]
"""Alpha-1-acid glycoprotein, or albumin."""


def unbound_relative_to_adult(fraction_unbound: float, protein_relative_to_adult: Array) -> Array:
    """Unbound fraction in the infant over that in the adult: `1/(fu + r (1 - fu))`, r the protein over the adult's.

    From `fu_infant = 1/(1 + r (1 - fu)/fu)` (McNamara & Alcorn 2002, AAPS PharmSci 4:E4).

    >>> unbound_relative_to_adult(0.3, np.array([1.0, 0.25])).round(2).tolist()
    [1.0, 2.11]
    """
    return np.asarray(1 / (fraction_unbound + protein_relative_to_adult * (1 - fraction_unbound)))
