"""Every reason of an assessment with the places that it stands in, each reason once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from milkpath.judgement.assessment import Assessment, Because
from milkpath.report.words import ROUTE_NAMES, routes_by_name, step_name


class Reason(NamedTuple):
    """One reason and the places of the assessment that rest on it."""

    because: Because
    places: tuple[str, ...]


def _of_routes(assessment: Assessment) -> Iterator[tuple[str, tuple[Because, ...]]]:
    for name, verdict in routes_by_name(assessment.routes).items():
        yield ROUTE_NAMES[name].lower(), verdict.because


def _of_the_plan(assessment: Assessment) -> Iterator[tuple[str, tuple[Because, ...]]]:
    for step in assessment.steps:
        yield step_name(step.do, step.product), step.because
    for topic in assessment.suitability:
        yield topic.topic, topic.because
    if assessment.benefit is not None:
        yield "benefit", assessment.benefit.because
    for dose in assessment.maximum_dose:
        yield f"most of {dose.substance}", dose.because
    for group in assessment.groups:
        yield f"together: {group.name}", group.because


def _of_what_to_do(assessment: Assessment) -> Iterator[tuple[str, tuple[Because, ...]]]:
    for sign in assessment.urgent:
        yield "call for help", sign.because
    for task in assessment.now:
        yield "what to do now", task.because
    yield "feeding", assessment.feeding.because
    for entry in assessment.clock:
        yield entry.what, entry.because


def _of_other_ways(assessment: Assessment) -> Iterator[tuple[str, tuple[Because, ...]]]:
    for swap in assessment.swaps:
        yield f"use {swap.use}", swap.because
    for other in assessment.alternatives:
        yield other.procedure, other.because
    for later in assessment.postpone:
        yield "waiting", later.because


def _merged(pairs: Iterable[tuple[str, tuple[Because, ...]]]) -> tuple[Reason, ...]:
    places: dict[Because, dict[str, None]] = {}
    for place, reasons in pairs:
        for because in reasons:
            places.setdefault(because, {})[place] = None
    return tuple(Reason(because, tuple(found)) for because, found in places.items())


def every_reason(assessment: Assessment) -> tuple[Reason, ...]:
    """Return all reasons, the routes' first; one that stands in several places comes once and names them all."""
    parts = (_of_routes, _of_the_plan, _of_what_to_do, _of_other_ways)
    return _merged(pair for part in parts for pair in part(assessment))
