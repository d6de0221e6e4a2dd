"""What moves the answer most, and the one missing fact to ask for: every missing fact tried with other plausible values."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from milkpath.advising.facts import Missing, missing_facts
from milkpath.judgement.assessment import AskNext, Sensitivity
from milkpath.judgement.case import Case
from milkpath.judgement.reason import ROUTES
from milkpath.judgement.severity import ACTION_WORDS, severity
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.knowledge.model import Action, Limit

PAIRS: Final = 100
"""Pairs for each trial; both sides are judged with the same ones, so that only the fact differs."""
MOST_FACTS: Final = 12
MOST_SHOWN: Final = 8
MATTERS: Final = 0.05
"""A share of a limit below this moves nothing that anybody would act on."""
FELT: Final = 1.1
"""A dose that moves by less than a tenth is not worth a line."""


class Effect(NamedTuple):
    """How far one value of one fact moves the answer; the larger tuple moves it more."""

    action: int
    routes: int
    dose: float


class Trial(NamedTuple):
    """A missing fact with the value that moves the answer most."""

    fact: Missing
    value: str
    effect: Effect
    before: Verdict
    after: Verdict


def sensitivity(verdict: Verdict, judge: Judge) -> tuple[tuple[Sensitivity, ...], AskNext | None]:
    """The facts that move the answer, those that move it most first, and the first of them as a question."""
    facts = list(missing_facts(verdict))[:MOST_FACTS]
    if not facts:
        return (), None
    base = judge.verdict(verdict.case.plan, pairs=PAIRS)
    trials = [_strongest(base, fact, judge) for fact in facts]
    moving = sorted(
        (one for one in trials if _moves(one.effect)), key=lambda one: (_negative(one.effect), one.fact.path)
    )
    told = tuple(Sensitivity(path=one.fact.path, text=_told(one)) for one in moving[:MOST_SHOWN])
    ask = moving[0] if moving else None
    return told, None if ask is None else AskNext(path=ask.fact.path, question=ask.fact.question, why=_told(ask))


def _strongest(base: Verdict, fact: Missing, judge: Judge) -> Trial:
    trials = []
    for value, plan in fact.others:
        after = judge.verdict(plan, pairs=PAIRS)
        trials.append(Trial(fact, value, effect_of(base, after), base, after))
    return max(trials, key=lambda one: one.effect)


def effect_of(before: Verdict, after: Verdict) -> Effect:
    """The steps by which actions move, and the largest factor by which a share of a limit does (as a logarithm)."""
    whole = abs(severity(after.action) - severity(before.action))
    routes = sum(abs(severity(after.routes[r].action) - severity(before.routes[r].action)) for r in ROUTES)
    moves = [abs(math.log(factor)) for factor in _factors(before.case, after.case).values()]
    return Effect(whole, routes, round(max(moves, default=0.0), 6))


def _factors(before: Case, after: Case) -> dict[tuple[str, str], float]:
    """By how much each share of a limit moves, where it is large enough to matter on either side."""
    old, new = _shares(before), _shares(after)
    return {key: new[key] / old[key] for key in sorted(old.keys() & new.keys()) if max(old[key], new[key]) >= MATTERS}


def _shares(case: Case) -> dict[tuple[str, str], float]:
    """The shares of limits that a rule holds figures against; a threshold for a lifetime moves no answer about a visit."""
    lines = {rule.thresholds.get("limit") for rule in case.known.rules.values()}
    kinds = {limit.id: limit.kind for one in case.exposures for limit in _limits(case, one.report.substance)}
    return {
        (pooled.report.substance, limit.name): limit.share
        for pooled in case.exposures
        for limit in pooled.report.limits
        if limit.share is not None and limit.share > 0 and kinds[limit.name] in lines
    }


def _limits(case: Case, substance: str) -> tuple[Limit, ...]:
    return case.known.substances[substance].limits


def _moves(effect: Effect) -> bool:
    return effect.action > 0 or effect.routes > 0 or effect.dose > math.log(FELT)


def _negative(effect: Effect) -> tuple[float, ...]:
    return tuple(-part for part in effect)


def _told(trial: Trial) -> str:
    before, after = trial.before, trial.after
    start = f"With {trial.value} "
    if after.action != before.action:
        return f"{start}the answer would be {_words(after.action)} instead of {_words(before.action)}."
    moved = [r for r in ROUTES if after.routes[r].action != before.routes[r].action]
    if moved:
        told = ", ".join(
            f"on the way {r} {_words(after.routes[r].action)} instead of {_words(before.routes[r].action)}"
            for r in moved
        )
        return f"{start}the answer stays {_words(before.action)}, but {told}."
    return f"{start}the answer stays {_words(before.action)}; {_dose(before.case, after.case)}."


def _words(action: Action) -> str:
    return f"'{ACTION_WORDS[action]}'"


def _dose(before: Case, after: Case) -> str:
    """The share of a limit that moves most, in words."""
    factors = _factors(before, after)
    key = max(factors, key=lambda k: (abs(math.log(factors[k])), k))
    name = before.known.substances[key[0]].name
    return f"{name} would take up {factors[key]:.2g} times as much of a limit ({key[1]})"
