"""A product as its owner can describe it."""

from __future__ import annotations

from typing import get_args

from milkpath.plan.field import choice, text, truth
from milkpath.plan.limits import LONGEST_LABEL, MOST_ITEMS
from milkpath.plan.path import joined
from milkpath.plan.place import Place, found, members
from milkpath.plan.plan import Product, ProductKind
from milkpath.plan.strength import strength_percent

_KEYS = ("name", "label", "strengths", "photo", "kind", "sterile", "used_before")
_KINDS: tuple[ProductKind, ...] = get_args(ProductKind)


def product(place: Place | None) -> Product | None:
    """Read a product; an empty label is kept, for it says that the ingredients are unknown.

    >>> from milkpath.plan.notebook import Notebook
    >>> given = {"label": "", "strengths": {"lidocaine": "40 mg/g"}}
    >>> product(Place(given, "product", Notebook())).strengths_percent
    {'lidocaine': 4.0}
    """
    if place is None:
        return None
    if isinstance(place.value, str):
        place.note("not-a-mapping", f"{found(place.value)} where keys are expected", "write it like {name: glow serum}")
        return None
    given = members(place, _KEYS, "a product")
    return Product(
        name=text(given.get("name")),
        label=text(given.get("label"), LONGEST_LABEL, empty=True, lines=True),
        strengths_percent=_strengths(given.get("strengths")),
        photo=text(given.get("photo")),
        kind=choice(given.get("kind"), _KINDS),
        sterile=truth(given.get("sterile")),
        used_before=truth(given.get("used_before")),
    )


def _strengths(place: Place | None) -> dict[str, float]:
    if place is None:
        return {}
    if not isinstance(place.value, dict) or len(place.value) > MOST_ITEMS:
        hint = f"write at most {MOST_ITEMS} as {{lidocaine: 4 %}}"
        place.note("not-a-mapping", f"{found(place.value)} where strengths are expected", hint)
        return {}
    strengths: dict[str, float] = {}
    for name, value in place.value.items():
        ingredient = text(Place(name, place.path, place.notebook))
        if ingredient is None or value is None:
            continue
        percent = strength_percent(Place(value, joined(place.path, ingredient), place.notebook))
        if percent is not None:
            strengths[ingredient] = percent
    return strengths
