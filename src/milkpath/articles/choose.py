"""Which matches of a sentence are kept, and which words each of them quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from milkpath.articles.judge import Judged, judge
from milkpath.articles.match import Match, matches
from milkpath.articles.material import Material
from milkpath.articles.positions import Grammar
from milkpath.articles.spoken import Spoken
from milkpath.knowledge.model import Setting

_LEAST_SCORE: Final = 0.5
_LIST_GAP: Final = 12
"""Words between two things of one list."""
_SETTINGS: Final[tuple[tuple[Grammar, Setting], ...]] = (
    ("taken", "taken"),
    ("injected", "injected"),
    ("open-skin", "open-skin"),
    ("breast", "breast"),
)


def chosen(spoken: Spoken, near: frozenset[int], material: Material) -> Iterator[tuple[Match, int, int]]:
    """Give the matches that are kept, with the words that each one quotes: the best first, further ones beside it."""
    found = sorted(
        (one for one in matches(spoken, near, material.positions) if one.score >= _LEAST_SCORE),
        key=lambda one: (-one.score, one.claim, one.core),
    )
    kept: list[Match] = []
    for one in found:
        if one.subject is not None and judged(one, spoken, material) is None:
            continue  # the knowledge says nothing of it in this setting
        rivals = [other for other in kept if _share(one.clauses, other.clauses)]
        if all(one.claim != other.claim or one.subject != other.subject for other in rivals) and all(
            _beside(one, other, spoken, material) for other in rivals
        ):
            kept.append(one)
    for one in kept:
        clauses = spoken.sentence.clauses
        first, last = clauses[one.clauses[0]].first, clauses[one.clauses[1]].last
        for other in kept:
            if other is not one and _share(one.clauses, other.clauses):
                first, last = _narrowed(one, other, (first, last), spoken, material)
        yield one, first, last


def _share(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _beside(one: Match, other: Match, spoken: Spoken, material: Material) -> bool:
    """Tell whether two matches speak of two things of one list (`retinoids and vitamin C`)."""
    if not one.things or not other.things or set(one.things).intersection(other.things):
        return False
    return _cut(one, other, spoken, material) is not None


def _cut(one: Match, other: Match, spoken: Spoken, material: Material) -> int | None:
    """Return the word at which a list goes on between the things that two matches speak of."""
    (_, low), (high, _) = sorted((one.things[0], other.things[0]))
    asserts = spoken.hits.get(material.positions.grammar["assertion"], ())
    if not low <= high <= low + _LIST_GAP or any(low <= hit.first < high for hit in asserts):
        return None
    for at in range(high, low - 1, -1):
        between = material.between(at)
        if material.words.texts[at] in ("and", "or") or "," in between:
            return at
    return None


def _narrowed(one: Match, other: Match, words: tuple[int, int], spoken: Spoken, material: Material) -> tuple[int, int]:
    """Return what is left of a stretch of words when another match takes its part of a list."""
    cut = _cut(one, other, spoken, material)
    first, last = words
    if cut is None:
        return words
    if one.things[0] < other.things[0]:
        return words if one.claimed >= cut else (first, min(last, cut))
    start = max(first, cut)
    return start + (material.words.texts[start] in ("and", "or")), last


def judged(match: Match, spoken: Spoken, material: Material) -> Judged | None:
    """Return the verdict of a match, by its clauses."""
    first, last = spoken.stretch(match.clauses)
    quote = material.quote(first, last)
    return judge(match, quote, _settings(spoken, first, last, material), material.known, material.reasons)


def _settings(spoken: Spoken, first: int, last: int, material: Material) -> frozenset[Setting]:
    """Return where some words say that a substance meets the mother; whole skin where they say nothing."""
    grammar = material.positions.grammar
    found = {setting for name, setting in _SETTINGS if spoken.within(grammar[name], first, last)}
    return frozenset(found or {"whole-skin"})
