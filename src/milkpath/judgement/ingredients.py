"""Reads the products of a plan and finds what they contain, milligram by milligram."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from milkpath.exposure.amounts import MG_PER_G, PERCENT, Contained, product_amount
from milkpath.judgement.case import ReadProduct
from milkpath.knowledge.matching import match_substance
from milkpath.knowledge.model import Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.label.ingredient import Ingredient, Label
from milkpath.plan.facts import Assumed
from milkpath.plan.plan import Plan, Product, Step
from milkpath.plan.timeline import Application, OpeningKey, Timeline, timeline

RECOGNISED = frozenset({"exact", "alias", "repaired"})
NUMBING = "local-anaesthetic"
MINUTES_PER_HOUR = 60.0


LabelReader = Callable[[str, Mapping[str, float]], Label]


def read_products(plan: Plan, timeline: Timeline, read: LabelReader) -> tuple[ReadProduct, ...]:
    """The product of every step that has one, or that should have one."""
    applications = {application.step.path: application for application in timeline.applications}
    steps = [*(plan.visit.steps if plan.visit else ()), *plan.home]
    with_applications = [(step, applications.get(step.path)) for step in steps]
    return tuple(
        _read(application.step if application else step, application, read)
        for step, application in with_applications
        if step.do == "apply" or (application.step if application else step).product is not None
    )


def _read(step: Step, application: Application | None, read: LabelReader) -> ReadProduct:
    product = step.product or Product()
    ingredients = ingredients_of(product, read)
    readable = bool(product.label or product.strengths_percent) and any(
        ingredient.status in RECOGNISED for ingredient in ingredients
    )
    return ReadProduct(step=step.path, application=application, ingredients=ingredients, unreadable=not readable)


def ingredients_of(product: Product, read: LabelReader) -> tuple[Ingredient, ...]:
    """Ingredients of the label; without a label those that the product's name gives away, which clear nothing."""
    if product.label or product.strengths_percent:
        return read(product.label or "", product.strengths_percent).ingredients
    named = read(product.name or "", {})
    return tuple(found for found in named.ingredients if found.status in RECOGNISED)


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """A plan on its clock with what its products contain; grams per use by step, and the amounts that had to be assumed."""

    timeline: Timeline
    products: tuple[ReadProduct, ...]
    contained: tuple[Contained, ...]
    grams: dict[str, float]
    assumed: tuple[Assumed, ...]


def contents_of(plan: Plan, known: Knowledge, read: LabelReader) -> Contents:
    """Lay the plan out and read its products; where one of them keeps pores open for longer, lay it out once more."""
    first = _contents(plan, known, read, frozenset())
    slow = frozenset(_closing_slowly(first.contained, known))
    return _contents(plan, known, read, slow) if slow else first


def _contents(plan: Plan, known: Knowledge, read: LabelReader, closing_slowly: frozenset[OpeningKey]) -> Contents:
    steps = timeline(plan, known, closing_slowly)
    products = read_products(plan, steps, read)
    contained, grams, assumed = contained_in(products, steps, known)
    return Contents(timeline=steps, products=products, contained=contained, grams=grams, assumed=assumed)


def contained_in(
    products: tuple[ReadProduct, ...], timeline: Timeline, known: Knowledge
) -> tuple[tuple[Contained, ...], dict[str, float], tuple[Assumed, ...]]:
    """What the products and medicines contain; grams per use by step; and the amounts that had to be assumed."""
    contained: list[Contained] = []
    grams: dict[str, float] = {}
    assumed: list[Assumed] = []
    for product in products:
        if product.application is None:
            continue
        numbing = any(
            NUMBING in known.substances[found.substance].classes for found in product.ingredients if found.substance
        )
        amount = product_amount(product.application, numbing, known)
        grams[product.step] = amount.grams
        if amount.assumed and product.application.way == "skin":
            assumed.append(_assumed_amount(product.step, amount.grams))
        contained += _of_product(product, product.application, amount.grams, known)
    for application in timeline.applications:
        contained += _of_medicine(application, known)
        if application.step.do == "peel" and application.step.duration_h is None:
            assumed.append(_assumed_time(application.step, known))
        if application.way == "skin" and application.site is None:
            assumed.append(_assumed_area(application.step, application.area_cm2))
    opened = {opening.step.path: opening for opening in timeline.openings if opening.site is None}
    assumed += [_assumed_area(opening.step, opening.area_cm2) for opening in opened.values()]
    return tuple(contained), grams, tuple(assumed)


def _closing_slowly(contained: Iterable[Contained], known: Knowledge) -> Iterator[OpeningKey]:
    """The openings whose pores something keeps open: put on that skin shortly before, or while it is open."""
    before, after = (known.parameter(name).value for name in ("slower-closure-by-product-before", "open-skin-until"))
    for item in contained:
        if any(known.classes[class_id].slows_pore_closure for class_id in item.substance.classes):
            for opening, _ in item.application.openings:
                if any(-before <= hour - opening.hour < after for hour in item.application.hours):
                    yield opening.step.path, opening.hour


def _of_product(product: ReadProduct, application: Application, grams: float, known: Knowledge) -> Iterator[Contained]:
    for found in product.ingredients:
        if found.substance is None or found.status not in RECOGNISED:
            continue
        high = found.percent_high * found.base_fraction
        given = application.step.dose_mg
        yield Contained(
            application=application,
            substance=known.substances[found.substance],
            percent_high=found.percent_high,
            percent_best=found.percent_best if found.percent_best is not None else found.percent_high,
            basis=found.basis,
            mg_per_use=given if given is not None and found.section == "active" else grams * MG_PER_G * high / PERCENT,
        )


def _of_medicine(application: Application, known: Knowledge) -> Iterator[Contained]:
    step = application.step
    substance: Substance | None = match_substance(known, step.medicine or "") if step.do == "take" else None
    if substance is not None:
        yield Contained(
            application=application,
            substance=substance,
            percent_high=PERCENT,
            percent_best=PERCENT,
            basis="declared" if step.dose_mg is not None else "none",
            mg_per_use=step.dose_mg or 0.0,
        )


def _assumed_area(step: Step, area_cm2: float) -> Assumed:
    words = step.area.site if step.area else None
    said = f"'{words}' was not recognised" if words else "the plan names no area"
    return Assumed(
        path=f"{step.path}.area",
        value=f"anywhere, {area_cm2:g} cm2",
        why=f"{said}; it is taken to touch every treated area, and to let as much through as the face",
    )


def _assumed_time(step: Step, known: Knowledge) -> Assumed:
    minutes = known.parameter("default-duration-peel").value * MINUTES_PER_HOUR
    return Assumed(
        path=f"{step.path}.for", value=f"{minutes:.0f} min", why="a usual time for a peel; then it is taken off"
    )


def _assumed_amount(path: str, grams: float) -> Assumed:
    return Assumed(
        path=f"{path}.amount", value=f"{grams:.2g} g", why="a usual amount for this kind of product on this area"
    )
