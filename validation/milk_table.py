"""The doses of `milk_observations.csv` as plans: what is in print of nursing women beside the shared table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from milkpath.knowledge.reader import Knowledge
from validation.milk_readings import (
    MOTHER_KG,
    Case,
    Doses,
    RatioFrom,
    Read,
    daily,
    dental,
    milk_at,
    milk_in_feeds,
    milk_mean,
    milk_peak,
    of_last_day,
    once,
    plasma_at,
    plasma_peak,
    relative_dose_of_one,
    share_of_dose,
    taken,
    under_the_skin,
)
from validation.shared import Row, number, own_rows

TABLE = "milk_observations.csv"
USUAL_DAYS = 5
"""Of a course whose row says nothing, and in the plan of `daily`; one of another length is followed for as long as its row says."""


def doses_of(text: str) -> Doses:
    """Hours and milligrams from a cell: `0:200;12:100`, or with a first, a last and a step in hours `0-6/0.5:25`.

    >>> doses_of("0:50;1-2:25")
    ((0.0, 50.0), (1.0, 25.0), (2.0, 25.0))
    >>> doses_of("0-1/0.5:30")
    ((0.0, 30.0), (0.5, 30.0), (1.0, 30.0))
    """
    found: list[tuple[float, float]] = []
    for part in text.split(";"):
        when, _, milligrams = part.partition(":")
        span, _, step = when.partition("/")
        first, _, last = span.partition("-")
        hour, pace = float(first), float(step or 1)
        while hour <= float(last or first):
            found.append((hour, float(milligrams)))
            hour += pace
    return tuple(found)


def case_of(row: Row, known: Knowledge) -> Case:
    """A row as a plan and what is read off."""
    course = "x" in row["doses"]
    days = int(row["days"] or USUAL_DAYS) if course else 0
    mother_kg = number(row["mother_kg"]) or MOTHER_KG
    told = [row["note"], f"day {days} of a course" if course else ""]
    return Case(
        key=(row["id"], row["doses"], row["read_off"]),
        substance=row["substance"],
        plan=_plan(row, known),
        read=_read(row, days, mother_kg),
        ratio=cast("RatioFrom", row["ratio"]),
        assumed="; ".join(filter(None, told)),
        days=days if days != USUAL_DAYS else 0,
        mother_kg=mother_kg,
    )


READINGS = {
    "milk-at": "in milk",
    "milk-peak": "highest in milk",
    "milk-mean": "mean in milk, last day",
    "milk-amount": "in three feeds of 90 mL",
    "plasma-at": "in plasma",
    "plasma-peak": "highest in plasma",
    "plasma-trough": "in plasma before a dose, last day",
    "share": "relative infant dose, last day",
    "share-of-one": "relative infant dose",
}
"""What is read off, as the page says it."""


def what_of(row: Row) -> str:
    """Dose and reading in words.

    >>> what_of({"doses": "83x1", "days": "14", "read_off": "milk-at", "hour": "2", "way": "taken"})
    '83 mg once a day for 14 days: in milk at 2 h of the last day'
    """
    doses, hour = row["doses"], row["hour"]
    when = f" at {hour} h" if hour else ""
    if "x" in doses:
        milligrams, _, times = doses.partition("x")
        often = "once a day" if times == "1" else f"{times} times a day"
        told = f"{milligrams} mg {often} for {row['days'] or USUAL_DAYS} days"
        when += " of the last day" if hour else ""
    elif ":" in doses:
        given = doses_of(doses)
        told = f"{sum(milligrams for _, milligrams in given):.3g} mg in {len(given)} doses over {given[-1][0]:g} h"
    else:
        told = f"{doses} mg"
    return f"{told}{' injected' if row['way'] != 'taken' else ''}: {READINGS[row['read_off']]}{when}"


def scored() -> list[Row]:
    """The rows that hold a figure."""
    return [row for row in own_rows(TABLE) if not row["left_out"]]


def left_out() -> list[Row]:
    """What was found and cannot be compared, each with its reason."""
    return [row for row in own_rows(TABLE) if row["left_out"]]


def _plan(row: Row, known: Knowledge) -> dict[str, Any]:
    name, doses = known.substances[row["substance"]].name, row["doses"]
    if row["way"] == "dental":
        return dental(float(doses), row["substance"])
    if row["way"] == "injected":
        return under_the_skin(row["substance"], doses_of(doses))
    if "x" in doses:
        milligrams, _, times = doses.partition("x")
        return daily(name, float(milligrams), float(times))
    return taken(name, doses_of(doses)) if ":" in doses else once(name, float(doses))


def _read(row: Row, days: int, mother_kg: float) -> Read:
    hour = number(row["hour"]) or 0.0
    begin = of_last_day(days)[0] if days else 0.0
    if row["follows"]:
        assert row["read_off"] == "milk-mean", f"{row['id']}: of a metabolite only its mean in milk is read off"
        return milk_mean(of_last_day(days), which=1)
    milligrams, _, times = row["doses"].partition("x")
    readings: dict[str, Callable[[], Read]] = {
        "milk-at": lambda: milk_at(begin + hour),
        "milk-peak": lambda: milk_peak,
        "milk-amount": lambda: milk_in_feeds,
        "milk-mean": lambda: milk_mean(of_last_day(days)),
        "plasma-at": lambda: plasma_at(begin + hour),
        "plasma-peak": lambda: plasma_peak,
        "plasma-trough": lambda: plasma_at(begin),
        "share": lambda: share_of_dose(float(milligrams) * float(times) / mother_kg, days),
        "share-of-one": lambda: relative_dose_of_one(float(milligrams), mother_kg),
    }
    return readings[row["read_off"]]()
