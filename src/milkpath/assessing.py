"""From a plan to an assessment: judge it, put the answer together, and add what judging changed plans teaches."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable

from milkpath.advising.advise import advise
from milkpath.judgement.assemble import assemble, with_sources
from milkpath.judgement.assessment import Assessment
from milkpath.judging import judge_by
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.plan import Plan

DEFAULT_PAIRS = 2000
DEFAULT_SEED = 1


def assess(
    plan: Plan,
    *,
    pairs: int = DEFAULT_PAIRS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    known: Knowledge | None = None,
    now: dt.datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
    advice: bool = True,
) -> Assessment:
    """Judge a plan: what reaches the baby by which route, what to do, how sure that is, on what evidence.

    Args:
        plan: what a person intends, or has already done.
        pairs: simulated mother-infant pairs.
        seed: of the simulation; the same plan, seed, pairs and versions give the same answer with any number of workers.
        workers: processes at most, as many as the machine has processors where it is `None`.
        known: the knowledge, that which ships with Milkpath where it is `None`.
        now: used only where the plan names no time, and then stated as an assumption.
        progress: called with (pieces of simulation done, pieces in all).
        advice: whether to judge changed plans too (swaps, alternatives, postponing, what to ask); without it those keys are
            empty and the rest is the same.

    Raises:
        KnowledgeError: a source, parameter or model that is needed is missing.
    """
    judge = judge_by(
        known or knowledge(),
        pairs=pairs,
        seed=seed,
        workers=workers or os.cpu_count() or 1,
        now=now or dt.datetime.now().replace(second=0, microsecond=0),
    )
    verdict = judge.verdict(plan, progress=progress)
    answer = assemble(verdict, seed=seed)
    if advice:
        answer = advise(answer, verdict, judge)
    return with_sources(answer, judge.known)
