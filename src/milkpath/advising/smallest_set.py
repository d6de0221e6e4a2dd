"""The smallest set of changes with which the whole plan can go ahead: sets of one, of two, of three, and no more.

A bounded search, breadth first over the size of the set. Of each size only the sets that could do are judged, and of those
the easiest; the answer says how many were judged where nothing was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, groupby
from typing import Final

from milkpath.advising.change import Change, placed
from milkpath.advising.changes.order import LEAVE_OUT
from milkpath.advising.edit import Edit, steps_of
from milkpath.advising.milder import is_no_worse
from milkpath.advising.nearness import by_knowledge, quickly, settled
from milkpath.advising.told import MODEL, problems, recomputed
from milkpath.judgement.assessment import Because, Swap
from milkpath.judgement.severity import CLEARING, severity
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.plan.plan import Plan

LARGEST: Final = 3
MOST_OF_SIZE: Final = 24
ENOUGH: Final = 2
"""Sets of one size that are compared before the milder and easier one is taken."""
GIVING_UP: Final = 3
"""The effort from which a change gives something up."""
FAMILIES: Final = ("product", "order", "place", "day", "cover", "time", "amount", "area", "depth")
"""The order in which the changes of one step are told."""
TOGETHER = "together"
NOTHING_FOUND = "no-smallest-set"

Tried = tuple[Change, Verdict]
State = tuple[tuple[Change, ...], Verdict]


def smallest_set(verdict: Verdict, tried: Sequence[Tried], judge: Judge) -> tuple[Swap, ...]:
    """One entry with all the changes of the smallest set, or one that says that there is none; nothing for a fine plan.

    A set that keeps every aim comes first; only where there is none, something may be left out. A set of one is not repeated:
    it stands among the swaps.
    """
    if verdict.action in CLEARING or any(after.action in CLEARING for after in _verdicts(_aims_kept(tried))):
        return ()
    found, judged = find_set(verdict, tried, judge)
    if found is not None:
        return (_together(verdict, *found),)
    if any(after.action in CLEARING for after in _verdicts(tried)):
        return ()
    return (_nothing(verdict, len(tried) + judged),)


def find_set(verdict: Verdict, tried: Sequence[Tried], judge: Judge) -> tuple[State | None, int]:
    """The smallest set of two or three changes, first without giving anything up; and how many sets were judged."""
    kept = _aims_kept(tried)
    found, judged = _search(verdict, kept, judge, least=0)
    if found is None and len(kept) < len(tried) and not any(v.action in CLEARING for v in _verdicts(tried)):
        found, more = _search(verdict, tried, judge, least=GIVING_UP)
        judged += more
    return found, judged


def _aims_kept(tried: Sequence[Tried]) -> list[Tried]:
    return [one for one in tried if one[0].effort < GIVING_UP]


def _verdicts(tried: Sequence[Tried]) -> list[Verdict]:
    return [after for _, after in tried]


def _search(verdict: Verdict, tried: Sequence[Tried], judge: Judge, *, least: int) -> tuple[State | None, int]:
    """The best of the smallest sets that were found, and how many sets were judged; one change is to cost at least `least`."""
    judged = 0
    for size in range(2, LARGEST + 1):
        done: list[State] = []
        sets = [made for made in _promising(verdict, tried, size) if max(change.effort for change in made) >= least]
        for made in sets[:MOST_OF_SIZE]:
            judged += 1
            plan = edited(verdict.case.plan, made)
            if by_knowledge(judge, plan).action not in CLEARING or quickly(judge, plan).action not in CLEARING:
                continue
            after = settled(judge, plan)
            if after.action in CLEARING and is_no_worse(verdict, after):
                done.append((made, after))
            if len(done) == ENOUGH:
                break
        if done:
            return min(done, key=_rank), judged
    return None, judged


def _promising(verdict: Verdict, tried: Sequence[Tried], size: int) -> list[tuple[Change, ...]]:
    """The sets of a size that could do: each problem that single changes can solve is solved by one of the set.

    Of one step no two changes of a family are taken. What asks least of the mother comes first.
    """
    before = problems(verdict)
    solves = {change.id: before - problems(after) for change, after in tried}
    solvable = frozenset().union(*solves.values())
    sets = [
        made
        for made in combinations([change for change, _ in tried], size)
        if len({(change.step, change.family) for change in made}) == size
        and solvable <= frozenset().union(*(solves[change.id] for change in made))
    ]
    return sorted(sets, key=lambda made: sum(change.effort for change in made))


def edited(plan: Plan, changes: Sequence[Change]) -> Plan:
    """The plan with all changes made, one after the other."""
    for change in changes:
        edit: Edit = change.edit
        plan = edit(plan)
    return plan


def _rank(state: State) -> tuple[int, int, int, tuple[str, ...]]:
    """The milder and easier first; among equals the one with fewer different products."""
    made, after = state
    kinds = len({change.kind for change in made})
    return severity(after.action), sum(change.effort for change in made), kinds, tuple(change.id for change in made)


def _together(verdict: Verdict, made: tuple[Change, ...], after: Verdict) -> Swap:
    paths = [step.path for step in steps_of(verdict.case.plan)]
    in_turn = sorted(made, key=lambda change: (paths.index(change.step), FAMILIES.index(change.family)))
    by_step = [list(group) for _, group in groupby(in_turn, key=lambda change: change.step)]
    words = "; ".join(f"({n}) {_at_one_step(group)}" for n, group in enumerate(by_step, 1))
    return Swap(
        id=TOGETHER,
        step="visit" if verdict.case.plan.visit else "home",
        instead_of="the plan as it is",
        use=f"these changes together: {words}",
        action_after=after.action,
        because=(*dict.fromkeys(b for change in made for b in change.because), recomputed(verdict, after, None)),
    )


def _at_one_step(changes: Sequence[Change]) -> str:
    """The changes of one step, said once what they stand instead of."""
    first, *more = changes
    if first.use == LEAVE_OUT:
        return f"{placed(first.step)}: leave out {first.instead_of}"
    if not more:
        return f"{placed(first.step)}: {first.use}, instead of {first.instead_of}"
    return f"{placed(first.step)}: {', '.join(change.use for change in changes)}, instead of {first.instead_of}"


def _nothing(verdict: Verdict, tried: int) -> Swap:
    text = (
        f"No set of up to {LARGEST} changes was found with which the whole plan can go ahead. "
        "Waiting or another way may serve you better."
    )
    detail = f"{tried} changed plans were judged; sets were searched by size, the easiest first."
    return Swap(
        id=NOTHING_FOUND,
        step="visit" if verdict.case.plan.visit else "home",
        instead_of="the plan as it is",
        use="no small set of changes is known that makes the whole plan fine",
        action_after=verdict.action,
        because=(Because(text=f"{text} \u2014 {detail}", sources=(MODEL,), rule=NOTHING_FOUND),),
    )
