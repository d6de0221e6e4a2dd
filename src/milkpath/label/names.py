"""The dictionary of names: from a name as printed to the substance it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from milkpath.knowledge.families import PARTS, family_keys, is_family, name_key
from milkpath.knowledge.model import Substance
from milkpath.knowledge.spelling import normalise
from milkpath.label.national import Skeletons

_MAIN_KINDS = frozenset({"inci", "inn", "colour-index"})
_SHORTEST_COMPACT = 6


class NameEntry(msgspec.Struct, frozen=True):
    """What one name means."""

    substance: str
    name: str
    """The name of the substance for readers."""
    base_fraction: float = 1.0
    is_main_name: bool = False
    """Whether it is an INCI or INN name, a colour index number, or the name for readers."""
    any_part: bool = False
    """Whether it stands for a plant with any part, so that the bare name of the plant was enough to find it."""


class NameIndex(msgspec.Struct, frozen=True):
    """All known names in normalised form, and the tables that make finding them quick."""

    entries: Mapping[str, NameEntry]
    by_id: Mapping[str, NameEntry]
    """The entry of each substance under its id, for the structured strengths of a plan."""
    compact: Mapping[str, str]
    """Normalised names under their spelling without spaces; only where that spelling is unique."""
    halves: Mapping[tuple[int, str], tuple[str, ...]]
    """Normalised names under their length and each of their halves: one slip leaves one of the halves as it was."""
    longest: int
    """The largest number of words in a name."""
    ambiguous: frozenset[str] = frozenset()
    """Names that belong to more than one substance, and so to none."""
    last_words: frozenset[str] = frozenset()
    """The last words of names of several words (`alcohol`, `oil`): behind another word they may end an unknown name."""
    families: Mapping[str, NameEntry] = {}
    """What names with `#` (any number) or `*` (any part of the plant) mean, under their keys."""
    skeletons: Skeletons = Skeletons({}, {})
    """The same names under what they share with their forms in other languages."""
    memo: dict[Any, Any] = msgspec.field(default_factory=dict)
    """What stretches that were seen before mean; kept by `resolve`."""


class Known(msgspec.Struct, frozen=True):
    """What a reader of names needs: the dictionary, and the ids of the substances that no repair may touch lightly."""

    index: NameIndex
    watched: frozenset[str] = frozenset()


def compact(normalised: str) -> str:
    """Return the spelling without spaces, except between two numbers, which must never run together.

    >>> compact("peg 40 hydrogenated castor oil"), compact("1 2 hexanediol")
    ('peg40hydrogenatedcastoroil', '1 2hexanediol')
    """
    return re.sub(r"(?<!\d) | (?!\d)", "", normalised)


def name_index(substances: Iterable[Substance]) -> NameIndex:
    """Return the dictionary over all names of the substances.

    A main name (INCI, INN) wins over an alias of another substance; two equal claims on one name make it ambiguous,
    and then nothing is found under it.
    """
    entries: dict[str, NameEntry] = {}
    by_id: dict[str, NameEntry] = {}
    ambiguous: set[str] = set()
    families: dict[str, NameEntry] = {}
    for substance in substances:
        by_id[substance.id] = NameEntry(substance.id, substance.name, 1.0, True)
        families.update(_family_claims(substance))
        for key, entry in _claims(substance):
            held = entries.get(key)
            if held is None or held.substance == entry.substance:
                if held is None or (entry.is_main_name and not held.is_main_name):
                    entries[key] = entry
            elif held.is_main_name == entry.is_main_name:
                ambiguous.add(key)
            elif entry.is_main_name:
                entries[key] = entry
                ambiguous.discard(key)
    kept = {key: entry for key, entry in entries.items() if key not in ambiguous}
    return NameIndex(
        entries=kept,
        by_id=by_id,
        compact=_compact_names(kept),
        halves=_halves((*kept, *families)),
        longest=max((key.count(" ") + 1 for key in kept), default=0),
        ambiguous=frozenset(ambiguous),
        last_words=frozenset(key.rpartition(" ")[2] for key in kept if " " in key),
        families=families,
        skeletons=Skeletons(kept, families),
    )


def look_up(name: str, index: NameIndex) -> NameEntry | None:
    """Return what exactly this name means, or `None`.

    >>> look_up("Aqua", name_index([])) is None
    True
    """
    return look_up_normalised(normalise(name), index)


def look_up_normalised(key: str, index: NameIndex) -> NameEntry | None:
    """Return what exactly this normalised name means, as itself or as one of a family, or `None`."""
    entry = index.entries.get(key)
    if entry is None and index.families and key not in index.ambiguous:
        entry = next((index.families[family] for family in family_keys(key) if family in index.families), None)
    return entry


def entry_of(key: str, index: NameIndex) -> NameEntry:
    """Return the entry of a name or a family that the index is known to hold."""
    return index.entries[key] if key in index.entries else index.families[key]


def halves_of(length: int, name: str) -> tuple[tuple[int, str], tuple[int, str]]:
    """Return the keys of the first and the last half that a name of this length would have in common with `name`.

    >>> halves_of(6, "urea x"), halves_of(7, "aquaes")
    (((6, '<ure'), (6, '>a x')), ((7, '<aqu'), (7, '>uaes')))
    """
    half = length // 2
    return (length, "<" + name[:half]), (length, ">" + name[len(name) - (length - half) :])


def _claims(substance: Substance) -> Iterable[tuple[str, NameEntry]]:
    for name in substance.names:
        key = normalise(name.text)
        if key and not is_family(name.text):
            yield key, NameEntry(substance.id, substance.name, name.base_fraction, name.kind in _MAIN_KINDS)
    yield normalise(substance.name), NameEntry(substance.id, substance.name, 1.0, True)


def _family_claims(substance: Substance) -> Iterable[tuple[str, NameEntry]]:
    for name in substance.names:
        if is_family(name.text):
            key = name_key(name.text)
            any_part = key.endswith(f" {PARTS}")
            yield key, NameEntry(substance.id, substance.name, name.base_fraction, name.kind in _MAIN_KINDS, any_part)


def _compact_names(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for name in names:
        short = compact(name)
        if len(short) >= _SHORTEST_COMPACT and found.setdefault(short, name) != name:
            doubtful.add(short)
    return {short: name for short, name in found.items() if short not in doubtful}


def _halves(names: Iterable[str]) -> dict[tuple[int, str], tuple[str, ...]]:
    found: dict[tuple[int, str], list[str]] = {}
    for name in names:
        if len(name) >= _SHORTEST_COMPACT:
            for half in halves_of(len(name), name):
                found.setdefault(half, []).append(name)
    return {half: tuple(sharing) for half, sharing in found.items()}
