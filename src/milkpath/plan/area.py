"""A part of the body as a plan names it."""

from __future__ import annotations

from milkpath.plan.field import quantity, text
from milkpath.plan.limits import AREA_SIZE
from milkpath.plan.place import Place, members
from milkpath.plan.plan import Area


def area(place: Place | None) -> Area | None:
    """Read a named site, alone or with its size.

    >>> from milkpath.plan.notebook import Notebook
    >>> area(Place({"site": "face", "size": "300 cm2"}, "area", Notebook()))
    Area(site='face', size_cm2=300.0)
    >>> area(Place("upper lip", "area", Notebook())).site
    'upper lip'
    """
    if place is None:
        return None
    if isinstance(place.value, str):
        name = text(place)
        return Area(site=name) if name else None
    given = members(place, ("site", "size"), "an area")
    site, size = text(given.get("site")), quantity(given.get("size"), AREA_SIZE)
    if isinstance(place.value, dict) and "site" not in given:
        place.note("missing", "an area needs a name", "write it like 'face' or {site: face, size: 300 cm2}")
    return Area(site=site, size_cm2=size) if site else None
