"""Milk levels and infant doses after known doses of the mother: each dose as a plan, run through the pipeline."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import numpy as np

from milkpath.exposure.amounts import Contained
from milkpath.exposure.simulate import Population
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of
from validation import milk_table
from validation.milk_readings import (
    INFANT_KG,
    MILK_L_PER_KG_DAY,
    MOTHER_KG,
    ONE_WOMAN,
    Array,
    Case,
    RatioFrom,
    Read,
    daily,
    dental,
    dose_of_a_day,
    dose_of_one,
    mean_between,
    milk_at,
    milk_mean,
    milk_peak,
    ninety_ml_eight_times,
    of_last_day,
    once,
    plasma_at,
    plasma_mean,
    plasma_peak,
    relative_dose_of_one,
    share_of_dose,
    under_the_skin,
)
from validation.shared import Row, number, rows
from validation.topical import BLOOD_UG_PER_L, NOW, Found, interval, people_in, studies

FLUOXETINE_IN_NORFLUOXETINE = 309.33 / 295.30
ESCITALOPRAM_IN_METABOLITE = 324.4 / 310.4
"""Mass of the medicine that one mass of its metabolite counts as."""
ESCITALOPRAM, METFORMIN = 0.199, 14.0
"""Doses of the women by weight [mg/kg/day], in print in LactMed, beside the milligrams of the table."""
MEAN_ESCITALOPRAM = "the mean dose by weight (LactMed; 10 to 20 mg were taken)"
VALACICLOVIR_TO_ACICLOVIR = 0.695 * 0.54
"""Aciclovir that reaches the blood per milligram of valaciclovir: ratio of the molar masses (225.2/324.3) times 54 % (label)."""


INFUSION = milk_table.doses_of("0:125;0.25-7/0.25:30")
"""Two injections, then 2 mg/min for seven hours as one injection every quarter of an hour."""
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
            under_the_skin("lidocaine", INFUSION),
            milk_at(7),
            "injections under the skin in place of the infusion",
            "partly",
        ),
        case(("lidocaine", "20 mg + adrenaline", "milk conc at 2 h"), "lidocaine", small, milk_at(2), "", "partly"),
        case(("lidocaine", "20 mg + adrenaline", "milk conc at 6.5 h"), "lidocaine", small, milk_at(6.5), "", "partly"),
        case(("MEGX", "20 mg lidocaine", "milk conc at 2 h"), "lidocaine", small, milk_at(2, 1), "", "same study"),
        case(("MEGX", "20 mg lidocaine", "milk conc at 6.5 h"), "lidocaine", small, milk_at(6.5, 1), "", "same study"),
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
            milk_mean(of_last_day(5)),
            FIVE_DAYS,
        ),
        case(
            ("aciclovir", "800 mg x5/day", "infant dose"),
            "aciclovir",
            daily("aciclovir", 800, 5),
            dose_of_a_day(5),
            FIVE_DAYS,
        ),
        case(
            ("minoxidil", "7.5 mg bid", "milk conc 1 h"),
            "minoxidil",
            daily("minoxidil", 7.5, 2),
            milk_at(of_last_day(5)[0] + 1),
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
    metformin, escitalopram = daily("metformin", 500, 3), daily("escitalopram", ESCITALOPRAM * MOTHER_KG, 1)
    metformin_kg = 1500 / METFORMIN
    heavy = f"the fifth day of a course; {METFORMIN:g} mg/kg a day in print elsewhere (LactMed), so women of {metformin_kg:.0f} kg"
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
            read=share_of_dose(ESCITALOPRAM, 14, metabolite=ESCITALOPRAM_IN_METABOLITE),
            ratio="same study",
            assumed=f"{two_weeks}; {MEAN_ESCITALOPRAM}",
            days=14,
        ),
        Case(
            key=("escitalopram", "10 mg/day", "maternal plasma Cavg"),
            substance="escitalopram",
            plan=escitalopram,
            read=plasma_mean(of_last_day(14)),
            ratio="not used",
            assumed=f"{two_weeks}; {MEAN_ESCITALOPRAM}",
            days=14,
        ),
        Case(
            key=("venlafaxine", "steady state", "milk Cavg"),
            substance="venlafaxine",
            plan=daily("venlafaxine", 122, 2),
            read=milk_mean(of_last_day(5)),
            ratio="partly",
            assumed="the fifth day of a course; the median dose of 244 mg a day, in two tablets; women of 84.3 kg (abstract)",
            mother_kg=84.3,
            women=6,
        ),
        Case(
            key=("metformin", "1500 mg/day", "milk Cavg"),
            substance="metformin",
            plan=metformin,
            read=milk_mean(of_last_day(5)),
            ratio="partly",
            assumed=heavy,
            mother_kg=metformin_kg,
        ),
        Case(
            key=("metformin", "1500 mg/day", "infant dose"),
            substance="metformin",
            plan=metformin,
            read=dose_of_a_day(5),
            ratio="partly",
            assumed=heavy,
            mother_kg=metformin_kg,
        ),
        Case(
            key=("metformin", "1500 mg/day", "RID"),
            substance="metformin",
            plan=metformin,
            read=share_of_dose(METFORMIN, 5),
            ratio="partly",
            assumed=heavy,
            mother_kg=metformin_kg,
        ),
    ]


def _salicylate(found: Population) -> Array:
    return mean_between(found.milk_ug_per_l[1], found.looks_h, of_last_day(5))


def _salicylate_share(found: Population) -> Array:
    return np.asarray(100 * _salicylate(found) * MILK_L_PER_KG_DAY / 1000 / (81 / MOTHER_KG))


READ_OFF = {"MEGX": "megx", "salicylic acid": "salicylic-acid"}
"""Metabolites, as the table prints them."""
WHY_NOT = "no clearance and volume in the knowledge"
LEVELS = ("conc", "Cmax", "Cavg", "infant dose", "infant daily", "RID", "infant plasma")


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in print with the case that predicts it."""

    substance: str
    what: str
    observed: float
    unit: str
    source: str
    women: int
    case: Case
    read_off: str
    """Id of the substance whose level it is: the one that is given, or its metabolite."""


