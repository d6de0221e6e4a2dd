"""Judging a changed plan with few pairs, and with all of them where a figure is close to a line that decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from milkpath.judgement.case import Case
from milkpath.judgement.reason import ROUTES
from milkpath.judgement.severity import CLEARING, severity
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.knowledge.model import Rule
from milkpath.plan.plan import Plan

FEW_PAIRS: Final = 400
"""Pairs for a changed plan, drawn from the same named streams as the full population."""
NEAR: Final = 1.3
"""The 95th percentile of 400 draws from a log-normal with a geometric deviation of 2.5 has a standard error of a tenth; a
figure further than 1.3-fold (nearly three of them) from a line is taken to be on its side."""
FIGURES: Final = frozenset({"mother_peak_over", "infant_dose_over", "group_over"})
"""The predicates that hold a simulated figure against a line."""


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
    """Whether a simulated figure lies so near a line of a rule that the action of a route could be another one."""
    return any(1 / NEAR < share < NEAR and _would_matter(verdict, rule, share) for rule, share in _lines(verdict.case))


def _would_matter(verdict: Verdict, rule: Rule, share: float) -> bool:
    """Whether the route would change if the figure were on the other side of the line, or a step behind another one."""
    for route in ROUTES if rule.route == "all" else (rule.route,):
        now = verdict.routes[route].action
        if rule.action not in CLEARING and now not in CLEARING:
            return True
        if share < 1:
            matters = severity(rule.action) > severity(now)
        else:
            others = (r for r in verdict.ahead if r.route == route and r.action == now and r.rule != rule.id)
            matters = rule.action == now and now != "go" and next(others, None) is None
        if matters:
            return True
    return False


def _lines(case: Case) -> Iterator[tuple[Rule, float]]:
    """Each rule that holds a simulated figure against a line, with the figure as a share of the line."""
    for rule in case.known.rules.values():
        share = float(str(rule.thresholds.get("share", 0.0)))
        if share <= 0 or rule.predicate not in FIGURES:
            continue
        if rule.predicate == "group_over":
            yield rule, _of_group(case, str(rule.thresholds["class"])) / share
            continue
        for pooled in case.exposures:
            kinds = {limit.id: limit.kind for limit in case.known.substances[pooled.report.substance].limits}
            for limit in pooled.report.limits:
                if limit.share is not None and kinds[limit.name] == rule.thresholds["limit"]:
                    yield rule, limit.share / share


def _of_group(case: Case, class_id: str) -> float:
    members = [p.report for p in case.exposures if class_id in case.known.substances[p.report.substance].classes]
    return sum(max((s.share for s in one.limits if s.share is not None), default=0.0) for one in members)
