"""Finds the positions that the clauses of one sentence take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from milkpath.articles.phrases import Hit
from milkpath.articles.positions import Grammar, Positions, Way
from milkpath.articles.sentences import Sentence

FARTHEST_NEGATION: Final = 6
"""Words between a `not` and what it turns round."""
FARTHEST_AFTER: Final = 9
"""The same for words that stand behind (`... is unlikely`)."""
SHORT_DENIAL: Final = 7
"""Words of a clause that only takes back what was said before (`That is a myth`)."""
_PER_CLAUSE: Final = 1.5
"""What a match loses for every further clause that it needs."""
_PER_DEPENDENT: Final = 0.3
"""The same for a clause that only goes on about the one before."""
_NEAR: Final = 0.5
"""What a match gains for each thing that it is about and that the clause itself names."""
_GENERAL: Final = 1.0
"""What a claim about any substance or procedure loses against one that was written for it."""
_WIDE: Final = 0.02
"""What a match loses for each word that its words lie apart."""

_EITHER: Final[tuple[Grammar, Grammar]] = ("pregnancy", "nursing")

HitsByGroup = Mapping[int, Sequence[Hit]]


class Match(msgspec.Struct, frozen=True):
    """A claim, the clauses of the sentence that make it, and how it is put."""

    claim: str
    clauses: tuple[int, int]
    """First and last clause of the sentence, both with."""
    core: tuple[int, int]
    """The words that the claim was known by."""
    things: tuple[tuple[int, int], ...]
    """Those of them that name what the claim is about."""
    claimed: int
    """Where what is claimed begins."""
    opposite: bool
    hedged: bool
    absolute: bool
    score: float
    subject: tuple[str, str] | None = None


def by_group(hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """Sort hits by their group."""
    found: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        for group in hit.groups:
            found[group].append(hit)
    return dict(found)


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
        if any(_cuts_off(claimed, whole) for whole in hits.get(known.grammar["not-avoid"], ())):
            continue
        chosen = [_nearest(hits[group], claimed) for group in way.groups[:-1]]
        subjects = list(_subjects(claim.subject, claimed, sentence, hits, known)) if claim.subject else [None]
        for subject in subjects:
            used = [claimed, *chosen, *([subject] if subject else [])]
            core = (min(hit.first for hit in used), max(hit.last for hit in used))
            clauses = _clauses(sentence, core)
            name = _subject_of(subject, known) if subject else None
            if (*clauses, name) in seen or _forbidden(way, sentence, clauses, hits, known):
                continue
            seen.add((*clauses, name))
            if not claim.pregnancy and _pregnancy_alone(sentence, clauses, hits, known):
                continue
            if not _speaks_as_one(sentence, clauses):
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
        things=_things(used, hits, known),
        claimed=claimed.first,
        opposite=way.denies ^ _turned(claimed, used, sentence, place, hits, known),
        hedged=any(clause.first <= hit.first < clause.last for hit in hits.get(known.grammar["hedge"], ())),
        absolute=any(clause.first <= hit.first < clause.last for hit in hits.get(known.grammar["absolute"], ())),
        score=strength + near - general - _further(sentence, clauses) - _WIDE * max(apart, 0),
        subject=name,
    )


def _things(used: list[Hit], hits: HitsByGroup, known: Positions) -> tuple[tuple[int, int], ...]:
    things = hits.get(known.grammar["thing"], ())
    return tuple(
        (hit.first, hit.last)
        for hit in used
        if _subject_of(hit, known) or any(_overlap(hit, thing) for thing in things)
    )


def _subject_of(hit: Hit, known: Positions) -> tuple[str, str] | None:
    return next((known.subjects[group] for group in hit.groups if group in known.subjects), None)


def _nearest(found: Sequence[Hit], to: Hit) -> Hit:
    """Return the hit nearest to another, best one that does not stand on the same words."""
    return min(found, key=lambda hit: (_overlap(hit, to), _distance(hit, to), -hit.weight))


def _distance(one: Hit, other: Hit) -> int:
    return max(one.first - other.last, other.first - one.last, 0)


def _cuts_off(hit: Hit, whole: Hit) -> bool:
    """Tell whether a hit is only the head of a phrase that says the opposite (`should not` of `should not be avoided`)."""
    return _overlap(hit, whole) and hit.last < whole.last


def _in_words(hit: Hit, other: Hit) -> bool:
    """Tell whether a hit stands on words of another, and not in its gap."""
    return _overlap(hit, other) and not (other.gap[0] <= hit.first and hit.last <= other.gap[1])


def _overlap(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _subjects(kind: str | None, claimed: Hit, sentence: Sentence, hits: HitsByGroup, known: Positions) -> Iterator[Hit]:
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


def _pregnancy_alone(sentence: Sentence, clauses: tuple[int, int], hits: HitsByGroup, known: Positions) -> bool:
    """Tell whether the sentence, or the part of it that makes the claim, speaks of pregnancy and not of nursing."""
    first, last = sentence.clauses[clauses[0]].first, sentence.clauses[clauses[1]].last
    for low, high in ((sentence.first, sentence.last), (first, last)):
        pregnancy, nursing = (
            any(low <= hit.first < high for hit in hits.get(known.grammar[name], ())) for name in _EITHER
        )
        if pregnancy and not nursing:
            return True
    return False


def _speaks_as_one(sentence: Sentence, clauses: tuple[int, int]) -> bool:
    """Tell whether some clauses may make one claim: more than a condition, and no `but` between them."""
    inside = sentence.clauses[clauses[0] : clauses[1] + 1]
    return not all(clause.condition for clause in inside) and (len(inside) == 1 or not any(one.apart for one in inside))


def _further(sentence: Sentence, clauses: tuple[int, int]) -> float:
    inside = sentence.clauses[clauses[0] + 1 : clauses[1] + 1]
    return sum(_PER_DEPENDENT if clause.dependent else _PER_CLAUSE for clause in inside)


def _turned(claimed: Hit, used: list[Hit], sentence: Sentence, place: int, hits: HitsByGroup, known: Positions) -> bool:
    """Tell whether negations before or after what is claimed, or a `myth` around it, turn it round."""
    clause = sentence.clauses[place]
    sham = hits.get(known.grammar["no-negation"], ())
    myths = [
        hit
        for hit in hits.get(known.grammar["myth"], ())
        if not any(_overlap(hit, other) for other in used)
        and _same_thought(sentence, hit, place)
        and not _looks_back(sentence, hit, place)
    ]
    before = [
        hit
        for hit in hits.get(known.grammar["negation"], ())
        if clause.first <= hit.first and hit.last <= claimed.last and claimed.first - hit.last <= FARTHEST_NEGATION
    ]
    after = [
        hit
        for hit in hits.get(known.grammar["negation-after"], ())
        if claimed.last <= hit.first < min(clause.last, claimed.last + FARTHEST_AFTER)
    ]
    nots = [hit for hit in (*before, *after) if not any(_in_words(hit, other) for other in (*used, *sham, *myths))]
    separate = [hit for hit in nots if not any(_holds(other, hit) for other in nots)]
    return (len({hit.first for hit in separate}) + bool(myths)) % 2 == 1


def _looks_back(sentence: Sentence, hit: Hit, place: int) -> bool:
    """Tell whether a `myth` stands in a short clause of its own at the head (`That is a myth: ...`)."""
    there = _clause_of(sentence, hit.first)
    clause = sentence.clauses[0]
    return there == 0 < place and clause.last - clause.first <= SHORT_DENIAL and clause.points_back


def _same_thought(sentence: Sentence, hit: Hit, place: int) -> bool:
    """Tell whether no `but` or `because` stands between a hit and a clause."""
    low, high = sorted((_clause_of(sentence, hit.first), place))
    return low == high or not any(clause.apart for clause in sentence.clauses[low : high + 1])
