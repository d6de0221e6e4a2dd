"""How much of a product is used, and how much of a substance is in it."""

from __future__ import annotations

from typing import Literal

import msgspec

from milkpath.knowledge.model import Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.timeline import Application

MG_PER_G = 1000.0
PERCENT = 100.0


class ProductAmount(msgspec.Struct, frozen=True, kw_only=True):
    """Mass of product per use [g]; `assumed` where the plan gave none."""

    grams: float
    assumed: bool


class Contained(msgspec.Struct, frozen=True, kw_only=True):
    """One substance in one application: the upper and the best percentage, and milligrams per use by the upper one."""

    application: Application
    substance: Substance
    percent_high: float
    percent_best: float
    basis: Literal["declared", "order", "limit", "typical", "none"]
    mg_per_use: float


def product_amount(application: Application, is_numbing: bool, known: Knowledge) -> ProductAmount:
    """Grams per use: as stated (1 mL by the default density), else a usual load on the area."""
    step = application.step
    if step.amount_g is not None:
        return ProductAmount(grams=step.amount_g, assumed=False)
    if step.amount_ml is not None:
        return ProductAmount(grams=step.amount_ml * known.parameter("default-density").value, assumed=False)
    load = known.parameter(f"default-load-{_usual_load(application, is_numbing)}").value
    return ProductAmount(grams=load * application.area_cm2 / MG_PER_G, assumed=True)


def _usual_load(application: Application, is_numbing: bool) -> str:
    step = application.step
    kind = step.product.kind if step.product else None
    if is_numbing:
        return "numbing-cream"
    if step.do == "clean":
        return "rinse-off" if kind == "rinse-off" else "antiseptic"
    if step.do == "peel":
        return "peel"
    if kind == "rinse-off":
        return "rinse-off"
    return "under-needles" if step.phase == "visit" and application.openings else "leave-on"
