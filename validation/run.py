"""`make validate`: writes `docs/validation/`. The same on every run; the tables of observed data lie beside the checkout."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from validation import (
    bounds,
    credibility,
    fit_kinetics,
    fit_pores,
    lactation,
    milk_table,
    needling,
    oracles,
    oral_peaks,
    pages,
    topical,
    write_fits,
)
from validation.pages import HEAD, Page, table
from validation.shared import ROOT

FOLDER = ROOT / "docs" / "validation"
TITLES = {
    "verification": "Figures that were known beforehand",
    "permeability": "Permeability of whole skin",
    "topical": "Plasma levels after numbing products",
    "needling": "What needles add",
    "milk-ratio": "Milk-to-plasma ratio",
    "milk-levels": "Milk levels and infant doses",
    "bounds": "The bound",
    "credibility": "Credibility statement",
}


def made() -> dict[str, Page]:
    """All pages but the summary."""
    makers: dict[str, Callable[[], Page]] = {
        "verification": lambda: pages.verification(oracles.found()),
        "permeability": pages.permeability,
        "topical": lambda: pages.topical(*topical.found(), topical.held_by_one()),
        "needling": lambda: pages.needling(
            fit_pores.found(),
            needling.left_out(),
            needling.whole_skin_implied(),
            fit_pores.fitted(),
            fit_pores.by_share(),
        ),
        "milk-ratio": pages.milk_ratio,
        "milk-levels": lambda: pages.milk_levels(
            *lactation.found(),
            milk_table.left_out(),
            lactation.held_by_one(),
            fit_kinetics.between_groups(),
            oral_peaks.found(),
        ),
        "bounds": lambda: pages.bounds(bounds.found()),
    }
    found = {name: make() for name, make in makers.items()}
    return found | {"credibility": credibility.page(found)}


def summary(found: dict[str, Page]) -> str:
    """The front page: every target with what was found."""
    words = {True: "yes", False: "**no**", None: ""}
    lines = [
        (what, target, got, words[met], f"[{TITLES[name]}]({name}.md)")
        for name, page in found.items()
        for what, target, got, met in page.headlines
    ]
    links = "\n".join(f"* [{TITLES[name]}]({name}.md)" for name in found)
    return f"""{HEAD}# Verification and validation

`make validate` writes these pages from the code and from tables of observed figures that lie beside the checkout. Nothing in the model is fitted to a
row that it is scored on here, unless a page says so. Misses are shown by name.

{table(("what", "target", "found", "met", "page"), lines)}
{links}
"""


def main() -> int:
    """Write every page and picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wrong = write_fits.differences()
    for line in wrong:
        sys.stdout.write(f"shipped figures differ from the fit: {line}\n")
    found = made()
    for name, page in found.items():
        _write(FOLDER / f"{name}.md", page.text)
        for file, picture in page.pictures.items():
            _write(FOLDER / file, picture)
    _write(FOLDER / "README.md", summary(found))
    sys.stdout.write(summary(found).split("\n\n", 3)[3].split("\n\n")[0] + "\n")
    return 1 if wrong else 0


def _write(path: Path, text: str) -> None:
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
