"""Documents name what there is: every command, every kind of knowledge file, every key of the data that is printed."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from milkpath.knowledge.maturity import KINDS, Maturity

ROOT = Path(__file__).parents[1]
FILES = (ROOT / "docs" / "knowledge-files.md").read_text(encoding="utf-8")


def test_every_kind_of_file_is_described() -> None:
    """Each folder of the knowledge stands in the table of `docs/knowledge-files.md`."""
    assert [folder for folder in {*KINDS, "physiology"} - {"parameters"} if f"| `{folder}/` |" not in FILES] == []


def test_every_key_of_the_maturity_is_described() -> None:
    """Each key that `milkpath knowledge --format json` prints is explained."""
    part = FILES.partition("## How mature it is, as data")[2]
    keys = [field.name for field in msgspec.structs.fields(Maturity)]
    assert [key for key in keys if f"`{key}`" not in part] == []


def test_the_table_of_keys_names_nothing_else() -> None:
    """No key is explained that is not printed."""
    part = FILES.partition("## How mature it is, as data")[2].partition("`milkpath show")[0]
    told = {
        key
        for cell in re.findall(r"^\| (`[^|]+`) \|", part, flags=re.MULTILINE)
        for key in re.findall(r"`(\w+)`", cell)
    }
    assert told == {field.name for field in msgspec.structs.fields(Maturity)}
