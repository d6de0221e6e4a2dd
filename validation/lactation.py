"""Milk levels and infant doses after known doses of the mother: each dose as a plan, run through the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.amounts import Contained
from milkpath.exposure.simulate import Population
from milkpath.judgement.exposure_report import drunk_ug
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of
from validation.shared import Row, number, rows
from validation.topical import BLOOD_UG_PER_L, NOW, Found, at_hour, interval, people_in, studies

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
NINETY_ML_EIGHT_TIMES = 0.72
LAST_DAY_H = 96.0
FLUOXETINE_IN_NORFLUOXETINE = 309.33 / 295.30
"""Mass of fluoxetine that one mass of its metabolite counts as."""
VALACICLOVIR_TO_ACICLOVIR = 0.695 * 0.54
"""Aciclovir that reaches the blood per milligram of valaciclovir: ratio of the molar masses (225.2/324.3) times 54 % (label)."""


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


def dental(milligrams: float) -> dict[str, Any]:
    """Lidocaine 2 % injected into the gum once."""
    product = {"kind": "injected", "strengths": {"lidocaine": "2 %"}}
    step = {
        "do": "treat",
        "procedure": "dental local anaesthetic",
        "area": "mouth",
        "amount": f"{milligrams / 20:g} mL",
    }
    return {"visit": {"starts": STARTS, "steps": [step | {"product": product}]}}


def infusion() -> dict[str, Any]:
    """Two injections, then 2 mg/min for seven hours as one injection every quarter of an hour."""
    product = {"kind": "injected", "strengths": {"lidocaine": "2 %"}}
    doses = [(0.0, 125.0), *((0.25 * number, 30.0) for number in range(1, 28))]
    steps = [
        {
            "do": "treat",
            "procedure": "local anaesthetic infiltration",
            "area": "arms",
            "amount": f"{milligrams / 20:g} mL",
            "at": f"{hour * 60:g} min",
            "product": product,
        }
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


def milk_mean(hours: tuple[float, float]) -> Read:
    """Mean milk level between two hours [ug/L]."""
    return lambda found: mean_between(found.milk_ug_per_l[0], found.looks_h, hours)


def last_day(days: int, reading: Callable[[tuple[float, float]], Read] = milk_mean) -> Read:
    """The mean over the last day of a course of so many days."""
    return reading((24.0 * (days - 1), 24.0 * days))


def plasma_mean(hours: tuple[float, float]) -> Read:
    """Mean plasma level between two hours [ug/L]."""
    return lambda found: mean_between(found.plasma_ug_per_l[0], found.looks_h, hours)


def share_of_dose(
    dose_mg_per_kg_day: float, days: int, milk_l_per_kg_day: float = MILK_L_PER_KG_DAY, metabolite: float | None = None
) -> Read:
    """Relative infant dose on the last day [%]; `metabolite` is the mass of the parent in one mass of it, where it counts."""

    def read(found: Population) -> Array:
        hours = (24.0 * (days - 1), 24.0 * days)
        milk = mean_between(found.milk_ug_per_l[0], found.looks_h, hours)
        if metabolite is not None:
            milk = milk + metabolite * mean_between(found.milk_ug_per_l[1], found.looks_h, hours)
        return np.asarray(milk * milk_l_per_kg_day / 1000 / dose_mg_per_kg_day * 100)

    return read


def ninety_ml_eight_times(which: int) -> Read:
    """Infant dose [ug/day] as the study counts it: eight feeds of 90 mL with the mean of the levels at 3 and 6 h."""
    return lambda found: NINETY_ML_EIGHT_TIMES * (milk_at(3, which)(found) + milk_at(6, which)(found)) / 2


def dose_of_a_day(found: Population) -> Array:
    """Infant dose of the last day followed by the mean level [mg/kg/day]."""
    return milk_mean((LAST_DAY_H, LAST_DAY_H + 24))(found) * MILK_L_PER_KG_DAY / 1000


def dose_of_one(found: Population) -> Array:
    """All that an infant drinks after one dose, by model intake [mg/kg]."""
    drunk = drunk_ug(found.milk_ug_per_l[0], found.looks_h, found.milk_l_per_day)[-1]
    return np.asarray(drunk / found.infant_weight_kg / 1000)


def relative_dose(milligrams_per_day: float) -> Read:
    """Relative infant dose on the last day [%]."""
    return lambda found: 100 * dose_of_a_day(found) / (milligrams_per_day / MOTHER_KG)


def relative_dose_of_one(milligrams: float) -> Read:
    """Relative infant dose after one dose [%]."""
    return lambda found: 100 * dose_of_one(found) / (milligrams / MOTHER_KG)


DENTAL, DENTAL_MG = "72-144 mg (3.6-7.2 mL 2%)", float(np.sqrt(72 * 144))
VALACICLOVIR = "valaciclovir 500 mg bid"
MIDDLE = "the geometric middle of the doses"
FIVE_DAYS = "the fifth day of a course; a mother of 60 kg"


def _aciclovir(known: Knowledge) -> float:
    figure = next(each for each in known.substances["aciclovir"].quantities if each.name == "oral-bioavailability")
    return 500 * VALACICLOVIR_TO_ACICLOVIR / figure.value


def cases(known: Knowledge) -> list[Case]:
    """Every dose that the knowledge has kinetics for."""
    dent, small, valaciclovir = dental(DENTAL_MG), dental(20), daily("aciclovir", _aciclovir(known), 2)
    as_tablet = f"as aciclovir tablets that bring the same amount into the blood; {FIVE_DAYS}"

    def case(
        key: tuple[str, str, str],
        substance: str,
        plan: dict[str, Any],
        read: Read,
        assumed: str = "",
        ratio: RatioFrom = "another",
        days: int = 0,
    ) -> Case:
        return Case(key=key, substance=substance, plan=plan, read=read, ratio=ratio, assumed=assumed, days=days)

    return [
        case(("lidocaine", DENTAL, "maternal plasma conc at 2 h"), "lidocaine", dent, plasma_at(2), MIDDLE, "not used"),
        case(("lidocaine", "72-144 mg", "milk conc at 3 h"), "lidocaine", dent, milk_at(3), MIDDLE),
        case(("lidocaine", "72-144 mg", "milk conc at 6 h"), "lidocaine", dent, milk_at(6), MIDDLE),
        case(
            ("lidocaine", "72-144 mg", "infant daily dose at 90 mL/3 h"),
            "lidocaine",
            dent,
            ninety_ml_eight_times(0),
            MIDDLE,
        ),
        case(
            ("MEGX", "72-144 mg lidocaine", "maternal plasma conc at 2 h"),
            "lidocaine",
            dent,
            plasma_at(2, 1),
            MIDDLE,
            "not used",
        ),
        case(
            ("MEGX", "72-144 mg lidocaine", "milk conc at 3 h"), "lidocaine", dent, milk_at(3, 1), MIDDLE, "same study"
        ),
        case(
            ("MEGX", "72-144 mg lidocaine", "milk conc at 6 h"), "lidocaine", dent, milk_at(6, 1), MIDDLE, "same study"
        ),
        case(
            ("MEGX", "72-144 mg lidocaine", "infant daily dose at 90 mL/3 h"),
            "lidocaine",
            dent,
            ninety_ml_eight_times(1),
            MIDDLE,
            "same study",
        ),
        case(
            ("lidocaine", "75+50 mg then 2 mg/min 7 h", "milk conc at 7 h"),
            "lidocaine",
            infusion(),
            milk_at(7),
            "injections under the skin in place of the infusion",
            "partly",
        ),
        case(("lidocaine", "20 mg + adrenaline", "milk conc at 2 h"), "lidocaine", small, milk_at(2), "", "partly"),
        case(("lidocaine", "20 mg + adrenaline", "milk conc at 6.5 h"), "lidocaine", small, milk_at(6.5), "", "partly"),
        case(("MEGX", "20 mg lidocaine", "milk conc at 2 h"), "lidocaine", small, milk_at(2, 1)),
        case(("MEGX", "20 mg lidocaine", "milk conc at 6.5 h"), "lidocaine", small, milk_at(6.5, 1)),
        case(("caffeine", "100 mg", "milk Cmax"), "caffeine", once("caffeine", 100), milk_peak, "", "same study"),
        case(("caffeine", "100 mg", "plasma Cmax"), "caffeine", once("caffeine", 100), plasma_peak, "", "not used"),
        case(
            ("caffeine", "36-335 mg", "milk Cmax"),
            "caffeine",
            once("caffeine", float(np.sqrt(36 * 335))),
            milk_peak,
            MIDDLE,
        ),
        case(
            ("caffeine", "145.8 mg", "milk Cavg"),
            "caffeine",
            once("caffeine", 145.8),
            milk_mean((0, 24)),
            "one dose; mean over 24 h",
        ),
        case(("caffeine", "145.8 mg", "infant dose"), "caffeine", once("caffeine", 145.8), dose_of_one, "one dose"),
        case(
            ("paracetamol", "1000 mg", "RID (max)"),
            "paracetamol",
            once("paracetamol", 1000),
            relative_dose_of_one(1000),
            "one dose",
        ),
        case(("paracetamol", "650 mg", "milk Cmax 1-2 h"), "paracetamol", once("paracetamol", 650), milk_peak),
        case(
            ("metronidazole", "400 mg tid", "milk conc near Cmax"),
            "metronidazole",
            daily("metronidazole", 400, 3),
            milk_peak,
            FIVE_DAYS,
            "same study",
        ),
        case(
            ("aciclovir", VALACICLOVIR, "milk Cmax at 4 h"),
            "aciclovir",
            valaciclovir,
            milk_peak,
            as_tablet,
            "same study",
        ),
        case(
            ("aciclovir", VALACICLOVIR, "serum Cmax at 1 h"),
            "aciclovir",
            valaciclovir,
            plasma_peak,
            as_tablet,
            "not used",
        ),
        case(
            ("aciclovir", "800 mg x5/day", "milk conc"),
            "aciclovir",
            daily("aciclovir", 800, 5),
            milk_mean((LAST_DAY_H, LAST_DAY_H + 24)),
            FIVE_DAYS,
        ),
        case(
            ("aciclovir", "800 mg x5/day", "infant dose"),
            "aciclovir",
            daily("aciclovir", 800, 5),
            dose_of_a_day,
            FIVE_DAYS,
        ),
        case(
            ("minoxidil", "7.5 mg bid", "milk conc 1 h"),
            "minoxidil",
            daily("minoxidil", 7.5, 2),
            milk_at(LAST_DAY_H + 1),
            FIVE_DAYS,
            "predicted",
        ),
        case(
            ("salicylic acid", "aspirin 81 mg/day", "milk Cavg"),
            "aspirin",
            daily("aspirin", 81, 1),
            _salicylate,
            FIVE_DAYS,
        ),
        case(
            ("tranexamic acid", "500 mg", "milk conc"),
            "tranexamic-acid",
            once("tranexamic acid", 500),
            milk_peak,
            "weak source; the peak",
            "same study",
        ),
        case(
            ("salicylic acid", "aspirin 81 mg/day", "RID"),
            "aspirin",
            daily("aspirin", 81, 1),
            _salicylate_share,
            FIVE_DAYS,
        ),
        *_medicines_for_long(),
    ]


def _medicines_for_long() -> list[Case]:
    """Medicines that are taken for weeks: at the level that they then keep."""
    sertraline, high, low = 1.05, 0.51, 0.39
    two_weeks, sixty_days = "the fourteenth day of a course", "the sixtieth day of a course"
    parent = FLUOXETINE_IN_NORFLUOXETINE
    metformin, escitalopram = daily("metformin", 500, 3), daily("escitalopram", 10, 1)
    return [
        Case(
            key=("sertraline", "1.05 mg/kg/day", "RID at 0.15 L/kg/d"),
            substance="sertraline",
            plan=daily("sertraline", sertraline * MOTHER_KG, 1),
            read=share_of_dose(sertraline, 14),
            ratio="same study",
            assumed=two_weeks,
            days=14,
        ),
        Case(
            key=("fluoxetine+norfluoxetine", "0.51 mg/kg/day", "RID"),
            substance="fluoxetine",
            plan=daily("fluoxetine", high * MOTHER_KG, 1),
            read=share_of_dose(high, 60, metabolite=parent),
            ratio="same study",
            assumed=sixty_days,
            days=60,
        ),
        Case(
            key=("fluoxetine+norfluoxetine", "0.39 mg/kg/day", "RID at 1 L/d in 4 kg"),
            substance="fluoxetine",
            plan=daily("fluoxetine", low * MOTHER_KG, 1),
            read=share_of_dose(low, 60, 0.25, parent),
            assumed=sixty_days,
            days=60,
        ),
        Case(
            key=("escitalopram", "10 mg/day", "RID incl metabolite"),
            substance="escitalopram",
            plan=escitalopram,
            read=share_of_dose(10 / MOTHER_KG, 14),
            ratio="same study",
            assumed=f"{two_weeks}; without the metabolite, which the figure counts (escitalopram alone is 3.9 in a review)",
            days=14,
        ),
        Case(
            key=("escitalopram", "10 mg/day", "maternal plasma Cavg"),
            substance="escitalopram",
            plan=escitalopram,
            read=last_day(14, plasma_mean),
            ratio="not used",
            assumed=f"{two_weeks}; the median dose (10 to 20 mg were taken)",
            days=14,
        ),
        Case(
            key=("venlafaxine", "steady state", "milk Cavg"),
            substance="venlafaxine",
            plan=daily("venlafaxine", 122, 2),
            read=last_day(5),
            ratio="partly",
            assumed="the fifth day of a course; the median dose of 244 mg a day, in two tablets",
        ),
        Case(
            key=("metformin", "1500 mg/day", "milk Cavg"),
            substance="metformin",
            plan=metformin,
            read=last_day(5),
            ratio="partly",
            assumed=FIVE_DAYS,
        ),
        Case(
            key=("metformin", "1500 mg/day", "infant dose"),
            substance="metformin",
            plan=metformin,
            read=dose_of_a_day,
            ratio="partly",
            assumed=FIVE_DAYS,
        ),
        Case(
            key=("metformin", "1500 mg/day", "RID"),
            substance="metformin",
            plan=metformin,
            read=relative_dose(1500),
            ratio="partly",
            assumed=FIVE_DAYS,
        ),
    ]


def _salicylate(found: Population) -> Array:
    return mean_between(found.milk_ug_per_l[1], found.looks_h, (LAST_DAY_H, LAST_DAY_H + 24))


def _salicylate_share(found: Population) -> Array:
    return np.asarray(100 * _salicylate(found) * MILK_L_PER_KG_DAY / 1000 / (81 / MOTHER_KG))


WHY_NOT = "no clearance and volume in the knowledge"
LEVELS = ("conc", "Cmax", "Cavg", "infant dose", "infant daily", "RID", "infant plasma")


def population(plan: dict[str, Any], substance: str, known: Knowledge, people: int = 1, *, days: int = 0) -> Population:
    """Studies of so many nursing mothers of 60 kg with these doses; a course lasts `days` where that is more than a week.

    A substance whose figures are held for this comparison only is let through here.
    """
    known = _let_through(known, substance)
    tree = {
        "infant": {"age": "3 months", "weight": f"{INFANT_KG:g} kg", "feeds_per_day": 8},
        "mother": {"weight": f"{MOTHER_KG:g} kg"},
    }
    job, facts = job_of(plan_from_tree(tree | plan), substance, known, NOW)
    if days:
        job = msgspec.structs.replace(job, contained=tuple(_for_days(each, days) for each in job.contained))
    return studies(job, facts, known, people)


def _let_through(known: Knowledge, substance: str) -> Knowledge:
    own = msgspec.structs.replace(known.substances[substance], simulate=True)
    return msgspec.structs.replace(known, substances=known.substances | {substance: own})


def _for_days(contained: Contained, days: int) -> Contained:
    """The doses of the first days, repeated at the same pace."""
    hours = contained.application.hours
    longer = tuple(float(hour) for hour in np.arange(hours[0], hours[0] + 24.0 * days, hours[1] - hours[0]))
    return msgspec.structs.replace(contained, application=msgspec.structs.replace(contained.application, hours=longer))


def held_by_one() -> float:
    """Share of the figures that the interval of one woman holds."""
    return float(np.mean([one.inside for one in found(lambda _: 1)[0]]))


@cache
def found(people_of: Callable[[Row], int] | None = None) -> tuple[list[Found], list[tuple[Row, str]]]:
    """All observed levels and doses with their predictions, and those that are not predicted, with the reason.

    Without `people_of` there are as many women as the source says, else one.
    """
    known = knowledge()
    by_key = {case.key: case for case in cases(known)}
    predicted, left, made = [], [], dict[str, Population]()
    for row in rows("lactation_observed.csv"):
        if not any(word in row["metric"] for word in LEVELS) or row["qualifier"] == "text":
            continue
        case = by_key.get((row["substance"], row["maternal_dose"], row["metric"]))
        seen = number(row["num"])
        if case is None or seen is None:
            left.append((row, "not a figure" if seen is None else WHY_NOT))
            continue
        people = people_of(row) if people_of else people_in(row, ONE_WOMAN)
        name = repr((case.substance, case.plan, case.days, people))
        if name not in made:
            made[name] = population(case.plan, case.substance, known, people, days=case.days)
        low, middle, high = interval(case.read(made[name]), people)
        scale = BLOOD_UG_PER_L.get(row["unit"], 1.0)
        predicted.append(
            Found(
                substance=row["substance"],
                what=f"{row['maternal_dose']}: {row['metric']}",
                observed=seen * scale,
                low=low,
                middle=middle,
                high=high,
                unit="ug/L" if row["unit"] in BLOOD_UG_PER_L else row["unit"],
                source=row["source"],
                note="; ".join(filter(None, (case.assumed, f"{people} {'woman' if people == 1 else 'women'}"))),
                ratio=case.ratio,
            )
        )
    return predicted, left
