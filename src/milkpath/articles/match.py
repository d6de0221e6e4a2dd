"""Finds the positions that the clauses of one sentence take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from milkpath.articles.phrases import Hit
from milkpath.articles.polarity import turned
from milkpath.articles.positions import Grammar, Positions, Way
from milkpath.articles.spoken import Spoken, distance, holds, overlap
from milkpath.knowledge.model import ArticleClaim

_PER_WORD: Final = 0.5
"""What a phrase counts for every word beyond its first; each phrase counts 1."""
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


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, the clauses of the sentence that make it, and how it is put."""

    claim: str
    clauses: tuple[int, int] = (0, 0)
    """First and last clause of the sentence, both with."""
    things: tuple[tuple[int, int], ...] = ()
    """The words, among those that the claim was known by, that name what it is about."""
    core: tuple[int, int] = (0, 0)
    """All words from the first to the last that it was known by."""
    claimed: int = 0
    """Where what is claimed begins."""
    opposite: bool
    hedged: bool = False
    absolute: bool = False
    score: float = 0.0
    subject: tuple[str, str] | None = None
    """`substance` or `procedure`, and its id."""


class _Found(msgspec.Struct, frozen=True):
    """The phrases of one way to put a claim, as they stand in the sentence."""

    way: Way
    claimed: Hit
    used: tuple[Hit, ...]
    subject: Hit | None
    core: tuple[int, int]
    clauses: tuple[int, int]


def matches(spoken: Spoken, near: frozenset[int], known: Positions) -> Iterator[Match]:
    """Give every match in a sentence; `near` are the groups of the sentences before and of the article as a whole."""
    hits = spoken.hits
    for group in hits:
        for way in known.ways.get(group, ()):
            if all(other in hits for other in way.groups) and all(it in hits or it in near for it in way.about):
                yield from _of_way(way, spoken, known)


def _of_way(way: Way, spoken: Spoken, known: Positions) -> Iterator[Match]:
    claim = known.claims[way.claim]
    seen: set[tuple[tuple[int, int], tuple[str, str] | None]] = set()
    for found in _found(way, claim, spoken, known):
        name = subject_of(found.subject, known) if found.subject else None
        key = (found.clauses, name)
        if key not in seen and _may_stand(found, claim, spoken, known):
            seen.add(key)
            yield _match(found, spoken, known, name)


def _found(way: Way, claim: ArticleClaim, spoken: Spoken, known: Positions) -> Iterator[_Found]:
    whole = spoken.hits.get(known.grammar["whole-phrases"], ())
    groups = [[hit for hit in spoken.hits[group] if not _cut_off(hit, whole)] for group in way.groups]
    if not all(groups):
        return
    for claimed in groups[-1]:
        chosen = [_nearest(found, claimed, spoken) for found in groups[:-1]]
        subjects = _subjects(claim.subject, claimed, spoken, known) if claim.subject is not None else [None]
        for subject in subjects:
            used = (claimed, *chosen, *([subject] if subject else []))
            core = (min(hit.first for hit in used), max(hit.last for hit in used))
            clauses = (spoken.clause_of(core[0]), spoken.clause_of(core[1] - 1))
            yield _Found(way, claimed, used, subject, core, clauses)


def _cut_off(hit: Hit, whole: Sequence[Hit]) -> bool:
    """Tell whether a hit is but the head of a phrase that says the opposite (`should not` of `should not be avoided`)."""
    return any(overlap(hit, phrase) and hit.last < phrase.last for phrase in whole)


def _may_stand(found: _Found, claim: ArticleClaim, spoken: Spoken, known: Positions) -> bool:
    """Tell whether the clauses may make this claim: not another one, not of pregnancy alone, and as one thought."""
    first, last = spoken.stretch(found.clauses)
    if found.way.without is not None and spoken.within(found.way.without, first, last):
        return False
    doubt = known.grammar["uncertain"]
    if doubt not in found.way.groups and spoken.within(doubt, first, last):
        return False  # `it is not clear whether ...` claims nothing of what follows
    if not claim.pregnancy and _of_pregnancy_alone(spoken, first, last, known):
        return False
    inside = spoken.clauses(found.clauses)
    return not all(clause.condition for clause in inside) and (len(inside) == 1 or not any(one.apart for one in inside))


