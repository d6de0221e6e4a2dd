"""Fewer grams of a product, or less skin with as much of it per square centimetre."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.advising.change import Change, by_choice, named
from milkpath.advising.edit import Edit, each_step, with_step
from milkpath.judgement.case import Case
from milkpath.plan.plan import Area, Plan, Step
from milkpath.plan.timeline import area_cm2, site_of


def fewer_grams(case: Case, step: Step) -> Iterator[Change]:
    """Half of it, or a quarter, where the plan says how much."""
    if step.do != "apply" or (step.amount_g is None and step.amount_ml is None):
        return
    for effort, name in enumerate(("change-fewer-grams", "change-far-fewer-grams"), start=1):
        parameter = case.known.parameter(name)
        unit, planned = ("g", step.amount_g) if step.amount_g is not None else ("mL", step.amount_ml or 0.0)
        yield Change(
            step=step.path,
            kind=name.removeprefix("change-"),
            family="amount",
            instead_of=f"{planned:.3g} {unit} of {named(step)}",
            use=f"at most {planned * parameter.value:.3g} {unit}",
            effort=effort,
            edit=_scaled(step.path, parameter.value),
            because=by_choice(parameter),
        )


def smaller_area(case: Case, step: Step) -> Iterator[Change]:
    """Half of the skin, for every step of the visit on this site, with half of what is put on it."""
    site = site_of(step, case.known)
    if step.phase != "visit" or step.do not in ("apply", "needle", "peel") or site is None:
        return
    parameter = case.known.parameter("change-smaller-area")
    planned = area_cm2(step, case.known)
    yield Change(
        step=step.path,
        kind="smaller-area",
        family="area",
        instead_of=f"{planned:.3g} cm2 of the {site.name}",
        use=f"at most {planned * parameter.value:.3g} cm2 in this session, with that much less product",
        effort=2,
        edit=_on_less_skin(case, site.id, parameter.value),
        because=by_choice(parameter),
    )


def _scaled(path: str, share: float) -> Edit:
    return lambda plan: with_step(plan, path, lambda step: _less(step, share))


def _less(step: Step, share: float) -> Step:
    return msgspec.structs.replace(
        step,
        amount_g=None if step.amount_g is None else step.amount_g * share,
        amount_ml=None if step.amount_ml is None else step.amount_ml * share,
    )


def _on_less_skin(case: Case, site: str, share: float) -> Edit:
    def smaller(step: Step) -> Step:
        here = site_of(step, case.known)
        if step.phase != "visit" or here is None or here.id != site or step.area is None:
            return step
        area = Area(site=step.area.site, size_cm2=area_cm2(step, case.known) * share)
        return msgspec.structs.replace(_less(step, share), area=area)

    def edit(plan: Plan) -> Plan:
        return each_step(plan, smaller)

    return edit
