"""The plan as frozen values; every quantity is in the unit that its name says.

The document that people write is described in `docs/plan.md`; `milkpath.plan.read` turns it into these values.
Moments hold the clock time of one zone, that of the visit, and no zone, so that any two can be compared.
A field that is `None` was left out of the document: the assessment then states the cautious value it assumed.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Feeding = Literal["exclusive", "mixed", "occasional"]
Status = Literal["planned", "done"]
Do = Literal["clean", "apply", "remove", "needle", "peel", "treat", "take"]
Device = Literal["pen", "roller", "stamp", "radiofrequency", "patch"]
ContactKind = Literal["licked", "mouthed", "face-on-skin", "sleeps-on", "grabs-hair", "kissed"]
How = Literal["wipe", "wash", "peel-off"]
ProductKind = Literal["leave-on", "rinse-off", "drug", "injected", "device"]


class Medicine(msgspec.Struct, frozen=True, kw_only=True):
    """A medicine that the mother takes or took."""

    name: str
    until: dt.date | None = None


class Mother(msgspec.Struct, frozen=True, kw_only=True):
    """The mother; nothing that could identify her."""

    age_years: float | None = None
    weight_kg: float | None = None
    skin_type: str | None = None
    """Fitzpatrick skin type, `I` to `VI`."""
    conditions: tuple[str, ...] = ()
    medicines: tuple[Medicine, ...] = ()


class Infant(msgspec.Struct, frozen=True, kw_only=True):
    """The infant; one of `age_days` and `born` is always there."""

    age_days: float | None = None
    born: dt.date | None = None
    weight_kg: float | None = None
    gestational_age_weeks: float | None = None
    conditions: tuple[str, ...] = ()
    feeding: Feeding | None = None
    feeds_per_day: float | None = None
    last_feed: dt.datetime | None = None


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A named site of the body, and its size where the plan gives one."""

    site: str
    """As written in the plan; `milkpath.knowledge.sites` matches it."""
    size_cm2: float | None = None


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A product as its owner can describe it."""

    name: str | None = None
    label: str | None = None
    """Ingredient text as printed; an empty text means that the ingredients are unknown."""
    strengths_percent: dict[str, float] = {}
    """By weight; a strength written in mg/mL is weight in volume, taken as if the product were as dense as water."""
    photo: str | None = None
    kind: ProductKind | None = None
    sterile: bool | None = None
    used_before: bool | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """One way the baby meets the mother's skin."""

    what: ContactKind
    area: Area | None = None
    duration_h: float | None = None
    times_per_day: float | None = None
    at: dt.datetime | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the visit, or one item of home care.

    `path` is where it stands in the document (`visit.steps[2]`, `home[0]`), and its identity in the answer.
    """

    path: str
    phase: Literal["visit", "home"]
    do: Do
    area: Area | None = None
    at_h: float | None = None
    """Offset from the start of the visit, in hours, where the plan gives one."""
    from_day: float | None = None
    until_day: float | None = None
    times_per_day: float | None = None
    note: str | None = None
    product: Product | None = None
    amount_g: float | None = None
    """Mass; an amount written as a volume is in `amount_ml` instead."""
    amount_ml: float | None = None
    duration_h: float | None = None
    """The plan's `for`."""
    covered: bool | None = None
    how: How | None = None
    device: Device | None = None
    depth_mm: float | None = None
    passes: float | None = None
    density_per_cm2: float | None = None
    sterile_tip: bool | None = None
    acid: str | None = None
    strength_percent: float | None = None
    ph: float | None = None
    coats: float | None = None
    neutralised: bool | None = None
    procedure: str | None = None
    dose_mg: float | None = None
    dose_units: float | None = None
    """Biological units, as of botulinum toxin (`20 U`)."""
    medicine: str | None = None
    route: str | None = None


class Repeat(msgspec.Struct, frozen=True, kw_only=True):
    """How often the visit is repeated."""

    every_days: float
    times: int


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One appointment, or one session at home, as a list of steps in order."""

    starts: dt.datetime | None = None
    setting: Literal["clinic", "home"] | None = None
    repeat: Repeat | None = None
    steps: tuple[Step, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a person intends, or has already done."""

    infant: Infant
    mother: Mother = Mother()
    asked: dt.datetime | None = None
    status: Status = "planned"
    country: str | None = None
    language: str | None = None
    contact: tuple[Contact, ...] = ()
    goal: str | None = None
    visit: Visit | None = None
    home: tuple[Step, ...] = ()
