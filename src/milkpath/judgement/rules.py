"""Applies the rule files: each names one predicate of `predicates.py`, its thresholds, sources and text."""

from __future__ import annotations

from collections.abc import Iterator

from milkpath.errors import KnowledgeError, Mistake
from milkpath.judgement.case import Case
from milkpath.judgement.predicates import PREDICATES, Finding
from milkpath.judgement.reason import ROUTES, Reason
from milkpath.knowledge.model import Rule


def rule_reasons(case: Case) -> Iterator[Reason]:
    """All reasons that the rule files give for this plan.

    Raises:
        KnowledgeError: a rule names a predicate that does not exist.
    """
    for rule in case.known.rules.values():
        if rule.predicate not in PREDICATES:
            raise KnowledgeError(
                [
                    Mistake(
                        code="unknown-predicate",
                        message=f"no predicate '{rule.predicate}'",
                        where=f"rules/{rule.id}.yaml",
                        hint=f"one of {', '.join(sorted(PREDICATES))}",
                    )
                ]
            )
        for finding in PREDICATES[rule.predicate](case, rule.thresholds):
            yield from _reasons(rule, finding)


def _reasons(rule: Rule, finding: Finding) -> Iterator[Reason]:
    for route in ROUTES if rule.route == "all" else (rule.route,):
        yield Reason(
            route=route,
            action=rule.action,
            grade=rule.grade,
            text=" ".join(rule.text.format_map(finding.values).split()),
            plain=" ".join(rule.plain.format_map(finding.values).split()) if rule.plain else None,
            sources=rule.sources,
            rule=rule.id,
            step=finding.step,
            flags=rule.flags,
            advice=rule.advice,
            substance=finding.substance,
            from_rule=True,
        )
