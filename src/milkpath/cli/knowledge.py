"""`milkpath knowledge`: what is there, how mature it is, and whether it keeps the house rules."""

from __future__ import annotations

import argparse
import datetime as dt

import msgspec

from milkpath.cli.output import terminal_width, write
from milkpath.cli.plan_parts import plan_faults
from milkpath.errors import KnowledgeError
from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge.check import check
from milkpath.knowledge.maturity import maturity
from milkpath.knowledge.reader import knowledge
from milkpath.report.maturity_text import maturity_text


def run(chosen: argparse.Namespace) -> int:
    """Print counts; with `--check`, fail with every mistake in the knowledge files."""
    known = knowledge()
    if chosen.check:
        today = dt.date.today()
        mistakes = check(known, predicates=frozenset(PREDICATES), read_plan=plan_faults, today=today)
        if mistakes:
            raise KnowledgeError(list(mistakes))
    found = maturity(known)
    if chosen.format == "json":
        data = msgspec.json.format(msgspec.json.encode(found), indent=2)
    else:
        data = maturity_text(found, full=chosen.full, width=terminal_width()).encode()
    write(data + b"\n", None)
    return 0
