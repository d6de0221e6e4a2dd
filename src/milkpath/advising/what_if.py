"""Two plans judged side by side, and what made the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from milkpath.judgement.assessment import Assessment, Because
from milkpath.knowledge.model import Action
from milkpath.plan.path import changed

WHOLE = "whole plan"


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """An action before and after: of the whole plan, a route (`milk`), or a step (`visit.steps[1]`)."""

    what: str
    before: Action | None
    after: Action | None


class ReasonMoved(msgspec.Struct, frozen=True, kw_only=True):
    """A reason that only one of the two has, with the place where it stands."""

    where: str
    because: Because


class DoseMoved(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of one substance before and after (95th percentile, else the bound); `None` where it is not there."""

    substance: str
    figure: str
    before: float | None
    after: float | None


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two answers; empty lists where nothing does."""

    actions: tuple[Moved, ...]
    appeared: tuple[ReasonMoved, ...]
    disappeared: tuple[ReasonMoved, ...]
    doses: tuple[DoseMoved, ...]
    withhold_h: tuple[float, float]
    dates: tuple[tuple[str, str | None, str | None], ...]
    """`(id of the clock, not before, not before)`."""


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """Both answers whole, the changes that were made, and the difference."""

    changes: dict[str, object]
    before: Assessment
    after: Assessment
    difference: Difference


def changed_tree(tree: dict[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    """The raw plan with every value put at its path.

    >>> changed_tree({"infant": {"age": "10 weeks"}}, {"infant.age": "2 weeks"})
    {'infant': {'age': '2 weeks'}}
    """
    for path, value in changes.items():
        tree = changed(tree, path, value)
    return tree


def difference(before: Assessment, after: Assessment) -> Difference:
    """Everything that differs, from the action down to the figures."""
    reasons = _reasons(before), _reasons(after)
    return Difference(
        actions=tuple(_moved(_actions(before), _actions(after))),
        appeared=tuple(_only(reasons[1], reasons[0])),
        disappeared=tuple(_only(reasons[0], reasons[1])),
        doses=tuple(_doses(before, after)),
        withhold_h=(before.feeding.withhold_h, after.feeding.withhold_h),
        dates=tuple(_dates(before, after)),
    )


def _actions(answer: Assessment) -> dict[str, Action]:
    routes = {name: getattr(answer.routes, name).action for name in answer.routes.__struct_fields__}
    return {WHOLE: answer.action} | routes | {step.id: step.action for step in answer.steps}


def _moved(before: Mapping[str, Action], after: Mapping[str, Action]) -> Iterator[Moved]:
    for what in dict.fromkeys((*before, *after)):
        if before.get(what) != after.get(what):
            yield Moved(what=what, before=before.get(what), after=after.get(what))


def _reasons(answer: Assessment) -> dict[tuple[str, str], ReasonMoved]:
    """The reasons of routes and steps, by place and rule: the same rule with another figure is no new reason."""
    places = [(name, getattr(answer.routes, name).because) for name in answer.routes.__struct_fields__]
    places += [(step.id, step.because) for step in answer.steps]
    return {(where, b.rule): ReasonMoved(where=where, because=b) for where, told in places for b in told}


def _only(
    mine: Mapping[tuple[str, str], ReasonMoved], other: Mapping[tuple[str, str], ReasonMoved]
) -> Iterator[ReasonMoved]:
    return (reason for key, reason in mine.items() if key not in other)


def _doses(before: Assessment, after: Assessment) -> Iterator[DoseMoved]:
    old, new = _figures(before), _figures(after)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield DoseMoved(substance=key[0], figure=key[1], before=old.get(key), after=new.get(key))


def _figures(answer: Assessment) -> dict[tuple[str, str], float | None]:
    found: dict[tuple[str, str], float | None] = {}
    for one in answer.exposure:
        for name in ("mother_peak_ug_per_l", "infant_dose_ug_per_kg_day"):
            value = getattr(one, name)
            if value is not None:
                found[one.substance, name] = value.bound if value.p95 is None else value.p95
    return found


def _dates(before: Assessment, after: Assessment) -> Iterator[tuple[str, str | None, str | None]]:
    old, new = ({entry.id: entry.not_before for entry in answer.clock} for answer in (before, after))
    for identity in dict.fromkeys((*old, *new)):
        if old.get(identity) != new.get(identity):
            yield identity, old.get(identity), new.get(identity)
