"""The tables of observed data, which lie beside the checkout and are never copied into it."""

from __future__ import annotations

import csv
import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("MILKPATH_SHARED", ROOT.parent / "shared")) / "data"

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of one table; a sentence that says what is missing where the tables are not there."""
    path = DATA / name
    if not path.is_file():
        raise SystemExit(f"{name} is not beside the checkout (../shared/data); MILKPATH_SHARED names another folder")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def own_rows(name: str) -> list[Row]:
    """The rows of a table in this folder."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def number(text: str) -> float | None:
    """A cell as a number, or `None` where it is empty."""
    return float(text) if text.strip() else None
