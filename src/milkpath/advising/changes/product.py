"""Another product with the same job."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.advising.change import Change, named
from milkpath.advising.edit import Edit, with_step
from milkpath.advising.jobs import jobs_of
from milkpath.judgement.assessment import Because
from milkpath.judgement.case import Case
from milkpath.judgement.predicates import needles_deeper_than_site_allows
from milkpath.knowledge.model import ReferenceProduct
from milkpath.plan.notebook import Notebook
from milkpath.plan.place import Place
from milkpath.plan.plan import Product, Step
from milkpath.plan.product import product as read_product


def other_products(case: Case, step: Step) -> Iterator[Change]:
    """The products of the knowledge with a job of this step's product, the deciding job first."""
    # What is injected or peeled with is the treatment itself; another one is an alternative, not a swap.
    jobs = jobs_of(case, step) if step.do in ("clean", "apply", "take") else ()
    fitting = [one for one in case.known.products.values() if set(one.jobs) & set(jobs) and _deep_enough(case, one)]
    if _on_open_skin(case, step):
        fitting = [one for one in fitting if one.product.get("sterile")]

    def place(one: ReferenceProduct) -> tuple[int, int, int, str]:
        """The deciding job first, then what does more of the jobs, then its rank."""
        shared = [jobs.index(job) for job in one.jobs if job in jobs]
        return min(shared), -len(shared), one.rank, one.id

    for one in sorted(fitting, key=place):
        if _is_same(step, one) or _is_taken(case, one):
            continue
        yield Change(
            step=step.path,
            kind=one.id,
            family="product",
            instead_of=named(step),
            use=f"{one.name}, without a cover" if _bare(step, one) else one.name,
            effort=1,
            edit=_edit(step.path, one),
            because=(Because(text=one.plain, sources=one.sources, rule=one.id),),
        )


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
    new = msgspec.structs.replace(step, product=product_of(one))
    return msgspec.structs.replace(new, covered=False) if _bare(step, one) else new


def _bare(step: Step, one: ReferenceProduct) -> bool:
    """Whether the change takes a cover away: a plain numbing cream goes without one."""
    return bool(step.covered) and "anaesthesia" in one.jobs


def _edit(path: str, one: ReferenceProduct) -> Edit:
    return lambda plan: with_step(plan, path, lambda step: in_place_of(step, one))


def _is_same(step: Step, one: ReferenceProduct) -> bool:
    new = product_of(one)
    if step.do == "take":
        return (step.medicine or "").casefold() == (new.name or "").casefold()
    old = step.product
    return old is not None and old.label == new.label and old.strengths_percent == new.strengths_percent


def _is_taken(case: Case, one: ReferenceProduct) -> bool:
    """Whether it is a medicine that the plan has her take already."""
    taken = {(step.medicine or "").casefold() for step in case.plan.home if step.do == "take"}
    name = (product_of(one).name or "").casefold()
    return "pain-relief" in one.jobs and any(medicine and medicine in name for medicine in taken)


def _on_open_skin(case: Case, step: Step) -> bool:
    """Whether it is put on skin that is opened at the visit and stays there: only a sterile product belongs there."""
    return (
        step.phase == "visit"
        and step.do == "apply"
        and any(
            application.step == step and application.way == "skin" and "open-skin" in application.settings
            for application in case.timeline.applications
        )
    )


def _deep_enough(case: Case, one: ReferenceProduct) -> bool:
    """A numbing product must be of use at the depth that is planned, or that the skin there allows, where that is less."""
    deepest = {finding.step: float(finding.values["limit"]) for finding in needles_deeper_than_site_allows(case, {})}
    depths = [deepest.get(step.path, depth) for step in _needles(case) if (depth := step.depth_mm) is not None]
    return one.covers_depth_mm is None or not depths or one.covers_depth_mm >= max(depths)


def _needles(case: Case) -> list[Step]:
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    return [step for step in steps if step.do == "needle"]
