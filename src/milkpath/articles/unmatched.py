"""What in a sentence makes a claim and was not matched: it is named, so that nobody takes it for checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from milkpath.articles.finding import Finding
from milkpath.articles.material import Material
from milkpath.articles.sentences import Clause
from milkpath.articles.spoken import Spoken

_SHORTEST_CLAIM: Final = 4
_SHORTEST_DEPENDENT: Final = 6
_NOT_MATCHED: Final = "Nothing in the knowledge speaks of this claim, or it was put in words that are not known yet."
_PREGNANCY: Final = "This speaks of pregnancy. What holds there says nothing of nursing."


def unmatched(spoken: Spoken, covered: set[int], material: Material) -> Iterator[Finding]:
    """Give the stretches of clauses that make a claim and are not covered; neighbours are given as one."""
    grammar, clauses = material.positions.grammar, spoken.sentence.clauses
    if grammar["not-a-claim"] in spoken.hits:
        return
    alone = grammar["pregnancy"] in spoken.hits and grammar["nursing"] not in spoken.hits
    for places in _stretches(clauses, covered):
        first, last = spoken.stretch(places)
        if _claims(spoken, first, last, material):
            yield Finding(
                quote=material.quote(first, last),
                start=material.words.starts[first],
                end=material.words.ends[last - 1],
                verdict="unmatched",
                why=_PREGNANCY if alone else _NOT_MATCHED,
            )


def _stretches(clauses: tuple[Clause, ...], covered: set[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last clause of each stretch; `but` and its kind begin a new one."""
    first: int | None = None
    for place, clause in enumerate(clauses):
        free = place not in covered and not clause.condition and not _hangs(clause)
        if first is not None and (not free or clause.apart):
            yield first, place - 1
            first = None
        if free and first is None:
            first = place
    if first is not None:
        yield first, len(clauses) - 1


def _hangs(clause: Clause) -> bool:
    return clause.dependent and clause.last - clause.first < _SHORTEST_DEPENDENT


def _claims(spoken: Spoken, first: int, last: int, material: Material) -> bool:
    """Tell whether a stretch asserts or advises something of skin, products, milk or the baby."""
    grammar, subjects = material.positions.grammar, material.positions.subjects
    asserts = spoken.within(grammar["assertion"], first, last)
    on_topic = spoken.within(grammar["domain"], first, last) or any(group in subjects for group in spoken.hits)
    return last - first >= _SHORTEST_CLAIM and asserts and on_topic
