"""Equations and engine against figures that are known beforehand: printed in a source, closed forms, or worked by hand."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.kinetics import maturation
from milkpath.exposure.predictors import phase_distribution_model, robinson_coefficients
from milkpath.exposure.setup import set_up
from milkpath.exposure.solution import ROWS_PER_SUBSTANCE
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import Streams
from milkpath.infant.clearance import matured_fraction
from milkpath.infant.milk_intake import IntakeCurve, intake_ml_per_day
from milkpath.infant.weight import median_weight_kg
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.milk.milk_to_plasma_ratio import (
    log_phase_distribution_base,
    phase_distribution,
    skim_milk_fraction_unbound,
)
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of
from milkpath.skin.micropores import dermis_diffusivity_cm2_per_s, pore_permeability_cm_per_h
from milkpath.skin.permeability import lag_time_h, modified_robinson
from milkpath.skin.stratum_corneum import chain
from milkpath.skin.stratum_corneum_modes import amplitudes_of, chain_modes
from milkpath.substance.ionisation import unionised_fraction
from validation.fit_permeability import records
from validation.scores import group_means, scores
from validation.shared import number, rows
from validation.topical import NOW

Array = NDArray[np.float64]

THICKNESS_CM, DIFFUSIVITY, PARTITION = 15e-4, 3.6e-6, 10.0
SECONDS_PER_HOUR = 3600.0


class Oracle(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected, what was found, and how far apart they may be (relative, or absolute where expected is near 0)."""

    what: str
    expected: float
    found: float
    allowed: float
    source: str

    @property
    def holds(self) -> bool:
        """Whether the two agree as far as they have to."""
        return abs(self.found - self.expected) <= self.allowed * max(abs(self.expected), 1e-12) + 1e-15


def crank(hours: float) -> float:
    """Amount through a slab under an infinite dose, over K C h (Crank)."""
    scaled = DIFFUSIVITY * hours / THICKNESS_CM**2
    terms = np.arange(1, 200)
    series = ((-1.0) ** terms / terms**2 * np.exp(-(terms**2) * np.pi**2 * scaled)).sum()
    return float(scaled - 1 / 6 - 2 / np.pi**2 * series)


def through_slab(hours: float, cells: int) -> float:
    """The same by the chain of cells and its modes."""
    layer = chain(
        permeability_cm_per_h=np.array([PARTITION * DIFFUSIVITY / THICKNESS_CM]),
        lag_h=np.array([THICKNESS_CM**2 / (6 * DIFFUSIVITY)]),
        vehicle_thickness_cm=np.array([1e6]),
        area_cm2=1.0,
        cells=cells,
    )
    modes = chain_modes(layer)
    passed = (modes.to_blood * modes.from_dose * -np.expm1(modes.rates * hours) / -modes.rates).sum() * 1e6
    return float(passed / (PARTITION * THICKNESS_CM))


def absorbed_from_depot(chi: float, cells: int = 20) -> float:
    """Share absorbed of a linear profile in the stratum corneum that may evaporate."""
    permeability = 3e-3
    layer = chain(
        permeability_cm_per_h=np.array([permeability]),
        lag_h=np.array([1.0]),
        vehicle_thickness_cm=np.array([1e-9]),
        area_cm2=100.0,
        evaporation_cm_per_h=chi * permeability,
        cells=cells,
    )
    modes = chain_modes(layer)
    height = (np.arange(cells) + 0.5) / cells
    amounts = np.concatenate([height / height.sum(), [0.0]])[:, None]
    return float((modes.to_blood * amplitudes_of(modes, amounts) / -modes.rates).sum())


