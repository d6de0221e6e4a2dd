"""The nearest right word, as a hint."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def nearest(word: str, known: Sequence[str]) -> str:
    """Name the known word that a wrong one resembles, or all of them where none does.

    >>> nearest("planed", ("planned", "done"))
    "did you mean 'planned'?"
    >>> nearest("iv", ("I", "II", "III", "IV"))
    "did you mean 'IV'?"
    >>> nearest("tomorrow", ("planned", "done"))
    'expected one of: planned, done'
    """
    # longer words are no slip of the pen, and comparing them would take long
    by_lower_case = {candidate.lower(): candidate for candidate in known}
    close = difflib.get_close_matches(word.strip().lower()[:40], list(by_lower_case), n=1, cutoff=0.6)
    return f"did you mean {by_lower_case[close[0]]!r}?" if close else f"expected one of: {', '.join(known)}"
