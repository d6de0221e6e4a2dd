"""The things that a person named on the command line, or an error with the nearest names."""

from __future__ import annotations

from collections.abc import Sequence

from milkpath.errors import InputError, Mistake
from milkpath.knowledge.reader import Knowledge
from milkpath.report.monograph import Monograph, monograph
from milkpath.report.record_names import nearest, records_named


def monographs(known: Knowledge, name: Sequence[str]) -> tuple[Monograph, ...]:
    """Collect what is known of everything that has the name, substances first.

    Raises:
        InputError: nothing has that name; the hint tells the nearest ones.
    """
    words = " ".join(name)
    found = records_named(known, words)
    if not found:
        close = nearest(known, words)
        hint = f"did you mean {', '.join(close)}?" if close else "see `milkpath knowledge` for what there is"
        raise InputError([Mistake(code="not-known", message=f"nothing is known of '{words}'", where="NAME", hint=hint)])
    return tuple(monograph(known, record) for record in found)
