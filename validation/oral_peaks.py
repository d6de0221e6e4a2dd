"""Plasma peaks after one dose by mouth in adults, as labels and studies print them, beside the pipeline's."""

from __future__ import annotations

from functools import cache

from milkpath.knowledge.reader import knowledge
from validation.lactation import population
from validation.milk_readings import Case, once, plasma_peak
from validation.shared import own_rows
from validation.topical import VOLUNTEER_KG, Found, interval

TABLE = "oral_peaks.csv"


@cache
def found() -> list[Found]:
    """Every printed peak with that of one adult."""
    known, entries = knowledge(), []
    for row in own_rows(TABLE):
        case = Case(
            key=(row["substance"], row["mg"], "peak"),
            substance=row["substance"],
            plan=once(known.substances[row["substance"]].name, float(row["mg"])),
            read=plasma_peak,
            ratio="not used",
            mother_kg=VOLUNTEER_KG,
        )
        low, middle, high = interval(case.read(population(case, known)))
        entries.append(
            Found(
                substance=known.substances[row["substance"]].name,
                what=f"{row['mg']} mg",
                observed=float(row["peak_ug_per_l"]),
                low=low,
                middle=middle,
                high=high,
                unit="ug/L",
                source=row["source"],
                note=f"known from it: {row['known_from_it']}" if row["known_from_it"] else "",
            )
        )
    return entries
