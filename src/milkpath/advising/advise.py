"""Adds to an answer what judging changed plans teaches.

Each piece of advice changes the plan, has it judged by the same judge, and tells what came of it; none knows another. Pieces
are worked out beside each other, each in one process, with fewer pairs where that is enough (`nearness`).
"""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from milkpath.advising.alternatives import alternatives, benefit
from milkpath.advising.coming_back import coming_back
from milkpath.advising.feed_first import with_feed_first
from milkpath.advising.postponing import ages, earliest, postponed
from milkpath.advising.sensitivity import sensitivity
from milkpath.advising.side_by_side import Work, side_by_side
from milkpath.advising.swaps import swaps
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge


def advise(answer: Assessment, verdict: Verdict, judge: Judge) -> Assessment:
    """The answer with all that comes of judging changed plans."""
    alone = msgspec.structs.replace(judge, workers=1)
    pieces: list[Work] = [
        partial(swaps, verdict, alone),
        partial(_waiting, verdict, alone),
        partial(alternatives, verdict, alone),
        partial(sensitivity, verdict, alone),
        partial(coming_back, verdict, alone),
        partial(with_feed_first, answer.feeding, verdict, alone),
    ]
    swapped, (rows, clocks), others, (moving, ask), back, feeding = side_by_side(pieces, judge.workers)
    gain, not_known = benefit(verdict.case)
    return msgspec.structs.replace(
        answer,
        swaps=swapped,
        postpone=rows,
        alternatives=others,
        benefit=gain,
        sensitivity=moving,
        ask_next=ask,
        clock=(*answer.clock, *back, *clocks),
        feeding=feeding,
        unknowns=(*answer.unknowns, *not_known),
    )


def _waiting(verdict: Verdict, judge: Judge) -> tuple[Any, Any]:
    rows = ages(verdict, judge)
    return postponed(verdict, rows), tuple(earliest(verdict, rows))
