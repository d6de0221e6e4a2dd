"""What a product is there for: told by what is in it, and by where it stands in the plan."""

from __future__ import annotations

from collections.abc import Iterable

from milkpath.judgement.case import Case, ReadProduct
from milkpath.judgement.ingredients import NUMBING
from milkpath.knowledge.matching import match_substance
from milkpath.knowledge.spelling import normalise
from milkpath.knowledge.vocabulary import JOB_OF_FUNCTION, WORDS_OF_JOB
from milkpath.plan.plan import Product, Step
from milkpath.plan.timeline import Application

_ORDER = tuple(dict.fromkeys(JOB_OF_FUNCTION.values()))
_BASE = frozenset({"antisepsis", "antioxidant-care", "moisturising", "cleansing", "soothing"})
"""What nearly every product does besides its own job, by its base."""


def jobs_of(case: Case, step: Step) -> tuple[str, ...]:
    """The jobs of the product or medicine of a step, the deciding one first; empty where there is nothing to go by."""
    if step.do == "take":
        substance = match_substance(case.known, step.medicine or "")
        return _in_order(_jobs(substance.functions) if substance else set())
    product = next((product for product in case.products if product.step == step.path), None)
    if product is None or step.product is None:
        return ()
    inside = _inside(case, product)
    if step.do == "clean":
        return ("antisepsis",) if "antisepsis" in inside else ("cleansing",)
    return _of_product(step.product, product.application, inside, step)


def _of_product(product: Product, application: Application | None, inside: set[str], step: Step) -> tuple[str, ...]:
    own = inside - _BASE
    if "anaesthesia" in own:
        return ("anaesthesia",)
    if application is not None and _under_needles(application):
        return ("glide",)
    if application is not None and step.phase == "visit" and "open-skin" in application.settings:
        return ("soothing", "glide")
    return _in_order(own or _by_name(product.name or "") or inside - {"antisepsis"})


def _inside(case: Case, product: ReadProduct) -> set[str]:
    substances = [case.known.substances[found.substance] for found in product.ingredients if found.substance]
    numbing = any(NUMBING in one.classes for one in substances)
    # A preservative may numb a little; that does not make the product a numbing one.
    return {job for one in substances for job in _jobs(one.functions) if job != "anaesthesia" or numbing}


def _jobs(functions: Iterable[str]) -> set[str]:
    return {JOB_OF_FUNCTION[function] for function in functions if function in JOB_OF_FUNCTION}


def _under_needles(application: Application) -> bool:
    """Whether it lies there while needles go in."""
    return any(
        application.hours[0] < opening.hour and not any(one.hour <= opening.hour for one in application.removals)
        for opening, _ in application.openings
        if opening.step.do == "needle"
    )


def _by_name(name: str) -> set[str]:
    text = f" {normalise(name)} "
    return {job for job, words in WORDS_OF_JOB.items() if any(f" {word} " in text for word in words)}


def _in_order(jobs: set[str]) -> tuple[str, ...]:
    return tuple(job for job in _ORDER if job in jobs)
