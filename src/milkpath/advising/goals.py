"""What the mother wants to change: her words matched to known goals, and what waiting costs for them."""

from __future__ import annotations

from milkpath.judgement.assessment import Because
from milkpath.judgement.case import Case
from milkpath.judgement.reason import PLAIN_END
from milkpath.knowledge.model import ExpectedBenefit, Goal, Procedure
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise


def goals_of(known: Knowledge, words: str | None) -> tuple[Goal, ...]:
    """The goals that the words name, by id or any name; several may stand in one sentence.

    A name inside a longer one does not count: `acne scars` is not `acne`.
    """
    text = f" {normalise(words or '')} "
    named = {goal.id: name for goal in known.goals.values() if (name := _longest(goal, text))}
    return tuple(
        known.goals[identity]
        for identity, name in named.items()
        if not any(f" {name} " in f" {other} " and other != name for other in named.values())
    )


def _longest(goal: Goal, text: str) -> str:
    """The longest name of the goal that stands in the text; empty where none does."""
    names = (normalise(one) for one in (goal.id, goal.name, *goal.names))
    return max((name for name in names if f" {name} " in text), key=len, default="")


def benefits_for(procedure: Procedure, goals: tuple[Goal, ...]) -> tuple[ExpectedBenefit, ...]:
    """What a procedure is likely to do for these goals."""
    wanted = {goal.id for goal in goals}
    return tuple(benefit for benefit in procedure.benefits if benefit.goal in wanted)


def because_of_benefit(benefit: ExpectedBenefit, procedure: Procedure) -> Because:
    """The benefit as a reason, with its own evidence in words."""
    text = (
        f"{one_line(benefit.plain)}{PLAIN_END}{one_line(benefit.text)} (size {benefit.size}, evidence {benefit.grade})"
    )
    return Because(text=text, sources=benefit.sources, rule=f"{procedure.id}-benefit-{benefit.goal}")


def waiting_costs(case: Case) -> tuple[Because, ...]:
    """What is known of the goal when nothing is done: what waiting costs, or that it costs nothing. The same words once."""
    goals = goals_of(case.known, case.plan.goal)
    waiting = [procedure for procedure in case.known.procedures.values() if procedure.kind == "waiting"]
    found = [(b, procedure) for procedure in waiting for b in benefits_for(procedure, goals)]
    by_words = {one_line(b.plain): because_of_benefit(b, procedure) for b, procedure in reversed(found)}
    return tuple(reversed(by_words.values()))


def one_line(text: str) -> str:
    """The text without its line breaks.

    >>> one_line("a  b")
    'a b'
    """
    return " ".join(text.split())
