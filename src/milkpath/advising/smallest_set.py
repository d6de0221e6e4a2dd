"""The smallest set of changes with which the whole plan can go ahead: sets of one, of two, of three, and no more.

A bounded search, breadth first over the size of the set. From each size only the few best sets are taken further, so that a
plan with many faults costs no more than some dozens of verdicts; the answer says how many were made where nothing was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from milkpath.advising.change import Change
from milkpath.advising.edit import Edit
from milkpath.advising.milder import is_no_worse
from milkpath.advising.nearness import quickly, settled
from milkpath.advising.told import MODEL, problems, recomputed, weight
from milkpath.judgement.assessment import Because, Swap
from milkpath.judgement.severity import CLEARING
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.plan.plan import Plan

LARGEST: Final = 3
MOST_VERDICTS: Final = 40
TAKEN_FURTHER: Final = 3
TOGETHER = "together"
NOTHING_FOUND = "no-smallest-set"

State = tuple[tuple[Change, ...], Verdict]


def smallest_set(
    verdict: Verdict, changes: Sequence[Change], useful: Sequence[tuple[Change, Verdict]], judge: Judge
) -> tuple[Swap, ...]:
    """One entry with all the changes of the smallest set, or one that says that there is none; nothing for a fine plan.

    A set of one is not repeated: it stands among the swaps.
    """
    if verdict.action in CLEARING:
        return ()
    if any(after.action in CLEARING for _, after in useful):
        return ()
    found, tried = _search(verdict, changes, useful, judge)
    return (_together(verdict, *found),) if found is not None else (_nothing(verdict, tried),)


def _search(
    verdict: Verdict, changes: Sequence[Change], useful: Sequence[tuple[Change, Verdict]], judge: Judge
) -> tuple[State | None, int]:
    tried = len(useful)
    left = MOST_VERDICTS
    states: list[State] = [((change,), after) for change, after in useful]
    for _ in range(1, LARGEST):
        grown: list[State] = []
        for made, after in sorted(states, key=_rank)[:TAKEN_FURTHER]:
            for change in _next(made, after, changes):
                if left == 0:
                    break
                left, tried = left - 1, tried + 1
                more = (*made, change)
                plan = edited(verdict.case.plan, more)
                now = quickly(judge, plan)
                if now.action in CLEARING:
                    now = settled(judge, plan)
                if is_no_worse(verdict, now):
                    grown.append((more, now))
        done = [state for state in grown if state[1].action in CLEARING]
        if done:
            return min(done, key=_rank), tried
        states = grown
    return None, tried


def edited(plan: Plan, changes: Sequence[Change]) -> Plan:
    """The plan with all changes made, one after the other."""
    for change in changes:
        edit: Edit = change.edit
        plan = edit(plan)
    return plan


def _rank(state: State) -> tuple[tuple[int, int], int, tuple[str, ...]]:
    made, after = state
    return weight(after), sum(change.effort for change in made), tuple(change.id for change in made)


def _next(made: tuple[Change, ...], after: Verdict, changes: Sequence[Change]) -> list[Change]:
    """The changes that bear on what still stands in the way, and do not undo one that was made."""
    taken = {(change.step, change.family) for change in made}
    steps = {step for _, _, step in problems(after)}
    fitting = [c for c in changes if (c.step in steps or None in steps) and (c.step, c.family) not in taken]
    order = {change.id: place for place, change in enumerate(changes)}
    return sorted(fitting, key=lambda change: (change.effort, order[change.id]))


def _together(verdict: Verdict, made: tuple[Change, ...], after: Verdict) -> Swap:
    words = "; ".join(f"{number}. {change.instead_of}: {change.use}" for number, change in enumerate(made, 1))
    return Swap(
        id=TOGETHER,
        step="visit" if verdict.case.plan.visit else "home",
        instead_of="the plan as it is",
        use=f"make these {len(made)} changes together. {words}",
        action_after=after.action,
        because=(*dict.fromkeys(b for change in made for b in change.because), recomputed(after, None)),
    )


def _nothing(verdict: Verdict, tried: int) -> Swap:
    text = (
        f"No set of up to {LARGEST} changes was found with which the whole plan can go ahead. "
        "Waiting or another way may serve you better."
    )
    detail = f"{tried} changed plans were judged; sets were searched by size, the most promising first."
    return Swap(
        id=NOTHING_FOUND,
        step="visit" if verdict.case.plan.visit else "home",
        instead_of="the plan as it is",
        use="no small set of changes is known that makes the whole plan fine",
        action_after=verdict.action,
        because=(Because(text=f"{text} \u2014 {detail}", sources=(MODEL,), rule=NOTHING_FOUND),),
    )
