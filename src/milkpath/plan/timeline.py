"""The plan on a clock: when each product goes on and comes off, when the skin is opened, and in which setting each acts.

Hours count from the start of the visit; without a visit, from the moment the question is asked. Home days are 24 h.
"""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from milkpath.knowledge.matching import match_procedure, match_site, match_substance, needling_procedure, sites_overlap
from milkpath.knowledge.model import Procedure, Setting, Site
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.plan import Plan, Product, Step

HOURS_PER_DAY = 24.0
LONGEST_COURSE_H = 168.0
"""Home care is followed for its first week; by then repeated doses have levelled off or keep their pace."""

HOME_GRID_H = 1 / 16
"""Times at home are rounded up to this grid, under four minutes."""

BEFORE_VISIT_H = 72.0
"""Of a course that began long before the visit, the last three days before it are followed."""
MOST_OPENINGS = 60
MEDICINES = "mother.medicines["
"""How the path of a medicine begins that the mother takes anyway."""

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
    site: str | None
    """`None` where the plan names no site that is known: it is then taken to be anywhere."""
    area_cm2: float
    closes_slowly: bool = False
    """Whether a product on this skin keeps its pores open for longer."""


OpeningKey = tuple[str, float]
"""Step path and hour of an opening."""


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
        through = any(self.hours[0] < opening.hour for opening, _ in self.openings)
        under = [0.0] if "open-skin" in self.settings and through else []
        return min([*ages, *under], default=None)


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """All of the plan in time."""

    applications: tuple[Application, ...]
    openings: tuple[Opening, ...]
    starts: dict[str, float]
    """Step path -> hour at which it starts."""
    visit_ends_h: float


