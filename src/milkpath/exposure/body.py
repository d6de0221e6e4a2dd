"""The body in modes: the mother's blood and tissue with the milk, for one substance or for it and one metabolite; the infant."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.milk.exchange import MilkExchange
from milkpath.mother.disposition import Disposition
from milkpath.numerics.bracketed_newton import bracketed_newton
from milkpath.numerics.rates_apart import NARROWEST_GAP, apart, gap

Array = NDArray[np.float64]

NEAR = 0.1
"""Where a rate is nearer to that of a compartment than this (relative), their distance is taken from the balance."""


class InfantDisposition(msgspec.Struct, frozen=True, kw_only=True):
    """Absorption rate [1/h], absorbed share, clearance [L/h] and volume [L] of one substance in the infant.

    `unbound_relative_to_adult`: how many times the adult's unbound share the infant has; in clearance and volume already.
    """

    absorption_per_h: Array
    absorbed_share: Array
    clearance_l_per_h: Array
    volume_l: Array
    unbound_relative_to_adult: Array


class Kinetics(msgspec.Struct, frozen=True, kw_only=True):
    """One substance from the mother's blood to the infant's."""

    mother: Disposition
    milk: MilkExchange
    infant: InfantDisposition


class BodyModes(msgspec.Struct, frozen=True, kw_only=True):
    """One substance in mother and milk; shapes (M, P) with M modes.

    For an amplitude of 1 a mode is 1 mg/L in plasma and `milk_mg_per_l` in milk, and holds `tissue_mg` outside the plasma's own
    volume. `from_plasma` and `from_milk` are the amplitudes that 1 mg makes there.
    """

    rates: Array
    milk_mg_per_l: Array
    tissue_mg: Array
    from_plasma: Array
    from_milk: Array


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A parent and, if it has one that matters, its metabolite."""

    parent: Kinetics
    parent_modes: BodyModes
    metabolite: Kinetics | None = None
    metabolite_modes: BodyModes | None = None
    mass_formed_per_mass_cleared: Array | None = None
    handed_on: Array | None = None
    """(M', M, P): amplitude of each mode of the metabolite that goes with one of the parent."""

    @property
    def substances(self) -> tuple[Kinetics, ...]:
        """The parent, and its metabolite where there is one."""
        return (self.parent,) if self.metabolite is None else (self.parent, self.metabolite)

    @property
    def all_modes(self) -> tuple[BodyModes, ...]:
        """Modes of the parent, and of its metabolite where there is one."""
        return (self.parent_modes,) if self.metabolite_modes is None else (self.parent_modes, self.metabolite_modes)

    def hand_on(self, parent: Array) -> Array:
        """Amplitudes of the metabolite (M', P) that go with amplitudes of the parent (M, P)."""
        assert self.handed_on is not None  # noqa: S101 - only called where there is a metabolite
        return np.asarray(np.einsum("lkp,kp->lp", self.handed_on, parent))


def body(parent: Kinetics, metabolite: Kinetics | None = None, mass_formed: Array | None = None) -> Body:
    """Join mother, milk and infant.

    `V1 dc/dt = J - CL c - Q (c - c_p) - k V_m (MP c - c_m)`, `V2 dc_p/dt = Q (c - c_p)`, `V_m dc_m/dt = k V_m (MP c - c_m)` (feeds
    are events), `dA_g = -ka A_g`, `dA_i = F ka A_g - CL_i/V_i A_i`; the metabolite enters its own central compartment with
    `mass_formed` of what the mother clears of the parent.
    """
    own = body_modes(parent.mother, parent.milk)
    if metabolite is None or mass_formed is None:
        return Body(parent=parent, parent_modes=own)
    made = body_modes(metabolite.mother, metabolite.milk)
    made = msgspec.structs.replace(made, rates=apart(made.rates, own.rates))
    entering = made.from_plasma * (mass_formed * parent.mother.clearance_l_per_h)
    return Body(
        parent=parent,
        parent_modes=own,
        metabolite=metabolite,
        metabolite_modes=made,
        mass_formed_per_mass_cleared=mass_formed,
        handed_on=entering[:, None, :] / gap(own.rates[None, :, :], made.rates[:, None, :]),
    )


