"""Finds the positions that the clauses of one sentence take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from milkpath.articles.phrases import Hit
from milkpath.articles.positions import Positions, Way
from milkpath.articles.sentences import Sentence

FARTHEST_NEGATION: Final = 6
"""Words between a `not` and what it turns round."""
_PER_CLAUSE: Final = 1.5
"""What a match loses for every further clause that it needs."""
_NEAR: Final = 0.5
"""What a match gains for each thing that it is about and that the clause itself names."""
_GENERAL: Final = 1.0
"""What a claim about any substance or procedure loses against one that was written for it."""
_WIDE: Final = 0.02
"""What a match loses for each word that its words lie apart."""

HitsByGroup = Mapping[int, Sequence[Hit]]


class Match(msgspec.Struct, frozen=True):
    """A claim, the clauses of the sentence that make it, and how it is put."""

    claim: str
    clauses: tuple[int, int]
    """First and last clause of the sentence, both with."""
    core: tuple[int, int]
    """The words that the claim was known by."""
    opposite: bool
    hedged: bool
    absolute: bool
    score: float
    subject: tuple[str, str] | None = None


def by_group(hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """Sort hits by their group."""
    found: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        found[hit.group].append(hit)
    return found


def matches(sentence: Sentence, hits: HitsByGroup, near: frozenset[int], known: Positions) -> Iterator[Match]:
    """Give every match in a sentence; `near` are the groups of the sentences before and of the article as a whole."""
    for group in hits:
        for way in known.ways.get(group, ()):
            if all(other in hits for other in way.groups) and all(it in hits or it in near for it in way.about):
                yield from _of_way(way, sentence, hits, known)


def _of_way(way: Way, sentence: Sentence, hits: HitsByGroup, known: Positions) -> Iterator[Match]:
    claim = known.claims[way.claim]
    seen: set[tuple[int, int, tuple[str, str] | None]] = set()
    for claimed in hits[way.groups[-1]]:
        chosen = [_nearest(hits[group], claimed) for group in way.groups[:-1]]
        subjects = list(_subjects(claim.subject, claimed, sentence, hits, known)) if claim.subject else [None]
        for subject in subjects:
            used = [claimed, *chosen, *([subject] if subject else [])]
            core = (min(hit.first for hit in used), max(hit.last for hit in used))
            clauses = _clauses(sentence, core)
            name = known.subjects[subject.group] if subject else None
            if (*clauses, name) in seen or _forbidden(way, sentence, clauses, hits, known):
                continue
            seen.add((*clauses, name))
            if claim.pregnancy is False and _pregnancy_alone(sentence, hits, known):
                continue
            yield _match(way, sentence, hits, known, claimed, used, core, clauses, name)


def _match(
    way: Way,
    sentence: Sentence,
    hits: HitsByGroup,
    known: Positions,
    claimed: Hit,
    used: list[Hit],
    core: tuple[int, int],
    clauses: tuple[int, int],
    name: tuple[str, str] | None,
) -> Match:
    place = _clause_of(sentence, claimed.first)
    clause = sentence.clauses[place]
    first, last = sentence.clauses[clauses[0]].first, sentence.clauses[clauses[1]].last
    strength = sum(1 + 0.5 * (hit.weight - 1) for hit in used)
    near = sum(_NEAR for group in way.about if any(first <= hit.first < last for hit in hits.get(group, ())))
    general = _GENERAL if name is not None else 0.0
    apart = core[1] - core[0] - sum(hit.last - hit.first for hit in used)
    return Match(
        claim=way.claim,
        clauses=clauses,
        core=core,
        opposite=way.denies ^ _turned(claimed, used, sentence, place, hits, known),
        hedged=any(clause.first <= hit.first < clause.last for hit in hits.get(known.grammar["hedge"], ())),
        absolute=any(clause.first <= hit.first < clause.last for hit in hits.get(known.grammar["absolute"], ())),
        score=strength + near - general - _PER_CLAUSE * (clauses[1] - clauses[0]) - _WIDE * max(apart, 0),
        subject=name,
    )


def _nearest(found: Sequence[Hit], to: Hit) -> Hit:
    """Return the hit nearest to another, best one that does not stand on the same words."""
    return min(found, key=lambda hit: (_overlap(hit, to), _distance(hit, to), -hit.weight))


def _distance(one: Hit, other: Hit) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _subjects(
    kind: str | None, claimed: Hit, sentence: Sentence, hits: HitsByGroup, known: Positions
) -> Iterator[Hit]:
    """Give the substances or procedures that the clause of a hit speaks of, else the nearest of the sentence."""
    named = [
        hit
        for group, found in hits.items()
        if group in known.subjects and known.subjects[group][0] == kind
        for hit in found
    ]
    longest = [hit for hit in named if not any(_holds(other, hit) for other in named)]
    clause = sentence.clauses[_clause_of(sentence, claimed.first)]
    inside = [hit for hit in longest if clause.first <= hit.first < clause.last]
    yield from inside or ([min(longest, key=lambda hit: _distance(hit, claimed))] if longest else [])


def _holds(one: Hit, other: Hit) -> bool:
    longer = one.last - one.first > other.last - other.first
    return longer and one.first <= other.first and other.last <= one.last


def _clause_of(sentence: Sentence, word: int) -> int:
    for place, clause in enumerate(sentence.clauses):
        if word < clause.last:
            return place
    return len(sentence.clauses) - 1


def _clauses(sentence: Sentence, core: tuple[int, int]) -> tuple[int, int]:
    return _clause_of(sentence, core[0]), _clause_of(sentence, core[1] - 1)


def _forbidden(way: Way, sentence: Sentence, clauses: tuple[int, int], hits: HitsByGroup, known: Positions) -> bool:
    if way.without is None:
        return False
    first, last = sentence.clauses[clauses[0]].first, sentence.clauses[clauses[1]].last
    return any(first <= hit.first < last for hit in hits.get(way.without, ()))


def _pregnancy_alone(sentence: Sentence, hits: HitsByGroup, known: Positions) -> bool:
    return known.grammar["pregnancy"] in hits and known.grammar["nursing"] not in hits


def _turned(
    claimed: Hit, used: list[Hit], sentence: Sentence, place: int, hits: HitsByGroup, known: Positions
) -> bool:
    """Tell whether negations in front of what is claimed, or a `myth` around it, turn it round."""
    clause = sentence.clauses[place]
    sham = hits.get(known.grammar["no-negation"], ())
    nots = [
        hit
        for hit in hits.get(known.grammar["negation"], ())
        if clause.first <= hit.first
        and hit.last <= claimed.first
        and claimed.first - hit.last <= FARTHEST_NEGATION
        and not any(_overlap(hit, other) for other in (*used, *sham))
    ]
    separate = [hit for hit in nots if not any(other is not hit and _holds(other, hit) for other in nots)]
    myths = [
        hit
        for hit in hits.get(known.grammar["myth"], ())
        if not any(_overlap(hit, other) for other in used) and _same_thought(sentence, hit, place)
    ]
    return (len({hit.first for hit in separate}) + bool(myths)) % 2 == 1


def _same_thought(sentence: Sentence, hit: Hit, place: int) -> bool:
    """Tell whether no `but` stands between a hit and a clause."""
    low, high = sorted((_clause_of(sentence, hit.first), place))
    return not any(clause.contrast for clause in sentence.clauses[low + 1 : high + 1])
