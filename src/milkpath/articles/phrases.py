"""A book of phrases, each of which belongs to some groups, and where they stand in a text: one pass, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from milkpath.knowledge.cues import ENDING, GAP, WIDEST_GAP, Cue

_STEM: Final = 3


class Hit(NamedTuple):
    """A phrase stands at the words `first` up to, but not with, `last`."""

    groups: tuple[int, ...]
    """The groups that it belongs to."""
    first: int
    last: int
    weight: int
    """Words of the phrase; a longer phrase says more."""
    gap: tuple[int, int] = (0, 0)
    """The words between, which are not of the phrase."""


class Phrasebook:
    """Phrases by their first word."""

    def __init__(self) -> None:
        """Start empty."""
        self._groups: dict[object, int] = {}
        self._phrases: dict[Cue, set[int]] = defaultdict(set)
        self._whole: dict[str, list[tuple[Cue, tuple[int, ...]]]] = {}
        self._stems: dict[str, list[tuple[Cue, tuple[int, ...]]]] = {}
        self._starting: dict[str, tuple[tuple[Cue, tuple[int, ...]], ...]] = {}

    def group(self, key: object, cues: Iterable[Cue]) -> int:
        """Return the number of a group, and enter its phrases if it is new."""
        if key not in self._groups:
            self._groups[key] = len(self._groups)
            for cue in cues:
                self._phrases[cue].add(self._groups[key])
        return self._groups[key]

    def close(self) -> None:
        """Sort the phrases by their first words; none is entered afterwards."""
        for cue, groups in self._phrases.items():
            entry = (cue, tuple(sorted(groups)))
            word = cue[0]
            if word.endswith(ENDING):
                self._stems.setdefault(word[:_STEM], []).append(entry)
            else:
                self._whole.setdefault(word, []).append(entry)

    def hits(self, words: list[str], first: int, last: int) -> Iterator[Hit]:
        """Give every phrase that stands in a stretch of words."""
        for at in range(first, last):
            for cue, groups in self._possible(words[at]):
                end, gap = _end(cue, words, at, last)
                if end:
                    yield Hit(groups, at, end, len(cue) - cue.count(GAP), gap)

    def _possible(self, word: str) -> tuple[tuple[Cue, tuple[int, ...]], ...]:
        found = self._starting.get(word)
        if found is None:
            stems = self._stems.get(word[:_STEM], [])
            found = (*self._whole.get(word, ()), *(entry for entry in stems if _is(entry[0][0], word)))
            self._starting[word] = found
        return found


def _is(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith(ENDING) else word == pattern


def _end(cue: Cue, words: list[str], at: int, last: int) -> tuple[int, tuple[int, int]]:
    """Return where a phrase that starts here ends (0 where it does not stand here), and its last gap."""
    place, part, gap = at + 1, 1, (0, 0)
    while part < len(cue):
        if cue[part] == GAP:
            found = _after_gap(cue[part + 1], words, place, last)
            if found is None:
                return 0, gap
            gap = (place, found)
            place, part = found + 1, part + 2
        elif place < last and _is(cue[part], words[place]):
            place, part = place + 1, part + 1
        else:
            return 0, gap
    return place, gap


def _after_gap(pattern: str, words: list[str], place: int, last: int) -> int | None:
    for at in range(place, min(place + WIDEST_GAP + 1, last)):
        if _is(pattern, words[at]):
            return at
    return None
