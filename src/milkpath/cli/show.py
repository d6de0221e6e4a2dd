"""`milkpath show NAME`."""

from __future__ import annotations

import argparse
import shutil

from milkpath.cli.output import write
from milkpath.errors import InputError, Mistake
from milkpath.knowledge.reader import knowledge
from milkpath.report.monograph import monograph, nearest

WIDEST = 100


def run(chosen: argparse.Namespace) -> int:
    """Print what is known of one thing."""
    words = " ".join(chosen.name)
    width = min(shutil.get_terminal_size((78, 24)).columns, WIDEST)
    found = monograph(knowledge(), words, width=width)
    if found is None:
        close = nearest(knowledge(), words)
        hint = f"did you mean {', '.join(close)}?" if close else "see `milkpath knowledge` for what there is"
        raise InputError([Mistake(code="not-known", message=f"nothing is known of '{words}'", where="NAME", hint=hint)])
    write((found.rstrip("\n") + "\n").encode(), None)
    return 0
