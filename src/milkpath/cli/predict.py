"""`milkpath predict permeability|milk-ratio IN.csv --out OUT.csv`: any table of molecules, read and written in pieces."""

from __future__ import annotations

import argparse
import csv
import difflib
import math
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.cli.progress import progress
from milkpath.errors import InputError, Mistake
from milkpath.exposure.predictors import milk_ratio_model, permeability_model
from milkpath.knowledge.reader import knowledge
from milkpath.milk.predicted_ratio import ION_CLASSES, Molecules, predicted_ratio
from milkpath.skin.predicted_permeability import predicted_permeability
from milkpath.substance.ionisation import unionised_fraction

Array = NDArray[np.float64]
Row = list[str]

PIECE = 10_000
LONGEST_CELL = 10_000
NUMBERS: dict[str, tuple[float, float, str]] = {
    "molar_mass": (1.0, 1e5, "g/mol, from 1 to 100000"),
    "log_kow": (-15.0, 25.0, "log10 of octanol over water, from -15 to 25"),
    "pka_acid": (-12.0, 25.0, "from -12 to 25"),
    "pka_base": (-12.0, 25.0, "from -12 to 25"),
    "fraction_unbound": (1e-9, 1.0, "a share above 0, at most 1"),
    "ph": (0.0, 14.0, "from 0 to 14"),
}
"""Column of numbers -> least, largest, and what is expected."""
USED = {
    "permeability": ("molar_mass", "log_kow", "pka_acid", "pka_base", "ion_class", "ph"),
    "milk-ratio": ("log_kow", "pka_acid", "pka_base", "ion_class", "fraction_unbound"),
}
ADDED = ("p05", "p50", "p95", "method", "error")
ABSENT = {"", "na", "n/a", "nan", "none", "null", "-", "?"}


class Predicted(msgspec.Struct, frozen=True):
    """log10 of middle and half-width of the 90 % interval, and how, one entry a molecule."""

    middle: Array
    half_width: Array
    method: NDArray[np.str_]


class Piece(msgspec.Struct, frozen=True):
    """Some rows as figures; `wrong` says what is the matter with a row, '' where nothing is."""

    numbers: dict[str, Array]
    ion_class: NDArray[np.str_]
    wrong: list[str]


def run(chosen: argparse.Namespace) -> int:
    """Predict every row; the file that is written is whole or not there."""
    predict = _permeability() if chosen.what == "permeability" else _milk_ratio()
    with _opened(chosen.input) as stream:
        reader = csv.reader(stream)
        header = _header(reader, chosen.input, chosen.what)
        _write(chosen.out, header, _pieces(reader, chosen.input), predict)
    return 0


def _permeability() -> Callable[[Piece], Predicted]:
    model = permeability_model(knowledge())

    def predict(piece: Piece) -> Predicted:
        figures = piece.numbers
        found = predicted_permeability(
            figures["log_kow"], figures["molar_mass"], model, unionised=_unionised(figures, piece.ion_class)
        )
        ionised = ~np.isnan(figures["ph"])
        method = np.where(ionised, np.char.add(found.method, " at the given pH"), found.method)
        return Predicted(found.log10_middle, found.log10_half_width, method)

    return predict


def _unionised(figures: dict[str, Array], kinds: NDArray[np.str_]) -> Array:
    """Share without charge at the pH of the vehicle; 1 where no pH is given. A group that the class denies does not count."""
    shares = np.ones_like(figures["ph"])
    for number in np.flatnonzero(~np.isnan(figures["ph"])):
        kind = kinds[number]
        acid, base = figures["pka_acid"][number], figures["pka_base"][number]
        shares[number] = unionised_fraction(
            float(figures["ph"][number]),
            pka_acid=None if math.isnan(acid) or kind in {"base", "neutral"} else float(acid),
            pka_base=None if math.isnan(base) or kind in {"acid", "neutral"} else float(base),
        )
    return shares


def _milk_ratio() -> Callable[[Piece], Predicted]:
    model = milk_ratio_model(knowledge())

    def predict(piece: Piece) -> Predicted:
        figures = {name: piece.numbers[name] for name in ("log_kow", "pka_acid", "pka_base", "fraction_unbound")}
        found = predicted_ratio(Molecules(ion_class=piece.ion_class, **figures), model)
        return Predicted(found.log10_middle, found.log10_half_width, found.method)

    return predict


