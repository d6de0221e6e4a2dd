"""Reading figures out of the knowledge for the model."""

from __future__ import annotations

from milkpath.knowledge.model import Parameter, Procedure, Quantity, Site, Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.substance.ionisation import WHOLLY_CHARGED_ACID, WHOLLY_CHARGED_BASE, ChargedGroups


def quantity(record: Substance | Site | Procedure, name: str) -> Quantity | None:
    """The figure of that name, or `None` where the file has none."""
    return next((figure for figure in record.quantities if figure.name == name), None)


def value(record: Substance | Site | Procedure, name: str) -> float | None:
    """The bare value of a figure, or `None`."""
    figure = quantity(record, name)
    return None if figure is None else figure.value


def charged_groups(substance: Substance) -> ChargedGroups:
    """PKa of the groups that its ion class says to count; without its pKa a group counts as charged all but wholly."""
    acid, base = value(substance, "pka-acid"), value(substance, "pka-base")
    match substance.ion_class:
        case "acid":
            return ChargedGroups(pka_acid=WHOLLY_CHARGED_ACID if acid is None else acid)
        case "base":
            return ChargedGroups(pka_base=WHOLLY_CHARGED_BASE if base is None else base)
        case "zwitterion":
            # An ampholyte without both pKa counts by its acid group, whose ions it mostly holds.
            return ChargedGroups(pka_acid=WHOLLY_CHARGED_ACID if acid is None else acid, pka_base=base)
        case _:
            return ChargedGroups()


def spread(figure: Quantity | Parameter, known: Knowledge) -> float:
    """The geometric standard deviation of a figure; the default one where its source gives none."""
    if figure.gsd is not None:
        return figure.gsd
    return known.parameter("kinetic-spread-default").gsd or 1.0
