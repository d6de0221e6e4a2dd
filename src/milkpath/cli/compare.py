"""`milkpath compare NAME`."""

from __future__ import annotations

import argparse

import msgspec

from milkpath.cli.named import monographs
from milkpath.cli.output import terminal_width, write
from milkpath.knowledge.reader import knowledge
from milkpath.report.comparison import compare, comparison_builtins
from milkpath.report.comparison_text import comparison_text
from milkpath.version import VERSION


def run(chosen: argparse.Namespace) -> int:
    """Print what each source says of one thing, side by side."""
    known = knowledge()
    found = [compare(known, one) for one in monographs(known, chosen.name)]
    if chosen.format == "json":
        tree = {"milkpath": VERSION, "knowledge": known.version, "found": [comparison_builtins(one) for one in found]}
        write(msgspec.json.format(msgspec.json.encode(tree), indent=2) + b"\n", None)
        return 0
    text = "\n\n".join(comparison_text(known, one, width=terminal_width()) for one in found)
    write((text.rstrip("\n") + "\n").encode(), None)
    return 0
