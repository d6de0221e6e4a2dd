"""What the baby can meet on the mother's skin: the residue after the visit, by the hour, and what a day of contacts takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import Population
from milkpath.infant.contact_dose import contact_dose_ug_per_kg
from milkpath.judgement.assessment import ContactDose, Residue
from milkpath.judgement.exposure_report import NO_CONTACT, interval, series
from milkpath.knowledge.matching import match_site, sites_overlap
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.plan import Contact, Plan
from milkpath.plan.timeline import Application, Timeline

Array = NDArray[np.float64]

UG_PER_MG = 1000.0
LEAST_RESIDUE = 1e-6
"""Residue [ug/cm2] below which nothing is left."""
RESIDUE_HOURS = (0.0, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 72.0)
"""Hours after the visit at which what is left on the skin is told."""


def contact_of(
    plan: Plan, facts: Facts, known: Knowledge, timeline: Timeline, job: Job, population: Population
) -> ContactDose:
    """Residue after the visit, and what one day of the baby's contacts takes from it."""
    after = population.looks_h >= timeline.visit_ends_h
    on_skin = [number for number, item in enumerate(job.contained) if item.application.way == "skin"]
    if not on_skin or not after.any():
        return NO_CONTACT
    applications = [item.application for item in job.contained]
    levels = {n: population.on_skin_mg[n] * UG_PER_MG / applications[n].area_cm2 for n in on_skin}
    oral, dermal = np.zeros((2, population.on_skin_mg.shape[-1]))
    for number, here in levels.items():
        most = here[after].max(axis=0)
        mouth, skin = _touched(plan, known, applications[number].site, applications[number].area_cm2)
        weight = np.full_like(most, facts.infant_weight_kg)
        oral += contact_dose_ug_per_kg(most, mouth, 1.0, weight)
        dermal += contact_dose_ug_per_kg(most, skin, 1.0, weight)
    residue = np.max([_lying_together(number, levels, applications, known) for number in on_skin], axis=0)
    return ContactDose(
        residue_ug_per_cm2=interval(residue[after].max(axis=0)),
        residue_by_hour=_residue_by_hour(residue, population.looks_h - timeline.visit_ends_h),
        infant_oral_ug_per_kg=interval(oral),
        infant_dermal_ug_per_kg=interval(dermal),
    )


def _lying_together(
    number: int, levels: Mapping[int, Array], applications: Sequence[Application], known: Knowledge
) -> Array:
    """What lies on the skin of one application (L, P), with what other products leave on the same skin."""
    here = applications[number].site
    return np.asarray(
        sum(level for other, level in levels.items() if sites_overlap(known, here, applications[other].site))
    )


def _residue_by_hour(residue: Array, hours: Array) -> Residue | None:
    """Residue (L, P) at each of `RESIDUE_HOURS` from the end of the visit on, between the looks by a straight line."""
    told = [hour for hour in RESIDUE_HOURS if max(hours[0], 0.0) <= hour <= hours[-1]]
    if not told:
        return None
    later = np.clip(np.searchsorted(hours, told, side="right"), 1, len(hours) - 1)
    span = hours[later] - hours[later - 1]
    share = np.where(span > 0, (np.array(told) - hours[later - 1]) / np.where(span > 0, span, 1.0), 1.0)[:, None]
    levels = (1 - share) * residue[later - 1] + share * residue[later]
    return Residue(hours=tuple(told), ug_per_cm2=series(np.where(levels < LEAST_RESIDUE, 0.0, levels)))


def _touched(plan: Plan, known: Knowledge, site: str | None, area_cm2: float) -> tuple[float, float]:
    """Area [cm2] whose residue goes to the baby's mouth and to its skin in a day; never more than the treated area."""
    contacts = [contact for contact in plan.contact if _meets(contact, known, site)]
    if not plan.contact:
        contacts = [Contact(what="face-on-skin")]
    mouth = skin = 0.0
    for contact in contacts:
        times = contact.times_per_day or known.parameter("contact-default-times-per-day").value
        area = known.parameter(f"contact-area-{contact.what}").value * times
        mouth += area * known.parameter(f"contact-oral-share-{contact.what}").value
        skin += area * known.parameter(f"contact-skin-share-{contact.what}").value
    scale = min(1.0, area_cm2 / max(mouth + skin, 1e-9))
    return mouth * scale, skin * scale


def _meets(contact: Contact, known: Knowledge, site: str | None) -> bool:
    place = match_site(known, contact.area.site) if contact.area else None
    return sites_overlap(known, place.id if place else None, site)
