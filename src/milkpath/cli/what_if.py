"""`milkpath what-if PLAN path=value ...`."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

import msgspec

from milkpath.advising.what_if import WhatIf, changed_tree, difference
from milkpath.assessing import assess
from milkpath.cli.assess import check_numbers
from milkpath.cli.output import write
from milkpath.errors import InputError, Mistake, PlanError
from milkpath.plan.document import read_document
from milkpath.plan.path import parts
from milkpath.plan.read import load_plan, plan_from_tree, read_plan
from milkpath.report.text_what_if import what_if_text

WIDEST = 100
HINT = "write changes like infant.age='4 weeks' or visit.steps[1].amount='5 g'; a path without a value leaves it out"


def run(chosen: argparse.Namespace) -> int:
    """Judge the plan as it is and as it would be, and write both with the difference."""
    check_numbers(chosen.pairs, chosen.seed)
    changes = _changes(chosen.changes)
    data = sys.stdin.buffer.read() if chosen.plan == "-" else _bytes(chosen.plan)
    read_plan(data) if chosen.plan == "-" else load_plan(chosen.plan)  # the mistakes of the plan itself come first
    tree = read_document(data).tree
    plans = plan_from_tree(tree), plan_from_tree(changed_tree(tree, changes))
    before, after = (assess(plan, pairs=chosen.pairs, seed=chosen.seed, advice=False) for plan in plans)
    found = WhatIf(changes=changes, before=before, after=after, difference=difference(before, after))
    write(_rendered(found, chosen.format), chosen.out)
    return 0


def _rendered(found: WhatIf, form: str) -> bytes:
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
    width = min(shutil.get_terminal_size((78, 24)).columns, WIDEST)
    return what_if_text(found, width=width).encode()


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        mistake = Mistake(
            code="unreadable", message=error.strerror or str(error), where=path, hint="is the path right?"
        )
        raise PlanError([mistake]) from error


def _changes(texts: list[str]) -> dict[str, Any]:
    """Path -> value; one path with two values would leave one of them out in silence."""
    changes: dict[str, Any] = {}
    for path, value in map(_change, texts):
        if path in changes:
            mistake = Mistake(code="twice", message="is given twice", where=path, hint="give each path one value")
            raise InputError([mistake])
        changes[path] = value
    return changes


def _change(text: str) -> tuple[str, Any]:
    """One `path=value`; the value is read as YAML, so that lists and mappings can be given."""
    path, equals, raw = text.partition("=")
    if not equals:
        mistake = Mistake(code="not-a-change", message=f"'{text}' is no change", where=text, hint=HINT)
        raise InputError([mistake])
    parts(path)
    return path, read_document(f"value: {raw}", "yaml").tree.get("value") if raw.strip() else None
