"""What a sentence speaks of without naming it: by a pronoun, by the sentences before, by its heading, by the article."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Final

from milkpath.articles.material import Material
from milkpath.articles.phrases import Hit
from milkpath.articles.sentences import sentences, words_in
from milkpath.articles.spoken import HitsByGroup, Spoken, by_group, overlap

NEAR_SENTENCES: Final = 2
"""Sentences before a claim that may say what it is about."""
TOPIC_FROM: Final = 2
"""Mentions that make something a topic of the whole article."""


def in_context(material: Material) -> Iterator[tuple[Spoken, frozenset[int]]]:
    """Give each sentence, and what stands near it: in the sentences before, in its heading, in the whole article."""
    book, words = material.positions.book, material.words
    all_spoken = [
        Spoken(sentence, by_group(list(book.hits(words.texts, sentence.first, sentence.last))))
        for sentence in sentences(material.article, words)
    ]
    topics = _topics(all_spoken, material)
    before: deque[frozenset[int]] = deque(maxlen=NEAR_SENTENCES)
    heading: frozenset[int] = frozenset()
    last: Spoken | None = None
    for spoken in all_spoken:
        here = frozenset(spoken.hits)
        if spoken.sentence.heading:
            heading = here
        yield _with_pronouns(spoken, last, material), topics.union(heading, *before)
        before.append(here)
        last = spoken


def _with_pronouns(spoken: Spoken, last: Spoken | None, material: Material) -> Spoken:
    """Let `it` and `they` stand for what was named before: in an earlier clause, else in the sentence before."""
    grammar = material.positions.grammar
    empty = spoken.hits.get(grammar["empty-it"], ())
    pronouns = [hit for hit in spoken.hits.get(grammar["pronoun"], ()) if not any(overlap(hit, one) for one in empty)]
    if not pronouns:
        return spoken
    here = _things(spoken, material)
    hits: dict[int, list[Hit]] = {group: list(found) for group, found in spoken.hits.items()}
    for place, clause in enumerate(spoken.sentence.clauses):
        pronoun = next((hit for hit in pronouns if clause.first <= hit.first < clause.last), None)
        if pronoun is None or any(thing.first < pronoun.first and thing.last > clause.first for thing in here):
            continue
        earlier = [thing for thing in here if thing.first < clause.first]
        if place and earlier:
            _stand_for(pronoun, earlier, spoken.hits, hits)
        elif last is not None and not here:
            _stand_for(pronoun, _things(last, material), last.hits, hits)
    return Spoken(spoken.sentence, hits)


def _stand_for(pronoun: Hit, things: list[Hit], named: HitsByGroup, hits: dict[int, list[Hit]]) -> None:
    """Enter, at the place of a pronoun, the groups of the words that name some things."""
    for group, found in named.items():
        if any(thing.first <= hit.first and hit.last <= thing.last for hit in found for thing in things):
            hits.setdefault(group, []).append(Hit((group,), pronoun.first, pronoun.last, 1))


def _things(spoken: Spoken, material: Material) -> list[Hit]:
    subjects = [hit for group, found in spoken.hits.items() if group in material.positions.subjects for hit in found]
    return [*spoken.hits.get(material.positions.grammar["thing"], []), *subjects]


def _topics(all_spoken: Sequence[Spoken], material: Material) -> frozenset[int]:
    counts = Counter(group for spoken in all_spoken for group in spoken.hits)
    title = words_in(material.article.title).texts
    named = {group for hit in material.positions.book.hits(title, 0, len(title)) for group in hit.groups}
    return frozenset(group for group, count in counts.items() if count >= TOPIC_FROM) | named
