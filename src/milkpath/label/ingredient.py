"""What the label reader hands on: ingredients with their place in the text, and what was wrong with the label."""

from __future__ import annotations

from typing import Literal

import msgspec

Section = Literal["ingredient", "active", "inactive", "may_contain", "other_product"]
Status = Literal["exact", "alias", "repaired", "unresolved", "not-an-ingredient"]
Basis = Literal["declared", "order", "limit", "typical", "none"]
ProblemCode = Literal[
    "contradiction",
    "only-on-front",
    "not-in-text",
    "weight-by-volume",
    "amount-without-basis",
    "more-than-all",
    "order-not-kept",
    "unnamed-base",
]


class Ingredient(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of the label and what it means.

    `text` is always `label[start:end]`; an ingredient that only the structured strengths of the plan name has an empty
    text at 0. `percent_high` is what screening uses; `percent_best` is `None` where even a guess would be unfounded.

    >>> Ingredient(text="Lidocaine", start=0, end=9, section="active", status="exact", substance="lidocaine",
    ...            name="lidocaine", percent_low=4.0, percent_best=4.0, percent_high=4.0, basis="declared").product
    0
    """

    text: str
    start: int
    end: int
    section: Section
    status: Status
    substance: str | None = None
    name: str | None = None
    """The name for readers; for what is not resolved, `None` (or the word of the plan where the text is empty)."""
    percent_low: float = 0.0
    percent_best: float | None = None
    percent_high: float = 100.0
    basis: Basis = "none"
    base_fraction: float = 1.0
    """Mass of the substance in one mass of the named form; the percentages are of the form as declared."""
    product: int = 0
    """0 for the first product of the text, 1 for the second of a kit, and so on."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something on the label that contradicts itself or had to be assumed."""

    code: ProblemCode
    message: str
    start: int = 0
    end: int = 0
    substance: str | None = None


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A label that has been read."""

    ingredients: tuple[Ingredient, ...] = ()
    problems: tuple[Problem, ...] = ()
