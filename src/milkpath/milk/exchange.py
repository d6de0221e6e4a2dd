"""Exchange between plasma and milk, and feeding as an event, per pair."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class MilkExchange(msgspec.Struct, frozen=True, kw_only=True):
    """Milk as one well-mixed volume [L] that follows the plasma with a rate [1/h] towards its ratio to plasma.

    `V_m dc_m/dt = k V_m (MP c_p - c_m)`; a feed takes the share `V_feed/V_m` of what is in it.
    """

    milk_to_plasma: Array
    equilibration_per_h: Array
    volume_l: Array
    share_emptied_by_feed: Array


def exchange(
    *, milk_to_plasma: Array, equilibration_half_life_h: Array, feed_volume_l: Array, fraction_left: float
) -> MilkExchange:
    """Set up milk of which a feed takes all but the fraction that stays in the breast.

    >>> milk = exchange(milk_to_plasma=np.array([1.0]), equilibration_half_life_h=np.array([0.5]),
    ...                 feed_volume_l=np.array([0.08]), fraction_left=0.2)
    >>> round(float(milk.volume_l[0]), 3)
    0.1
    """
    return MilkExchange(
        milk_to_plasma=milk_to_plasma,
        equilibration_per_h=np.log(2) / equilibration_half_life_h,
        volume_l=feed_volume_l / (1 - fraction_left),
        share_emptied_by_feed=np.full_like(feed_volume_l, 1 - fraction_left),
    )
