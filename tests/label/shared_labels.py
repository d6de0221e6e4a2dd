"""The shared label material, where it is beside the checkout: labels, a dictionary from outside, answers by hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from milkpath.knowledge.families import is_family, name_key
from milkpath.knowledge.model import Name, Substance
from milkpath.knowledge.reader import knowledge
from milkpath.knowledge.spelling import normalise
from milkpath.label.brackets import without_brackets
from milkpath.label.ingredient import Ingredient, Label
from milkpath.label.names import NameIndex, name_index
from milkpath.label.read import read_label
from milkpath.label.watched import watched_substances

FOLDER = next(
    (parent / "shared" / "labels" for parent in Path(__file__).parents if (parent / "shared" / "labels").is_dir()),
    Path("shared/labels"),
)
NEEDED = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared labels are not beside the checkout (../shared/labels)"),
]


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def labels() -> tuple[str, ...]:
    """The texts of the labels, without the machine-translated Russian ones."""
    return tuple(row["ingredients_text"] for row in rows("labels_dev.csv") if row["language"] != "ru")


@cache
def own_index() -> NameIndex:
    return name_index(knowledge().substances.values())


@cache
def dictionary() -> NameIndex:
    """Another dictionary of ingredient names, read at test time: it decides what a dictionary can name."""
    held: dict[str, Substance] = {}
    for row in rows("cosing_names.csv"):
        key = normalise(row["name"])
        names = (Name(text=row["name"], kind="inci"),)
        held.setdefault(
            key, Substance(id=key, name=row["name"], names=names, matter="mixture", reviewed=dt.date(2026, 11, 26))
        )
    return name_index(held.values())


def own_label(text: str) -> Label:
    return read_label(text, own_index(), watched=watched_substances(knowledge()))


def named(label: Label) -> list[Ingredient]:
    return [one for one in label.ingredients if one.substance is not None and one.text]


@cache
def gold() -> tuple[dict[str, Any], ...]:
    with (FOLDER / "gold_dev.jsonl").open(encoding="utf-8") as file:
        return tuple(json.loads(line) for line in file if line.strip())


@cache
def text_of(identity: str) -> str:
    texts = {
        row["id"]: row["ingredients_text"] for name in ("labels_dev.csv", "labels_own_dev.csv") for row in rows(name)
    }
    return texts[identity]


@cache
def _main_names() -> dict[str, str]:
    """Normalised main name -> the name as the knowledge spells it."""
    return {
        normalise(name.text): name.text
        for substance in knowledge().substances.values()
        for name in substance.names
        if name.kind in {"inci", "inn", "colour-index"} and not is_family(name.text)
    }


def inci_of(one: Ingredient) -> str:
    """What the answers by hand call it: the matched main name, else the one main name of its substance, else its words."""
    for spelling in (one.text, without_brackets(one.text)):
        if normalise(spelling) in _main_names():
            return _main_names()[normalise(spelling)]
    substance = knowledge().substances[str(one.substance)]
    main = [name.text for name in substance.names if name.kind in {"inci", "inn"} and name_key(name.text)]
    is_group = len(main) > 3 or any(is_family(text) for text in main)
    return without_brackets(one.text) if is_group or not main else main[0]