def body_modes(mother: Disposition, milk: MilkExchange) -> BodyModes:
    """Modes of a central compartment with the milk and, where anything goes there, a peripheral one.

    With the rates `d = G/c` at which the others empty into the centre and `g = G/V1`, the decay rates are the roots s of
    `(s - CL/V1) prod_i (d_i - s) + s sum_i g_i prod_(j != i) (d_j - s) = 0`; they interlace with the d. A compartment i has the
    activity `d_i/(d_i - s)` for 1 in the centre.
    """
    central = mother.central_volume_l
    conductances = [milk.equilibration_per_h * milk.volume_l * milk.milk_to_plasma]
    capacities = [milk.volume_l * milk.milk_to_plasma]
    if mother.intercompartmental_l_per_h.any():
        conductances.append(np.maximum(mother.intercompartmental_l_per_h, 1e-12 * mother.clearance_l_per_h))
        capacities.append(mother.peripheral_volume_l)
    emptying = [conductance / capacity for conductance, capacity in zip(conductances, capacities, strict=True)]
    if len(emptying) > 1:
        emptying[1] = apart(emptying[1][None], emptying[0][None] * (1 + NARROWEST_GAP))[0]
    cleared, inflow = mother.clearance_l_per_h / central, [conductance / central for conductance in conductances]
    slow = _decay_rates(cleared, emptying, inflow)
    norm, tissue = np.broadcast_to(central, slow.shape).copy(), np.zeros_like(slow)
    activity = [emptying[i] / _distance(slow, i, cleared, emptying, inflow) for i in range(len(emptying))]
    for capacity, level in zip(capacities, activity, strict=True):
        norm += capacity * level * level
    for capacity, level in zip(capacities[1:], activity[1:], strict=True):
        tissue += capacity * level
    return BodyModes(
        rates=-slow,
        milk_mg_per_l=milk.milk_to_plasma * activity[0],
        tissue_mg=tissue,
        from_plasma=1 / norm,
        from_milk=activity[0] / norm,
    )


def _decay_rates(cleared: Array, emptying: list[Array], inflow: list[Array]) -> Array:
    poles = np.sort(np.stack(emptying), axis=0)
    highest = cleared + sum(inflow) + sum(emptying)
    low = np.concatenate([np.zeros_like(poles[:1]), poles])
    high = np.concatenate([poles, np.asarray(highest)[None]])
    sign = np.where(np.arange(low.shape[0]) % 2 == 0, 1.0, -1.0)[:, None]

    def balance(s: Array) -> tuple[Array, Array]:
        if len(emptying) == 1:
            away = emptying[0] - s
            value = (s - cleared) * away + s * inflow[0]
            return sign * value, sign * (away - (s - cleared) + inflow[0])
        first, second = emptying[0] - s, emptying[1] - s
        mixed = inflow[0] * second + inflow[1] * first
        value = (s - cleared) * first * second + s * mixed
        slope = first * second - (s - cleared) * (first + second) + mixed - s * (inflow[0] + inflow[1])
        return sign * value, sign * slope

    return bracketed_newton(balance, (low + high) / 2, low, high)


def _distance(s: Array, which: int, cleared: Array, emptying: list[Array], inflow: list[Array]) -> Array:
    """`d_i - s`, from the balance where a plain difference would lose its digits."""
    plain = emptying[which] - s
    near = np.abs(plain) < NEAR * emptying[which]
    if not near.any():
        return plain
    rest = cleared - s
    for other in range(len(emptying)):
        if other != which:
            rest = rest - s * inflow[other] / (emptying[other] - s)
    with np.errstate(divide="ignore", invalid="ignore"):
        balanced = s * inflow[which] / rest
    return np.where(near & np.isfinite(balanced) & (balanced != 0), balanced, plain)
