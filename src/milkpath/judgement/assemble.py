"""Puts the answer together from the case and its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import (
    Assessment,
    Assumption,
    Because,
    Milkpath,
    NotSimulated,
    Question,
    Routes,
    RouteVerdict,
    UnknownItem,
)
from milkpath.judgement.case import Case
from milkpath.judgement.clock import clock
from milkpath.judgement.feeding import feeding
from milkpath.judgement.groups import groups
from milkpath.judgement.maximum_dose import maximum_doses
from milkpath.judgement.occasions import occasions
from milkpath.judgement.reason import ROUTES, Reason, verdict
from milkpath.judgement.severity import CLEARING, strongest, weakest, worst
from milkpath.judgement.steps import step_verdicts
from milkpath.judgement.unknowns import conflicts, unknowns
from milkpath.judgement.words import now, summary, urgent, watch_for
from milkpath.knowledge.csl import csl_item
from milkpath.plan.facts import Assumed
from milkpath.version import VERSION

SILENT_RULE = "no-reason-found"


def assemble(
    case: Case,
    advised: list[Reason],
    ahead: list[Reason],
    left_out: tuple[NotSimulated, ...],
    not_established: tuple[UnknownItem, ...],
    assumed: tuple[Assumed, ...],
    *,
    pairs: int,
    seed: int,
) -> Assessment:
    """The whole answer.

    Args:
        case: the plan with all that was found out about it.
        advised: reasons as they stood before the visit; the steps are judged by them.
        ahead: reasons as they stand now; the routes are judged by them.
        left_out: substances that were not simulated.
        not_established: figures that could not be established.
        assumed: amounts that the plan left out.
        pairs: simulated pairs.
        seed: of the simulation.
    """
    verdicts = [_route(case, route, ahead) for route in ROUTES]
    action = worst(route.action for route in verdicts)
    grades = [route.evidence for route in verdicts if action in CLEARING or route.action == action]
    milk_wait = feeding(case, ahead)
    answer = Assessment(
        milkpath=Milkpath(
            version=VERSION,
            knowledge=case.known.version,
            seed=seed,
            pairs=pairs,
            language=case.plan.language or "en",
            assessed_for=case.facts.at.isoformat(timespec="minutes"),
        ),
        action=action,
        evidence=weakest(grades) if action in CLEARING else strongest(grades),
        flags=tuple(sorted({flag for route in verdicts for flag in route.flags})),
        urgent=urgent(case),
        summary=summary(case, action, ahead, milk_wait),
        now=now(case, ahead, milk_wait),
        routes=Routes(**dict(zip(ROUTES, verdicts, strict=True))),
        steps=step_verdicts(case, advised),
        exposure=tuple(pooled.report for pooled in case.exposures),
        groups=groups(case),
        not_simulated=left_out,
        feeding=milk_wait,
        clock=clock(case, ahead),
        maximum_dose=maximum_doses(case),
        suitability=(),
        benefit=None,
        swaps=(),
        alternatives=(),
        postpone=(),
        conflicts=conflicts(case),
        sensitivity=(),
        ask_next=None,
        questions=_questions(case),
        watch_for=watch_for(case),
        assumptions=tuple(
            Assumption(path=entry.path, value=entry.value, why=entry.why) for entry in (*case.facts.assumed, *assumed)
        ),
        unknowns=(*unknowns(case), *not_established),
        sources=(),
    )
    return _with_sources(answer, case)


def _route(case: Case, route: str, reasons: Sequence[Reason]) -> RouteVerdict:
    if any(reason.route == route for reason in reasons):
        return verdict(route, reasons)  # type: ignore[arg-type]
    rule = case.known.rules[SILENT_RULE]
    silent = Because(text=rule.text, sources=rule.sources, rule=rule.id)
    return RouteVerdict(action=rule.action, evidence=rule.grade, flags=(), because=(silent,))


def _questions(case: Case) -> tuple[Question, ...]:
    present = occasions(case)
    done = hours_since_visit(case) is not None
    entries = [entry for entry in case.known.questions.values() if not (done and entry.before_only)]
    asked = [entry for entry in entries if set(entry.occasions) & present]
    asked.sort(key=lambda entry: (entry.rank, entry.id))
    return tuple(Question(id=entry.id, text=entry.text, sources=entry.sources) for entry in asked)


def _with_sources(answer: Assessment, case: Case) -> Assessment:
    """Add every source that the answer cites, and no other."""
    cited = sorted(set(_cited(msgspec.to_builtins(answer))))
    return msgspec.structs.replace(answer, sources=tuple(csl_item(case.known.sources[identity]) for identity in cited))


def _cited(tree: object) -> Iterator[str]:
    """All source ids under any `sources` key of the answer."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "sources":
                yield from value
            else:
                yield from _cited(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from _cited(value)
