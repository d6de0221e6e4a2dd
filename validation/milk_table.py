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
"""Of a course whose row says nothing."""
DAYS_OF_A_PLAN = 5
"""A course in a plan of these cases; one of another length is followed for as long as its row says."""


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
        days=days if days != DAYS_OF_A_PLAN else 0,
        mother_kg=mother_kg,
    )


def what_of(row: Row) -> str:
    """Dose and reading in words."""
    per_day = row["doses"].replace("x", " mg, times a day: ") if "x" in row["doses"] else f"{row['doses']} mg"
    hour = f" at {row['hour']} h" if row["hour"] else ""
    return f"{per_day}: {row['read_off']}{hour}"


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
    begin = 24.0 * (days - 1) if days else 0.0
    if row["read_off"] == "share":
        milligrams, _, times = row["doses"].partition("x")
        return share_of_dose(float(milligrams) * float(times) / mother_kg, days)
    if row["read_off"] == "share-of-one":
        return relative_dose_of_one(float(row["doses"]), mother_kg)
    which = 1 if row["follows"] else 0
    readings: dict[str, Callable[[], Read]] = {
        "milk-at": lambda: milk_at(begin + hour, which),
        "milk-peak": lambda: milk_peak,
        "milk-amount": lambda: milk_in_feeds,
        "milk-mean": lambda: milk_mean(of_last_day(days), which),
        "plasma-at": lambda: plasma_at(begin + hour),
        "plasma-peak": lambda: plasma_peak,
        "plasma-trough": lambda: plasma_at(begin),
    }
    return readings[row["read_off"]]()
