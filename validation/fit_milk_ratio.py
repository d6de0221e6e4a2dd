"""Fits the milk-to-plasma ratio to observed ones, and says how well it predicts substances it has not seen.

Rows are grouped by families of close relatives, which are left out together. `python -m validation.fit_milk_ratio` prints the
figures of `knowledge/physiology/milk-ratio-fit.yaml`.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.predictors import phase_distribution_model
from milkpath.knowledge.reader import knowledge
from milkpath.milk.milk_to_plasma_ratio import log_phase_distribution_base, phase_distribution
from milkpath.milk.predicted_ratio import Molecules, class_by_pka, ion_trapping
from validation.folds import Groups, Model, chosen, nested, out_of_fold, splits
from validation.scores import conformal_half_width, scores
from validation.shared import number, own_rows, rows

Array = NDArray[np.float64]

SEEDS = tuple(range(1, 11))
PLASMA_PH, MILK_PH = 7.4, 7.2
FLOORS = (0.0, 0.03, 0.1, 0.3)
FLOOR = 0.3
"""The one that cross-validation chooses on all rows; `choice()` chooses it anew."""
HUBER = 1.0
"""Errors of more than a factor e pull no harder than that."""
RIDGE = 1.0
FAMILIES = {
    "desvenlafaxine": "venlafaxine",
    "theobromine": "xanthine",
    "theophylline": "xanthine",
    "caffeine": "xanthine",
    "dyphylline": "xanthine",
    "cefamandole": "beta-lactam",
    "ceftriaxone": "beta-lactam",
    "cephalothin": "beta-lactam",
    "amoxicillin": "beta-lactam",
    "clonazepam": "benzodiazepine",
    "lorazepam": "benzodiazepine",
    "alprazolam": "benzodiazepine",
    "lidocaine": "caine",
    "bupivacaine": "caine",
    "estradiol": "steroid",
    "levonorgestrel": "steroid",
    "prednisolone": "steroid",
    "atenolol": "beta-blocker",
    "metoprolol": "beta-blocker",
    "propranolol": "beta-blocker",
    "ibuprofen": "profen",
    "naproxen": "profen",
    "metronidazole": "azole",
    "fluconazole": "azole",
}
ALSO_KNOWN_AS = {"128196-01-0": "59729-33-8"}
"""Escitalopram is one half of citalopram."""
NOT_TO_FIT_ON = {"estradiol"}
"""The unbound fraction in the table is not plausible; it is left out and counts as not known."""
COPIES = ("curated", "label")
"""Rows that repeat another source; they count only where nothing else was observed."""


class Ratios(msgspec.Struct, frozen=True):
    """Substances with an observed ratio: the geometric mean of independent studies."""

    name: tuple[str, ...]
    group: Groups
    molecules: Molecules
    log_ratio: Array
    """Natural logarithm."""
    from_table: NDArray[np.bool_]
    """Stands in the table of ratios with inputs (the others: inputs from `milk_ratio_inputs.csv`)."""


@cache
def ratios() -> Ratios:
    """All of them, those with the inputs in the table first."""
    studies = _studies()
    entries: list[dict[str, Any]] = []
    for row in rows("mp_dev.csv"):
        seen = [float(row["mp"]), *studies.get(row["cas"], {}).get("study", [])]
        renamed = {"log_kow": "logP", "pka_acid": "pKa_acid", "pka_base": "pKa_base", "fraction_unbound": "fu_plasma"}
        entries.append({**row, **{ours: row[theirs] for ours, theirs in renamed.items()}, "seen": seen, "table": True})
        if row["name"] in NOT_TO_FIT_ON:
            entries[-1]["fraction_unbound"] = ""
    present = {entry["cas"] for entry in entries}
    for row in own_rows("milk_ratio_inputs.csv"):
        found = studies.get(row["cas"], {})
        seen = found.get("study") or found.get("copy") or []
        if seen and row["cas"] not in present:
            entries.append({**row, "seen": seen, "table": False})
    families = [FAMILIES.get(entry["name"], entry["name"]) for entry in entries]

    def column(name: str) -> Array:
        return np.array([np.nan if (value := number(entry[name])) is None else value for entry in entries])

    return Ratios(
        tuple(entry["name"] for entry in entries),
        np.unique(families, return_inverse=True)[1].astype(np.int64),
        Molecules(
            log_kow=column("log_kow"),
            pka_acid=column("pka_acid"),
            pka_base=column("pka_base"),
            fraction_unbound=column("fraction_unbound"),
            ion_class=np.array([entry["ion_class"] for entry in entries]),
        ),
        np.array([float(np.mean(np.log(entry["seen"]))) for entry in entries]),
        np.array([entry["table"] for entry in entries]),
    )


def _studies() -> dict[str, dict[str, list[float]]]:
    """CAS -> ratios that were observed, apart from copies of curated sets."""
    found: dict[str, dict[str, list[float]]] = {}
    for row in rows("lactation_observed.csv"):
        value = number(row["num"])
        usable = row["qualifier"] in {"point", "range", "approx"} and row["metric"].startswith("M/P")
        if (
            not usable
            or not value
            or "partition" in row["metric"]
            or "unpublished" in row["source"]
            or "active" in row["value"]
        ):
            continue
        copy = any(word in row["metric"] for word in COPIES)
        cas = ALSO_KNOWN_AS.get(row["cas"], row["cas"])
        found.setdefault(cas, {}).setdefault("copy" if copy else "study", []).append(value)
    return found


def trapping(molecules: Molecules) -> Array:
    """`ln(Mu/Pu)` by the class that was set by hand."""
    return ion_trapping(molecules.ion_class, molecules.pka_acid, molecules.pka_base, PLASMA_PH, MILK_PH)[0]


def line(name: str, columns: list[Array], complexity: int | None = None) -> Model:
    """A line through some columns by Huber's estimate with a little ridge; rows with a gap are not fitted on."""
    observed = ratios().log_ratio
    design = np.column_stack([np.ones_like(observed), *columns])
    whole = np.asarray(~np.isnan(design).any(axis=1))

    def fit(train: Groups) -> Array:
        kept = train[whole[train]]
        middle, wide = design[kept].mean(axis=0), design[kept].std(axis=0)
        middle[0], wide[0] = 0.0, 1.0
        scaled = (design[kept] - middle) / np.maximum(wide, 1e-9)
        penalty = RIDGE * np.diag([0.0] + [1.0] * len(columns))
        weight, slopes = np.ones(len(kept)), np.zeros(design.shape[1])
        for _ in range(50):
            tall = scaled * weight[:, None]
            slopes = np.linalg.solve(tall.T @ scaled + penalty, tall.T @ observed[kept])
            weight = np.minimum(1.0, HUBER / np.maximum(np.abs(observed[kept] - scaled @ slopes), 1e-12))
        slopes = slopes / np.maximum(wide, 1e-9)
        slopes[0] -= slopes[1:] @ middle[1:]
        return np.asarray(slopes)

    return Model(
        name, design.shape[1] if complexity is None else complexity, fit, lambda slopes, test: design[test] @ slopes
    )


