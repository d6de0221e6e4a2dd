"""Adds to an answer what judging changed plans teaches."""

from __future__ import annotations

import msgspec

from milkpath.advising.swaps import swaps
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge


def advise(answer: Assessment, verdict: Verdict, judge: Judge) -> Assessment:
    """The answer with all that comes of judging changed plans."""
    return msgspec.structs.replace(answer, swaps=swaps(verdict, judge))
