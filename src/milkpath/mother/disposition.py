"""Distribution and clearance in the mother, per pair."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Disposition(msgspec.Struct, frozen=True, kw_only=True):
    """Clearance [L/h] and volumes [L] of one substance in one mother per pair.

    A one-compartment substance has an intercompartmental clearance of 0 and any positive peripheral volume.
    """

    clearance_l_per_h: Array
    central_volume_l: Array
    intercompartmental_l_per_h: Array
    peripheral_volume_l: Array


def in_another_group(disposition: Disposition, factor: Array) -> Disposition:
    """The same substance in people of another group than those it was measured in: clearance and volumes times a factor, (pairs,).

    All levels change by its inverse, the half-life does not.

    >>> one = np.ones(1)
    >>> usual = Disposition(
    ...     clearance_l_per_h=30 * one, central_volume_l=50 * one, intercompartmental_l_per_h=0 * one, peripheral_volume_l=50 * one
    ... )
    >>> other = in_another_group(usual, 2 * one)
    >>> other.clearance_l_per_h.tolist(), other.central_volume_l.tolist()
    ([60.0], [100.0])
    """
    return Disposition(
        clearance_l_per_h=disposition.clearance_l_per_h * factor,
        central_volume_l=disposition.central_volume_l * factor,
        intercompartmental_l_per_h=disposition.intercompartmental_l_per_h * factor,
        peripheral_volume_l=disposition.peripheral_volume_l * factor,
    )


def metabolite_mass_ratio(fraction_formed: Array, parent_g_per_mol: float, metabolite_g_per_mol: float) -> Array:
    """Mass of metabolite formed per mass of parent cleared: molar fraction times the ratio of the molar masses.

    >>> metabolite_mass_ratio(np.array([0.5]), 200.0, 100.0).tolist()
    [0.25]
    """
    return fraction_formed * (metabolite_g_per_mol / parent_g_per_mol)