def _opened(name: str) -> TextIO:
    try:
        return open(name, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise _refused("not-read", f"cannot be read: {error.strerror}", name, "give a CSV file in UTF-8") from error


def _header(reader: Iterator[Row], name: str, what: str) -> Row:
    csv.field_size_limit(LONGEST_CELL)
    header = [cell.strip() for cell in _next(reader, name) or []]
    if not any(header):
        raise _refused("empty", "the file is empty", name, "the first line names the columns, as in docs/predict.md")
    twice = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if twice:
        raise _refused("twice", f"column '{twice[0]}' stands there twice", f"{name}: line 1", "name each column once")
    taken = sorted(set(header) & set(ADDED))
    if taken:
        hint = "rename it; the columns " + ", ".join(ADDED) + " are added"
        raise _refused("taken", f"there is a column '{taken[0]}' already", f"{name}: line 1", hint)
    if not set(header) & set(USED[what]):
        message = f"none of the columns {', '.join(USED[what])} is there"
        separated = "separate the columns by commas" if any(sign in "".join(header) for sign in ";\t") else ""
        raise _refused("no-column", message, f"{name}: line 1", separated or "the columns are in docs/predict.md")
    for cell in header:
        _note_a_slip(cell, header, what)
    return header


def _note_a_slip(cell: str, header: Row, what: str) -> None:
    """A column that is nearly named as one that is missing would be copied in silence, and the answer be wider."""
    missing = [name for name in USED[what] if name not in header]
    close = difflib.get_close_matches(cell.lower()[:40], missing, n=1, cutoff=0.75)
    if close and cell not in (*NUMBERS, "ion_class"):
        sys.stderr.write(f"milkpath: column '{cell[:40]}' is copied and not used; did you mean '{close[0]}'?\n")


def _next(reader: Iterator[Row], name: str) -> Row | None:
    try:
        return next(reader, None)
    except (csv.Error, UnicodeDecodeError) as error:
        line = getattr(reader, "line_num", 0) + 1
        raise _refused(
            "not-read", f"is no CSV in UTF-8{_why(error)}", f"{name}: line {line}", "save it as CSV, UTF-8"
        ) from error


def _why(error: Exception) -> str:
    """What the reader of CSV says; what a decoder says of bytes helps nobody."""
    return f": {error}" if isinstance(error, csv.Error) else ""


def _pieces(reader: Iterator[Row], name: str) -> Iterator[list[Row]]:
    def rows() -> Iterator[Row]:
        while (row := _next(reader, name)) is not None:
            if row:
                yield row

    endless = rows()
    while piece := list(islice(endless, PIECE)):
        yield piece


def _write(out: str, header: Row, pieces: Iterator[list[Row]], predict: Callable[[Piece], Predicted]) -> None:
    first = next(pieces, None)
    if first is None:
        raise _refused("empty", "the table has no rows", "IN.csv", "one molecule a line, below the line of columns")
    path, tell, wrong, number = Path(out), progress("molecules"), 0, 0
    if path.exists() and not path.is_file():
        raise _refused("not-written", "cannot be written: it is no ordinary file", out, "choose another place")
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _refused("not-written", f"cannot be written: {error.strerror}", out, "choose another place") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([*header, *ADDED])
            for number, rows in enumerate(chain([first], pieces), 1):
                answers = list(_predicted(header, rows, predict))
                wrong += sum(bool(answer[-1]) for answer in answers)
                writer.writerows(answers)
                tell(number, number + 1)
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(path)
    except OSError as error:
        raise _refused("not-written", f"cannot be written: {error.strerror}", out, "choose another place") from error
    finally:
        Path(unfinished).unlink(missing_ok=True)
    tell(number, number)
    if wrong:
        sys.stderr.write(
            f"milkpath: {wrong} row{'' if wrong == 1 else 's'} could not be used; the column error says why\n"
        )


def _predicted(header: Row, rows: list[Row], predict: Callable[[Piece], Predicted]) -> Iterator[Row]:
    piece = _read(header, rows)
    found = predict(piece)
    low, middle, high = (10 ** np.clip(found.middle + side * found.half_width, -300, 300) for side in (-1, 0, 1))
    for number, row in enumerate(rows):
        cells = [*row, *[""] * (len(header) - len(row))][: len(header)]
        if piece.wrong[number]:
            yield [*cells, "", "", "", "", piece.wrong[number]]
        else:
            figures = [f"{each[number]:.4g}" for each in (low, middle, high)]
            yield [*cells, *figures, str(found.method[number]), ""]


def _read(header: Row, rows: list[Row]) -> Piece:
    wrong = [_shape(header, row) for row in rows]
    numbers = {name: np.full(len(rows), np.nan) for name in NUMBERS}
    kinds = np.full(len(rows), "", dtype="U10")
    for column, name in enumerate(header):
        if name not in NUMBERS and name != "ion_class":
            continue
        for number, row in enumerate(rows):
            cell = row[column].strip() if column < len(row) else ""
            if cell.lower() in ABSENT:
                continue
            problem = ""
            if name == "ion_class":
                problem = (
                    ""
                    if cell.lower() in ION_CLASSES
                    else f"ion_class '{cell[:40]}' is not one of {', '.join(ION_CLASSES)}"
                )
                kinds[number] = "" if problem else cell.lower()
            else:
                numbers[name][number], problem = _number(name, cell)
            if problem and not wrong[number]:
                wrong[number] = problem
    return Piece(numbers, kinds, wrong)


def _shape(header: Row, row: Row) -> str:
    return f"{len(row)} cells, where the first line has {len(header)}" if len(row) > len(header) else ""


def _number(name: str, cell: str) -> tuple[float, str]:
    least, largest, expected = NUMBERS[name]
    try:
        value = float(cell)
    except ValueError:
        return math.nan, f"{name} '{cell[:40]}' is not a number; expected {expected}"
    if not least <= value <= largest:
        return math.nan, f"{name} {cell[:40]} is out of range; expected {expected}"
    return value, ""


def _refused(code: str, message: str, where: str, hint: str) -> InputError:
    return InputError([Mistake(code=code, message=message, where=where, hint=hint)])
