"""The bound, all that was put on in the blood at once, beside the highest person of each study."""

from __future__ import annotations

import msgspec

from milkpath.knowledge.quantities import value
from milkpath.knowledge.reader import Knowledge, knowledge
from validation.shared import Row, rows
from validation.topical import BLOOD_UG_PER_L, STUDIES, VOLUNTEER_KG, interval, simulated

GRAMS_WITHOUT_A_DOSE = 5.0


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """Highest person and bound [ug/L]; the 95th percentile of the simulation where there is one."""

    substance: str
    what: str
    highest: float
    bound: float
    p95: float | None
    source: str
    note: str

    @property
    def holds(self) -> bool:
        """Whether the bound is not below the highest person."""
        return self.bound >= self.highest


DOSES: dict[tuple[str, str], tuple[float, float, str]] = {
    ("no barrier (leg ulcer)", "8-10 g EMLA 2% 60 min"): (8.0, 1.0, "the least amount; 1 % of each"),
    ("buccal mucosa", "8 g EMLA 5% 30 min"): (8.0, 2.5, ""),
    ("no barrier (leg ulcer)", "5-10 g EMLA 5% 24 h"): (5.0, 2.5, "the least amount"),
    ("no barrier (leg ulcer), occluded", "EMLA 5%"): (GRAMS_WITHOUT_A_DOSE, 2.5, "the amount is not in print: 5 g"),
}
"""Conditions -> grams put on, percent of each substance, what was assumed."""


def found() -> list[Bound]:
    """Every study that names its highest person."""
    known = knowledge()
    return [
        _bound(row, known)
        for row in rows("skin_observed.csv")
        if "individual" in row["metric"] and row["unit"] in BLOOD_UG_PER_L
    ]


def _bound(row: Row, known: Knowledge) -> Bound:
    key, p95 = (row["skin_state"], row["dose"]), None
    study = STUDIES.get(key)
    if study is not None:
        population = simulated(study.steps, row["substance"], known)
        milligrams, note = float(population.applied_mg.sum(axis=0)[0]), study.assumed
        p95 = interval(population.plasma_ug_per_l[0].max(axis=0))[2]
    else:
        grams, strength, note = DOSES[key]
        milligrams = grams * strength * 10
    volume = value(known.substances[row["substance"]], "volume-steady-state")
    assert volume is not None
    return Bound(
        substance=row["substance"],
        what=f"{row['skin_state']}, {row['dose']}",
        highest=float(row["high"] or row["num"]) * BLOOD_UG_PER_L[row["unit"]],
        bound=1000 * milligrams / (volume * VOLUNTEER_KG),
        p95=p95,
        source=row["source"],
        note=note,
    )