def skin_oracles(known: Knowledge) -> list[Oracle]:
    """Whole skin and pores."""
    crank_source = "Crank's series for a slab"
    entries = [
        Oracle(
            what=f"slab under an infinite dose, {cells} cells, {hours:g} h: share of K C h",
            expected=crank(hours),
            found=through_slab(hours, cells),
            allowed=allowed,
            source=crank_source,
        )
        for cells, hours, allowed in ((10, 0.5, 2e-3), (10, 5.0, 2e-4), (40, 0.5, 1e-4), (40, 5.0, 1e-4))
    ]
    entries += [
        Oracle(
            what=f"share absorbed of a depot in the stratum corneum, chi {chi:g}",
            expected=printed,
            found=absorbed_from_depot(chi),
            allowed=6e-3 / printed,
            source="Frasch & Bunge 2015, J Pharm Sci 104:1499, table 2",
        )
        for chi, printed in ((5.3, 0.44), (0.48, 0.78), (0.06, 0.96), (1000.0, 0.33), (155.0, 0.34))
    ]
    robinson, data = robinson_coefficients(known), records()
    off = np.log10(
        [
            modified_robinson(float(kow), float(mass), robinson)
            for kow, mass in zip(data.log_kow, data.molar_mass, strict=True)
        ]
    )
    off = off - data.log_kp
    means = group_means(off, data.group)
    source = "modified Robinson on the measured coefficients (worked beforehand with all 476 records)"
    entries += [
        Oracle(
            what="modified Robinson: RMSE of log10 Kp, records",
            expected=0.839,
            found=scores(off).rmse,
            allowed=0.01,
            source=source,
        ),
        Oracle(
            what="modified Robinson: RMSE of log10 Kp, compounds",
            expected=0.789,
            found=scores(means).rmse,
            allowed=0.01,
            source=source,
        ),
        Oracle(
            what="modified Robinson: bias of log10 Kp, compounds",
            expected=-0.21,
            found=float(means.mean()),
            allowed=0.03,
            source=source,
        ),
        Oracle(
            what="flux of lidocaine from 9.2 mg/mL [ug/cm2/h], modified Robinson",
            expected=24.0,
            found=1000 * 9.2 * modified_robinson(2.44, 234.3, robinson),
            allowed=0.03,
            source="worked by hand",
        ),
        Oracle(
            what="permeability in cm/h over that in cm/s",
            expected=10**3.556,
            found=SECONDS_PER_HOUR,
            allowed=1e-3,
            source="unit",
        ),
        Oracle(
            what="pores 200/cm2, radius 35 um, 150 um deep, 234 g/mol: permeability [cm/h]",
            expected=3.3e-3,
            found=_pores(known),
            allowed=0.02,
            source="worked by hand",
        ),
        Oracle(
            what="lag of 234.3 g/mol [h]",
            expected=0.105 * 10 ** (0.0056 * 234.3),
            found=lag_time_h(
                234.3,
                at_zero_mass_h=known.parameter("lag-time-constant").value,
                log_slope_per_g_mol=known.parameter("lag-time-mass-slope").value,
            ),
            allowed=1e-9,
            source="EPA RAGS-E",
        ),
    ]
    return entries


def _pores(known: Knowledge) -> float:
    free = dermis_diffusivity_cm2_per_s(
        234.3,
        intercept=known.parameter("dermis-diffusivity-intercept").value,
        log_slope=known.parameter("dermis-diffusivity-mass-slope").value,
    )
    return float(pore_permeability_cm_per_h(np.array([200.0]), np.array([35.0]), np.array([0.15]), free)[0])


def milk_oracles(known: Knowledge) -> list[Oracle]:
    """Milk: partition, and the published equations row by row against values worked beforehand."""
    model = phase_distribution_model(known)
    fleishaker = (("diazepam", 0.013, 0.79), ("phenytoin", 0.142, 0.92), ("propranolol", 0.107, 0.91))
    entries = [
        Oracle(
            what=f"unbound in skim milk, {name}",
            expected=printed,
            found=skim_milk_fraction_unbound(model, unbound),
            allowed=0.007,
            source="worked from Atkinson & Begg 1988",
        )
        for name, unbound, printed in fleishaker
    ]
    entries.append(
        Oracle(
            what="un-ionised share at its own pKa",
            expected=0.5,
            found=unionised_fraction(7.9, pka_base=7.9),
            allowed=1e-12,
            source="Henderson-Hasselbalch",
        )
    )
    plain = msgspec.structs.replace(model, fat_partition_maximum=1e30)
    worst: dict[str, float] = {"PD": 0.0, "log-PD of bases": 0.0}
    for row in rows("mp_dev.csv"):
        kow, unbound = float(row["logP"]), float(row["fu_plasma"])
        acid, base = number(row["pKa_acid"]), number(row["pKa_base"])
        kind = row["ion_class"]
        if row["name"] == "digoxin" or (acid is not None and base is not None) or kind == "zwitterion":
            continue
        found = phase_distribution(plain, log_kow=kow, fraction_unbound=unbound, pka_acid=acid, pka_base=base)
        worst["PD"] = max(worst["PD"], abs(found / float(row["pred_PD"]) - 1))
        if kind == "base" and base is not None:
            logarithmic = log_phase_distribution_base(plain, log_kow=kow, fraction_unbound=unbound, pka_base=base)
            worst["log-PD of bases"] = max(worst["log-PD of bases"], abs(logarithmic / float(row["pred_logPD"]) - 1))
    entries += [
        Oracle(
            what=f"published {name} over values worked beforehand, the worst of the table",
            expected=1.0,
            found=1 + far,
            allowed=1e-3,
            source="Atkinson & Begg 1990, worked beforehand",
        )
        for name, far in worst.items()
    ]
    return entries


