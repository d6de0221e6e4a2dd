"""A sentence together with the phrases that stand in it, and what can be asked of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from milkpath.articles.phrases import Hit
from milkpath.articles.sentences import Clause, Sentence

HitsByGroup = Mapping[int, Sequence[Hit]]


class Spoken(msgspec.Struct, frozen=True):
    """A sentence and its phrases by group."""

    sentence: Sentence
    hits: HitsByGroup

    def within(self, group: int, first: int, last: int) -> bool:
        """Tell whether a phrase of a group begins among some words."""
        return any(first <= hit.first < last for hit in self.hits.get(group, ()))

    def clause_of(self, word: int) -> int:
        """Return the clause in which a word stands."""
        clauses = self.sentence.clauses
        return next((place for place, clause in enumerate(clauses) if word < clause.last), len(clauses) - 1)

    def clauses(self, places: tuple[int, int]) -> tuple[Clause, ...]:
        """Return some neighbouring clauses, the last with them."""
        return self.sentence.clauses[places[0] : places[1] + 1]

    def stretch(self, places: tuple[int, int]) -> tuple[int, int]:
        """Return the words of some neighbouring clauses."""
        return self.sentence.clauses[places[0]].first, self.sentence.clauses[places[1]].last


def by_group(hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """Sort hits by their groups."""
    found: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        for group in hit.groups:
            found[group].append(hit)
    return dict(found)


def overlap(one: Hit, other: Hit) -> bool:
    """Tell whether two hits share a word."""
    return one.first < other.last and other.first < one.last


def holds(one: Hit, other: Hit) -> bool:
    """Tell whether a hit is longer than another and holds all of it."""
    longer = one.last - one.first > other.last - other.first
    return longer and one.first <= other.first and other.last <= one.last


def distance(one: Hit, other: Hit) -> int:
    """Return the words between two hits."""
    return max(one.first - other.last, other.first - one.last, 0)
