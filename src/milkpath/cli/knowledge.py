"""`milkpath knowledge`: what is there, how mature it is, and whether it keeps the house rules."""

from __future__ import annotations

import argparse
import datetime as dt
import os

import msgspec

from milkpath.cli.output import terminal_width, write
from milkpath.cli.plan_parts import plan_faults
from milkpath.errors import KnowledgeError, Mistake
from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge import reader
from milkpath.knowledge.check import check
from milkpath.knowledge.maturity import maturity
from milkpath.knowledge.reader import Knowledge, knowledge, read_knowledge, shipped_files
from milkpath.report.maturity_text import maturity_text


def run(chosen: argparse.Namespace) -> int:
    """Print counts; with `--check`, fail with every mistake in the knowledge files."""
    known = _checked() if chosen.check else knowledge()
    found = maturity(known)
    if chosen.format == "json":
        data = msgspec.json.format(msgspec.json.encode(found), indent=2)
    else:
        data = maturity_text(found, full=chosen.full, width=terminal_width()).encode()
    write(data + b"\n", None)
    return 0


def _checked() -> Knowledge:
    """Read the files themselves, never a compiled form, and refuse them with every mistake that is in them."""
    content = shipped_files()
    try:
        known = read_knowledge(content)
    except KnowledgeError as error:
        raise _with_paths(error.mistakes) from error
    today = dt.date.today()
    mistakes = check(known, predicates=frozenset(PREDICATES), read_plan=plan_faults, today=today, content=content)
    if mistakes:
        raise _with_paths(mistakes)
    return known


def _with_paths(mistakes: tuple[Mistake, ...]) -> KnowledgeError:
    """Name each file as it is reached from the current folder, so that a terminal or an editor can jump there."""
    folder = os.path.relpath(os.path.dirname(reader.__file__))
    return KnowledgeError([msgspec.structs.replace(one, where=os.path.join(folder, one.where)) for one in mistakes])
