"""Another order: numbing before the needles and wiped off, a product once the skin has closed, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.advising.change import Change, by_choice, named
from milkpath.advising.edit import Edit, with_step, with_visit_steps
from milkpath.advising.jobs import jobs_of
from milkpath.judgement.case import Case
from milkpath.plan.plan import Plan, Step

LATER = ("change-later-first", "change-later-closed", "change-later-recovered", "change-later-late")
LEAVE_OUT = "leave it out"
NEEDED_WITH_NEEDLES = frozenset({"antisepsis", "glide", "cleansing"})
"""Jobs that nobody should go without where needles are used: they are swapped, not left out."""


def before_the_needles(case: Case, step: Step) -> Iterator[Change]:
    """A numbing product that would meet open skin goes on before the needles, and is wiped off before them."""
    steps = case.plan.visit.steps if case.plan.visit else ()
    first = next((number for number, other in enumerate(steps) if other.do == "needle"), None)
    if step not in steps or first is None or jobs_of(case, step) != ("anaesthesia",) or numbed_before(case, step):
        return
    if any(
        application.step == step and application.way == "skin" and "open-skin" in application.settings
        for application in case.timeline.applications
    ):
        yield Change(
            step=step.path,
            kind="before-and-off",
            family="order",
            instead_of=f"{named(step)} on opened skin",
            use="put it on before the needles, and wipe it all off before they go in",
            effort=1,
            edit=_moved_before(step.path),
        )


def later(case: Case, step: Step) -> Iterator[Change]:
    """The product on a later day, at home."""
    if (
        step.do != "apply"
        or step.product is None
        or not case.timeline.openings
        or jobs_of(case, step) == ("anaesthesia",)
    ):
        return
    for name in LATER:
        parameter = case.known.parameter(name)
        if step.phase == "home" and parameter.value <= (step.from_day or 0.0):
            continue
        yield Change(
            step=step.path,
            kind=f"from-day-{parameter.value:g}",
            family="day",
            instead_of=f"{named(step)} {_when(step)}",
            use=f"not before day {parameter.value:g} after the visit",
            effort=2,
            edit=from_day(step.path, parameter.value),
            because=by_choice(parameter),
        )


def left_out(case: Case, step: Step) -> Iterator[Change]:
    """Without it, where it is not what the visit is for, and nothing that open skin needs."""
    needled = bool(case.timeline.openings) and step.phase == "visit"
    if step.do not in ("apply", "take", "clean") or (needled and set(jobs_of(case, step)) & NEEDED_WITH_NEEDLES):
        return
    yield Change(
        step=step.path,
        kind="left-out",
        family="product",
        instead_of=f"a second layer of {named(step)}" if numbed_before(case, step) else named(step),
        use=LEAVE_OUT,
        # A second layer is given up easily: the first one numbs.
        effort=1 if numbed_before(case, step) else 3,
        edit=lambda plan: with_step(plan, step.path, lambda _: None),
    )


def numbed_before(case: Case, step: Step) -> bool:
    """Whether this is a second layer: a numbing product after the needles, where one was on before them."""
    steps = case.plan.visit.steps if case.plan.visit else ()
    first = next((number for number, other in enumerate(steps) if other.do == "needle"), len(steps))
    if step not in steps[first:] or jobs_of(case, step) != ("anaesthesia",):
        return False
    return any(other.do == "apply" and jobs_of(case, other) == ("anaesthesia",) for other in steps[:first])


def _when(step: Step) -> str:
    return "at the visit" if step.phase == "visit" else f"from day {step.from_day or 0:g}"


def from_day(path: str, day: float) -> Edit:
    """The edit that moves a step to a day after the visit, at home."""

    def moved(step: Step) -> Step:
        until = step.until_day
        return msgspec.structs.replace(
            step, phase="home", at_h=None, from_day=day, until_day=None if until is None else max(until, day)
        )

    def edit(plan: Plan) -> Plan:
        steps = plan.visit.steps if plan.visit else ()
        mine = next((step for step in steps if step.path == path), None)
        if mine is None:
            return with_step(plan, path, moved)
        shorter = with_visit_steps(plan, (step for step in steps if step.path != path))
        return msgspec.structs.replace(shorter, home=(*shorter.home, moved(mine)))

    return edit


def _moved_before(path: str) -> Edit:
    def edit(plan: Plan) -> Plan:
        steps = plan.visit.steps if plan.visit else ()
        mine = next((step for step in steps if step.path == path), None)
        if mine is None:
            return plan
        others = [step for step in steps if step.path != path]
        first = next((number for number, step in enumerate(others) if step.do == "needle"), len(others))
        under = [step for step in others[:first] if step.do == "apply"]
        place = others.index(under[0]) if under else first
        off = Step(path=f"{path}-off", phase="visit", do="remove", area=mine.area, how="wipe")
        return with_visit_steps(plan, [*others[:place], msgspec.structs.replace(mine, at_h=None), off, *others[place:]])

    return edit