def infant_oracles(known: Knowledge) -> list[Oracle]:
    """Infant: intake, weight, renal clearance."""
    curve = IntakeCurve(
        constant=known.parameter("milk-intake-constant").value,
        per_day=known.parameter("milk-intake-per-day").value,
        per_log_day=known.parameter("milk-intake-per-log-day").value,
        first_valid_day=known.parameter("milk-intake-valid-from-days").value,
        last_valid_day=known.parameter("milk-intake-valid-until-days").value,
    )
    printed = ((7, 391), (14, 506), (20, 562), (30, 621))
    entries = [
        Oracle(
            what=f"milk intake on day {day} [mL/day]",
            expected=float(expected),
            found=intake_ml_per_day(curve, day),
            allowed=2e-3,
            source="Rios-Leyvraz & Yao 2023, Breastfeed Med 18(3), worked by hand",
        )
        for day, expected in printed
    ]
    for row in rows("who_weight_for_age.csv"):
        if row["sex"][:1].lower() == "b" and row["month"] in {"0", "12"}:
            power, middle, width = (float(row[name]) for name in ("L", "M_kg", "S"))
            for z, expected in ((-2, {"0": 2.459, "12": 7.742}), (2, {"0": 4.419, "12": 11.986})):
                entries.append(
                    Oracle(
                        what=f"weight of boys, month {row['month']}, z = {z:+d} [kg]",
                        expected=expected[row["month"]],
                        found=middle * (1 + power * width * z) ** (1 / power),
                        allowed=2e-4,
                        source="WHO Child Growth Standards 2006",
                    )
                )
    girls = {
        row["month"]: float(row["M_kg"]) for row in rows("who_weight_for_age.csv") if row["sex"][:1].lower() == "g"
    }
    boys = {row["month"]: float(row["M_kg"]) for row in rows("who_weight_for_age.csv") if row["sex"][:1].lower() == "b"}
    entries.append(
        Oracle(
            what="middle weight at six months, both sexes [kg]",
            expected=(girls["6"] + boys["6"]) / 2,
            found=median_weight_kg(known.weight_for_age, 6 * 30.4375),
            allowed=0.01,
            source="WHO Child Growth Standards 2006",
        )
    )
    renal = maturation(known, "renal")
    entries += [
        Oracle(
            what=f"renal maturation at {weeks} weeks after conception, share of adult",
            expected=weeks**3.4 / (47.7**3.4 + weeks**3.4),
            found=matured_fraction(renal, (weeks - 40) * 7),
            allowed=1e-6,
            source="Rhodin 2009, Pediatr Nephrol 24:67",
        )
        for weeks in (44, 53, 66)
    ]
    return entries


def engine_oracles(known: Knowledge) -> list[Oracle]:
    """The engine on a visit with numbing cream, needles and a serum: where all of the dose is in the end."""
    cream = {"name": "cream", "strengths": {"lidocaine": "4 %"}}
    steps = [
        {"do": "apply", "area": "face", "amount": "5 g", "for": "30 min", "covered": True, "product": cream},
        {"do": "needle", "area": "face", "device": "pen", "depth": "1.5 mm"},
        {"do": "apply", "area": "face", "amount": "2 g", "product": cream},
    ]
    tree = {
        "infant": {"age": "3 months"},
        "mother": {"weight": "60 kg"},
        "visit": {"starts": "2026-12-01T14:00", "steps": steps},
    }
    job, facts = job_of(plan_from_tree(tree), "lidocaine", known, NOW)
    made = set_up(job, facts, known, Streams(seed=1, total=200, start=0, stop=200))
    end = solve(made.body, made.sources, made.events)
    assert end.cleared_mg is not None
    dosed = made.applied_mg.sum(axis=0)
    kept = (end.absorbed_mg + end.removed_mg + end.evaporated_mg + end.left_mg).sum(axis=0)
    absorbed = end.absorbed_mg.sum(axis=0)
    inside = end.in_body_mg[:ROWS_PER_SUBSTANCE].sum(axis=0) + end.cleared_mg[:2].sum(axis=0)
    source = "conservation of mass, the worst of 200 pairs"
    books = {
        "dose found again on, in and off the skin": kept / dosed,
        "absorbed found again in body and clearance": inside / absorbed,
    }
    return [
        Oracle(what=what, expected=1.0, found=float(ratio[np.argmax(np.abs(ratio - 1))]), allowed=1e-11, source=source)
        for what, ratio in books.items()
    ]


SECTIONS: dict[str, Callable[[Knowledge], list[Oracle]]] = {
    "Skin": skin_oracles,
    "Milk": milk_oracles,
    "Infant": infant_oracles,
    "Engine": engine_oracles,
}


def found() -> dict[str, list[Oracle]]:
    """All of them, by stretch."""
    return {name: make(knowledge()) for name, make in SECTIONS.items()}