def hybrid() -> Array:
    """Natural logarithm of M/P by the published equations: the logarithmic one for bases, else phase distribution with its cap."""
    model, data = phase_distribution_model(knowledge()), ratios().molecules
    found = []
    for kow, unbound, acid, base, kind in zip(
        data.log_kow, data.fraction_unbound, data.pka_acid, data.pka_base, data.ion_class, strict=True
    ):
        if np.isnan(unbound):
            found.append(np.nan)
            continue
        plain = {"log_kow": float(kow), "fraction_unbound": float(unbound)}
        if kind == "base" and not np.isnan(base):
            found.append(np.log(log_phase_distribution_base(model, pka_base=float(base), **plain)))
            continue
        pka_acid = float(acid) if kind in {"acid", "zwitterion"} and not np.isnan(acid) else None
        pka_base = float(base) if kind == "zwitterion" and not np.isnan(base) else None
        found.append(np.log(phase_distribution(model, pka_acid=pka_acid, pka_base=pka_base, **plain)))
    return np.array(found)


def candidates() -> list[Model]:
    """What the choice is between: the published equations, and trapping and binding with one of four floors."""
    data, equations = ratios().molecules, hybrid()
    trapped, unbound = trapping(data), data.fraction_unbound
    published = Model("published equations (hybrid)", 0, lambda _: None, lambda _, test: equations[test])
    return [published, *(line(floor_name(floor), [trapped, np.log(unbound + floor)]) for floor in FLOORS)]


def floor_name(floor: float) -> str:
    """How a line with a floor is called."""
    return f"trapping, ln(fu + {floor:g})"


def comparators() -> list[Model]:
    """What else was tried and is reported beside the choice."""
    data, equations = ratios().molecules, hybrid()
    kinds = [(data.ion_class == kind).astype(float) for kind in ("acid", "base", "zwitterion")]
    trapped, free = trapping(data), np.log(data.fraction_unbound + FLOOR)
    best = line(floor_name(FLOOR), [trapped, free])
    return [
        line("middle of all", []),
        line("class", kinds),
        line("published equations, rescaled", [equations]),
        line(f"{best.name}, log Kow", [trapped, free, data.log_kow]),
        line(f"class, ln(fu + {FLOOR:g}), log Kow", [*kinds, free, data.log_kow]),
        Model(
            "geometric mean of equations and line",
            4,
            best.fit,
            lambda slopes, test: (best.predict(slopes, test) + equations[test]) / 2,
        ),
    ]


def complete() -> Groups:
    """Rows of which ionisation and binding are known."""
    return np.flatnonzero(~np.isnan(ratios().molecules.fraction_unbound))


