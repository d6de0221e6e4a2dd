"""Doses of nursing women as plans, and what is read off what the pipeline makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.simulate import Population
from milkpath.judgement.exposure_report import drunk_ug
from validation.topical import at_hour

Array = NDArray[np.float64]
Read = Callable[[Population], Array]
RatioFrom = Literal["same study", "partly", "another", "predicted", "not used"]
"""Where the milk-to-plasma ratio behind a prediction comes from, seen from the study that it is scored against."""

MOTHER_KG = 60.0
ONE_WOMAN = 1
"""Taken where neither source nor note says how many women: the widest interval."""
INFANT_KG = 6.0
STARTS = "2026-12-01T14:00"
MILK_L_PER_KG_DAY = 0.15
"""What the studies take for an infant's milk where they turn levels into doses."""
NINETY_ML_L = 0.09
NINETY_ML_EIGHT_TIMES = 8 * NINETY_ML_L


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A dose as the steps of a visit or of care at home, the substance that is followed, and what is read off."""

    key: tuple[str, str, str]
    """Substance, dose and metric as the table prints them."""
    substance: str
    plan: dict[str, Any]
    read: Read
    ratio: RatioFrom = "another"
    assumed: str = ""
    days: int = 0
    """A course that is followed for longer than a plan is: so many days."""
    mother_kg: float = MOTHER_KG
    women: int | None = None
    """How many, where the table does not say it and another source does."""


Doses = tuple[tuple[float, float], ...]
"""Hours and milligrams."""
STRENGTH_MG_PER_ML = 20.0


def injected(substance: str, doses: Doses, procedure: str, area: str) -> dict[str, Any]:
    """A local anaesthetic of 2 % injected at some hours."""
    product = {"kind": "injected", "strengths": {substance: f"{STRENGTH_MG_PER_ML / 10:g} %"}}
    steps = [
        {
            "do": "treat",
            "procedure": procedure,
            "area": area,
            "amount": f"{milligrams / STRENGTH_MG_PER_ML:g} mL",
            "at": f"{hour * 60:g} min",
            "product": product,
        }
        for hour, milligrams in doses
    ]
    return {"visit": {"starts": STARTS, "steps": steps}}


def dental(milligrams: float, substance: str = "lidocaine") -> dict[str, Any]:
    """One injection into the gum."""
    return injected(substance, ((0.0, milligrams),), "dental local anaesthetic", "mouth")


def under_the_skin(substance: str, doses: Doses) -> dict[str, Any]:
    """Injections under the skin; many small ones stand for an infusion."""
    return injected(substance, doses, "local anaesthetic infiltration", "arms")


def taken(medicine: str, doses: Doses) -> dict[str, Any]:
    """Tablets at some hours."""
    steps = [
        {"do": "take", "medicine": medicine, "dose": f"{milligrams:g} mg", "at": f"{hour * 60:g} min"}
        for hour, milligrams in doses
    ]
    return {"visit": {"starts": STARTS, "steps": steps}}


def once(medicine: str, milligrams: float) -> dict[str, Any]:
    """One tablet."""
    return {"visit": {"starts": STARTS, "steps": [{"do": "take", "medicine": medicine, "dose": f"{milligrams:g} mg"}]}}


def daily(medicine: str, milligrams: float, times: float) -> dict[str, Any]:
    """Tablets for five days."""
    step = {"do": "take", "medicine": medicine, "dose": f"{milligrams:g} mg", "times_per_day": times}
    return {"asked": STARTS, "home": [step | {"from": "day 0", "until": "day 4"}]}


def milk_at(hour: float, which: int = 0) -> Read:
    """Milk level at an hour [ug/L]."""
    return lambda found: at_hour(found.milk_ug_per_l[which], found.looks_h, hour)


def plasma_at(hour: float, which: int = 0) -> Read:
    """Plasma level at an hour [ug/L]."""
    return lambda found: at_hour(found.plasma_ug_per_l[which], found.looks_h, hour)


def milk_peak(found: Population) -> Array:
    """Highest milk level [ug/L]."""
    return np.asarray(found.milk_ug_per_l[0].max(axis=0))


def plasma_peak(found: Population) -> Array:
    """Highest plasma level [ug/L]."""
    return np.asarray(found.plasma_ug_per_l[0].max(axis=0))


def mean_between(levels: Array, looks_h: Array, hours: tuple[float, float]) -> Array:
    """Mean of levels (L, P) between two hours."""
    inside = (looks_h >= hours[0]) & (looks_h <= hours[1])
    area = np.trapezoid(levels[inside], looks_h[inside], axis=0)
    return np.asarray(area / (looks_h[inside][-1] - looks_h[inside][0]))


def milk_mean(hours: tuple[float, float], which: int = 0) -> Read:
    """Mean milk level between two hours [ug/L]."""
    return lambda found: mean_between(found.milk_ug_per_l[which], found.looks_h, hours)


def of_last_day(days: int) -> tuple[float, float]:
    """The hours of the last day of a course of so many days."""
    return 24.0 * (days - 1), 24.0 * days


def plasma_mean(hours: tuple[float, float]) -> Read:
    """Mean plasma level between two hours [ug/L]."""
    return lambda found: mean_between(found.plasma_ug_per_l[0], found.looks_h, hours)


def share_of_dose(
    dose_mg_per_kg_day: float, days: int, milk_l_per_kg_day: float = MILK_L_PER_KG_DAY, metabolite: float | None = None
) -> Read:
    """Relative infant dose on the last day [%]; `metabolite` is the mass of the parent in one mass of it, where it counts."""

    def read(found: Population) -> Array:
        hours = of_last_day(days)
        milk = mean_between(found.milk_ug_per_l[0], found.looks_h, hours)
        if metabolite is not None:
            milk = milk + metabolite * mean_between(found.milk_ug_per_l[1], found.looks_h, hours)
        return np.asarray(milk * milk_l_per_kg_day / 1000 / dose_mg_per_kg_day * 100)

    return read


def ninety_ml_eight_times(which: int) -> Read:
    """Infant dose [ug/day] as the study counts it: eight feeds of 90 mL with the mean of the levels at 3 and 6 h."""
    return lambda found: NINETY_ML_EIGHT_TIMES * (milk_at(3, which)(found) + milk_at(6, which)(found)) / 2


def dose_of_a_day(days: int) -> Read:
    """Infant dose of the last day of a course by the mean level [mg/kg/day]."""
    return lambda found: milk_mean(of_last_day(days))(found) * MILK_L_PER_KG_DAY / 1000


def dose_of_one(found: Population) -> Array:
    """All that an infant drinks after one dose, by model intake [mg/kg]."""
    drunk = drunk_ug(found.milk_ug_per_l[0], found.looks_h, found.milk_l_per_day)[-1]
    return np.asarray(drunk / found.infant_weight_kg / 1000)


def milk_in_feeds(found: Population) -> Array:
    """What three feeds of 90 mL at 3, 6 and 9 h hold [mg]."""
    levels = sum((milk_at(hour)(found) for hour in (3, 6, 9)), np.zeros(1))
    return np.asarray(NINETY_ML_L * levels / 1000)


def relative_dose_of_one(milligrams: float, mother_kg: float = MOTHER_KG) -> Read:
    """Relative infant dose after one dose [%]."""
    return lambda found: 100 * dose_of_one(found) / (milligrams / mother_kg)
