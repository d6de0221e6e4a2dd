"""Milk levels and infant doses after known doses of the mother: each dose as a plan, run through the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.simulate import Population, simulate
from milkpath.judgement.exposure_report import drunk_ug
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of
from validation.shared import Row, number, rows
from validation.topical import BLOOD_UG_PER_L, NOW, PAIRS, SEED, Found, at_hour, interval

Array = NDArray[np.float64]
Read = Callable[[Population], Array]

MOTHER_KG = 60.0
INFANT_KG = 6.0
STARTS = "2026-12-01T14:00"
MILK_L_PER_KG_DAY = 0.15
"""What the studies take for an infant's milk where they turn levels into doses."""
NINETY_ML_EIGHT_TIMES = 0.72
LAST_DAY_H = 96.0
VALACICLOVIR_TO_ACICLOVIR = 0.695 * 0.54
"""Aciclovir that reaches the blood per milligram of valaciclovir: ratio of the molar masses (225.2/324.3) times 54 % (label)."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A dose as the steps of a visit or of care at home, the substance that is followed, and what is read off."""

    key: tuple[str, str, str]
    """Substance, dose and metric as the table prints them."""
    substance: str
    plan: dict[str, Any]
    read: Read
    assumed: str = ""


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


def milk_mean(hours: tuple[float, float]) -> Read:
    """Mean milk level between two hours [ug/L]."""

    def read(found: Population) -> Array:
        inside = (found.looks_h >= hours[0]) & (found.looks_h <= hours[1])
        area = np.trapezoid(found.milk_ug_per_l[0][inside], found.looks_h[inside], axis=0)
        return np.asarray(area / (found.looks_h[inside][-1] - found.looks_h[inside][0]))

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

    def case(key: tuple[str, str, str], substance: str, plan: dict[str, Any], read: Read, assumed: str = "") -> Case:
        return Case(key=key, substance=substance, plan=plan, read=read, assumed=assumed)

    return [
        case(("lidocaine", DENTAL, "maternal plasma conc at 2 h"), "lidocaine", dent, plasma_at(2), MIDDLE),
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
            ("MEGX", "72-144 mg lidocaine", "maternal plasma conc at 2 h"), "lidocaine", dent, plasma_at(2, 1), MIDDLE
        ),
        case(("MEGX", "72-144 mg lidocaine", "milk conc at 3 h"), "lidocaine", dent, milk_at(3, 1), MIDDLE),
        case(("MEGX", "72-144 mg lidocaine", "milk conc at 6 h"), "lidocaine", dent, milk_at(6, 1), MIDDLE),
        case(
            ("MEGX", "72-144 mg lidocaine", "infant daily dose at 90 mL/3 h"),
            "lidocaine",
            dent,
            ninety_ml_eight_times(1),
            MIDDLE,
        ),
        case(
            ("lidocaine", "75+50 mg then 2 mg/min 7 h", "milk conc at 7 h"),
            "lidocaine",
            infusion(),
            milk_at(7),
            "injections under the skin in place of the infusion",
        ),
        case(("lidocaine", "20 mg + adrenaline", "milk conc at 2 h"), "lidocaine", small, milk_at(2)),
        case(("lidocaine", "20 mg + adrenaline", "milk conc at 6.5 h"), "lidocaine", small, milk_at(6.5)),
        case(("MEGX", "20 mg lidocaine", "milk conc at 2 h"), "lidocaine", small, milk_at(2, 1)),
        case(("MEGX", "20 mg lidocaine", "milk conc at 6.5 h"), "lidocaine", small, milk_at(6.5, 1)),
        case(("caffeine", "100 mg", "milk Cmax"), "caffeine", once("caffeine", 100), milk_peak),
        case(("caffeine", "100 mg", "plasma Cmax"), "caffeine", once("caffeine", 100), plasma_peak),
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
        ),
        case(("aciclovir", VALACICLOVIR, "milk Cmax at 4 h"), "aciclovir", valaciclovir, milk_peak, as_tablet),
        case(("aciclovir", VALACICLOVIR, "serum Cmax at 1 h"), "aciclovir", valaciclovir, plasma_peak, as_tablet),
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
            f"{FIVE_DAYS}; the ratio to plasma is predicted",
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
        ),
    ]


def _salicylate(found: Population) -> Array:
    inside = (found.looks_h >= LAST_DAY_H) & (found.looks_h <= LAST_DAY_H + 24)
    area = np.trapezoid(found.milk_ug_per_l[1][inside], found.looks_h[inside], axis=0)
    return np.asarray(area / (found.looks_h[inside][-1] - found.looks_h[inside][0]))


WHY_NOT = "no clearance and volume in the knowledge"
LEVELS = ("conc", "Cmax", "Cavg", "infant dose", "infant daily", "RID", "infant plasma")


def population(plan: dict[str, Any], substance: str, known: Knowledge, pairs: int = PAIRS) -> Population:
    """Nursing mothers of 60 kg with these doses."""
    tree = {
        "infant": {"age": "3 months", "weight": f"{INFANT_KG:g} kg", "feeds_per_day": 8},
        "mother": {"weight": f"{MOTHER_KG:g} kg"},
    }
    job, facts = job_of(plan_from_tree(tree | plan), substance, known, NOW)
    return simulate([job], facts, known, pairs=pairs, seed=SEED, workers=1)[0]


def found() -> tuple[list[Found], list[tuple[Row, str]]]:
    """All observed levels and doses with their predictions, and those that are not predicted, with the reason."""
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
        name = repr((case.substance, case.plan))
        if name not in made:
            made[name] = population(case.plan, case.substance, known)
        low, middle, high = interval(case.read(made[name]))
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
                note=case.assumed,
            )
        )
    return predicted, left
