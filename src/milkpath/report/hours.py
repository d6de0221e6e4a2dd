"""How times are written for people, and where they stand on the hours of a timeline."""

from __future__ import annotations

import datetime as dt
import re

from milkpath.report.numbers import number

_OFFSET = re.compile(r"^\s*([+\-−]?)\s*(\d+(?:\.\d+)?)\s*(min|h|days?)\s*$")
_HOURS = {"min": 1 / 60, "h": 1.0, "day": 24.0, "days": 24.0}


def hours_in_words(hours: float) -> str:
    """Return a duration in the unit that people would use for it.

    >>> hours_in_words(0.5), hours_in_words(1), hours_in_words(30), hours_in_words(168)
    ('30 minutes', '1 hour', '30 hours', '7 days')
    """
    if hours == 0:
        return "0 hours"
    if 0 < hours < 1:
        return f"{number(60 * hours)} minutes"
    if hours < 72:
        return f"{number(hours)} hour{'' if hours == 1 else 's'}"
    return f"{number(hours / 24)} days"


def interval_in_words(interval_h: tuple[float, float]) -> str:
    """Return the earliest and the latest time; "back to usual" is never a single minute unless both are the same.

    >>> interval_in_words((24.0, 72.0)), interval_in_words((120.0, 168.0)), interval_in_words((2.0, 2.0))
    ('24 to 72 hours', '5 to 7 days', '2 hours')
    >>> interval_in_words((0.0, 0.0)), interval_in_words((0.5, 240.0))
    ('right away', '30 minutes to 10 days')
    """
    earliest, latest = interval_h
    if latest == 0:
        return "right away"
    if earliest == latest:
        return hours_in_words(latest)
    if earliest >= 1 and latest <= 72:
        return f"{number(earliest)} to {number(latest)} hours"
    if earliest >= 72:
        return f"{number(earliest / 24)} to {number(latest / 24)} days"
    return f"{hours_in_words(earliest)} to {hours_in_words(latest)}"


def moment(text: str) -> str:
    """Return a date, or date and time, in words; text that is neither stays as it is.

    >>> moment("2026-12-01T13:45:00"), moment("2026-12-08"), moment("just before the visit")
    ('1 December 2026, 13:45', '8 December 2026', 'just before the visit')
    """
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{when.day} {when:%B %Y}"
    return day if len(text) <= len("2026-12-08") else f"{day}, {when:%H:%M}"


def hours_from_start(at: str, starts: dt.datetime | None) -> float | None:
    """Return where a time stands on a timeline [h], or `None` where that cannot be told.

    >>> hours_from_start("+3 h", None), hours_from_start("−30 min", None), hours_from_start("at bedtime", None)
    (3.0, -0.5, None)
    >>> hours_from_start("2026-12-01T16:30", dt.datetime(2026, 12, 1, 14))
    2.5
    """
    offset = _OFFSET.match(at)
    if offset:
        sign, figure, unit = offset.groups()
        return (-1.0 if sign in {"-", "−"} else 1.0) * float(figure) * _HOURS[unit]
    if starts is None:
        return None
    try:
        return (dt.datetime.fromisoformat(at) - starts).total_seconds() / 3600
    except (ValueError, TypeError):  # not a moment, or one with a time zone and one without
        return None
