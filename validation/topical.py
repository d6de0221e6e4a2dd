"""Plasma levels after products on whole skin: each study as a plan, run through the pipeline that answers questions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import Population, simulate
from milkpath.exposure.worlds import ignorance_of
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of
from validation.shared import Row, number, rows

Array = NDArray[np.float64]
Figure = Callable[..., Array]
"""What a study prints of its persons, along an axis: `np.mean`, `np.median`, `np.max`."""

NOW = dt.datetime(2026, 12, 1, 14)
WORLDS = 400
"""What nobody knows is drawn so often; each world has a study of its own with as many persons as the real one."""
PAIRS = 2000
USUAL_GROUP = 10
"""Persons of a study whose number was not found."""
SEED = 1
VOLUNTEER_KG = 70.0
"""Weight taken for volunteers, who were mostly not weighed in print."""
BLOOD_UG_PER_L = {"ng/mL": 1.0, "ug/mL": 1000.0, "ug/L": 1.0, "mg/L": 1000.0}
LIGHT_H = 0.25
"""Length of the light treatment between wiping and the sample, which is not in print."""
LIDOCAINE_PRILOCAINE = {"lidocaine": "2.5 %", "prilocaine": "2.5 %"}


class Study(msgspec.Struct, frozen=True, kw_only=True):
    """How the conditions of a study are said as a plan; `assumed` names what the study does not say."""

    steps: tuple[dict[str, Any], ...]
    assumed: str = ""
    sampled_h: float | None = None
    """Hour of the one sample, from the start of the first product; without it the peak counts."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One observation beside its prediction; amounts in the unit of the observation's kind."""

    substance: str
    what: str
    observed: float
    low: float
    middle: float
    high: float
    unit: str
    source: str
    note: str = ""
    limit: bool = False
    """The observation is only known to be below this."""
    ratio: str = ""
    """Where the milk-to-plasma ratio comes from, for what is read off milk."""
    individual: bool = False
    """The highest of some persons: to be compared with the upper end."""

    @property
    def error_log10(self) -> float:
        """log10 of predicted over observed."""
        return float(np.log10(self.middle / self.observed))

    @property
    def inside(self) -> bool:
        """Whether the 90 % interval holds the observation."""
        return self.low <= self.observed <= self.high


def cream(
    area: str, cm2: float | None, grams: float | None, minutes: float, strengths: dict[str, str], *, cover: bool = False
) -> dict[str, Any]:
    """One product left on for a time and wiped off."""
    place: Any = area if cm2 is None else {"site": area, "size": f"{cm2} cm2"}
    step = {
        "do": "apply",
        "area": place,
        "for": f"{minutes:g} min",
        "product": {"name": "cream", "strengths": strengths},
    }
    return step | ({} if grams is None else {"amount": f"{grams} g"}) | ({"covered": True} if cover else {})


FIFTEEN_FIVE = {"lidocaine": "15 %", "prilocaine": "5 %"}
SEVEN_SEVEN = {"lidocaine": "7 %", "tetracaine": "7 %"}
STUDIES: dict[tuple[str, str], Study] = {
    ("intact human thigh occluded", "60 g cream 2.5% 3 h"): Study(
        steps=(cream("thighs", 400, 60, 180, LIDOCAINE_PRILOCAINE, cover=True),)
    ),
    ("intact human face", "10 g cream 2.5% 2 h"): Study(steps=(cream("face", 100, 10, 120, LIDOCAINE_PRILOCAINE),)),
    ("intact human face", "23% lido/7% tetra ointment 2 h"): Study(
        steps=(cream("face", None, None, 120, {"lidocaine": "23 %", "tetracaine": "7 %"}),),
        assumed="area and amount as usual for a face",
    ),
    ("intact human face+neck occluded", "Topicaine 4% 60 min"): Study(
        steps=tuple(cream(site, None, None, 60, {"lidocaine": "4 %"}, cover=True) for site in ("face", "neck")),
        assumed="area and amount as usual for face and neck",
    ),
    ("intact human face", "15% lido/5% prilo 30 min"): Study(
        steps=(cream("face", None, None, 30, FIFTEEN_FIVE),),
        sampled_h=0.5 + LIGHT_H + 25 / 60,
        assumed="area and amount as usual for a face; a quarter of an hour of light treatment",
    ),
    ("intact face+neck+chest", "15% lido/5% prilo 60 min"): Study(
        steps=tuple(cream(site, None, None, 60, FIFTEEN_FIVE) for site in ("face", "neck", "chest")),
        sampled_h=1.0 + LIGHT_H + 25 / 60,
        assumed="areas and amounts as usual for face, neck and chest; a quarter of an hour of light treatment",
    ),
    ("intact human", "Pliaglis 7/7 59 g up to 120 min"): Study(
        steps=(cream("body", 400, 59, 120, SEVEN_SEVEN),), assumed="the site is not named: body"
    ),
    ("intact human thigh", "LT peel 7/7 30-90 min"): Study(
        steps=(cream("thighs", 200, 20, 90, SEVEN_SEVEN),),
        assumed="the largest area and the longest time; 1 g on 10 cm2",
    ),
    **{
        ("intact human", f"4 x 70/70 mg heated patch {hours} h"): Study(
            steps=(cream("body", 40, 4, hours * 60, SEVEN_SEVEN, cover=True),),
            assumed="the site is not named: body; heat is not modelled",
        )
        for hours in (2, 4, 12)
    },
    ("intact human", "2-4 Synera patches 30-60 min"): Study(
        steps=(cream("body", 40, 4, 60, SEVEN_SEVEN, cover=True),),
        assumed="the most patches and the longest time; the site is not named: body",
    ),
}
_ASSUMED = " (not in the part that was read)"
NOT_PREDICTED = {
    "male genital skin": "no such site in the model, and the area is not given",
    "vaginal mucosa": "mucosa, outside the context of use",
    "buccal mucosa": "mucosa, outside the context of use",
    "no barrier (leg ulcer)": "no barrier: only the bound is meant for it",
    "no barrier (leg ulcer), occluded": "no barrier: only the bound is meant for it",
    "intact human 75% BSA": "clearance in people is not known",
}


