"""Milk follows plasma, and feeds empty it."""

from __future__ import annotations

import numpy as np
import pytest

from milkpath.milk.exchange import exchange


def test_a_feed_takes_the_volume_that_is_drunk() -> None:
    """The share emptied times the volume of milk is the volume of the feed."""
    milk = exchange(
        milk_to_plasma=np.ones(1),
        equilibration_half_life_h=np.array([0.5]),
        feed_volume_l=np.array([0.076]),
        fraction_left=0.327,
    )
    assert (milk.volume_l * milk.share_emptied_by_feed)[0] == pytest.approx(0.076)
    assert milk.equilibration_per_h[0] == pytest.approx(np.log(2) / 0.5)
