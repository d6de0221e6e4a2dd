"""One step of a visit, or one item of home care."""

from __future__ import annotations

from typing import Literal, get_args

from milkpath.plan import limits
from milkpath.plan.area import area
from milkpath.plan.field import choice, either_quantity, number, quantity, text, truth
from milkpath.plan.moment import day
from milkpath.plan.place import Place, items, members
from milkpath.plan.plan import Device, Do, Step
from milkpath.plan.product import product
from milkpath.plan.step_keys import HOW, known_keys, owners
from milkpath.plan.strength import strength_percent

Phase = Literal["visit", "home"]

_DEVICES: tuple[Device, ...] = get_args(Device)
_KINDS: tuple[Do, ...] = get_args(Do)
_EXAMPLE = "a list, each item with a '-': '- {do: apply, area: face, amount: 2 g}'"


def steps(place: Place | None, phase: Phase) -> tuple[Step, ...]:
    """Read the steps of a visit, or the items of home care, in their order.

    >>> from milkpath.plan.notebook import Notebook
    >>> needle = steps(Place([{"do": "needle", "depth": "1.5 mm"}], "visit.steps", Notebook()), "visit")[0]
    >>> needle.path, needle.do, needle.depth_mm
    ('visit.steps[0]', 'needle', 1.5)
    """
    read = [_step(item, phase) for item in items(place, limits.MOST_STEPS, _EXAMPLE)]
    return tuple(step for step in read if step)


def _step(place: Place, phase: Phase) -> Step | None:
    kind = place.value.get("do") if isinstance(place.value, dict) else None
    known = next((do for do in _KINDS if do == kind), None)
    owner = f"a '{known}' step" if known else "a step"
    given = members(place, known_keys(known), owner, lambda key: _other_owner(key, known))
    do = choice(given.get("do"), _KINDS)
    if isinstance(place.value, dict) and "do" not in given:
        place.note("missing", "a step needs the key 'do'", f"expected one of: {', '.join(_KINDS)}")
    # a step of unknown kind is read all the same, so that its other mistakes are reported with it
    step = _read(given, place.path, phase, do or "apply")
    _check_days(step, given)
    return step if do else None


def _read(given: dict[str, Place], path: str, phase: Phase, do: Do) -> Step:
    amount_g, amount_ml = either_quantity(given.get("amount"), limits.AMOUNT_G, limits.AMOUNT_ML)
    dose_mg, dose_units = either_quantity(given.get("dose"), limits.DOSE_MG, limits.DOSE_UNITS)
    device = choice(given.get("device"), _DEVICES)
    return Step(
        path=path,
        phase=phase,
        do=do,
        area=area(given.get("area")),
        at_h=quantity(given.get("at"), limits.AT_VISIT if phase == "visit" else limits.AT_HOME),
        from_day=day(given.get("from")),
        until_day=day(given.get("until")),
        times_per_day=number(given.get("times_per_day"), limits.TIMES_PER_DAY),
        note=text(given.get("note"), lines=True),
        product=product(given.get("product")),
        amount_g=amount_g,
        amount_ml=amount_ml,
        duration_h=quantity(given.get("for"), _duration(phase, do)),
        covered=truth(given.get("covered")),
        how=choice(given.get("how"), HOW.get(do, HOW["remove"])),
        device=device,
        depth_mm=quantity(given.get("depth"), _depth(device)),
        passes=number(given.get("passes"), limits.PASSES),
        density_per_cm2=quantity(given.get("density"), limits.DENSITY),
        sterile_tip=truth(given.get("sterile_tip")),
        acid=text(given.get("acid")),
        strength_percent=strength_percent(given.get("strength")),
        ph=number(given.get("ph"), limits.PH),
        coats=number(given.get("coats"), limits.COATS),
        neutralised=truth(given.get("neutralised")),
        procedure=text(given.get("procedure")),
        dose_mg=dose_mg,
        dose_units=dose_units,
        medicine=text(given.get("medicine")),
        route=text(given.get("route")),
    )


def _duration(phase: Phase, do: Do) -> limits.Range:
    if phase == "visit":
        return limits.FOR_VISIT
    return limits.FOR_COURSE if do == "take" else limits.FOR_HOME


def _depth(device: Device | None) -> limits.Range:
    return limits.RADIOFREQUENCY_DEPTH if device == "radiofrequency" else limits.NEEDLE_DEPTH


def _check_days(step: Step, given: dict[str, Place]) -> None:
    if step.from_day is not None and step.until_day is not None and step.until_day < step.from_day:
        given["until"].note("contradiction", "'until' is before 'from'", "swap the two days")


def _other_owner(key: str, known: Do | None) -> str:
    others = owners(key) if known else ()
    return f"it belongs to: {', '.join(others)}" if others else ""
