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
HINT = "give the ingredient text as it is printed"


def run(chosen: argparse.Namespace) -> int:
    """Read the label and print its tokens."""
    label = read_label(_text(chosen))
    if not label.ingredients:
        raise _refused("holds no ingredient", chosen.file or "TEXT", HINT)
    data = _as_json(label) if chosen.format == "json" else label_text(label, knowledge()).encode()
    write(data + b"\n", None)
    return 0


def _text(chosen: argparse.Namespace) -> str:
    if (chosen.text is None) == (chosen.file is None):
        message = "give the text of the label or --file, one of the two"
        raise _refused(message, "label", 'milkpath label "Aqua, Glycerin"')
    name = "-" if chosen.text == "-" else chosen.file
    text = _checked(chosen.text) if name is None else _read(name)
    if not text.strip() or len(text) > LONGEST_LABEL:
        wrong = "is empty" if not text.strip() else f"is longer than {LONGEST_LABEL} characters"
        raise _refused(f"the label {wrong}", name or "TEXT", HINT)
    return text


def _read(name: str) -> str:
    """The text of a file, or of standard input for `-`."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise _refused(message, name or "--file", "give a text file in UTF-8", "not-read") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("is no text in UTF-8", name, "save the label as text in UTF-8", "not-read") from error


def _checked(text: str) -> str:
    """The text of the command line; bytes that are no UTF-8 arrive there as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _refused("is no text in UTF-8", "TEXT", HINT, "not-read") from error
    return text


def _refused(message: str, where: str, hint: str, code: str = "no-label") -> InputError:
    return InputError([Mistake(code=code, message=message, where=where, hint=hint)])


def _as_json(label: Label) -> bytes:
    known = knowledge()
    entries = [
        {**msgspec.to_builtins(ingredient_read(found, known)), "product": found.product} for found in label.ingredients
    ]
    return msgspec.json.format(msgspec.json.encode({"ingredients": entries}), indent=2)
