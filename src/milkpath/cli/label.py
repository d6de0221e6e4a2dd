"""`milkpath label TEXT`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from milkpath.cli.output import write
from milkpath.errors import InputError, Mistake
from milkpath.judgement.steps import ingredient_read
from milkpath.knowledge.reader import knowledge
from milkpath.label.face import read_label
from milkpath.label.ingredient import Label
from milkpath.report.label_text import label_text

LONGEST_LABEL = 200_000


def run(chosen: argparse.Namespace) -> int:
    """Read the label and print its tokens."""
    label = read_label(_text(chosen))
    data = _as_json(label) if chosen.format == "json" else label_text(label, knowledge()).encode()
    write(data + b"\n", None)
    return 0


def _text(chosen: argparse.Namespace) -> str:
    if (chosen.text is None) == (chosen.file is None):
        raise InputError(
            [
                Mistake(
                    code="no-label",
                    message="give the text of the label or --file, one of the two",
                    where="label",
                    hint='milkpath label "Aqua, Glycerin"',
                )
            ]
        )
    try:
        text = chosen.text if chosen.file is None else _read(chosen.file)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            [
                Mistake(
                    code="not-read",
                    message=f"cannot be read as text: {error}",
                    where=chosen.file,
                    hint="give a text file in UTF-8",
                )
            ]
        ) from error
    if not text.strip() or len(text) > LONGEST_LABEL:
        wrong = "is empty" if not text.strip() else f"is longer than {LONGEST_LABEL} characters"
        raise InputError(
            [
                Mistake(
                    code="no-label",
                    message=f"the label {wrong}",
                    where=chosen.file or "TEXT",
                    hint="give the ingredient text as it is printed",
                )
            ]
        )
    return str(text)


def _read(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")


def _as_json(label: Label) -> bytes:
    known = knowledge()
    entries = [
        {**msgspec.to_builtins(ingredient_read(found, known)), "product": found.product} for found in label.ingredients
    ]
    return msgspec.json.format(msgspec.json.encode({"ingredients": entries}), indent=2)
