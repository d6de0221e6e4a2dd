"""The mother as a plan describes her, and the medicines she takes."""

from __future__ import annotations

from milkpath.plan.field import choice, quantity, text, texts
from milkpath.plan.limits import MOST_ITEMS, MOTHER_AGE, MOTHER_WEIGHT
from milkpath.plan.moment import date
from milkpath.plan.place import Place, items, members
from milkpath.plan.plan import Medicine, Mother

_KEYS = ("age", "weight", "skin_type", "conditions", "medicines")
_SKIN_TYPES = ("I", "II", "III", "IV", "V", "VI")
_EXAMPLE = "[ibuprofen] or [{name: isotretinoin, until: 2026-05-01}]"


def mother(place: Place | None) -> Mother:
    """Read the mother; whatever is left out stays unknown.

    >>> from milkpath.plan.notebook import Notebook
    >>> mother(Place({"weight": "66 kg", "medicines": ["ibuprofen"]}, "mother", Notebook())).medicines
    (Medicine(name='ibuprofen', until=None),)
    """
    given = members(place, _KEYS, "mother")
    medicines = [_medicine(item) for item in items(given.get("medicines"), MOST_ITEMS, _EXAMPLE)]
    return Mother(
        age_years=quantity(given.get("age"), MOTHER_AGE),
        weight_kg=quantity(given.get("weight"), MOTHER_WEIGHT),
        skin_type=choice(given.get("skin_type"), _SKIN_TYPES),
        conditions=texts(given.get("conditions"), "[cold sores]"),
        medicines=tuple(medicine for medicine in medicines if medicine),
    )


def _other_owner(key: str) -> str:
    """A dose is followed where she takes it as an item of home care."""
    taken = "{do: take, medicine: sertraline, dose: 50 mg, times_per_day: 1}"
    return f"it belongs to home care: {taken}" if key in ("dose", "times_per_day", "strength") else ""


def _medicine(place: Place) -> Medicine | None:
    if isinstance(place.value, str):
        name = text(place)
        return Medicine(name=name) if name else None
    given = members(place, ("name", "until"), "a medicine", _other_owner)
    name, until = text(given.get("name")), date(given.get("until"))
    if isinstance(place.value, dict) and "name" not in given:
        place.note("missing", "a medicine needs a name", f"write it like {_EXAMPLE}")
    return Medicine(name=name, until=until) if name else None