def _match(found: _Found, spoken: Spoken, known: Positions, name: tuple[str, str] | None) -> Match:
    clause = spoken.sentence.clauses[spoken.clause_of(found.claimed.first)]
    return Match(
        claim=found.way.claim,
        clauses=found.clauses,
        things=_things(found.used, spoken, known),
        core=found.core,
        claimed=found.claimed.first,
        opposite=found.way.denies ^ turned(found.claimed, found.used, spoken, known),
        hedged=spoken.within(known.grammar["hedge"], clause.first, clause.last),
        absolute=spoken.within(known.grammar["absolute"], clause.first, clause.last),
        score=_score(found, spoken) - (_GENERAL if name is not None else 0.0),
        subject=name,
    )


def _score(found: _Found, spoken: Spoken) -> float:
    first, last = spoken.stretch(found.clauses)
    strength = sum(1 + _PER_WORD * (hit.weight - 1) for hit in found.used)
    near = sum(_NEAR for group in found.way.about if spoken.within(group, first, last))
    further = sum(_PER_DEPENDENT if one.dependent else _PER_CLAUSE for one in spoken.clauses(found.clauses)[1:])
    apart = found.core[1] - found.core[0] - sum(hit.last - hit.first for hit in found.used)
    return strength + near - further - _WIDE * max(apart, 0)


def subject_of(hit: Hit, known: Positions) -> tuple[str, str] | None:
    """Return the substance or procedure that a hit names."""
    return next((known.subjects[group] for group in hit.groups if group in known.subjects), None)


def _things(used: tuple[Hit, ...], spoken: Spoken, known: Positions) -> tuple[tuple[int, int], ...]:
    things = spoken.hits.get(known.grammar["thing"], ())
    return tuple(
        (hit.first, hit.last)
        for hit in used
        if subject_of(hit, known) is not None or any(overlap(hit, thing) for thing in things)
    )


def _nearest(found: Sequence[Hit], to: Hit, spoken: Spoken) -> Hit:
    """Return the hit nearest to another: of the same clause where there is one, and not on the same words."""
    if len(found) == 1:
        return found[0]
    clause = spoken.sentence.clauses[spoken.clause_of(to.first)]
    return min(
        found,
        key=lambda hit: (
            overlap(hit, to),
            not clause.first <= hit.first < clause.last,
            distance(hit, to),
            -hit.weight,
        ),
    )


def _subjects(kind: str, claimed: Hit, spoken: Spoken, known: Positions) -> Sequence[Hit]:
    """Return the substances or procedures that the clause of a hit speaks of, else the nearest of the sentence."""
    named = [
        hit
        for group, found in spoken.hits.items()
        if group in known.subjects and known.subjects[group][0] == kind
        for hit in found
    ]
    longest = [hit for hit in named if not any(holds(other, hit) for other in named)]
    clause = spoken.sentence.clauses[spoken.clause_of(claimed.first)]
    inside = [hit for hit in longest if clause.first <= hit.first < clause.last]
    return inside or sorted(longest, key=lambda hit: distance(hit, claimed))[:1]


def _of_pregnancy_alone(spoken: Spoken, first: int, last: int, known: Positions) -> bool:
    """Tell whether the sentence, or the part of it that makes the claim, speaks of pregnancy and not of nursing."""
    for low, high in ((spoken.sentence.first, spoken.sentence.last), (first, last)):
        pregnancy, nursing = (spoken.within(known.grammar[name], low, high) for name in _EITHER)
        if pregnancy and not nursing:
            return True
    return False
