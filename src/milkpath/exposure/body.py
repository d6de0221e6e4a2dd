"""The body as one linear system: mother, milk, infant gut and infant blood, and the same again for one metabolite."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.modes import Modes, cascade, reversible_modes, scalar_modes
from milkpath.milk.exchange import MilkExchange
from milkpath.mother.disposition import Disposition

Array = NDArray[np.float64]

CENTRAL, PERIPHERAL, MILK, GUT, INFANT = range(5)
"""Rows of the parent substance; those of the metabolite follow in the same order."""
ROWS_PER_SUBSTANCE = 5


class InfantDisposition(msgspec.Struct, frozen=True, kw_only=True):
    """Absorption rate [1/h], absorbed share, clearance [L/h] and volume [L] of one substance in the infant."""

    absorption_per_h: Array
    absorbed_share: Array
    clearance_l_per_h: Array
    volume_l: Array


class Kinetics(msgspec.Struct, frozen=True, kw_only=True):
    """One substance from the mother's blood to the infant's."""

    mother: Disposition
    milk: MilkExchange
    infant: InfantDisposition


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The joined system of a parent and, if it has one that matters, its metabolite."""

    modes: Modes
    parent: Kinetics
    metabolite: Kinetics | None
    mass_formed_per_mass_cleared: Array | None


def body(parent: Kinetics, metabolite: Kinetics | None = None, mass_formed: Array | None = None) -> Body:
    """Join mother, milk and infant.

    `dA_c = J - (CL + Q + k V_m MP)/V1 A_c + Q/V2 A_p + k A_m`, `dA_m = k V_m MP/V1 A_c - k A_m` (feeds are events),
    `dA_g = -ka A_g`, `dA_i = F ka A_g - CL_i/V_i A_i`; the metabolite enters its own central compartment with
    `mass_formed` of what the mother clears of the parent.
    """
    blocks = _blocks(parent)
    couplings = {(2, 1): (parent.infant.absorption_per_h * parent.infant.absorbed_share)[:, None, None]}
    if metabolite is not None and mass_formed is not None:
        blocks += _blocks(metabolite)
        gut = (metabolite.infant.absorption_per_h * metabolite.infant.absorbed_share)[:, None, None]
        formed = np.zeros((mass_formed.shape[0], 3, 3))
        formed[:, CENTRAL, CENTRAL] = mass_formed * parent.mother.clearance_l_per_h / parent.mother.central_volume_l
        couplings |= {(5, 4): gut, (3, 0): formed}
    return Body(
        modes=cascade(blocks, couplings), parent=parent, metabolite=metabolite, mass_formed_per_mass_cleared=mass_formed
    )


def _blocks(kinetics: Kinetics) -> list[Modes]:
    mother, milk, infant = kinetics.mother, kinetics.milk, kinetics.infant
    pairs = mother.clearance_l_per_h.shape[0]
    # Milk is a capacity of V_m MP litres of plasma: at rest its concentration is MP times that of plasma.
    capacity = np.stack(
        [mother.central_volume_l, mother.peripheral_volume_l, milk.volume_l * milk.milk_to_plasma], axis=1
    )
    exchange = np.zeros((pairs, 3, 3))
    exchange[:, CENTRAL, PERIPHERAL] = exchange[:, PERIPHERAL, CENTRAL] = mother.intercompartmental_l_per_h
    to_milk = milk.equilibration_per_h * capacity[:, MILK]
    exchange[:, CENTRAL, MILK] = exchange[:, MILK, CENTRAL] = to_milk
    drain = np.zeros((pairs, 3))
    drain[:, CENTRAL] = mother.clearance_l_per_h
    return [
        reversible_modes(capacity, exchange, drain),
        scalar_modes(-infant.absorption_per_h),
        scalar_modes(-infant.clearance_l_per_h / infant.volume_l),
    ]
