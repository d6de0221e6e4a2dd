"""A source in a body: what each of its modes makes of the modes of the body.

With the rates `rho_i` of a source and `nu_k` of the body, `R_ki = from_plasma_k to_blood_i / (rho_i - nu_k)` is what an amplitude
of 1 of the source drives in the body; the same holds once more for a metabolite, which the parent's plasma feeds.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import Body
from milkpath.exposure.source import DERMIS, SourceModes
from milkpath.numerics.rates_apart import apart, gap

Array = NDArray[np.float64]


class Driving(msgspec.Struct, frozen=True, kw_only=True):
    """A source as this body feels it: what each of its modes makes of the body's modes, and what is seen of that.

    For each substance s: `response[s]` (M_s, n, P), `plasma[s]` and `milk[s]` (n, P). The kicks (M_s, P) are what the body's own
    modes lose when 1 mg is put on, moves through pores from the layer into the dermis, or is carried into the dermis, so that the
    body does not feel it at once. `pore_drive` (n, P): amplitudes that 1 mg makes on its way through the pores.
    """

    system: SourceModes
    pore_drive: Array
    response: tuple[Array, ...]
    plasma: tuple[Array, ...]
    milk: tuple[Array, ...]
    dose_kick: tuple[Array, ...]
    pore_kick: tuple[Array, ...]
    into_dermis_kick: tuple[Array, ...]


def driving(body: Body, system: SourceModes) -> Driving:
    """How a source drives the modes of a body."""
    modes = body.all_modes
    for each in modes:
        system = msgspec.structs.replace(system, rates=apart(system.rates, each.rates))
    own = modes[0]
    response = [own.from_plasma[:, None] * system.to_blood / gap(system.rates[None], own.rates[:, None])]
    plasma = [response[0].sum(axis=0)]
    milk = [np.einsum("mp,mnp->np", own.milk_mg_per_l, response[0])]
    if len(modes) > 1:
        made = modes[1]
        formed = body.mass_formed_per_mass_cleared
        assert formed is not None  # noqa: S101 - there is a metabolite
        entering = made.from_plasma * (formed * body.parent.mother.clearance_l_per_h)
        response.append(entering[:, None] * plasma[0] / gap(system.rates[None], made.rates[:, None]))
        plasma.append(response[1].sum(axis=0))
        milk.append(np.einsum("mp,mnp->np", made.milk_mg_per_l, response[1]))
    into_dermis = np.zeros_like(system.rates)
    into_dermis[DERMIS] = 1.0
    pore_drive = into_dermis - system.from_dose
    return Driving(
        system=system,
        pore_drive=pore_drive,
        response=tuple(response),
        plasma=tuple(plasma),
        milk=tuple(milk),
        dose_kick=kicks(body, response, system.from_dose),
        pore_kick=kicks(body, response, pore_drive),
        into_dermis_kick=kicks(body, response, into_dermis),
    )


def kicks(body: Body, response: Sequence[Array], amplitudes: Array) -> tuple[Array, ...]:
    """What the body's own modes have to lose so that it does not feel a change of a source's amplitudes (n, P) at once."""
    parent = np.einsum("mnp,np->mp", response[0], amplitudes)
    if len(response) == 1:
        return (parent,)
    return parent, np.einsum("mnp,np->mp", response[1], amplitudes) - body.hand_on(parent)
