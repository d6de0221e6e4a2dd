"""What a sentence speaks of without naming it: by a pronoun, by the sentences before, by its heading, by the article."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Final

from milkpath.articles.material import Material
from milkpath.articles.phrases import Hit
from milkpath.articles.sentences import sentences, words_in
from milkpath.articles.spoken import Spoken, by_group

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
    """Let `it` and `they` stand for the things that the sentence before speaks of, where this one names none itself."""
    pronouns = spoken.hits.get(material.positions.grammar["pronoun"], [])
    if last is None or not pronouns or _things(spoken, material):
        return spoken
    there = _things(last, material)
    place = pronouns[0]
    hits = dict(spoken.hits)
    for group, found in last.hits.items():
        if any(thing.first <= hit.first and hit.last <= thing.last for hit in found for thing in there):
            hits[group] = [*hits.get(group, []), Hit((group,), place.first, place.last, 1)]
    return Spoken(spoken.sentence, hits)


def _things(spoken: Spoken, material: Material) -> list[Hit]:
    subjects = [hit for group, found in spoken.hits.items() if group in material.positions.subjects for hit in found]
    return [*spoken.hits.get(material.positions.grammar["thing"], []), *subjects]


def _topics(all_spoken: Sequence[Spoken], material: Material) -> frozenset[int]:
    counts = Counter(group for spoken in all_spoken for group in spoken.hits)
    title = words_in(material.article.title).texts
    named = {group for hit in material.positions.book.hits(title, 0, len(title)) for group in hit.groups}
    return frozenset(group for group, count in counts.items() if count >= TOPIC_FROM) | named