def people_in(row: Row, otherwise: int) -> int:
    """How many persons an observation is of, where its source or note says so."""
    said = re.search(r"\bn=(\d+)", f"{row['source']} {row['note']}")
    return int(said.group(1)) if said else otherwise


def simulated(steps: tuple[dict[str, Any], ...], substance: str, known: Knowledge, people: int = 1) -> Population:
    """Studies of so many volunteers each with these steps as a visit, every study in a world of its own; the first ones first."""
    tree = {
        "infant": {"age": "3 months"},
        "mother": {"weight": f"{VOLUNTEER_KG:g} kg", "skin_type": "II"},
        "visit": {"starts": "2026-12-01T14:00", "steps": [dict(step, at="0 min") for step in steps]},
    }
    job, facts = job_of(plan_from_tree(tree), substance, known, NOW)
    return studies(job, facts, known, people)


def studies(job: Job, facts: Facts, known: Knowledge, people: int) -> Population:
    """Many studies of so many persons; what nobody knows is the same for all persons of a study. One person each: `PAIRS` of them."""
    if people == 1:
        return simulate([job], facts, known, pairs=PAIRS, seed=SEED, workers=1)[0]
    ignorance = ignorance_of(known)
    return simulate([job], facts, known, pairs=people, seed=SEED, workers=1, worlds=WORLDS, ignorance=ignorance)[0]


def at_hour(levels: Array, hours: Array, hour: float) -> Array:
    """Levels (L, P) at an hour, between the looks by a straight line."""
    after = int(np.clip(np.searchsorted(hours, hour), 1, len(hours) - 1))
    share = (hour - hours[after - 1]) / (hours[after] - hours[after - 1])
    return np.asarray(levels[after - 1] + share * (levels[after] - levels[after - 1]))


def interval(values: Array, people: int = 1, figure: Figure = np.mean) -> tuple[float, float, float]:
    """5th, 50th and 95th percentile of what studies of so many persons print (their mean), from the persons of all studies.

    >>> interval(np.array([1.0, 3.0, 2.0, 4.0]), people=2)[1]
    2.5
    """
    printed = figure(values.reshape(-1, people), axis=1)
    low, middle, high = np.quantile(printed, [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


@cache
def found(people_of: Callable[[Row], int] | None = None) -> tuple[list[Found], list[tuple[Row, str]]]:
    """All observations of this kind with their predictions, and those that are not predicted, with the reason.

    Without `people_of` the size of a group is what its source says, else `USUAL_GROUP`.
    """
    known, made = knowledge(), dict[tuple[str, str, str], Population]()
    predicted, left = [], []
    for row in rows("skin_observed.csv"):
        if not row["metric"].startswith(("Cmax", "C_blood", "fraction_absorbed")) or not row["unit"]:
            continue
        study = STUDIES.get((row["skin_state"], row["dose"]))
        parent = "lidocaine" if row["substance"] == "MEGX" else row["substance"]
        if study is None or parent == "tetracaine":
            left.append(
                (
                    row,
                    NOT_PREDICTED.get(
                        row["skin_state"], "the conditions cannot be said as a plan, or are an input of the model"
                    ),
                )
            )
            continue
        key = (row["skin_state"], row["dose"], parent)
        people = people_of(row) if people_of else people_in(row, USUAL_GROUP)
        if key not in made:
            made[key] = simulated(study.steps, parent, known, people)
        predicted.append(_beside(row, study, made[key], people))
    return predicted, left


def held_by_one() -> float:
    """Share of the levels that the interval of one person holds."""
    return float(np.mean([one.inside for one in levels_of(found(lambda _: 1)[0])]))


def levels_of(entries: Sequence[Found]) -> list[Found]:
    """Levels in blood of groups, without limits and single persons."""
    return [one for one in entries if one.unit == "ug/L" and not one.limit and not one.individual]


def _figure(metric: str) -> Figure:
    if "individual" in metric:
        return np.max
    return np.median if "median" in metric else np.mean


def _beside(row: Row, study: Study, population: Population, people: int) -> Found:
    if row["metric"] == "fraction_absorbed":
        values = 100 * population.absorbed_mg.sum(axis=0) / population.applied_mg.sum(axis=0)
        unit, scale = "% absorbed", 1.0
    else:
        plasma = population.plasma_ug_per_l[1 if row["substance"] == "MEGX" else 0]
        values = plasma.max(axis=0) if study.sampled_h is None else at_hour(plasma, population.looks_h, study.sampled_h)
        unit, scale = "ug/L", BLOOD_UG_PER_L[row["unit"]]
    low, middle, high = interval(values, people, _figure(row["metric"]))
    seen = number(row["num"])
    limit = seen is None
    return Found(
        substance=row["substance"],
        what=f"{row['skin_state']}, {row['dose']}",
        observed=(float(row["high"]) if seen is None else seen) * scale,
        low=low,
        middle=middle,
        high=high,
        unit=unit,
        source=row["source"],
        note="; ".join(filter(None, (study.assumed, f"{people} persons" + _ASSUMED * (people_in(row, 0) == 0)))),
        limit=limit,
        individual="individual" in row["metric"],
    )
