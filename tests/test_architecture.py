"""The house: imports go one way, and the published schema is that of the types."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec

from milkpath.report.as_json import schema

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "milkpath"

MAY_IMPORT = {
    "numerics": set(),
    "substance": set(),
    "skin": {"numerics"},
    "mother": set(),
    "milk": {"substance"},
    "infant": set(),
    "knowledge": {"infant"},
    "articles": {"knowledge"},
    "plan": {"knowledge", "infant"},
    "label": {"knowledge"},
    "exposure": {"plan", "knowledge", "skin", "mother", "milk", "infant", "substance", "numerics"},
    "judgement": {"exposure", "label", "plan", "knowledge", "infant"},
    "advising": {"judging", "judgement", "exposure", "plan", "knowledge", "infant"},
    "report": {"advising", "articles", "judgement", "label", "knowledge"},
    "exchange": {"exposure"},
    "cli": {
        "assessing",
        "advising",
        "articles",
        "simulating",
        "exchange",
        "exposure",
        "report",
        "judgement",
        "label",
        "plan",
        "knowledge",
    },
}
MAY_IMPORT["cli"] |= {"skin", "milk", "substance"}  # `predict` asks the predictors themselves
"""Folder -> the folders that it may know; `errors` and `version` may be known by all."""


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    modules += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    return {module.split(".")[1] for module in modules if module.startswith("milkpath.")}


def test_arrows_go_one_way() -> None:
    """No folder imports one that it may not know; the outside is imported by nothing."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {sorted(forbidden)}"
        for folder, allowed in MAY_IMPORT.items()
        for path in (PACKAGE / folder).rglob("*.py")
        if (forbidden := _imports(path) - allowed - {folder, "errors", "version"})
    ]
    assert wrong == []


def test_every_folder_has_its_place() -> None:
    """A new folder must say what it may import."""
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(MAY_IMPORT)


def test_the_published_schema_is_current() -> None:
    """`docs/assessment.schema.json` is generated from the types."""
    published = msgspec.json.decode((ROOT / "docs" / "assessment.schema.json").read_bytes())
    assert published == msgspec.json.decode(msgspec.json.encode(schema()))


def test_equations_read_and_write_nothing() -> None:
    """The stretches of the way hold no input, output, clock or randomness."""
    for folder in ("skin", "mother", "milk", "infant", "substance"):
        for path in (PACKAGE / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert not any(word in text for word in ("open(", "datetime", "random", "print(")), path
