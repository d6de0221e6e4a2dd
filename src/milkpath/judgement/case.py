"""Everything that rules may look at: the plan in time, the people, what is in the products, and the exposures."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from milkpath.exposure.amounts import Contained
from milkpath.judgement.assessment import ExposureReport
from milkpath.knowledge.model import Condition, Setting, Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.label.ingredient import Ingredient
from milkpath.plan.facts import Facts
from milkpath.plan.plan import Plan
from milkpath.plan.timeline import Application, Timeline


class ReadProduct(msgspec.Struct, frozen=True, kw_only=True):
    """The product of one step with its label as read; `application` is `None` where the product meets nobody."""

    step: str
    application: Application | None
    ingredients: tuple[Ingredient, ...]
    unreadable: bool
    """No ingredient list, or one in which nothing was recognised."""


class PooledExposure(msgspec.Struct, frozen=True, kw_only=True):
    """The exposure of one substance with what rules need besides the report."""

    report: ExposureReport
    bound_mg: float
    """All of it that can be on open skin when needles go in, or be put on open skin."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One plan with all that was found out about it."""

    plan: Plan
    known: Knowledge
    facts: Facts
    timeline: Timeline
    products: tuple[ReadProduct, ...]
    contained: tuple[Contained, ...]
    grams: dict[str, float] = {}
    """Grams of product per use, by step."""
    exposures: tuple[PooledExposure, ...]
    infant_conditions: tuple[Condition, ...]
    mother_conditions: tuple[Condition, ...]
    unmatched_conditions: tuple[str, ...]

    @property
    def infant_age_weeks(self) -> float:
        """Age of the infant in weeks."""
        return self.facts.infant_age_days / 7.0

    @property
    def setting_of_use(self) -> str:
        """`clinic` or `home`; a visit without a setting is taken as in a clinic, home care as at home."""
        return (self.plan.visit.setting if self.plan.visit else None) or "clinic"

    def substances_in(self, class_id: str) -> Iterable[tuple[Contained, Substance]]:
        """What the products contain of a class."""
        return ((item, item.substance) for item in self.contained if class_id in item.substance.classes)

    def settings(self) -> set[Setting]:
        """All settings that occur in the plan; opened skin counts even where nothing is put on it."""
        found = {setting for application in self.timeline.applications for setting in application.settings}
        return found | ({"open-skin"} if self.timeline.openings else set())

    def near_mouth(self) -> bool:
        """Whether skin near the mouth is opened."""
        return any(
            opening.site is None or self.known.sites[opening.site].near_mouth for opening in self.timeline.openings
        )
