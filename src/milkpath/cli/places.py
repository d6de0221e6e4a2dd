"""Where an answer goes, looked at before any work is done: never a folder, never the file that is read."""

from __future__ import annotations

import argparse
from pathlib import Path

from milkpath.errors import InputError, Mistake

READ = ("plan", "article", "input")
"""What the commands call the file that they read."""


def check_places(chosen: argparse.Namespace) -> None:
    """Refuse an empty name for the answer, a folder instead of a file, and the file that is read.

    Raises:
        InputError: the answer cannot go there.
    """
    out: str | None = getattr(chosen, "out", None)
    if out is None:
        return
    if not out:
        raise _refused("no name is given", "--out", "name the place for the answer")
    if getattr(chosen, "holds", "file") == "folder":
        return
    if Path(out).is_dir():
        raise _refused("cannot be written: it is a folder", out, f"name a file in it, such as {Path(out) / 'answer'}")
    if not Path(out).parent.is_dir():
        raise _refused("cannot be written: there is no such folder", out, "choose a folder that exists")
    for read in (getattr(chosen, name, None) for name in READ):
        if read not in (None, "-") and _same(read, out):
            raise _refused("is the file that is read, and would be lost", out, "choose another name for the answer")


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _refused(message: str, where: str, hint: str) -> InputError:
    return InputError([Mistake(code="not-written", message=message, where=where, hint=hint)])
