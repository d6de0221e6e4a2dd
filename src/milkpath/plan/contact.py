"""The ways in which the baby meets the mother's skin."""

from __future__ import annotations

from typing import get_args

from milkpath.plan.area import area
from milkpath.plan.field import choice, number, quantity
from milkpath.plan.limits import FOR_CONTACT, MOST_ITEMS, TIMES_PER_DAY
from milkpath.plan.moment import moment
from milkpath.plan.place import Place, items, members
from milkpath.plan.plan import Contact, ContactKind

_KEYS = ("what", "area", "for", "times_per_day", "at")
_KINDS: tuple[ContactKind, ...] = get_args(ContactKind)
_EXAMPLE = "[{what: kissed, area: cheeks, times_per_day: 10}]"


def contacts(place: Place | None) -> tuple[Contact, ...]:
    """Read the list of contacts.

    >>> from milkpath.plan.notebook import Notebook
    >>> contacts(Place([{"what": "licked", "for": "5 min"}], "contact", Notebook()))[0].what
    'licked'
    """
    read = [_contact(item) for item in items(place, MOST_ITEMS, _EXAMPLE)]
    return tuple(contact for contact in read if contact)


def _contact(place: Place) -> Contact | None:
    given = members(place, _KEYS, "a contact")
    what = choice(given.get("what"), _KINDS)
    if isinstance(place.value, dict) and "what" not in given:
        place.note("missing", "a contact needs the key 'what'", f"expected one of: {', '.join(_KINDS)}")
    where, duration_h = area(given.get("area")), quantity(given.get("for"), FOR_CONTACT)
    times, at = number(given.get("times_per_day"), TIMES_PER_DAY), moment(given.get("at"), with_time=True)
    return Contact(what=what, area=where, duration_h=duration_h, times_per_day=times, at=at) if what else None
