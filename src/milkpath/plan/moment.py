"""Dates, times and days counted from the visit."""

from __future__ import annotations

import datetime as dt
import re

from milkpath.plan.limits import DAY, FIRST_YEAR, LAST_YEAR
from milkpath.plan.place import Place, found

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?P<time>[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?"
)
_DAY = re.compile(r"day\s*([-+−]?\s?[0-9]{1,6})")


def moment(place: Place | None, *, with_time: bool = False) -> dt.datetime | None:
    """Read an ISO date and time; a date alone is its midnight, unless the time matters.

    >>> from milkpath.plan.notebook import Notebook
    >>> moment(Place("2026-12-01T14:00", "visit.starts", Notebook()))
    datetime.datetime(2026, 12, 1, 14, 0)
    >>> notebook = Notebook()
    >>> moment(Place("1826-12-01", "visit.starts", notebook)), notebook.mistakes()[0].message
    (None, "'1826-12-01' is not plausible")
    """
    if place is None:
        return None
    example = "'2026-12-01T14:00'" if with_time else "'2026-12-01T14:00' or '2026-12-01'"
    value = _parsed_moment(place.value, with_time)
    if value is None:
        place.note("not-a-moment", f"{found(place.value)} is not a date and time", f"expected it like {example}")
    elif not FIRST_YEAR <= value.year <= LAST_YEAR:
        hint = f"expected a year from {FIRST_YEAR} to {LAST_YEAR}"
        place.note("out-of-range", f"{found(place.value)} is not plausible", hint)
    else:
        return value
    return None


def date(place: Place | None) -> dt.date | None:
    """Read an ISO date without a time.

    >>> from milkpath.plan.notebook import Notebook
    >>> date(Place("2026-09-19", "infant.born", Notebook()))
    datetime.date(2026, 9, 19)
    """
    if place is None:
        return None
    value = _parsed_moment(place.value, with_time=False)
    if value is None or _has_time(place.value):
        place.note("not-a-date", f"{found(place.value)} is not a date", "expected it like '2026-09-19'")
        return None
    instant = moment(place)
    return instant.date() if instant else None


def day(place: Place | None) -> float | None:
    """Read a day counted from the visit; days before it are negative.

    >>> from milkpath.plan.notebook import Notebook
    >>> day(Place("day -30", "home[0].from", Notebook()))
    -30.0
    """
    if place is None:
        return None
    match = _DAY.fullmatch(place.value.strip().lower()) if isinstance(place.value, str) else None
    value = float(re.sub(r"\s", "", match[1]).replace("−", "-")) if match else None
    if value is None:
        place.note("not-a-day", f"{found(place.value)} is not a day", f"expected {DAY.expects}")
    elif not DAY.holds(value):
        place.note("out-of-range", f"{found(place.value)} is not plausible", f"expected {DAY.expects}")
    else:
        return value
    return None


def in_zone(value: dt.datetime | None, zone: dt.tzinfo | None) -> dt.datetime | None:
    """Return the clock time in a zone, without the zone, so that all moments of a plan can be compared.

    A moment that names no zone is taken as it stands.

    >>> berlin = dt.timezone(dt.timedelta(hours=1))
    >>> in_zone(dt.datetime(2026, 12, 1, 13, tzinfo=dt.timezone.utc), berlin)
    datetime.datetime(2026, 12, 1, 14, 0)
    """
    if value is None or value.tzinfo is None:
        return value
    return value.astimezone(zone or value.tzinfo).replace(tzinfo=None)


def _parsed_moment(value: object, with_time: bool) -> dt.datetime | None:
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date) and not with_time:
        return dt.datetime(value.year, value.month, value.day)
    match = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or (with_time and not match["time"]):
        return None
    try:
        return dt.datetime.fromisoformat(match[0])
    except ValueError:  # 31 November, 25:00
        return None


def _has_time(value: object) -> bool:
    return isinstance(value, dt.datetime) or (isinstance(value, str) and len(value.strip()) > len("2026-09-19"))
