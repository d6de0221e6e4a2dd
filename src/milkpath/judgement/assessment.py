"""The assessment as a value: what `milkpath assess --format json` prints, field by field.

The JSON Schema in `docs/assessment.schema.json` is generated from these types. Units are in the names. No key is ever
absent; an unknown number is `None` with an entry in `unknowns`.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from milkpath.knowledge.model import Action, Flag, Grade

IngredientStatus = Literal["exact", "alias", "repaired", "unresolved", "not-an-ingredient"]
PercentBasis = Literal["declared", "order", "limit", "typical", "none"]
NumberBasis = Literal["observed", "predicted", "bound"]


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Interval(_Value, frozen=True, kw_only=True):
    """5th, 50th and 95th percentile over the simulated mother-infant pairs, parameter uncertainty included."""

    p05: float
    p50: float
    p95: float


class BoundedInterval(_Value, frozen=True, kw_only=True):
    """An interval with the deterministic bound above it, where a bound exists.

    The percentiles are `None` where only the bound can be given.
    """

    p05: float | None
    p50: float | None
    p95: float | None
    bound: float | None


class Because(_Value, frozen=True, kw_only=True):
    """One reason: a sentence, the sources it stands on, and the rule that made it a reason."""

    text: str
    sources: tuple[str, ...]
    rule: str


class Milkpath(_Value, frozen=True, kw_only=True):
    """What the answer depends on besides the plan."""

    version: str
    knowledge: str
    seed: int
    pairs: int
    language: str
    assessed_for: str


class Urgent(_Value, frozen=True, kw_only=True):
    """A red flag that comes before everything else."""

    sign: str
    do: str
    call: str
    because: tuple[Because, ...]


class Now(_Value, frozen=True, kw_only=True):
    """One thing to do next."""

    id: str
    within_h: float | None
    do: str
    why: str
    because: tuple[Because, ...]


class RouteVerdict(_Value, frozen=True, kw_only=True):
    """The action on one route, with the evidence behind it."""

    action: Action
    evidence: Grade
    flags: tuple[Flag, ...]
    because: tuple[Because, ...]


class Routes(_Value, frozen=True, kw_only=True):
    """The four routes, never merged."""

    milk: RouteVerdict
    contact: RouteVerdict
    mother: RouteVerdict
    supply: RouteVerdict


class AdviceItem(_Value, frozen=True, kw_only=True):
    """One piece of handling advice."""

    id: str
    text: str
    sources: tuple[str, ...]


class Percent(_Value, frozen=True, kw_only=True):
    """How much of the product one ingredient may be; `None` where nothing can be said."""

    low: float | None
    best: float | None
    high: float | None


class IngredientRead(_Value, frozen=True, kw_only=True):
    """One token of a label as read."""

    text: str
    start: int
    end: int
    section: str
    status: IngredientStatus
    substance: str | None
    name: str | None
    percent: Percent
    basis: PercentBasis


class StepVerdict(_Value, frozen=True, kw_only=True):
    """One step of the visit, or one item of home care."""

    id: str
    phase: Literal["visit", "home"]
    do: str
    product: str | None
    action: Action
    evidence: Grade
    flags: tuple[Flag, ...]
    because: tuple[Because, ...]
    advice: tuple[AdviceItem, ...]
    ingredients: tuple[IngredientRead, ...]


class RelativeInfantDose(_Value, frozen=True, kw_only=True):
    """Relative infant dose in percent, by what the mother absorbed and by what was put on her."""

    absorbed: Interval | None
    applied: Interval | None


class Series(_Value, frozen=True, kw_only=True):
    """A band over the hours of a timeline."""

    p05: tuple[float, ...]
    p50: tuple[float, ...]
    p95: tuple[float, ...]


class Residue(_Value, frozen=True, kw_only=True):
    """What is left on the skin, by hours since the visit ended (since the start of the run without a visit)."""

    hours: tuple[float, ...]
    ug_per_cm2: Series


class ContactDose(_Value, frozen=True, kw_only=True):
    """What the baby can meet on the mother's skin."""

    residue_ug_per_cm2: Interval | None
    """The most that lies there at any time after the visit."""
    residue_by_hour: Residue | None
    infant_oral_ug_per_kg: Interval | None
    infant_dermal_ug_per_kg: Interval | None


class LimitShare(_Value, frozen=True, kw_only=True):
    """A limit, and the share of it that the 95th percentile takes up (1 = at the limit)."""

    name: str
    value: float
    unit: str
    sources: tuple[str, ...]
    share: float | None


class Basis(_Value, frozen=True, kw_only=True):
    """Where the figures come from, stretch by stretch."""

    absorption: NumberBasis
    kinetics: NumberBasis
    milk: NumberBasis


class Timeline(_Value, frozen=True, kw_only=True):
    """Concentrations over time, hours from the start of the visit (or from `assessed_for` without a visit)."""

    hours: tuple[float, ...]
    mother_ug_per_l: Series
    milk_ug_per_l: Series
    infant_ug_per_l: Series


