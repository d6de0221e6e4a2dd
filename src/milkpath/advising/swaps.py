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
from milkpath.advising.nearness import quickly, settled
from milkpath.advising.smallest_set import smallest_set
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
    useful: list[tuple[Change, Verdict]] = []
    for step in _steps_to_change(verdict):
        useful += _useful(verdict, step, judge)
    single = [swap for step in _steps_to_change(verdict) for swap in _offered(verdict, step, useful, judge)]
    return (*single, *smallest_set(verdict, changes_for(verdict), useful, judge))


def changes_for(verdict: Verdict) -> tuple[Change, ...]:
    """Every change that could be tried on a step that is not fine; for the others only another product."""
    return tuple(change for step in _steps_to_change(verdict) for change in _changes(verdict, step))


def _steps_to_change(verdict: Verdict) -> list[Step]:
    """The steps that are not `go` and still ahead, the most severe first."""
    ahead = [step for step in steps_of(verdict.case.plan) if not _is_over(verdict.case, step)]
    found = [step for step in ahead if verdict.step_action(step.path) != "go"]
    return sorted(found, key=lambda step: -severity(verdict.step_action(step.path)))


def _is_over(case: Case, step: Step) -> bool:
    return step.phase == "visit" and hours_since_visit(case) is not None


def _changes(verdict: Verdict, step: Step) -> Iterator[Change]:
    kinds = (other_products,) if verdict.step_action(step.path) in CLEARING else KINDS
    return chain.from_iterable(kind(verdict.case, step) for kind in kinds)


def _useful(verdict: Verdict, step: Step, judge: Judge) -> list[tuple[Change, Verdict]]:
    """The changes of one step that make something milder and nothing worse; once a day or an amount does, no further one."""
    found: list[tuple[Change, Verdict]] = []
    enough: set[str] = set()
    for change in _changes(verdict, step):
        if change.family in enough:
            continue
        after = quickly(judge, change.edit(verdict.case.plan))
        if not is_milder(verdict, after, step.path):
            continue
        found.append((change, after))
        if after.step_action(step.path) in CLEARING and sum(c.family == change.family for c, _ in found) >= _most(
            change
        ):
            enough.add(change.family)
    return found


def _most(change: Change) -> int:
    return MOST_OF_FAMILY if change.family == "product" else 1


def _offered(verdict: Verdict, step: Step, useful: list[tuple[Change, Verdict]], judge: Judge) -> Iterator[Swap]:
    mine = [(change, after) for change, after in useful if change.step == step.path]
    mine.sort(key=lambda pair: (_left(pair[1], step), pair[0].effort))
    shown = 0
    for change, _ in mine:
        if shown == MOST_PER_STEP:
            return
        after = settled(judge, change.edit(verdict.case.plan))
        if is_milder(verdict, after, step.path):
            shown += 1
            yield Swap(
                id=change.id,
                step=step.path,
                instead_of=change.instead_of,
                use=change.use,
                action_after=after.action,
                because=(*change.because, recomputed(after, step.path)),
            )


def _left(after: Verdict, step: Step) -> tuple[int, int]:
    return severity(after.step_action(step.path)), severity(after.action)