def population(case: Case, known: Knowledge, people: int = 1) -> Population:
    """Studies of so many nursing mothers with the doses of a case.

    A substance whose figures are held for this comparison only is let through here.
    """
    known = _let_through(known, case.substance)
    tree = {
        "infant": {"age": "3 months", "weight": f"{INFANT_KG:g} kg", "feeds_per_day": 8},
        "mother": {"weight": f"{case.mother_kg:g} kg"},
    }
    job, facts = job_of(plan_from_tree(tree | case.plan), case.substance, known, NOW)
    if case.days:
        job = msgspec.structs.replace(job, contained=tuple(_for_days(each, case.days) for each in job.contained))
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
    return float(np.mean([one.inside for one in found(alone=True)[0]]))


def seen(known: Knowledge) -> tuple[list[Seen], list[tuple[Row, str]]]:
    """All figures in print that have a case, of both tables, and those that have none, with the reason."""
    by_key = {case.key: case for case in cases(known)}
    figures, left = [], []
    for row in rows("lactation_observed.csv"):
        if not any(word in row["metric"] for word in LEVELS) or row["qualifier"] == "text":
            continue
        case = by_key.get((row["substance"], row["maternal_dose"], row["metric"]))
        value = number(row["num"])
        if case is None or value is None:
            left.append((row, "not a figure" if value is None else WHY_NOT))
            continue
        blood = row["unit"] in BLOOD_UG_PER_L
        figures.append(
            Seen(
                substance=row["substance"],
                what=f"{row['maternal_dose']}: {row['metric']}",
                observed=value * BLOOD_UG_PER_L.get(row["unit"], 1.0),
                unit="ug/L" if blood else row["unit"],
                source=row["source"],
                women=case.women or people_in(row, ONE_WOMAN),
                case=case,
                read_off=READ_OFF.get(row["substance"], case.substance),
            )
        )
    return [*figures, *(_of_own(row, known) for row in milk_table.scored())], left


def _of_own(row: Row, known: Knowledge) -> Seen:
    return Seen(
        substance=known.substances[row["follows"] or row["substance"]].name,
        what=milk_table.what_of(row),
        observed=float(row["observed"]),
        unit=row["unit"],
        source=row["source"],
        women=int(row["women"] or ONE_WOMAN),
        case=milk_table.case_of(row, known),
        read_off=row["follows"] or row["substance"],
    )


@cache
def found(*, alone: bool = False) -> tuple[list[Found], list[tuple[Row, str]]]:
    """All observed levels and doses with their predictions, and those that are not predicted, with the reason.

    There are as many women as the source says, else one; one each where they stand `alone`.
    """
    known = knowledge()
    figures, left = seen(known)
    predicted, made = [], dict[str, Population]()
    for one in figures:
        case, people = one.case, 1 if alone else one.women
        name = repr((case.substance, case.plan, case.days, case.mother_kg, people))
        if name not in made:
            made[name] = population(case, known, people)
        low, middle, high = interval(case.read(made[name]), people)
        predicted.append(
            Found(
                substance=one.substance,
                what=one.what,
                observed=one.observed,
                low=low,
                middle=middle,
                high=high,
                unit=one.unit,
                source=one.source,
                note="; ".join(filter(None, (case.assumed, f"{people} {'woman' if people == 1 else 'women'}"))),
                ratio=case.ratio,
            )
        )
    return predicted, left