def timeline(plan: Plan, known: Knowledge, closing_slowly: frozenset[OpeningKey] = frozenset()) -> Timeline:
    """Lay the plan out in time.

    Args:
        plan: what is done.
        known: the knowledge.
        closing_slowly: openings whose pores a product keeps open for longer, where skin counts as open for longer.
    """
    starts = _starts(plan, known)
    steps = [*(plan.visit.steps if plan.visit else ()), *plan.home]
    openings = tuple(
        msgspec.structs.replace(opening, closes_slowly=(step.path, opening.hour) in closing_slowly)
        for step in steps
        for opening in _openings(step, starts[step.path], plan, known)
    )
    visit = plan.visit.steps if plan.visit else ()
    ends = max((starts[step.path] + _duration(step, known) for step in visit), default=0.0)
    medicines = _usual_medicines(plan)
    starts |= {step.path: 0.0 for step in medicines}
    applications = tuple(
        application
        for step in (*(_with_peel_named(step, known) for step in steps), *medicines)
        if (application := _application(step, plan, starts, openings, known)) is not None
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
        day = item.from_day or 0.0
        # "day 1" is a day after the visit has ended, not a day after it began.
        starts[item.path] = day * HOURS_PER_DAY + (hour if day >= 0 else 0.0)
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


def _openings(step: Step, start: float, plan: Plan, known: Knowledge) -> list[Opening]:
    """Every time that this step opens the skin: again with each repeat of the visit, and with each use at home."""
    procedure = procedure_of(step, known)
    if step.do not in ("needle", "peel", "treat") or procedure is None or not procedure.opens_skin:
        return []
    site = site_of(step, known)
    return [
        Opening(
            hour=hour, step=step, procedure=procedure, site=site.id if site else None, area_cm2=area_cm2(step, known)
        )
        for hour in _opening_hours(step, start, plan)
    ]


def _opening_hours(step: Step, start: float, plan: Plan) -> list[float]:
    if step.phase == "visit":
        repeat = plan.visit.repeat if plan.visit else None
        times, every = (repeat.times, repeat.every_days) if repeat else (1, 0.0)
        return [start + number * every * HOURS_PER_DAY for number in range(max(times, 1))][:MOST_OPENINGS]
    every_h = HOURS_PER_DAY / (step.times_per_day or 1.0)
    end = (step.until_day + 1) * HOURS_PER_DAY if step.until_day is not None else start + LONGEST_COURSE_H
    count = max(1, math.ceil((end - start) / every_h)) if step.times_per_day or step.until_day is not None else 1
    return [_on_grid(start + number * every_h) for number in range(min(count, MOST_OPENINGS))]


def _usual_medicines(plan: Plan) -> tuple[Step, ...]:
    """The medicines that the mother takes anyway, as items of home care; one that ended before the day asked about is over."""
    day = plan.asked or (plan.visit.starts if plan.visit else None)
    return tuple(
        Step(path=f"{MEDICINES}{number}]", phase="home", do="take", medicine=medicine.name)
        for number, medicine in enumerate(plan.mother.medicines)
        if medicine.until is None or day is None or medicine.until >= day.date()
    )


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
    if step.do not in ("clean", "apply", "peel", "treat", "remove") or (step.product is None and step.do != "apply"):
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
    site_id = site.id if site else None
    removals = _removals(step, hours, site_id, area, plan, starts, openings, known)
    reached = tuple(
        (opening, min(1.0, opening.area_cm2 / area))
        for opening in openings
        if opening.step.path != step.path and sites_overlap(known, opening.site, site_id)
    )
    return Application(
        step=step,
        hours=hours,
        way="skin",
        site=site_id,
        area_cm2=area,
        settings=_settings(_span(step, hours), removals, reached, site, known),
        removals=removals,
        openings=reached,
        covered_until_h=_covered_until(step, hours, removals),
    )


def _with_peel_named(step: Step, known: Knowledge) -> Step:
    """A peel that names a known acid and its strength, and no product, is a product of that."""
    if step.do != "peel" or step.product is not None or not step.acid or step.strength_percent is None:
        return step
    if match_substance(known, step.acid) is None:
        return step
    product = Product(name=f"{step.acid} peel", strengths_percent={step.acid: step.strength_percent})
    return msgspec.structs.replace(step, product=product)


def _is_injected(step: Step) -> bool:
    kind = step.product.kind if step.product else None
    return kind == "injected" or (step.do == "treat" and kind is None)


def _dose_hours(step: Step, start: float) -> tuple[float, ...]:
    """The moments of the doses that are followed: a week from the start, or around the visit for what began before it."""
    if step.phase == "visit":
        return (start,)
    every_h = HOURS_PER_DAY / (step.times_per_day or 1.0)
    end = _course_end(step, start)
    begin = start
    if start < -BEFORE_VISIT_H:
        # A long course before the visit: its last days are the ones that matter.
        begin = start + every_h * math.floor((max(start, min(end, 0.0) - BEFORE_VISIT_H) - start) / every_h)
    stop = min(end, max(begin, 0.0) + LONGEST_COURSE_H)
    count = max(1, math.ceil((stop - begin) / every_h - 1e-9))
    return tuple(_on_grid(begin + number * every_h) for number in range(count))


def _course_end(step: Step, start: float) -> float:
    if step.until_day is not None:
        return (step.until_day + 1) * HOURS_PER_DAY
    if step.do == "take" and step.duration_h is not None:
        return start + step.duration_h
    return math.inf


def _span(step: Step, hours: tuple[float, ...]) -> tuple[float, float]:
    """First and last moment at which the product is put on, as the plan says it; a course without an end has none."""
    if step.phase == "visit":
        return hours[0], hours[0]
    start = step.from_day * HOURS_PER_DAY if step.from_day is not None and step.from_day < 0 else hours[0]
    return start, max(_course_end(step, start), hours[-1])


def _on_grid(hour: float) -> float:
    """Home care keeps no clock to the minute; a grid lets the solver take longer steps."""
    return math.ceil(hour / HOME_GRID_H) * HOME_GRID_H


def _removals(
    step: Step,
    hours: tuple[float, ...],
    site: str | None,
    area: float,
    plan: Plan,
    starts: dict[str, float],
    openings: tuple[Opening, ...],
    known: Knowledge,
) -> tuple[Removal, ...]:
    """What takes the product off: the end of its `for`, and later `remove` and `clean` steps; home care is washed off.

    A step that takes it off just as its `for` ends is that end, not a second wipe.
    """
    stays = time_on_skin_h(step, known)
    if step.phase == "home":
        worn = stays or known.parameter("default-duration-leave-on").value
        return tuple(Removal(hour=hour + worn, kind="wash") for hour in hours)
    found = _explicit_removals(step, site, area, plan, starts, known)
    rinsed = step.product is not None and step.product.kind == "rinse-off"
    if step.do == "clean":
        rinse = Removal(hour=hours[0] + _duration(step, known), kind="wash")
        return (rinse, *found) if rinsed else tuple(found)
    if stays is None:
        return tuple(found)
    end = hours[0] + stays
    first = found[0].hour if found else math.inf
    needles_between = any(end <= opening.hour < first for opening in openings if opening.step.phase == "visit")
    if first <= end + known.parameter("same-removal-window").value and not needles_between:
        return tuple(found)
    # A plan that does not say how it is taken off means, at worst, the way that leaves most behind.
    ended = Removal(hour=end, kind="peel-off")
    return (ended, *(removal for removal in found if removal.hour > end))


def time_on_skin_h(step: Step, known: Knowledge) -> float | None:
    """How long a product of the visit stays on: as stated, the usual time for a peel, else until something takes it off."""
    if step.duration_h is None and step.do == "peel":
        return known.parameter("default-duration-peel").value
    return step.duration_h


def _explicit_removals(
    step: Step, site: str | None, area: float, plan: Plan, starts: dict[str, float], known: Knowledge
) -> list[Removal]:
    steps = plan.visit.steps if plan.visit else ()
    here = [other.path for other in steps].index(step.path)
    later = [other for other in steps[here + 1 :] if other.do in ("remove", "clean")]
    return [
        Removal(
            hour=starts[other.path],
            kind="clean" if other.do == "clean" else (other.how or "wipe"),
            share=min(1.0, area_cm2(other, known) / area),
        )
        for other in later
        if sites_overlap(known, place.id if (place := site_of(other, known)) else None, site)
    ]


def _settings(
    span: tuple[float, float],
    removals: tuple[Removal, ...],
    openings: tuple[tuple[Opening, float], ...],
    site: Site | None,
    known: Knowledge,
) -> tuple[Setting, ...]:
    """The barrier that the product meets at its worst use, and the breast apart."""
    barrier: Setting = "whole-skin"
    first, last = span
    for opening, _ in openings:
        longer = times_as_long(opening, known)
        open_until = opening.hour + longer * known.parameter("open-skin-until").value
        recovering_until = opening.hour + longer * known.parameter("recovering-skin-until").value
        under = first < opening.hour and not any(first < removal.hour <= opening.hour for removal in removals)
        if under or (last >= opening.hour and first < open_until):
            barrier = "open-skin"
        elif last >= opening.hour and first < recovering_until and barrier == "whole-skin":
            barrier = "recovering-skin"
    return (barrier, "breast") if site is not None and site.zone == "breast" else (barrier,)


def times_as_long(opening: Opening, known: Knowledge) -> float:
    """How many times as long as usual the skin stays open."""
    return 1 / known.parameter("pore-closure-rate-nsaid").value if opening.closes_slowly else 1.0


def _covered_until(step: Step, hours: tuple[float, ...], removals: tuple[Removal, ...]) -> float | None:
    if not step.covered:
        return None
    if step.duration_h is not None:
        return hours[0] + step.duration_h
    return removals[0].hour if removals else None
