"""The plan on a clock: when each product goes on and comes off, when the skin is opened, and in which setting each acts.

Hours count from the start of the visit; without a visit, from the moment the question is asked. Home days are 24 h.
"""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from milkpath.knowledge.matching import match_procedure, match_site, needling_procedure, sites_overlap
from milkpath.knowledge.model import Procedure, Setting, Site
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.plan import Plan, Step

HOURS_PER_DAY = 24.0
LONGEST_COURSE_H = 168.0
"""Home care is followed for its first week; by then repeated doses have levelled off or keep their pace."""

HOME_GRID_H = 1 / 16
"""Times at home are rounded up to this grid, under four minutes."""

RemovalKind = Literal["wipe", "wash", "peel-off", "clean"]


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """Something takes product off; `share` is the part of the product's area that it reaches."""

    hour: float
    kind: RemovalKind
    share: float = 1.0


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """Something opens the barrier of the skin: needles, a peel, a laser."""

    hour: float
    step: Step
    procedure: Procedure
    site: str
    area_cm2: float


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """A product meets the mother: on skin, injected, or taken.

    `hours` are the moments of its doses. `removals` are those on skin that reach it. `openings` are those of its area, with
    the share of its area that they cover. `covered_until_h` is the end of a cover put on with it.
    """

    step: Step
    hours: tuple[float, ...]
    way: Literal["skin", "injected", "taken"]
    site: str | None
    area_cm2: float
    settings: tuple[Setting, ...]
    removals: tuple[Removal, ...] = ()
    openings: tuple[tuple[Opening, float], ...] = ()
    covered_until_h: float | None = None

    @property
    def hours_after_opening(self) -> float | None:
        """Hours from the last opening of this skin to the first dose after it; 0 where the product is there already."""
        if not self.openings:
            return None
        ages = [hour - opening.hour for opening, _ in self.openings for hour in self.hours if hour >= opening.hour]
        under = [0.0] if "open-skin" in self.settings and any(self.hours[0] < o.hour for o, _ in self.openings) else []
        return min([*ages, *under], default=None)


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """All of the plan in time."""

    applications: tuple[Application, ...]
    openings: tuple[Opening, ...]
    starts: dict[str, float]
    """Step path -> hour at which it starts."""
    visit_ends_h: float


def timeline(plan: Plan, known: Knowledge) -> Timeline:
    """Lay the plan out in time."""
    starts = _starts(plan, known)
    steps = [*(plan.visit.steps if plan.visit else ()), *plan.home]
    openings = tuple(opening for step in steps if (opening := _opening(step, starts[step.path], known)) is not None)
    visit = plan.visit.steps if plan.visit else ()
    ends = max((starts[step.path] + _duration(step, known) for step in visit), default=0.0)
    applications = tuple(
        application for step in steps if (application := _application(step, plan, starts, openings, known)) is not None
    )
    return Timeline(applications=applications, openings=openings, starts=starts, visit_ends_h=ends)


def _duration(step: Step, known: Knowledge) -> float:
    if step.duration_h is not None:
        return step.duration_h
    return known.parameter(f"duration-{'treat' if step.do == 'take' else step.do}").value


def _starts(plan: Plan, known: Knowledge) -> dict[str, float]:
    starts: dict[str, float] = {}
    hour = 0.0
    for step in plan.visit.steps if plan.visit else ():
        hour = step.at_h if step.at_h is not None else hour
        starts[step.path] = hour
        hour += _duration(step, known)
    for item in plan.home:
        starts[item.path] = (
            (item.from_day or 0.0) * HOURS_PER_DAY if item.from_day is not None else (hour if plan.visit else 0.0)
        )
        if item.from_day == 0 and plan.visit:
            starts[item.path] = hour
    return starts


def site_of(step: Step, known: Knowledge) -> Site | None:
    """The known site of a step's area; `None` where there is no area or the site is not known."""
    return match_site(known, step.area.site) if step.area else None


def area_cm2(step: Step, known: Knowledge) -> float:
    """The treated area: as given in the plan, else the usual area of the site, else of the face."""
    if step.area and step.area.size_cm2 is not None:
        return step.area.size_cm2
    site = site_of(step, known) or known.sites["face"]
    return next(quantity.value for quantity in site.quantities if quantity.name == "area")


def procedure_of(step: Step, known: Knowledge) -> Procedure | None:
    """The procedure of a needling, peeling or treating step; `None` where it is not known."""
    if step.do == "needle":
        return needling_procedure(known, step.device)
    words = f"{step.acid or ''} peel" if step.do == "peel" else step.procedure
    return match_procedure(known, words) if words and step.do in ("peel", "treat") else None


def _opening(step: Step, start: float, known: Knowledge) -> Opening | None:
    procedure = procedure_of(step, known)
    if step.do not in ("needle", "peel", "treat") or procedure is None or not procedure.opens_skin:
        return None
    site = site_of(step, known)
    name = site.id if site else "face"
    return Opening(hour=start, step=step, procedure=procedure, site=name, area_cm2=area_cm2(step, known))