class ExposureReport(_Value, frozen=True, kw_only=True):
    """What one substance does on its way, over the simulated pairs."""

    substance: str
    parent: str | None
    by_step: dict[str, float]
    """Share of the absorbed amount that comes from each step (median), by step id."""
    horizon_h: float
    applied_mg: float | None
    absorbed_mg: BoundedInterval | None
    mother_peak_ug_per_l: BoundedInterval | None
    milk_peak_ug_per_l: Interval | None
    infant_dose_ug_per_kg_day: BoundedInterval | None
    infant_dose_total_ug_per_kg: BoundedInterval | None
    infant_peak_ug_per_l: Interval | None
    """All of it in the infant's plasma, bound and unbound."""
    infant_peak_at_adult_binding_ug_per_l: Interval | None
    """The level at which an adult has as much unbound: what to hold against levels known from adults."""
    relative_infant_dose_percent: RelativeInfantDose
    contact: ContactDose
    limits: tuple[LimitShare, ...]
    basis: Basis
    timeline: Timeline | None


class Group(_Value, frozen=True, kw_only=True):
    """Joint toxicity: everything of one kind on the same day, added up."""

    name: str
    members: tuple[str, ...]
    share: float | None
    because: tuple[Because, ...]


class NotSimulated(_Value, frozen=True, kw_only=True):
    """A substance without a simulated exposure, and why."""

    substance: str
    reason: str


class FeedEntry(_Value, frozen=True, kw_only=True):
    """One entry of the feeding schedule."""

    at: str
    do: str
    why: str


class FeedingAdvice(_Value, frozen=True, kw_only=True):
    """Whether milk is withheld (0 h unless a source names a wait), and when to feed."""

    withhold_h: float
    because: tuple[Because, ...]
    schedule: tuple[FeedEntry, ...]


class Clock(_Value, frozen=True, kw_only=True):
    """When one thing is back to usual."""

    id: str
    what: str
    not_before: str | None
    interval_h: tuple[float, float] | None
    because: tuple[Because, ...]


class MaximumDose(_Value, frozen=True, kw_only=True):
    """The most of one anaesthetic for this mother, and what the plan has."""

    substance: str
    max_mg: float | None
    max_area_cm2: float | None
    planned_mg: float | None
    because: tuple[Because, ...]


class Suitability(_Value, frozen=True, kw_only=True):
    """Whether this is the time, for this mother and infant, on one topic."""

    topic: str
    action: Action
    because: tuple[Because, ...]


class Benefit(_Value, frozen=True, kw_only=True):
    """What the planned procedure is likely to do for the goal."""

    text: str
    evidence: Grade
    because: tuple[Because, ...]


class Swap(_Value, frozen=True, kw_only=True):
    """A change of the plan, and what it would make of the verdict."""

    id: str
    step: str
    instead_of: str
    use: str
    action_after: Action
    because: tuple[Because, ...]


class Alternative(_Value, frozen=True, kw_only=True):
    """Another way to the same goal."""

    procedure: str
    action: Action
    evidence: Grade
    benefit: str
    effort: str
    because: tuple[Because, ...]


class Postpone(_Value, frozen=True, kw_only=True):
    """The verdict at a later age."""

    age_months: float
    feeding: str
    action: Action
    because: tuple[Because, ...]


class Position(_Value, frozen=True, kw_only=True):
    """What one side says."""

    text: str
    sources: tuple[str, ...]


class Conflict(_Value, frozen=True, kw_only=True):
    """Sources that disagree, side by side."""

    topic: str
    positions: tuple[Position, ...]
    why: str


class Sensitivity(_Value, frozen=True, kw_only=True):
    """What moves the answer most."""

    path: str
    text: str


class AskNext(_Value, frozen=True, kw_only=True):
    """The one missing fact to ask for."""

    path: str
    question: str
    why: str


class Question(_Value, frozen=True, kw_only=True):
    """A question to the clinic."""

    id: str
    text: str
    sources: tuple[str, ...]


class WatchFor(_Value, frozen=True, kw_only=True):
    """A sign to watch for, and whom to call."""

    id: str
    who: Literal["mother", "infant"]
    text: str
    sources: tuple[str, ...]


class Assumption(_Value, frozen=True, kw_only=True):
    """A fact that the plan left out, and the cautious value taken."""

    path: str
    value: str
    why: str


class UnknownItem(_Value, frozen=True, kw_only=True):
    """What could not be established."""

    path: str
    what: str
    why: str
    would_change: str


class Assessment(_Value, frozen=True, kw_only=True):
    """The whole answer."""

    milkpath: Milkpath
    action: Action
    evidence: Grade
    flags: tuple[Flag, ...]
    urgent: tuple[Urgent, ...]
    summary: str
    now: tuple[Now, ...]
    routes: Routes
    steps: tuple[StepVerdict, ...]
    exposure: tuple[ExposureReport, ...]
    groups: tuple[Group, ...]
    not_simulated: tuple[NotSimulated, ...]
    feeding: FeedingAdvice
    clock: tuple[Clock, ...]
    maximum_dose: tuple[MaximumDose, ...]
    suitability: tuple[Suitability, ...]
    benefit: Benefit | None
    swaps: tuple[Swap, ...]
    alternatives: tuple[Alternative, ...]
    postpone: tuple[Postpone, ...]
    conflicts: tuple[Conflict, ...]
    sensitivity: tuple[Sensitivity, ...]
    ask_next: AskNext | None
    questions: tuple[Question, ...]
    watch_for: tuple[WatchFor, ...]
    assumptions: tuple[Assumption, ...]
    unknowns: tuple[UnknownItem, ...]
    sources: tuple[dict[str, Any], ...]
    """CSL-JSON items, each with `id`."""
