"""How old reviews may become: a record that nobody looked at for too long is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge

REVIEWED: Final = ("substances", "classes", "procedures", "conditions", "sites", "goals")
"""Folders whose records carry the date of a review."""
DATED: Final = ("rules", "signs", "advice", "questions", "products")
"""Folders whose records are one statement each, so that its date is that of the review."""
CALLED: Final = ("emergency",)
"""Folders with telephone numbers, which change sooner."""

_VERSION_FORM: Final = "%Y.%m.%d"


def reviews(known: Knowledge) -> Iterator[tuple[str, str, dt.date]]:
    """Give folder, id and date of the last review of every record that has one."""
    for folder in REVIEWED:
        for record in getattr(known, folder).values():
            yield folder, record.id, record.reviewed
    for folder in (*DATED, *CALLED):
        for record in getattr(known, folder).values():
            yield folder, record.id, record.date


def day_of(known: Knowledge) -> dt.date:
    """Return the day of the version, which is the newest review."""
    return dt.datetime.strptime(known.version, _VERSION_FORM).date()


def review_mistakes(known: Knowledge, today: dt.date | None = None) -> Iterator[Mistake]:
    """Find reviews that are older than the periods in `physiology/review-periods.yaml`, counted back from `today`.

    Without `today`, or with a clock that is behind the knowledge, the day of the version is taken.
    """
    now = max(today or dt.date.min, day_of(known))
    periods = {
        folder: known.parameter("review-period-call" if folder in CALLED else "review-period").value
        for folder in (*REVIEWED, *DATED, *CALLED)
    }
    for folder, identifier, date in reviews(known):
        age = (now - date).days
        if age > periods[folder]:
            yield Mistake(
                code="stale-review",
                message=f"'{identifier}' was last reviewed on {date}, {age} days ago",
                where=inside(f"{folder}/{identifier}.yaml", str(date)),
                hint=f"read its sources again and set the date; {periods[folder]:g} days are the most",
            )
