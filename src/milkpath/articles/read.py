"""The way from a file to the claims of its article, each held against the knowledge."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from milkpath.articles.against_itself import against_itself
from milkpath.articles.article import Article
from milkpath.articles.decode import decode
from milkpath.articles.finding import ArticleReading, Finding
from milkpath.articles.judge import judge
from milkpath.articles.match import Match, by_group, matches
from milkpath.articles.page import is_page, read_page
from milkpath.articles.phrases import Hit
from milkpath.articles.plain import read_plain
from milkpath.articles.positions import Grammar, Positions, positions
from milkpath.articles.sentences import Sentence, Words, sentences, words_in
from milkpath.knowledge.model import Setting
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.reasons import Reason, reasons

NEAR_SENTENCES: Final = 2
"""Sentences before a claim that may say what it is about."""
TOPIC_FROM: Final = 2
"""Mentions that make something a topic of the whole article."""
_SHORTEST_CLAIM: Final = 4
_LEAST_SCORE: Final = 1.0
_NOT_MATCHED: Final = "Nothing in the knowledge speaks of this claim, or it was put in words that are not known yet."
_PREGNANCY: Final = "This speaks of pregnancy. What holds there says nothing of nursing."
_SETTINGS: Final[tuple[tuple[Grammar, Setting], ...]] = (
    ("taken", "taken"),
    ("injected", "injected"),
    ("open-skin", "open-skin"),
    ("breast", "breast"),
)


class _Spoken(msgspec.Struct, frozen=True):
    """A sentence with the phrases that stand in it."""

    sentence: Sentence
    hits: Mapping[int, list[Hit]]


class _Reader(msgspec.Struct, frozen=True):
    """All that the reading of one article needs."""

    article: Article
    words: Words
    known: Knowledge
    positions: Positions
    reasons: Mapping[str, Reason]


def read_article(data: bytes, known: Knowledge, *, where: str = "FILE") -> ArticleReading:
    """Return the claims of an article, in its order.

    Args:
        data: a text, an HTML page or an MHTML file.
        known: the knowledge.
        where: name of the file, for messages.

    Raises:
        InputError: the file is no text.
    """
    text = decode(data, where)
    article = read_page(text) if is_page(text) else read_plain(text)
    reader = _Reader(article, words_in(article.text), known, positions(known), reasons(known))
    found = [finding for spoken, near in _in_context(reader) for finding in _of_sentence(spoken, near, reader)]
    return ArticleReading(
        title=article.title,
        text=article.text,
        knowledge=known.version,
        claims=against_itself(sorted(found, key=lambda one: (one.start, one.end)), known.claims),
    )


def _in_context(reader: _Reader) -> Iterator[tuple[_Spoken, frozenset[int]]]:
    """Give each sentence, and what stands near it: in the sentences before, in its heading, in the whole article."""
    book, words = reader.positions.book, reader.words
    all_spoken = [
        _Spoken(sentence, by_group(list(book.hits(words.texts, sentence.first, sentence.last))))
        for sentence in sentences(reader.article, words)
    ]
    topics = _topics(all_spoken, reader)
    before: deque[frozenset[int]] = deque(maxlen=NEAR_SENTENCES)
    heading: frozenset[int] = frozenset()
    for spoken in all_spoken:
        here = frozenset(spoken.hits)
        if spoken.sentence.heading:
            heading = here
        yield spoken, topics.union(heading, *before)
        before.append(here)


def _topics(all_spoken: Sequence[_Spoken], reader: _Reader) -> frozenset[int]:
    counts = Counter(group for spoken in all_spoken for group in spoken.hits)
    title = words_in(reader.article.title).texts
    named = {hit.group for hit in reader.positions.book.hits(title, 0, len(title))}
    return frozenset(group for group, count in counts.items() if count >= TOPIC_FROM) | named


def _of_sentence(spoken: _Spoken, near: frozenset[int], reader: _Reader) -> Iterator[Finding]:
    sentence = spoken.sentence
    if sentence.question or sentence.heading:
        return
    covered: set[int] = set()
    for match, first, last in _chosen(spoken, near, reader):
        covered.update(range(match.clauses[0], match.clauses[1] + 1))
        yield _finding(match, first, last, spoken, reader)
    yield from _unmatched(spoken, covered, near, reader)


def _chosen(spoken: _Spoken, near: frozenset[int], reader: _Reader) -> Iterator[tuple[Match, int, int]]:
    """Give the matches that are kept, with the words that each one quotes: the best first, further ones beside it."""
    found = sorted(
        (one for one in matches(spoken.sentence, spoken.hits, near, reader.positions) if one.score >= _LEAST_SCORE),
        key=lambda one: (-one.score, one.claim, one.core),
    )
    kept: list[Match] = []
    for one in found:
        if _judged(one, spoken, reader) is None:
            continue
        rivals = [other for other in kept if _share(one.clauses, other.clauses)]
        if all(_beside(one, other, reader) for other in rivals):
            kept.append(one)
    for one in kept:
        clauses = spoken.sentence.clauses
        first, last = clauses[one.clauses[0]].first, clauses[one.clauses[1]].last
        for other in kept:
            if other is not one and _share(one.clauses, other.clauses):
                first, last = _narrowed(one, other, first, last, reader)
        yield one, first, last


def _share(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _beside(one: Match, other: Match, reader: _Reader) -> bool:
    """Tell whether two matches stand beside each other in a list, neither inside the other."""
    low, high = sorted((one.core, other.core))
    return low[1] <= high[0] and _cut(low[1], high[0], reader) is not None


def _cut(first: int, last: int, reader: _Reader) -> int | None:
    """Return the word at which a list goes on between two words."""
    for at in range(last, first - 1, -1):
        between = reader.article.text[reader.words.ends[at - 1] : reader.words.starts[at]]
        if reader.words.texts[at] in ("and", "or") or "," in between or "(" in between:
            return at
    return None


def _narrowed(one: Match, other: Match, first: int, last: int, reader: _Reader) -> tuple[int, int]:
    if one.core[1] <= other.core[0]:
        cut = _cut(one.core[1], other.core[0], reader)
        return first, min(last, cut if cut is not None else last)
    cut = _cut(other.core[1], one.core[0], reader)
    start = first if cut is None else max(first, cut)
    return start + (reader.words.texts[start] in ("and", "or")), last


def _judged(match: Match, spoken: _Spoken, reader: _Reader) -> object | None:
    clauses = spoken.sentence.clauses
    first, last = clauses[match.clauses[0]].first, clauses[match.clauses[1]].last
    return judge(match, _quote(first, last, reader), _settings(spoken, first, last, reader), reader.known, reader.reasons)


def _finding(match: Match, first: int, last: int, spoken: _Spoken, reader: _Reader) -> Finding:
    quote = _quote(first, last, reader)
    judged = judge(match, quote, _settings(spoken, first, last, reader), reader.known, reader.reasons)
    if judged is None:
        return _plain(first, last, _NOT_MATCHED, reader)
    return Finding(
        quote=quote,
        start=reader.words.starts[first],
        end=reader.words.ends[last - 1],
        verdict=judged.verdict,
        because=judged.because,
        sources=judged.sources,
        claim=match.claim,
        position=reader.known.claims[match.claim].statement,
        opposite=match.opposite,
        hedged=match.hedged,
        why=judged.why,
        grade=judged.grade,
    )


def _quote(first: int, last: int, reader: _Reader) -> str:
    return reader.article.text[reader.words.starts[first] : reader.words.ends[last - 1]]


def _settings(spoken: _Spoken, first: int, last: int, reader: _Reader) -> frozenset[Setting]:
    found = {
        setting
        for name, setting in _SETTINGS
        if any(first <= hit.first < last for hit in spoken.hits.get(reader.positions.grammar[name], ()))
    }
    return frozenset(found or {"whole-skin"})


def _unmatched(spoken: _Spoken, covered: set[int], near: frozenset[int], reader: _Reader) -> Iterator[Finding]:
    """Give the stretches that make a claim and were not matched; neighbours are given as one."""
    grammar, clauses = reader.positions.grammar, spoken.sentence.clauses
    if grammar["not-a-claim"] in spoken.hits:
        return
    alone = grammar["pregnancy"] in spoken.hits and grammar["nursing"] not in spoken.hits
    stretch: list[int] = []
    for place in [*range(len(clauses)), None]:
        if place is not None and place not in covered and not clauses[place].condition:
            stretch.append(place)
            continue
        if stretch and _claims(spoken, clauses[stretch[0]].first, clauses[stretch[-1]].last, near, reader):
            first, last = clauses[stretch[0]].first, clauses[stretch[-1]].last
            yield _plain(first, last, _PREGNANCY if alone else _NOT_MATCHED, reader)
        stretch = []


def _claims(spoken: _Spoken, first: int, last: int, near: frozenset[int], reader: _Reader) -> bool:
    """Tell whether a stretch asserts or advises something of skin, products, milk or the baby."""
    grammar = reader.positions.grammar

    def here(name: Grammar) -> bool:
        return any(first <= hit.first < last for hit in spoken.hits.get(grammar[name], ()))

    return last - first >= _SHORTEST_CLAIM and here("assertion") and (here("domain") or _names_subject(spoken, reader))


def _names_subject(spoken: _Spoken, reader: _Reader) -> bool:
    return any(group in reader.positions.subjects for group in spoken.hits)


def _plain(first: int, last: int, why: str, reader: _Reader) -> Finding:
    return Finding(
        quote=_quote(first, last, reader),
        start=reader.words.starts[first],
        end=reader.words.ends[last - 1],
        verdict="unmatched",
        why=why,
    )
