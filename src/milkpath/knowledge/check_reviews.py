"""How old reviews may become: a record that nobody looked at for too long is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge

APART: Final = ("sources", "parameters")
"""Kinds that no review period is held against: a source was retrieved once, a parameter is reviewed with its model."""
CALLED: Final = ("emergency",)
"""Folders with telephone numbers, which change sooner."""

_VERSION_FORM: Final = "%Y.%m.%d"


def reviews(known: Knowledge) -> Iterator[tuple[str, str, dt.date]]:
    """Give folder, id and date of the last review of every record; of a record that is one statement, its own date."""
    for folder in Knowledge.__struct_fields__:
        records = getattr(known, folder)
        if isinstance(records, dict) and folder not in APART:
            for record in records.values():
                yield folder, record.id, getattr(record, "reviewed", None) or record.date


def day_of(known: Knowledge) -> dt.date:
    """Return the day of the version, which is the newest review."""
    return dt.datetime.strptime(known.version, _VERSION_FORM).date()


def review_mistakes(known: Knowledge, today: dt.date | None = None) -> Iterator[Mistake]:
    """Find reviews that are older than the periods in `physiology/review-periods.yaml`, counted back from `today`.

    Without `today`, or with a clock that is behind the knowledge, the day of the version is taken.
    """
    now = max(today or dt.date.min, day_of(known))
    usual, call = known.parameter("review-period").value, known.parameter("review-period-call").value
    for folder, identifier, date in reviews(known):
        age, most = (now - date).days, call if folder in CALLED else usual
        if age > most:
            yield Mistake(
                code="stale-review",
                message=f"'{identifier}' was last reviewed on {date}, {age} days ago",
                where=inside(f"{folder}/{identifier}.yaml", str(date)),
                hint=f"read its sources again and set the date; {most:g} days are the most",
            )
