"""The strength of an ingredient or an acid in per cent."""

from __future__ import annotations

from milkpath.plan.field import either_quantity
from milkpath.plan.limits import STRENGTH, STRENGTH_IN_VOLUME
from milkpath.plan.place import Place


def strength_percent(place: Place | None) -> float | None:
    """Read a strength in per cent by weight.

    One in mg/mL becomes per cent weight in volume, which is the same for a product as dense as water.

    >>> from milkpath.plan.notebook import Notebook
    >>> [strength_percent(Place(text, "strength", Notebook())) for text in ("4 %", "50 mg/g", "40 mg/mL")]
    [4.0, 5.0, 4.0]
    """
    by_weight, in_volume = either_quantity(place, STRENGTH, STRENGTH_IN_VOLUME)
    return in_volume if by_weight is None else by_weight
