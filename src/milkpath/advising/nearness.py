"""Judging a changed plan with few pairs, and with all of them where a figure is close to a line that decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from milkpath.judgement.case import Case
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.plan.plan import Plan

FEW_PAIRS: Final = 400
"""Pairs for a changed plan; they are the first of the full population, drawn from the same streams."""
NEAR: Final = 1.3
"""The 95th percentile of 400 draws from a log-normal with a geometric deviation of 2.5 has a standard error of a tenth; a
figure further than 1.3-fold (nearly three of them) from a line is taken to be on its side."""


def quickly(judge: Judge, plan: Plan) -> Verdict:
    """The verdict with few pairs: enough to look for candidates."""
    return judge.verdict(plan, pairs=FEW_PAIRS)


def by_knowledge(judge: Judge, plan: Plan) -> Verdict:
    """The verdict of statements and bounds alone. Figures only add reasons, so the whole verdict is never milder than this."""
    return judge.verdict(plan, pairs=0)


def settled(judge: Judge, plan: Plan) -> Verdict:
    """The verdict that may be shown: with all pairs where few might not be enough."""
    quick = quickly(judge, plan)
    return judge.verdict(plan) if quick.pairs < judge.pairs and is_near(quick) else quick


def is_near(verdict: Verdict) -> bool:
    """Whether a simulated figure lies within `NEAR` of a line that a rule draws."""
    return any(1 / NEAR < share < NEAR for share in _shares_of_lines(verdict.case))


def _shares_of_lines(case: Case) -> Iterator[float]:
    for rule in case.known.rules.values():
        share = float(str(rule.thresholds.get("share", 0.0)))
        if share <= 0 or rule.predicate not in ("mother_peak_over", "infant_dose_over", "group_over"):
            continue
        if rule.predicate == "group_over":
            yield _of_group(case, str(rule.thresholds["class"])) / share
            continue
        for pooled in case.exposures:
            kinds = {limit.id: limit.kind for limit in case.known.substances[pooled.report.substance].limits}
            for limit in pooled.report.limits:
                if limit.share is not None and kinds[limit.name] == rule.thresholds["limit"]:
                    yield limit.share / share


def _of_group(case: Case, class_id: str) -> float:
    members = [p.report for p in case.exposures if class_id in case.known.substances[p.report.substance].classes]
    return sum(max((s.share for s in one.limits if s.share is not None), default=0.0) for one in members)