def _application(
    step: Step, plan: Plan, starts: dict[str, float], openings: tuple[Opening, ...], known: Knowledge
) -> Application | None:
    if step.do == "take":
        return Application(
            step=step,
            hours=_dose_hours(step, starts[step.path]),
            way="taken",
            site=None,
            area_cm2=0.0,
            settings=("taken",),
        )
    if step.product is None or step.do not in ("clean", "apply", "peel", "treat", "remove"):
        return None
    site = site_of(step, known)
    area = area_cm2(step, known)
    hours = _dose_hours(step, starts[step.path])
    if _is_injected(step):
        return Application(
            step=step,
            hours=hours[:1],
            way="injected",
            site=site.id if site else None,
            area_cm2=area,
            settings=("injected",),
        )
    site_id = site.id if site else "face"
    reached = tuple(
        (opening, min(1.0, opening.area_cm2 / area))
        for opening in openings
        if opening.step is not step and sites_overlap(known, opening.site, site_id)
    )
    removals = _removals(step, hours, site_id, area, plan, starts, known)
    return Application(
        step=step,
        hours=hours,
        way="skin",
        site=site_id,
        area_cm2=area,
        settings=_settings(step, hours, removals, reached, site, known),
        removals=removals,
        openings=reached,
        covered_until_h=_covered_until(step, hours, removals),
    )


def _is_injected(step: Step) -> bool:
    kind = step.product.kind if step.product else None
    return kind == "injected" or (step.do == "treat" and kind is None)


def _dose_hours(step: Step, start: float) -> tuple[float, ...]:
    if step.phase == "visit":
        return (start,)
    per_day = step.times_per_day or 1.0
    if step.until_day is not None:
        length = (step.until_day + 1) * HOURS_PER_DAY - start
    elif step.do == "take" and step.duration_h is not None:
        length = step.duration_h
    else:
        length = LONGEST_COURSE_H
    count = max(1, round(min(max(length, 0.0), LONGEST_COURSE_H) * per_day / HOURS_PER_DAY))
    return tuple(_on_grid(start + number * HOURS_PER_DAY / per_day) for number in range(count))


def _on_grid(hour: float) -> float:
    """Home care keeps no clock to the minute; a grid lets the solver take longer steps."""
    return math.ceil(hour / HOME_GRID_H) * HOME_GRID_H


def _removals(
    step: Step, hours: tuple[float, ...], site: str, area: float, plan: Plan, starts: dict[str, float], known: Knowledge
) -> tuple[Removal, ...]:
    """What takes the product off: later `remove` and `clean` steps, else the end of its `for`; home care is washed off."""
    if step.phase == "home":
        stays = step.duration_h or known.parameter("default-duration-leave-on").value
        return tuple(Removal(hour=hour + stays, kind="wash") for hour in hours)
    steps = plan.visit.steps if plan.visit else ()
    later = [other for other in steps[steps.index(step) + 1 :] if other.do in ("remove", "clean")]
    found = [
        Removal(
            hour=starts[other.path],
            kind="clean" if other.do == "clean" else (other.how or "wipe"),
            share=min(1.0, area_cm2(other, known) / area),
        )
        for other in later
        if (place := site_of(other, known)) is None or sites_overlap(known, place.id, site)
    ]
    rinsed = step.product is not None and step.product.kind == "rinse-off"
    if rinsed and step.do == "clean":
        return (Removal(hour=hours[0] + _duration(step, known), kind="wash"), *found)
    if not found and step.duration_h is not None:
        return (Removal(hour=hours[0] + step.duration_h, kind="wash" if rinsed else "wipe"),)
    return tuple(found)


def _settings(
    step: Step,
    hours: tuple[float, ...],
    removals: tuple[Removal, ...],
    openings: tuple[tuple[Opening, float], ...],
    site: Site | None,
    known: Knowledge,
) -> tuple[Setting, ...]:
    """The barrier that the product meets at its worst dose, and the breast apart."""
    open_until = known.parameter("open-skin-until").value
    recovering_until = known.parameter("recovering-skin-until").value
    barrier: Setting = "whole-skin"
    for opening, _ in openings:
        after = [hour - opening.hour for hour in hours if hour >= opening.hour]
        under = hours[0] < opening.hour and not any(hours[0] < r.hour <= opening.hour for r in removals)
        repeated = step.phase == "home" and any(hour < opening.hour for hour in hours) and bool(after)
        if under or repeated or any(age < open_until for age in after):
            barrier = "open-skin"
        elif any(age < recovering_until for age in after) and barrier == "whole-skin":
            barrier = "recovering-skin"
    return (barrier, "breast") if site is not None and site.zone == "breast" else (barrier,)


def _covered_until(step: Step, hours: tuple[float, ...], removals: tuple[Removal, ...]) -> float | None:
    if not step.covered:
        return None
    if step.duration_h is not None:
        return hours[0] + step.duration_h
    return removals[0].hour if removals else None
