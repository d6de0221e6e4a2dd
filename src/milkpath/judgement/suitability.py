"""Is this the time, for this mother and infant: topic by topic."""

from __future__ import annotations

from milkpath.judgement.assessment import Suitability
from milkpath.judgement.case import Case
from milkpath.judgement.reason import Reason


def suitability(case: Case, reasons: list[Reason]) -> tuple[Suitability, ...]:
    """TODO."""
    return ()
