"""From the words that people write to ids: sites, conditions, procedures and medicines."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal, TypeVar

from milkpath.knowledge.families import is_family
from milkpath.knowledge.model import Condition, Procedure, Site, Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise

CLOSE = 0.8
Named = TypeVar("Named", Site, Condition, Procedure)


def _names(record: Site | Condition | Procedure) -> set[str]:
    return {normalise(name) for name in (record.id, record.name, *record.names)}


def match_site(known: Knowledge, words: str) -> Site | None:
    """The site of that name; else the one whose longest name stands in the words (`left breast`), or `None`."""
    exact = _first(known.sites.values(), words) or _longest(known.sites.values(), words)
    return exact or _nearest_site(known, words)


def _nearest_site(known: Knowledge, words: str) -> Site | None:
    """The site whose name is one slip away (`nippel`), where only one is."""
    names = {name: site for site in known.sites.values() for name in _names(site)}
    close = difflib.get_close_matches(normalise(words), names, n=3, cutoff=CLOSE)
    found = {names[name].id for name in close}
    return known.sites[found.pop()] if len(found) == 1 else None


def match_condition(known: Knowledge, words: str, who: Literal["mother", "infant"]) -> Condition | None:
    """The condition of that name; else the one whose longest name stands in the words (`active cold sore on the lip`)."""
    conditions = [condition for condition in known.conditions.values() if condition.who in (who, "either")]
    return _first(conditions, words) or _longest(conditions, words)


def match_procedure(known: Knowledge, words: str) -> Procedure | None:
    """The procedure of that name; else the one whose longest name stands in the words."""
    return _first(known.procedures.values(), words) or _longest(known.procedures.values(), words)


def needling_procedure(known: Knowledge, device: str | None) -> Procedure | None:
    """The needling procedure of a device; without a device the pen, the commonest one in clinics."""
    wanted = device or "pen"
    return next((p for p in known.procedures.values() if p.device == wanted), None)


def match_substance(known: Knowledge, words: str) -> Substance | None:
    """The substance of that name, as a medicine is written; else the longest name in the words (`ibuprofen 400 mg`)."""
    text = f" {normalise(words)} "
    found = [
        (len(name), substance.id)
        for substance in known.substances.values()
        for name in {normalise(one) for one in (substance.id, substance.name, *_single_names(substance))}
        if name and f" {name} " in text
    ]
    return known.substances[max(found)[1]] if found else None


def _single_names(substance: Substance) -> list[str]:
    """Its names, without those that stand for a whole family (`PEG-# stearate`)."""
    return [name.text for name in substance.names if not is_family(name.text)]


def _first(records: Iterable[Named], words: str) -> Named | None:
    text = normalise(words)
    return next((record for record in records if text in _names(record)), None)


def _longest(records: Iterable[Named], words: str) -> Named | None:
    """The record with the longest name that stands, as whole words, in the words."""
    text = f" {normalise(words)} "
    found = [(len(name), record.id, record) for record in records for name in _names(record) if f" {name} " in text]
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def sites_overlap(known: Knowledge, first: str | None, second: str | None) -> bool:
    """Whether two sites (by id) share skin: the same, or one part of the other. A site that is not known may be anywhere."""
    if first is None or second is None:
        return True
    return first == second or second in _holders(known, first) or first in _holders(known, second)


def _holders(known: Knowledge, site: str) -> set[str]:
    holders: set[str] = set()
    current = known.sites.get(site)
    while current is not None and current.part_of is not None and current.part_of not in holders:
        holders.add(current.part_of)
        current = known.sites.get(current.part_of)
    return holders
