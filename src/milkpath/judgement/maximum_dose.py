"""The most of an anaesthetic for this mother, and what the plan has of it."""

from __future__ import annotations

from milkpath.judgement.assessment import Because, MaximumDose
from milkpath.judgement.case import Case
from milkpath.judgement.rounding import round_significant
from milkpath.knowledge.model import Limit, Substance


def maximum_doses(case: Case) -> tuple[MaximumDose, ...]:
    """One entry per substance that has a largest dose; the planned dose is what the visit applies or injects."""
    seen: dict[str, Substance] = {item.substance.id: item.substance for item in case.contained}
    return tuple(
        _entry(case, substance)
        for substance in seen.values()
        if any(limit.kind == "mother-dose-maximum" for limit in substance.limits)
    )


def _entry(case: Case, substance: Substance) -> MaximumDose:
    limits = [limit for limit in substance.limits if limit.kind == "mother-dose-maximum"]
    areas = [limit for limit in substance.limits if limit.kind == "mother-area-maximum"]
    planned = sum(
        item.mg_per_use * len(item.application.hours)
        for item in case.contained
        if item.substance.id == substance.id and item.application.step.phase == "visit"
    )
    return MaximumDose(
        substance=substance.id,
        max_mg=min((_mg(limit, case.facts.mother_weight_kg) for limit in limits), default=None),
        max_area_cm2=min((limit.value for limit in areas), default=None),
        planned_mg=round_significant(planned),
        because=tuple(Because(text=limit.text, sources=(limit.source,), rule=limit.id) for limit in (*limits, *areas)),
    )


def _mg(limit: Limit, weight_kg: float) -> float:
    return round_significant(limit.value * weight_kg if limit.unit == "mg/kg" else limit.value)