def errors(model: Model, within: Groups, seeds: tuple[int, ...] = SEEDS) -> Array:
    """Errors of log10 of substances not seen, (len(seeds), rows)."""
    data = ratios()
    found = [(out_of_fold(model, data.group, seed, within) - data.log_ratio)[within] for seed in seeds]
    return np.asarray(np.array(found) / np.log(10))


def gap_lines() -> dict[str, tuple[Model, Groups]]:
    """The lines for what is known, and the rows each is fitted and scored on."""
    data = ratios().molecules
    everything, known = np.arange(len(data.log_kow)), complete()
    free = np.log(data.fraction_unbound + FLOOR)
    trapped = trapping(data)
    return {
        "full": (line("full", [trapped, free]), known),
        "no-unbound": (line("no-unbound", [trapped, data.log_kow]), everything),
        "ionisation-alone": (line("ionisation-alone", [trapped]), everything),
        "unbound-alone": (line("unbound-alone", [free]), known),
        "nothing": (line("nothing", []), everything),
    }


COLUMNS = {
    "full": ("trapping", "unbound"),
    "no-unbound": ("trapping", "log-kow"),
    "ionisation-alone": ("trapping",),
    "unbound-alone": ("unbound",),
    "nothing": (),
}


def half_width(off: Array) -> float:
    """Half-width [log10] of the 90 % interval over substances and repeats."""
    mean = off.mean(axis=0)
    return conformal_half_width(mean, np.ones_like(mean))


def figures() -> dict[str, Any]:
    """Everything that the knowledge file holds."""
    found: dict[str, Any] = {"floor": FLOOR}
    for name, (model, within) in gap_lines().items():
        off, slopes = errors(model, within), model.fit(within)
        names = ("intercept", *COLUMNS[name])
        found[name] = {
            **{key: float(slope) for key, slope in zip(names, slopes, strict=True)},
            "spread": float(np.sqrt((off**2).mean())),
            "half-width": half_width(off),
        }
    return found | widening()


def widening() -> dict[str, float]:
    """How much larger errors are where the class has no pKa, or has to be taken from the pKa; never below 1."""
    data, known = ratios(), complete()
    molecules, model = data.molecules, gap_lines()["full"][0]
    free = np.log(molecules.fraction_unbound + FLOOR)
    blank = np.full_like(molecules.pka_acid, np.nan)
    by_class = ion_trapping(molecules.ion_class, blank, blank, PLASMA_PH, MILK_PH)[0]
    guessed = class_by_pka(molecules, PLASMA_PH)
    by_pka = ion_trapping(guessed, molecules.pka_acid, molecules.pka_base, PLASMA_PH, MILK_PH)[0]

    def root_mean_square(trapped: Array) -> float:
        off = np.zeros(len(known))
        design = np.column_stack([np.ones_like(free), np.nan_to_num(trapped), free])
        for seed in SEEDS:
            for train, test in splits(data.group, seed, known):
                place = np.searchsorted(known, test)
                off[place] += (design[test] @ model.fit(train) - data.log_ratio[test]) / len(SEEDS)
        return float(np.sqrt((off**2).mean()))

    true = root_mean_square(trapping(molecules))
    return {
        "class-alone-wider": max(1.0, root_mean_square(by_class) / true),
        "pka-alone-wider": max(1.0, root_mean_square(by_pka) / true),
    }


def choice(seed: int = SEEDS[0]) -> Model:
    """The candidate with the least error on substances not seen."""
    data = ratios()
    return chosen(candidates(), data.log_ratio, data.group, seed, complete(), standard_errors=0)


def nested_errors(seed: int) -> tuple[Array, list[str]]:
    """Errors of log10 of choice and fit together, and what each fold chose."""
    data, known = ratios(), complete()
    found, names = nested(candidates(), data.log_ratio, data.group, seed, known, standard_errors=0)
    return (found - data.log_ratio)[known] / np.log(10), names


def main() -> None:
    """Print the comparison and the figures."""
    data, known, write = ratios(), complete(), sys.stdout.write
    write(
        f"{len(data.name)} substances, {len(known)} of them with an unbound fraction, {len(np.unique(data.group))} families\n"
    )
    for model in [*candidates(), *comparators()]:
        off = errors(model, known).mean(axis=0)
        for label, kept in (("all", np.ones(len(known), bool)), ("table", data.from_table[known])):
            write(f"{model.name:40s} {label:5s} {_told(off[kept])}\n")
    write(f"chosen on all: {choice().name}\n")
    for seed in SEEDS[:3]:
        off, names = nested_errors(seed)
        write(f"nested: {_told(off)} {sorted(set(names))}\n")
    for name, value in figures().items():
        write(f"{name}: {value}\n")


def _told(off: Array) -> str:
    got = scores(off)
    return (
        f"AAFE {got.absolute_average_fold:.2f} AFE {got.average_fold:.2f}"
        f" 2x {got.within_2:.0%} 3x {got.within_3:.0%} rmse {got.rmse:.2f}"
    )


if __name__ == "__main__":
    main()
