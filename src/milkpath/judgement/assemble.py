"""Puts the answer together from the case and its reasons."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import (
    Assessment,
    Assumption,
    Milkpath,
    Question,
    Routes,
)
from milkpath.judgement.case import Case
from milkpath.judgement.clock import clock
from milkpath.judgement.feeding import feeding
from milkpath.judgement.groups import groups
from milkpath.judgement.maximum_dose import maximum_doses
from milkpath.judgement.occasions import occasions
from milkpath.judgement.steps import step_verdicts
from milkpath.judgement.suitability import suitability
from milkpath.judgement.unknowns import conflicts, unknowns
from milkpath.judgement.verdict import Verdict
from milkpath.judgement.words import now, summary, urgent, watch_for
from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.reader import Knowledge
from milkpath.version import VERSION


def assemble(found: Verdict, *, seed: int) -> Assessment:
    """The answer without advice and without its list of sources: `milkpath.assessing` adds both."""
    case = found.case
    ahead = list(found.ahead)
    milk_wait = feeding(case, ahead)
    return Assessment(
        milkpath=Milkpath(
            version=VERSION,
            knowledge=case.known.version,
            seed=seed,
            pairs=found.pairs,
            language=case.plan.language or "en",
            assessed_for=case.facts.at.isoformat(timespec="minutes"),
        ),
        action=found.action,
        evidence=found.evidence,
        flags=tuple(sorted({flag for route in found.routes.values() for flag in route.flags})),
        urgent=urgent(case),
        summary=summary(case, found.action, ahead, milk_wait),
        now=now(case, ahead, milk_wait),
        routes=Routes(**{str(route): verdict for route, verdict in found.routes.items()}),
        steps=step_verdicts(case, list(found.advised)),
        exposure=tuple(pooled.report for pooled in case.exposures),
        groups=groups(case),
        not_simulated=found.left_out,
        feeding=milk_wait,
        clock=clock(case, ahead),
        maximum_dose=maximum_doses(case),
        suitability=suitability(case, ahead),
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
            Assumption(path=entry.path, value=entry.value, why=entry.why)
            for entry in (*case.facts.assumed, *found.assumed)
        ),
        unknowns=(*unknowns(case), *found.not_established),
        sources=(),
    )


def _questions(case: Case) -> tuple[Question, ...]:
    present = occasions(case)
    done = hours_since_visit(case) is not None
    entries = [entry for entry in case.known.questions.values() if not (done and entry.before_only)]
    asked = [entry for entry in entries if set(entry.occasions) & present]
    asked.sort(key=lambda entry: (entry.rank, entry.id))
    return tuple(Question(id=entry.id, text=entry.text, sources=entry.sources) for entry in asked)


def with_sources(answer: Assessment, known: Knowledge) -> Assessment:
    """Add every source that the answer cites, and no other."""
    cited = sorted(set(_cited(msgspec.to_builtins(answer))))
    return msgspec.structs.replace(answer, sources=tuple(csl_item(known.sources[identity]) for identity in cited))


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
