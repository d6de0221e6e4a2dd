"""Swaps: for each step that is not fine, what to use or do instead, and what the whole plan would then come to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from milkpath.advising.change import Change
from milkpath.advising.changes.amount import fewer_grams, smaller_area
from milkpath.advising.changes.handling import shallower, shorter, trained_hands, uncovered
from milkpath.advising.changes.order import before_the_needles, later, left_out
from milkpath.advising.changes.product import other_products
from milkpath.advising.edit import steps_of
from milkpath.advising.milder import is_milder
from milkpath.advising.nearness import by_knowledge, is_near, quickly, settled
from milkpath.advising.smallest_set import GIVING_UP, Tried, smallest_set
from milkpath.advising.told import recomputed
from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import Swap
from milkpath.judgement.case import Case
from milkpath.judgement.severity import CLEARING, severity
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.plan.plan import Step

MOST_PER_STEP: Final = 4
MOST_OF_FAMILY: Final = 2
KINDS: Final = (
    other_products,
    before_the_needles,
    uncovered,
    shorter,
    fewer_grams,
    smaller_area,
    shallower,
    trained_hands,
    later,
    left_out,
)
"""The kinds of change that are tried, the least trouble first."""


def swaps(verdict: Verdict, judge: Judge) -> tuple[Swap, ...]:
    """The changes of single steps that make the plan milder, and the smallest set that makes the whole visit fine."""
    steps = _steps_to_change(verdict)
    tried = tried_changes(verdict, judge)
    single = [swap for step in steps for swap in _offered(verdict, step, tried, judge)]
    return (*single, *smallest_set(verdict, tried, judge))


def tried_changes(verdict: Verdict, judge: Judge) -> list[Tried]:
    """Every change of a single step that was tried, with its verdict."""
    return [one for step in _steps_to_change(verdict) for one in _tried(verdict, step, judge)]


def _steps_to_change(verdict: Verdict) -> list[Step]:
    """The steps that are not `go` and still ahead, the most severe first."""
    ahead = [step for step in steps_of(verdict.case.plan) if not _is_over(verdict.case, step)]
    found = [step for step in ahead if verdict.step_action(step.path) != "go"]
    return sorted(found, key=lambda step: -severity(verdict.step_action(step.path)))


def _is_over(case: Case, step: Step) -> bool:
    return step.phase == "visit" and hours_since_visit(case) is not None


def _changes(verdict: Verdict, step: Step) -> Iterator[Change]:
    """All changes for a step that has to change; for one that is fine with care another product, where it may be wanted."""
    if verdict.step_action(step.path) not in CLEARING:
        return chain.from_iterable(kind(verdict.case, step) for kind in KINDS)
    unsure = any(reason.step == step.path and "unknown" in reason.flags for reason in verdict.advised)
    return iter(other_products(verdict.case, step)) if step.phase == "home" or unsure else iter(())


def _tried(verdict: Verdict, step: Step, judge: Judge) -> Iterator[Tried]:
    """Each change of a step with its verdict; once one of a family makes the step fine, further ones are not tried.

    Where statements alone say that a change does not help, nothing is simulated.
    """
    enough: set[str] = set()
    for change in _changes(verdict, step):
        if change.family in enough:
            continue
        plan = change.edit(verdict.case.plan)
        after = by_knowledge(judge, plan)
        if after.step_action(step.path) in CLEARING or is_milder(verdict, after, step.path):
            after = quickly(judge, plan)
        if change.family != "product" and after.step_action(step.path) in CLEARING:
            enough.add(change.family)
        yield change, after


def _offered(verdict: Verdict, step: Step, tried: list[Tried], judge: Judge) -> Iterator[Swap]:
    """The best changes of a step, few of each family; a step that is fine with care gets one that needs none."""
    fine = verdict.step_action(step.path) in CLEARING
    mine = [(c, a) for c, a in tried if c.step == step.path and (is_milder(verdict, a, step.path) or is_near(a))]
    mine.sort(key=lambda one: _rank(one[0], one[1], step))
    shown: list[Change] = []
    best = _left(mine[0][1], step) if mine else (0, 0)
    for change, quick in mine:
        same = sum((one.family, one.effort) == (change.family, change.effort) for one in shown)
        most = MOST_OF_FAMILY if change.family == "product" and _as_good(_left(quick, step), best) else 1
        if len(shown) == (1 if fine else MOST_PER_STEP) or same >= most:
            continue
        after = settled(judge, change.edit(verdict.case.plan))
        if is_milder(verdict, after, step.path):
            shown.append(change)
            yield Swap(
                id=change.id,
                step=step.path,
                instead_of=change.instead_of,
                use=change.use,
                action_after=after.action,
                because=(*change.because, recomputed(verdict, after, step.path)),
            )


def _left(after: Verdict, step: Step) -> tuple[int, int]:
    return severity(after.step_action(step.path)), severity(after.action)


def _as_good(left: tuple[int, int], best: tuple[int, int]) -> bool:
    """Whether it leaves no more to be done; between care and none there is no difference that would hide the usual product."""
    care = severity("go-with-steps")
    return all(mine <= max(care, other) for mine, other in zip(left, best, strict=True))


def _rank(change: Change, after: Verdict, step: Step) -> tuple[bool, bool, tuple[int, int], int]:
    """What gives nothing up first, and then what makes the step fine."""
    unsolved = after.step_action(step.path) not in CLEARING
    return change.effort >= GIVING_UP, unsolved, _left(after, step), change.effort
