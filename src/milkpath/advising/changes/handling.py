"""Shorter, uncovered, shallower, in trained hands: the same step, handled otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.advising.change import Change, by_choice, named
from milkpath.advising.edit import Edit, with_step
from milkpath.judgement.case import Case
from milkpath.plan.plan import Plan, Step


def uncovered(_: Case, step: Step) -> Iterator[Change]:
    """No film over the product."""
    if step.covered:
        yield Change(
            step=step.path,
            kind="uncovered",
            family="cover",
            instead_of=f"a cover over {named(step)}",
            use="no film and no cover",
            effort=1,
            edit=_replaced(step.path, covered=False),
        )


def shorter(case: Case, step: Step) -> Iterator[Change]:
    """Less time on the skin."""
    parameter = case.known.parameter("change-shorter-time")
    if step.do == "apply" and step.phase == "visit" and (step.duration_h or 0.0) > parameter.value:
        yield Change(
            step=step.path,
            kind="shorter",
            family="time",
            instead_of=f"{60 * (step.duration_h or 0.0):.3g} minutes of {named(step)}",
            use=f"{60 * parameter.value:.3g} minutes, then off",
            effort=1,
            edit=_replaced(step.path, duration_h=parameter.value),
            because=by_choice(parameter),
        )


def shallower(case: Case, step: Step) -> Iterator[Change]:
    """Needles that go less deep."""
    for name in ("change-shallower-needles", "change-shallow-needles"):
        parameter = case.known.parameter(name)
        if step.do == "needle" and step.depth_mm is not None and step.depth_mm > parameter.value:
            yield Change(
                step=step.path,
                kind=name.removeprefix("change-"),
                family="depth",
                instead_of=f"needles of {step.depth_mm:g} mm",
                use=f"at most {parameter.value:g} mm",
                effort=2,
                edit=_replaced(step.path, depth_mm=parameter.value),
                because=by_choice(parameter),
            )


def trained_hands(case: Case, step: Step) -> Iterator[Change]:
    """In a clinic instead of at home."""
    at_home = case.plan.visit is not None and case.plan.visit.setting == "home"
    if at_home and step.phase == "visit" and step.do in ("needle", "peel", "treat"):
        yield Change(
            step=step.path,
            kind="clinic",
            family="place",
            instead_of=f"{named(step)} at home",
            use="a trained person in a clinic",
            effort=2,
            edit=_in_a_clinic,
        )


def _in_a_clinic(plan: Plan) -> Plan:
    if plan.visit is None:
        return plan
    return msgspec.structs.replace(plan, visit=msgspec.structs.replace(plan.visit, setting="clinic"))


def _replaced(path: str, **fields: object) -> Edit:
    return lambda plan: with_step(plan, path, lambda step: msgspec.structs.replace(step, **fields))
