"""The infant as a plan describes it."""

from __future__ import annotations

from typing import get_args

from milkpath.plan.field import choice, number, quantity, texts
from milkpath.plan.limits import FEEDS_PER_DAY, GESTATIONAL_AGE, INFANT_AGE, INFANT_WEIGHT
from milkpath.plan.moment import date, moment
from milkpath.plan.place import Place, members
from milkpath.plan.plan import Feeding, Infant

_KEYS = ("age", "born", "weight", "born_at", "conditions", "feeding", "feeds_per_day", "last_feed")
_FEEDINGS: tuple[Feeding, ...] = get_args(Feeding)


def infant(place: Place) -> Infant:
    """Read the infant, whose age or date of birth has to be there.

    >>> from milkpath.plan.notebook import Notebook
    >>> infant(Place({"age": "10 weeks", "feeding": "exclusive"}, "infant", Notebook())).age_days
    70.0
    >>> notebook = Notebook()
    >>> _ = infant(Place({}, "infant", notebook))
    >>> notebook.mistakes()[0].where, notebook.mistakes()[0].message
    ('infant.age', "the infant's age is missing")
    """
    given = members(place, _KEYS, "infant")
    if isinstance(place.value, dict) and "age" not in given and "born" not in given:
        hint = "add 'age: 10 weeks' or 'born: 2026-09-19'"
        place.notebook.note("infant.age", "missing", "the infant's age is missing", hint)
    return Infant(
        age_days=quantity(given.get("age"), INFANT_AGE),
        born=date(given.get("born")),
        weight_kg=quantity(given.get("weight"), INFANT_WEIGHT),
        gestational_age_weeks=quantity(given.get("born_at"), GESTATIONAL_AGE),
        conditions=texts(given.get("conditions"), "[jaundice]"),
        feeding=choice(given.get("feeding"), _FEEDINGS),
        feeds_per_day=number(given.get("feeds_per_day"), FEEDS_PER_DAY),
        last_feed=moment(given.get("last_feed"), with_time=True),
    )
