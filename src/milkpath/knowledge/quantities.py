"""Reading figures out of the knowledge for the model."""

from __future__ import annotations

from milkpath.knowledge.model import Parameter, Procedure, Quantity, Site, Substance
from milkpath.knowledge.reader import Knowledge


def quantity(record: Substance | Site | Procedure, name: str) -> Quantity | None:
    """The figure of that name, or `None` where the file has none."""
    return next((figure for figure in record.quantities if figure.name == name), None)


def value(record: Substance | Site | Procedure, name: str) -> float | None:
    """The bare value of a figure, or `None`."""
    figure = quantity(record, name)
    return None if figure is None else figure.value


def spread(figure: Quantity | Parameter, known: Knowledge) -> float:
    """The geometric standard deviation of a figure; the default one where its source gives none."""
    if figure.gsd is not None:
        return figure.gsd
    return known.parameter("kinetic-spread-default").gsd or 1.0
