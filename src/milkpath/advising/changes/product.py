"""Another product with the same job."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.advising.change import Change, named
from milkpath.advising.edit import Edit, steps_of, with_step
from milkpath.advising.jobs import jobs_of
from milkpath.judgement.assessment import Because
from milkpath.judgement.case import Case
from milkpath.judgement.predicates import deepest_allowed
from milkpath.knowledge.matching import match_substance
from milkpath.knowledge.model import ReferenceProduct
from milkpath.plan.notebook import Notebook
from milkpath.plan.place import Place
from milkpath.plan.plan import Product, Step
from milkpath.plan.product import product as read_product


def other_products(case: Case, step: Step) -> Iterator[Change]:
    """The products of the knowledge with a job of this step's product, the deciding job first."""
    # What is injected or peeled with is the treatment itself; another one is an alternative, not a swap.
    jobs = jobs_of(case, step) if step.do in ("clean", "apply", "take") else ()
    fitting = [
        one
        for one in case.known.products.values()
        if set(one.jobs) & set(jobs) and _deep_enough(case, one) and _fit_for_open_skin(case, step, one)
    ]
    for one in sorted(fitting, key=lambda one: _closeness(one, jobs)):
        if _is_same(step, one) or _is_taken_already(case, step, one):
            continue
        yield Change(
            step=step.path,
            kind=one.id,
            family="product",
            instead_of=named(step),
            use=_used(step, one),
            effort=1 if one.jobs[0] in jobs else 2,
            edit=_edit(step.path, one),
            because=(Because(text=one.plain, sources=one.sources, rule=one.id),),
        )


def _closeness(one: ReferenceProduct, jobs: tuple[str, ...]) -> tuple[int, int, int, str]:
    """The deciding job first, then what does more of the jobs, then its rank."""
    shared = [jobs.index(job) for job in one.jobs if job in jobs]
    return min(shared), -len(shared), one.rank, one.id


def product_of(one: ReferenceProduct) -> Product:
    """The product as a plan holds it."""
    return read_product(Place(one.product, "product", Notebook())) or Product()


def in_place_of(step: Step, one: ReferenceProduct) -> Step | None:
    """The same use of another product: as much, as long, at the same time; none where the best product is none at all.

    A medicine for pain is taken by mouth.
    """
    if not one.product:
        return None
    if "pain-relief" in one.jobs:
        return Step(
            path=step.path,
            phase=step.phase,
            do="take",
            medicine=product_of(one).name,
            from_day=step.from_day,
            until_day=step.until_day,
        )
    if "anaesthesia" in one.jobs:
        # Cover and time belong to the old cream; a licensed one goes on without a cover, and no longer than it needs.
        step = msgspec.structs.replace(step, covered=False, duration_h=_time_on_skin(step, one))
    return msgspec.structs.replace(step, product=product_of(one))


def _time_on_skin(step: Step, one: ReferenceProduct) -> float | None:
    if step.duration_h is None or one.enough_after_h is None:
        return step.duration_h
    return min(step.duration_h, one.enough_after_h)


def _used(step: Step, one: ReferenceProduct) -> str:
    """The product, and how it goes on where that is not how the old one did."""
    if "anaesthesia" not in one.jobs or not one.product:
        return one.name
    hours = _time_on_skin(step, one)
    cover = ", without a cover" if step.covered else ""
    time = f", for {60 * hours:.3g} minutes" if hours is not None and hours != step.duration_h else ""
    return f"{one.name}{cover}{time}"


def _edit(path: str, one: ReferenceProduct) -> Edit:
    return lambda plan: with_step(plan, path, lambda step: in_place_of(step, one))


def _is_same(step: Step, one: ReferenceProduct) -> bool:
    new = product_of(one)
    if step.do == "take":
        return (step.medicine or "").casefold() == (new.name or "").casefold()
    old = step.product
    return old is not None and old.label == new.label and old.strengths_percent == new.strengths_percent


def _deep_enough(case: Case, one: ReferenceProduct) -> bool:
    """A numbing product must be of use at the depth that is planned, or at the most that the site allows."""
    depths = [
        min(opening.step.depth_mm, deepest_allowed(case, opening) or opening.step.depth_mm)
        for opening in case.timeline.openings
        if opening.step.do == "needle" and opening.step.depth_mm is not None
    ]
    return one.covers_depth_mm is None or not depths or one.covers_depth_mm >= max(depths)


def _is_taken_already(case: Case, step: Step, one: ReferenceProduct) -> bool:
    """A medicine that stands elsewhere in the plan, or that she takes anyway, would be a double dose."""
    name = product_of(one).name
    found = match_substance(case.known, name) if name and "pain-relief" in one.jobs else None
    others = [other.medicine for other in steps_of(case.plan) if other.path != step.path and other.medicine]
    others += [medicine.name for medicine in (case.plan.mother.medicines if case.plan.mother else ())]
    return found is not None and any(match_substance(case.known, words) is found for words in others)


def _fit_for_open_skin(case: Case, step: Step, one: ReferenceProduct) -> bool:
    """Only what is sterile goes on skin that is being opened or was opened within the day; a numbing cream is wiped off.

    A cream after needles is no swap while the same answer says that none is to be used.
    """
    if step.do != "apply" or not one.product or "anaesthesia" in one.jobs or "pain-relief" in one.jobs:
        return True
    window = case.known.parameter("product-free-window").value
    on_open_skin = any(
        application.step.path == step.path
        and application.way == "skin"
        and "open-skin" in application.settings
        and any(application.hours[0] < opening.hour + window for opening, _ in application.openings)
        for application in case.timeline.applications
    )
    product = product_of(one)
    return not on_open_skin or bool(product.sterile)
