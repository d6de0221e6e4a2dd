"""`milkpath show NAME`."""

from __future__ import annotations

import argparse

import msgspec

from milkpath.cli.named import monographs
from milkpath.cli.output import terminal_width, write
from milkpath.knowledge.reader import knowledge
from milkpath.report.monograph import as_builtins
from milkpath.report.monograph_mother import mother_text
from milkpath.report.monograph_text import monograph_text
from milkpath.version import VERSION


def run(chosen: argparse.Namespace) -> int:
    """Print what is known of one thing; of all things that share the name, where several do."""
    known = knowledge()
    found = monographs(known, chosen.name)
    if chosen.format == "json":
        tree = {"milkpath": VERSION, "knowledge": known.version, "found": [as_builtins(one) for one in found]}
        write(msgspec.json.format(msgspec.json.encode(tree), indent=2) + b"\n", None)
        return 0
    render = mother_text if chosen.reader == "mother" else monograph_text
    text = "\n\n".join(render(known, one, width=terminal_width()) for one in found)
    write((text.rstrip("\n") + "\n").encode(), None)
    return 0
