"""The visit as a plan describes it."""

from __future__ import annotations

from typing import Literal

from milkpath.plan.field import choice, number, quantity
from milkpath.plan.limits import REPEAT_EVERY, REPEAT_TIMES
from milkpath.plan.moment import moment
from milkpath.plan.place import Place, found, members
from milkpath.plan.plan import Repeat, Visit
from milkpath.plan.step import steps

_KEYS = ("starts", "setting", "repeat", "steps")
_SETTINGS: tuple[Literal["clinic", "home"], ...] = ("clinic", "home")


def visit(place: Place | None) -> Visit | None:
    """Read one appointment, or one session at home.

    >>> from milkpath.plan.notebook import Notebook
    >>> visit(Place({"repeat": {"every": "4 weeks", "times": 3}}, "visit", Notebook())).repeat
    Repeat(every_days=28.0, times=3)
    """
    if place is None:
        return None
    given = members(place, _KEYS, "visit")
    return Visit(
        starts=moment(given.get("starts")),
        setting=choice(given.get("setting"), _SETTINGS),
        repeat=_repeat(given.get("repeat")),
        steps=steps(given.get("steps"), "visit"),
    )


def _repeat(place: Place | None) -> Repeat | None:
    if place is None:
        return None
    given = members(place, ("every", "times"), "repeat")
    if isinstance(place.value, dict) and len(given) < 2:
        place.note("missing", "a repeat needs both 'every' and 'times'", "write it like {every: 4 weeks, times: 3}")
    every, times = quantity(given.get("every"), REPEAT_EVERY), number(given.get("times"), REPEAT_TIMES)
    if times is not None and not times.is_integer():
        given["times"].note("not-whole", f"{found(times)} is not whole", f"expected {REPEAT_TIMES.expects}")
    return Repeat(every_days=every, times=int(times)) if every is not None and times is not None else None
