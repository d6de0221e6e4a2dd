"""Repairs a slip of spelling, only where no other name can be meant."""

from __future__ import annotations

import re

from milkpath.label.names import NameIndex, entry_of, halves_of

_SHORTEST = 6
_LONGEST = 120
_DIGITS = re.compile(r"\d+")

# Multipliers and alkyl groups change the substance; a repair must leave every one of them as it stands.
_PREFIXES = re.compile(r"mono|di|tri|tetra|penta|hexa|methyl|ethyl|propyl|butyl|hydroxy|oxy|amino|chloro|nitro")

# What a poor print or a camera takes for one another, in both directions.
_OPTICAL = (("l", "i"), ("l", "1"), ("i", "1"), ("o", "0"), ("rn", "m"))
_ENDING = 3


def repair(name: str, index: NameIndex, watched: frozenset[str] = frozenset()) -> str | None:
    """Return the one known name that is a single slip away from a normalised name, or `None`.

    Refused: names under six letters; two candidates; a slip in a number, in a multiplying or alkyl prefix, or one that
    exchanges letters in the ending of a word (-ol, -al, -ate, -ite); and, near a watched substance, every slip but an
    optical one.

    >>> from milkpath.label.names import NameEntry
    >>> entries = {"caprylic acid": NameEntry("caprylic-acid", "caprylic acid")}
    >>> halves = {(13, "<capryl"): ("caprylic acid",), (13, ">ic acid"): ("caprylic acid",)}
    >>> index = NameIndex(entries=entries, by_id={}, compact={}, halves=halves, longest=2)
    >>> repair("caprilic acid", index)
    'caprylic acid'
    >>> repair("caprilic acid", index, frozenset({"caprylic-acid"})) is None
    True
    """
    if not _SHORTEST <= len(name) <= _LONGEST or name in index.ambiguous:
        return None
    near = _near(name, index)
    substances = {entry_of(found, index).substance for found in near}
    if len(substances) != 1:
        return None
    if substances & watched:
        optical = [found for found in near if _is_optical(name, found)]
        return optical[0] if len(near) == 1 and optical else None
    allowed = sorted(found for found in near if _is_optical(name, found) or _keeps_meaning(name, found))
    return allowed[0] if len(allowed) == len(near) else None


def _near(name: str, index: NameIndex) -> set[str]:
    """Return all known names one letter away: added, lost, exchanged, or two swapped; `rn` for `m` counts as one."""
    length = len(name)
    found: set[str] = set()
    for other_length in (length - 1, length, length + 1):
        for half in halves_of(other_length, name):
            found.update(index.halves.get(half, ()))
    swapped = (name[:place] + name[place + 1] + name[place] + name[place + 2 :] for place in range(length - 1))
    found.update(other for other in (*swapped, *_optical_spellings(name)) if other in index.entries)
    return {other for other in found if other != name and _is_one_slip(name, other)}


def _is_one_slip(name: str, other: str) -> bool:
    _, mine, theirs = _difference(name, other)
    if len(mine) <= 1 and len(theirs) <= 1:
        return True
    return (len(mine) == 2 and mine == theirs[::-1]) or _is_optical(name, other)


def _difference(name: str, other: str) -> tuple[int, str, str]:
    """Return the length of the common head, and the two middles that differ."""
    head = 0
    while head < min(len(name), len(other)) and name[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(name), len(other)) - head and name[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, name[head : len(name) - tail], other[head : len(other) - tail]


def _is_optical(name: str, other: str) -> bool:
    return other in _optical_spellings(name)


def _optical_spellings(name: str) -> set[str]:
    """Return the names that this one may be when one letter (or `rn`) was misread.

    >>> sorted(_optical_spellings("rn"))
    ['m']
    """
    found: set[str] = set()
    for one, two in _OPTICAL:
        for seen, meant in ((one, two), (two, one)):
            place = name.find(seen)
            while place >= 0:
                found.add(name[:place] + meant + name[place + len(seen) :])
                place = name.find(seen, place + 1)
    return found


def _keeps_meaning(name: str, other: str) -> bool:
    if _DIGITS.findall(name) != _DIGITS.findall(other) or _PREFIXES.findall(name) != _PREFIXES.findall(other):
        return False
    head, mine, theirs = _difference(name, other)
    rest_of_word = len(other[head + len(theirs) :].partition(" ")[0])
    exchanged = bool(mine) and bool(theirs)
    return not (exchanged and rest_of_word < _ENDING)
