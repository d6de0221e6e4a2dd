"""Writes the fitted figures into the knowledge, or checks that they are the ones that the fits give.

`python -m validation.write_fits --write` or `--check`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from milkpath.knowledge.reader import knowledge
from validation import fit_kinetics, fit_milk_ratio, fit_permeability, fit_pores
from validation.shared import ROOT

PHYSIOLOGY = ROOT / "src" / "milkpath" / "knowledge" / "physiology"
DATE = "2026-11-26"
LARGEST_DIFFERENCE = 1e-3
LARGEST_DIFFERENCE_OF_FACTOR = 0.05

PATHS = (
    (
        "lipid-intercept",
        "Level of the path through lipids: log10 K = level + slope x log Kow + slope x sqrt(M).",
        "log10(cm/h)",
    ),
    ("lipid-log-kow", "Slope of the lipid path on log Kow.", "1"),
    ("lipid-root-mass", "Slope of the lipid path on the square root of the molar mass.", "(mol/g)^0.5"),
    ("polar-intercept", "Level of the polar path: log10 K = level + slope x sqrt(M).", "log10(cm/h)"),
    ("polar-root-mass", "Slope of the polar path on the square root of the molar mass.", "(mol/g)^0.5"),
    ("watery-intercept", "Level of the watery layers below: log10 K = level + slope x sqrt(M).", "log10(cm/h)"),
    ("watery-root-mass", "Slope of the watery layers on the square root of the molar mass.", "(mol/g)^0.5"),
)
GAPS = {"no-log-kow": "molar mass alone", "no-molar-mass": "log Kow alone", "nothing": "nothing"}
SLOPES = {
    "no-log-kow": ("root-mass", "(mol/g)^0.5"),
    "no-molar-mass": ("log-kow", "1"),
}
KNOWN = {
    "full": "ionisation and binding",
    "no-unbound": "ionisation and log Kow",
    "ionisation-alone": "ionisation",
    "unbound-alone": "binding",
    "nothing": "nothing",
}
TERMS = {
    "intercept": "Level of ln M/P",
    "trapping": "Slope of ln M/P on ln(Mu/Pu)",
    "unbound": "Slope of ln M/P on ln(fu + floor)",
    "log-kow": "Slope of ln M/P on log Kow",
    "spread": "Root mean square error of log10 M/P on substances not seen",
    "half-width": "Half of the 90 % interval of log10 M/P on substances not seen",
}


def _parameter(
    identity: str, text: str, value: float, unit: str, source: str, route: str, place: str
) -> dict[str, Any]:
    return {
        "id": identity,
        "text": text,
        "value": float(f"{value:.5g}"),
        "unit": unit,
        "source": source,
        "grade": "B",
        "route": route,
        "status": "verified",
        "date": DATE,
        "place": place,
    }


def permeability() -> list[dict[str, Any]]:
    """Parameters of the permeability of whole skin."""
    found, data = fit_permeability.figures(), fit_permeability.records()
    place = f"fit to {len(data.compound)} records of {data.group.max() + 1} compounds, grouped cross-validation"

    def one(name: str, text: str, value: float, unit: str) -> dict[str, Any]:
        return _parameter(f"permeability-fit-{name}", text, value, unit, "fit-permeability", "mother", place)

    entries = [
        one(name, text, value, unit) for (name, text, unit), value in zip(PATHS, found["three-paths"], strict=True)
    ]
    error = "Root mean square error of log10 Kp on compounds not seen, each compound counting once"
    half = "Half of the 90 % interval of log10 Kp on compounds not seen"
    entries += [one("spread", f"{error}.", found["spread"], "log10(cm/h)")]
    entries += [one("half-width", f"{half}.", found["half-width"], "log10(cm/h)")]
    ranges = {"log-kow": (data.log_kow, "1"), "molar-mass": (data.molar_mass, "g/mol")}
    for name, (values, unit) in ranges.items():
        entries.append(one(f"{name}-lowest", f"Least {name} among the fitted compounds.", float(values.min()), unit))
        entries.append(one(f"{name}-highest", f"Largest {name} among the fitted compounds.", float(values.max()), unit))
    for name, known in GAPS.items():
        *line, spread, width = found[name]
        entries.append(one(f"{name}-intercept", f"Level of log10 Kp by {known}.", line[0], "log10(cm/h)"))
        if name in SLOPES:
            slope, unit = SLOPES[name]
            entries.append(one(f"{name}-{slope}", f"Slope of log10 Kp by {known}.", line[1], unit))
        entries.append(one(f"{name}-spread", f"{error}, by {known}.", spread, "log10(cm/h)"))
        entries.append(one(f"{name}-half-width", f"{half}, by {known}.", width, "log10(cm/h)"))
    return entries


def milk_ratio() -> list[dict[str, Any]]:
    """Parameters of the milk-to-plasma ratio."""
    found, data = fit_milk_ratio.figures(), fit_milk_ratio.ratios()
    place = f"fit to {len(data.name)} substances, cross-validation by families"

    def one(name: str, text: str, value: float) -> dict[str, Any]:
        return _parameter(f"milk-ratio-fit-{name}", text, value, "1", "fit-milk-ratio", "milk", place)

    floor = (
        "Added to the unbound fraction: the ratio of a substance that is all but wholly bound does not fall to nothing."
    )
    entries = [one("floor", floor, found["floor"])]
    for name, known in KNOWN.items():
        entries += [one(f"{name}-{term}", f"{TERMS[term]}, by {known}.", value) for term, value in found[name].items()]
    wider = "Factor on the error where the class is known without its pKa."
    entries.append(one("class-alone-wider", wider, found["class-alone-wider"]))
    entries.append(
        one("pka-alone-wider", "Factor on the error where the class comes from the pKa.", found["pka-alone-wider"])
    )
    return entries


FILES = {"skin-permeability-fit.yaml": permeability, "milk-ratio-fit.yaml": milk_ratio}


def differences() -> list[str]:
    """What the shipped figures and the fits disagree on."""
    wrong = []
    for name, make in FILES.items():
        shipped = {
            entry["id"]: entry["value"] for entry in yaml.safe_load((PHYSIOLOGY / name).read_text(encoding="utf-8"))
        }
        for entry in make():
            there = shipped.get(entry["id"])
            if there is None or abs(there - entry["value"]) > LARGEST_DIFFERENCE * max(1.0, abs(there)):
                wrong.append(f"{entry['id']}: {there} shipped, {entry['value']} fitted")
    return wrong + _pores() + _kinetics()


def _pores() -> list[str]:
    """What the needling procedures that name the fit of pores disagree with it on; they hold two digits, and all of the spread is ignorance."""
    share = fit_pores.fitted().share
    fitted = tuple(float(f"{value:.2g}") for value in (share.middle, share.gsd, share.gsd))
    return [
        f"{procedure.id}, {figure.name}: {figure.value} ({figure.gsd}) shipped, {fitted[0]} ({fitted[1]}) fitted"
        for procedure in knowledge().procedures.values()
        for figure in procedure.quantities
        if figure.source == "fit-pores" and (figure.value, figure.gsd, figure.gsd_uncertainty) != fitted
    ]


def _kinetics() -> list[str]:
    """Whether the factor between groups is the fitted one, to a twentieth: intervals that hold the shipped one are what it is fitted to."""
    shipped, fitted = knowledge().parameter("kinetics-between-groups").gsd or 1.0, fit_kinetics.fitted()
    near = abs(shipped - fitted) <= LARGEST_DIFFERENCE_OF_FACTOR
    return [] if near else [f"kinetics-between-groups: {shipped} shipped, {fitted:.2f} fitted"]


def main() -> int:
    """Write or check."""
    if "--write" in sys.argv:
        for name, make in FILES.items():
            text = yaml.safe_dump(make(), sort_keys=False, allow_unicode=True, width=118)
            Path(PHYSIOLOGY / name).write_text(text.replace(f"'{DATE}'", DATE), encoding="utf-8")
    wrong = differences()
    sys.stdout.write("".join(f"{line}\n" for line in wrong) or "the shipped figures are those of the fits\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
