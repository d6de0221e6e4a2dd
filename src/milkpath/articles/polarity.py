"""Whether a claim is made or denied: a `not` before it, an `is unlikely` after it, a `myth` around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from milkpath.articles.phrases import Hit
from milkpath.articles.positions import Positions
from milkpath.articles.spoken import Spoken, holds, overlap

FARTHEST_NEGATION: Final = 6
"""Words between a `not` and what it turns round."""
FARTHEST_AFTER: Final = 9
"""The same for words that stand behind (`... is unlikely`)."""
SHORT_DENIAL: Final = 7
"""Words of a clause that only takes back what was said before (`That is a myth`)."""


def turned(claimed: Hit, used: Sequence[Hit], spoken: Spoken, known: Positions) -> bool:
    """Tell whether what is claimed is turned round; two negations leave it as it is.

    Args:
        claimed: the phrase that is claimed.
        used: all phrases that the claim was known by; a `not` that is part of one of them does not count.
        spoken: the sentence.
        known: the groups of the words of grammar.
    """
    if all(claimed.first <= hit.first for hit in used):
        claimed = max(
            used, key=lambda hit: hit.first
        )  # said the other way about: `retinol ... avoid` for `avoid ... retinol`
    place = spoken.clause_of(claimed.first)
    myths = [
        hit
        for hit in spoken.hits.get(known.grammar["myth"], ())
        if not any(overlap(hit, other) for other in used) and _reaches(spoken, hit, place)
    ]
    sham = spoken.hits.get(known.grammar["no-negation"], ())
    candidates = (*_before(claimed, place, spoken, known), *_after(claimed, place, spoken, known))
    nots = [hit for hit in candidates if not any(_in_words(hit, other) for other in (*used, *sham, *myths))]
    separate = {hit.first for hit in nots if not any(holds(other, hit) for other in nots)}
    return (len(separate) + bool(myths)) % 2 == 1


def takes_back(spoken: Spoken, known: Positions) -> bool:
    """Tell whether a sentence begins by saying that the one before is not true (`That is a myth.`)."""
    head = spoken.sentence.clauses[0]
    return _points_back(spoken) and spoken.within(known.grammar["myth"], head.first, head.last)


def _before(claimed: Hit, place: int, spoken: Spoken, known: Positions) -> list[Hit]:
    clause = spoken.sentence.clauses[place]
    return [
        hit
        for hit in spoken.hits.get(known.grammar["negation"], ())
        if clause.first <= hit.first and hit.last <= claimed.last and claimed.first - hit.last <= FARTHEST_NEGATION
    ]


def _after(claimed: Hit, place: int, spoken: Spoken, known: Positions) -> list[Hit]:
    last = min(spoken.sentence.clauses[place].last, claimed.last + FARTHEST_AFTER)
    return [hit for hit in spoken.hits.get(known.grammar["negation-after"], ()) if claimed.last <= hit.first < last]


def _in_words(hit: Hit, other: Hit) -> bool:
    """Tell whether a hit stands on words of another, and not in its gap."""
    return overlap(hit, other) and not (other.gap[0] <= hit.first and hit.last <= other.gap[1])


def _reaches(spoken: Spoken, myth: Hit, place: int) -> bool:
    """Tell whether a `myth` speaks of a clause: no `but` or `because` between, and not about the sentence before."""
    there = spoken.clause_of(myth.first)
    if there == place:
        return True
    low, high = min(there, place), max(there, place)
    if any(clause.apart for clause in spoken.clauses((low, high))):
        return False
    return not (there == 0 and _points_back(spoken))


def _points_back(spoken: Spoken) -> bool:
    """Tell whether the first clause is short and points at what was said before."""
    head = spoken.sentence.clauses[0]
    return head.points_back and head.last - head.first <= SHORT_DENIAL
