"""A label as read, for the terminal: one line a token."""

from __future__ import annotations

from milkpath.knowledge.reader import Knowledge
from milkpath.label.ingredient import Ingredient, Label

MARKS = {"exact": "=", "alias": "~", "repaired": "*", "unresolved": "?", "not-an-ingredient": "-"}
LEGEND = "= known name   ~ other name   * spelling mended   ? not recognised   - not an ingredient"


def label_text(label: Label, known: Knowledge) -> str:
    """Each token with its mark, its substance and its percentage, then what was wrong with the label."""
    rows = [_row(found, known) for found in label.ingredients]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    problems = [f"! {problem.message}" for problem in label.problems]
    return "\n".join([*lines, "", LEGEND, *problems])


def _row(found: Ingredient, known: Knowledge) -> tuple[str, str, str, str]:
    name = known.substances[found.substance].name if found.substance else "not recognised"
    if found.status == "not-an-ingredient":
        name = ""
    return MARKS[found.status], " ".join(found.text.split()) or (found.name or ""), name, _percent(found)


def _percent(found: Ingredient) -> str:
    if found.status == "not-an-ingredient":
        return ""
    if found.basis == "declared":
        return f"{found.percent_high:g} % declared"
    return f"up to {found.percent_high:.3g} % ({found.basis})" if found.basis != "none" else "percentage not known"
