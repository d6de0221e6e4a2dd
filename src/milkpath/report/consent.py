"""Which points are to be said before consent, for this answer."""

from __future__ import annotations

from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.model import ConsentOccasion, ConsentPoint
from milkpath.knowledge.reader import Knowledge
from milkpath.report.sentences import NOT_CLEARED_RULE
from milkpath.report.words import routes_by_name


def consent_points(assessment: Assessment, known: Knowledge) -> tuple[ConsentPoint, ...]:
    """Return the points that hold for this answer, in the order in which they are said."""
    present = occasions(assessment)
    points = [point for point in known.consent.values() if present & set(point.occasions)]
    return tuple(sorted(points, key=lambda point: (point.rank, point.id)))


def occasions(assessment: Assessment) -> frozenset[ConsentOccasion]:
    """Return what the answer has in it that makes a point worth saying."""
    waits = assessment.feeding.withhold_h > 0 or _milk_not_cleared(assessment)
    holds: dict[ConsentOccasion, bool] = {
        "always": True,
        "label-only": "label-only" in _flags(assessment),
        "needles": any(step.do == "needle" for step in assessment.steps),
        "no-wait": not waits,
        "product": any(step.product is not None for step in assessment.steps),
        "wait": waits,
    }
    return frozenset(occasion for occasion, present in holds.items() if present)


def _milk_not_cleared(assessment: Assessment) -> bool:
    return any(reason.rule == NOT_CLEARED_RULE for reason in assessment.feeding.because)


def _flags(assessment: Assessment) -> set[str]:
    of_routes = {flag for route in routes_by_name(assessment.routes).values() for flag in route.flags}
    return of_routes | {flag for step in assessment.steps for flag in step.flags}
