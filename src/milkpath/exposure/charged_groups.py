"""The groups of a substance that carry a charge, from its file."""

from __future__ import annotations

from milkpath.knowledge.model import Substance
from milkpath.knowledge.quantities import value
from milkpath.substance.ionisation import WHOLLY_CHARGED_ACID, WHOLLY_CHARGED_BASE, ChargedGroups


def charged_groups(substance: Substance) -> ChargedGroups:
    """The groups that its ion class says to count, by their pKa; without its pKa a group counts as charged all but wholly."""
    acid, base = value(substance, "pka-acid"), value(substance, "pka-base")
    match substance.ion_class:
        case "acid":
            return ChargedGroups(pka_acid=WHOLLY_CHARGED_ACID if acid is None else acid)
        case "base":
            return ChargedGroups(pka_base=WHOLLY_CHARGED_BASE if base is None else base)
        case "zwitterion":
            # An ampholyte without both pKa counts by its acid group, whose ions it mostly holds.
            return (
                ChargedGroups(pka_acid=WHOLLY_CHARGED_ACID)
                if acid is None
                else ChargedGroups(pka_acid=acid, pka_base=base)
            )
        case _:
            return ChargedGroups()
