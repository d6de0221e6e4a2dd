"""Plans as values: the same plan with one step changed, moved or left out. Paths stay, so that steps keep their identity."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from milkpath.plan.plan import Plan, Step

Edit = Callable[[Plan], Plan]


def steps_of(plan: Plan) -> tuple[Step, ...]:
    """All steps of the visit and items of home care, in order."""
    return (*(plan.visit.steps if plan.visit else ()), *plan.home)


def step_at(plan: Plan, path: str) -> Step | None:
    """The step of that path; `None` where a change has left it out."""
    return next((step for step in steps_of(plan) if step.path == path), None)


def each_step(plan: Plan, change: Callable[[Step], Step | None]) -> Plan:
    r"""The plan with every step as `change` makes it, left out where it makes nothing of it.

    >>> from milkpath.plan.read import read_plan
    >>> plan = read_plan("infant: {age: 10 weeks}\nhome: [{do: take, medicine: codeine}]")
    >>> each_step(plan, lambda step: None).home
    ()
    """
    home = tuple(_kept(change, plan.home))
    visit = plan.visit and msgspec.structs.replace(plan.visit, steps=tuple(_kept(change, plan.visit.steps)))
    return msgspec.structs.replace(plan, visit=visit, home=home)


def with_step(plan: Plan, path: str, change: Callable[[Step], Step | None]) -> Plan:
    """The plan with one step changed; a step that is not there any more is no matter."""
    return each_step(plan, lambda step: change(step) if step.path == path else step)


def with_visit_steps(plan: Plan, steps: Iterable[Step]) -> Plan:
    """The plan with these steps in its visit."""
    if plan.visit is None:
        return plan
    return msgspec.structs.replace(plan, visit=msgspec.structs.replace(plan.visit, steps=tuple(steps)))


def _kept(change: Callable[[Step], Step | None], steps: Iterable[Step]) -> list[Step]:
    return [changed for step in steps if (changed := change(step)) is not None]
