"""The conditions of mother and infant: those that the plan names, and those that its facts and medicines amount to."""

from __future__ import annotations

import datetime as dt

import msgspec

from milkpath.knowledge.matching import match_condition
from milkpath.knowledge.model import Condition
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import DAYS_PER_MONTH, Facts
from milkpath.plan.plan import Medicine, Plan


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """Known conditions, and the words that were not recognised."""

    infant: tuple[Condition, ...]
    mother: tuple[Condition, ...]
    unmatched: tuple[str, ...]


def conditions_of(plan: Plan, people: Facts, known: Knowledge) -> Conditions:
    """Match the words of the plan; a birth before term and some medicines are conditions too."""
    infant = [match_condition(known, words, "infant") for words in people.infant_conditions]
    mother = [match_condition(known, words, "mother") for words in people.mother_conditions]
    words = (*people.infant_conditions, *people.mother_conditions)
    return Conditions(
        infant=_each_once((*infant, *_born_early(people, known))),
        mother=_each_once((*mother, *(_of_medicine(one, people.at, known) for one in plan.mother.medicines))),
        unmatched=tuple(w for w, match in zip(words, (*infant, *mother), strict=True) if match is None),
    )


def _each_once(found: tuple[Condition | None, ...]) -> tuple[Condition, ...]:
    return tuple({condition.id: condition for condition in found if condition is not None}.values())


def _born_early(people: Facts, known: Knowledge) -> tuple[Condition, ...]:
    """The condition of a birth before term, where the plan gives the gestational age and not the word."""
    early = people.gestational_age_weeks < known.parameter("preterm-below-weeks").value
    return (known.conditions["preterm"],) if early else ()


def _of_medicine(medicine: Medicine, at: dt.datetime, known: Knowledge) -> Condition | None:
    """The condition that a medicine stands for (a blood thinner); one that has ended counts only as long as it says so."""
    condition = match_condition(known, medicine.name, "mother")
    if condition is None or medicine.until is None or medicine.until >= at.date():
        return condition
    months = (at.date() - medicine.until).days / DAYS_PER_MONTH
    lasts = condition.months_after_medicine
    return condition if lasts is not None and months <= lasts else None
