"""The notebook runs on what the program writes today, and shows outputs that were made by it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pytest

NOTEBOOK = Path(__file__).parents[1] / "docs" / "population.ipynb"
LARGEST_BYTES = 100_000
ABSOLUTE_PATH = re.compile(r"(?<![\w.])/\w[\w.-]*/?\w")
"""A path from the root of a file system; a unit such as mg/L has a letter before its stroke."""


def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def said(cell: dict[str, Any]) -> list[str]:
    """What a cell printed or showed in words: pictures are left out, as their code holds strokes of its own."""
    shown = [(output.get("text", []), output.get("data", {}).get("text/plain", [])) for output in cell["outputs"]]
    return ["".join(part) for pair in shown for part in pair]


@pytest.mark.filterwarnings("ignore:FigureCanvasAgg is non-interactive")
def test_every_cell_runs(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """All code cells run in order where the notebook lies, draw both figures, and end with the figures that matter."""
    matplotlib.use("Agg")
    monkeypatch.chdir(NOTEBOOK.parent)
    place: dict[str, Any] = {"__name__": "notebook"}
    for cell in cells():
        exec("".join(cell["source"]), place)  # noqa: S102 - the project's own notebook
    drawn = len(plt.get_fignums())
    plt.close("all")
    printed = capfd.readouterr().out
    assert drawn == 2
    assert "Monte Carlo error" in printed
    assert "milk-to-plasma-ratio of lidocaine" in printed.splitlines()[-5]


def test_the_outputs_that_ship_are_small_and_whole() -> None:
    """Each cell was executed, two of them show a picture, no path of a machine is shown, and the file is light."""
    assert all(cell["outputs"] for cell in cells())
    kinds = [output["output_type"] for cell in cells() for output in cell["outputs"]]
    assert kinds.count("display_data") == 2
    assert "error" not in kinds
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert len(text) < LARGEST_BYTES
    assert ABSOLUTE_PATH.search("made in /one/place.py")
    for cell in cells():
        assert not any(ABSOLUTE_PATH.search(text) for text in ("".join(cell["source"]), *said(cell)))
