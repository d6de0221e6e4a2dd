"""The un-ionised fraction of a weak acid or base (Henderson-Hasselbalch)."""

from __future__ import annotations

import math

import msgspec

WHOLLY_CHARGED_ACID, WHOLLY_CHARGED_BASE = 0.0, 14.0
"""pKa of a group that carries its charge at any pH of the body, to stand in for one that is not known."""


class ChargedGroups(msgspec.Struct, frozen=True, kw_only=True):
    """pKa of an acidic group, and of the conjugate acid of a basic one; `None` where there is no such group."""

    pka_acid: float | None = None
    pka_base: float | None = None


def unionised_fraction(ph: float, *, pka_acid: float | None = None, pka_base: float | None = None) -> float:
    """Fraction of the molecules without charge at a pH.

    Args:
        ph: of the medium.
        pka_acid: of an acidic group, if there is one.
        pka_base: of the conjugate acid of a basic group, if there is one.

    Returns:
        A fraction from 0 to 1: `1/(1 + 10^(pH-pKa_acid) + 10^(pKa_base-pH) + 10^(pKa_base-pKa_acid))`,
        the ampholyte's form, which holds for an acid or a base alone when the other terms are left out.

    >>> round(unionised_fraction(7.9, pka_base=7.9), 3)
    0.5
    >>> unionised_fraction(7.4)
    1.0
    """
    total = 1.0
    if pka_acid is not None:
        total += math.pow(10, ph - pka_acid)
    if pka_base is not None:
        total += math.pow(10, pka_base - ph)
    if pka_acid is not None and pka_base is not None:
        total += math.pow(10, pka_base - pka_acid)
    return 1 / total
