"""Adds the advice to an answer."""

from __future__ import annotations

from milkpath.judgement.assessment import Assessment
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge


def advise(answer: Assessment, verdict: Verdict, judge: Judge) -> Assessment:
    """The answer with all that comes of judging changed plans."""
    return answer
