"""Which part of the spread of a figure is ignorance, the same for all people, and which is between people.

A knowledge file may say it (`gsd_uncertainty`). Where it does not, a share is assumed: a large one where the figure was chosen or
predicted, a small one where it was observed (`physiology/correlations.yaml`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from milkpath.exposure.recording import DrawName
from milkpath.knowledge.model import Parameter, Quantity, Site
from milkpath.knowledge.quantities import quantity, spread
from milkpath.knowledge.reader import Knowledge

_FIGURE_OF_DRAW: Final = {
    "permeability": "log-permeability-coefficient",
    "pore-closure-fast": "pore-closure-fast-half-life-open",
    "pore-closure-slow": "pore-closure-slow-half-life-open",
    "milk-intake": "milk-intake-between-infants",
}
"""Draws that do not bear the name of their figure."""
_BETWEEN_PEOPLE_ONLY: Final = frozenset({"permeability-of-her-skin", "milk-intake"})


def ignorance_of(known: Knowledge) -> Callable[[DrawName], float]:
    """For the name of a draw, the share of the variance of its logarithm that is ignorance.

    >>> from milkpath.knowledge.reader import knowledge
    >>> ignorance = ignorance_of(knowledge())
    >>> ignorance(("clearance", "lidocaine")) < ignorance(("infant-volume", "lidocaine"))
    True
    """
    chosen = known.parameter("ignorance-share-chosen").value
    observed = known.parameter("ignorance-share-observed").value

    def share(name: DrawName) -> float:
        if name[0] in _BETWEEN_PEOPLE_ONLY:
            return 0.0
        figure = _figure(known, name)
        if figure is None:
            return chosen
        total = math.log(spread(figure, known))
        if figure.gsd_uncertainty is not None and total > 0:
            return min((math.log(figure.gsd_uncertainty) / total) ** 2, 1.0)
        return chosen if figure.status == "assumption" else observed

    return share


def _figure(known: Knowledge, name: DrawName) -> Quantity | Parameter | None:
    """The figure that a draw belongs to; `None` where it is predicted or derived from another one."""
    wanted = _FIGURE_OF_DRAW.get(name[0], name[0])
    for owner in name[1:]:
        record = known.substances.get(owner) or known.procedures.get(owner) or _site_of_zone(known, owner)
        found = quantity(record, wanted) if record is not None else None
        if found is not None:
            return found
    return known.parameters.get(wanted)


def _site_of_zone(known: Knowledge, zone: str) -> Site | None:
    return next((site for site in known.sites.values() if site.zone == zone), None)
