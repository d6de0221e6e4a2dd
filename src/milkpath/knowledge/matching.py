"""From the words that people write to ids: sites, conditions, procedures and medicines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

from milkpath.knowledge.model import Condition, Procedure, Site, Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise

Named = TypeVar("Named", Site, Condition, Procedure)


def _names(record: Site | Condition | Procedure) -> set[str]:
    return {normalise(name) for name in (record.id, record.name, *record.names)}


def match_site(known: Knowledge, words: str) -> Site | None:
    """The site of that name, or `None`."""
    return _first(known.sites.values(), words)


def match_condition(known: Knowledge, words: str, who: Literal["mother", "infant"]) -> Condition | None:
    """The condition of that name; else the one whose longest name stands in the words (`active cold sore on the lip`)."""
    conditions = [condition for condition in known.conditions.values() if condition.who in (who, "either")]
    exact = _first(conditions, words)
    if exact is not None:
        return exact
    text = f" {normalise(words)} "
    found = [(len(name), condition.id) for condition in conditions for name in _names(condition) if f" {name} " in text]
    return known.conditions[max(found)[1]] if found else None


def match_procedure(known: Knowledge, words: str) -> Procedure | None:
    """The procedure of that name; else the one whose longest name stands in the words."""
    exact = _first(known.procedures.values(), words)
    if exact is not None:
        return exact
    text = f" {normalise(words)} "
    found = [
        (len(name), procedure.id)
        for procedure in known.procedures.values()
        for name in _names(procedure)
        if f" {name} " in text
    ]
    return known.procedures[max(found)[1]] if found else None


def needling_procedure(known: Knowledge, device: str | None) -> Procedure | None:
    """The needling procedure of a device; without a device the pen, the commonest one in clinics."""
    wanted = device or "pen"
    return next((p for p in known.procedures.values() if p.device == wanted), None)


def match_substance(known: Knowledge, words: str) -> Substance | None:
    """The substance of that name, as a medicine is written."""
    text = normalise(words)
    for substance in known.substances.values():
        names = {substance.id, substance.name, *(name.text for name in substance.names)}
        if text in {normalise(name) for name in names}:
            return substance
    return None


def _first(records: Iterable[Named], words: str) -> Named | None:
    text = normalise(words)
    return next((record for record in records if text in _names(record)), None)


def sites_overlap(known: Knowledge, first: str, second: str) -> bool:
    """Whether two sites (by id) share skin: the same, or one part of the other."""
    return first == second or second in _holders(known, first) or first in _holders(known, second)


def _holders(known: Knowledge, site: str) -> set[str]:
    holders: set[str] = set()
    current = known.sites.get(site)
    while current is not None and current.part_of is not None and current.part_of not in holders:
        holders.add(current.part_of)
        current = known.sites.get(current.part_of)
    return holders
