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
from milkpath.articles.match import SHORT_DENIAL, Match, by_group, matches
from milkpath.articles.page import is_page, read_page
from milkpath.articles.phrases import Hit
from milkpath.articles.plain import read_plain
from milkpath.articles.positions import Grammar, Positions, positions
from milkpath.articles.sentences import Clause, Sentence, Words, sentences, words_in
from milkpath.knowledge.model import Setting
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.reasons import Reason, reasons

NEAR_SENTENCES: Final = 2
"""Sentences before a claim that may say what it is about."""
TOPIC_FROM: Final = 2
"""Mentions that make something a topic of the whole article."""
_SHORTEST_CLAIM: Final = 4
_LEAST_SCORE: Final = 0.5
_LIST_GAP: Final = 12
"""Words between two things of one list."""
_SHORTEST_DEPENDENT: Final = 6
_NEXT_TO: Final = 12
"""Characters between clauses that may become one: a comma and a joining word."""
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
    found: list[Finding] = []
    for spoken, near in _in_context(reader):
        back = bool(found) and _takes_back(spoken, reader)
        if back:
            found[-1] = _turned_round(found[-1], reader)
        found += [one for one in _of_sentence(spoken, near, reader) if not (back and _is_head(one, spoken, reader))]
    return ArticleReading(
        title=article.title,
        text=article.text,
        knowledge=known.version,
        claims=against_itself(sorted(found, key=lambda one: (one.start, one.end)), known.claims),
    )


def _takes_back(spoken: _Spoken, reader: _Reader) -> bool:
    """Tell whether a sentence begins by saying that the one before is not true (`That is a myth.`)."""
    head = spoken.sentence.clauses[0]
    myths = spoken.hits.get(reader.positions.grammar["myth"], ())
    short = head.last - head.first <= SHORT_DENIAL
    return short and head.points_back and any(head.first <= hit.first < head.last for hit in myths)


def _is_head(one: Finding, spoken: _Spoken, reader: _Reader) -> bool:
    return one.verdict == "unmatched" and one.start == reader.words.starts[spoken.sentence.clauses[0].first]


def _turned_round(one: Finding, reader: _Reader) -> Finding:
    """Return a finding whose claim the article takes back in the next sentence."""
    if one.claim is None or reader.known.claims[one.claim].subject is not None:
        return one
    match = Match(one.claim, (0, 0), (0, 0), (), 0, not one.opposite, one.hedged, False, 0.0)
    judged = judge(match, one.quote, frozenset(), reader.known, reader.reasons)
    if judged is None:
        return one
    return msgspec.structs.replace(one, opposite=match.opposite, verdict=judged.verdict, why=judged.why)


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
    last: _Spoken | None = None
    for spoken in all_spoken:
        here = frozenset(spoken.hits)
        if spoken.sentence.heading:
            heading = here
        yield _with_pronouns(spoken, last, reader), topics.union(heading, *before)
        before.append(here)
        last = spoken


def _with_pronouns(spoken: _Spoken, last: _Spoken | None, reader: _Reader) -> _Spoken:
    """Let `it` and `they` stand for the things that the sentence before speaks of, where this one names none itself."""
    pronouns = spoken.hits.get(reader.positions.grammar["pronoun"], [])
    if last is None or not pronouns or _things(spoken, reader):
        return spoken
    there = _things(last, reader)
    place = pronouns[0]
    hits = dict(spoken.hits)
    for group, found in last.hits.items():
        if any(thing.first <= hit.first and hit.last <= thing.last for hit in found for thing in there):
            hits[group] = [*hits.get(group, []), Hit((group,), place.first, place.last, 1)]
    return _Spoken(spoken.sentence, hits)


def _things(spoken: _Spoken, reader: _Reader) -> list[Hit]:
    subjects = [hit for group, found in spoken.hits.items() if group in reader.positions.subjects for hit in found]
    return [*spoken.hits.get(reader.positions.grammar["thing"], []), *subjects]


def _topics(all_spoken: Sequence[_Spoken], reader: _Reader) -> frozenset[int]:
    counts = Counter(group for spoken in all_spoken for group in spoken.hits)
    title = words_in(reader.article.title).texts
    named = {group for hit in reader.positions.book.hits(title, 0, len(title)) for group in hit.groups}
    return frozenset(group for group, count in counts.items() if count >= TOPIC_FROM) | named


def _of_sentence(spoken: _Spoken, near: frozenset[int], reader: _Reader) -> Iterator[Finding]:
    sentence = spoken.sentence
    if sentence.question or sentence.heading:
        return
    covered: set[int] = set()
    found = []
    for match, first, last in _chosen(spoken, near, reader):
        covered.update(range(match.clauses[0], match.clauses[1] + 1))
        found.append(_finding(match, first, last, spoken, reader))
    yield from _merged(found, reader)
    yield from _unmatched(spoken, covered, reader)


def _merged(found: list[Finding], reader: _Reader) -> Iterator[Finding]:
    """Make one of neighbours that say the same thing."""
    kept: Finding | None = None
    for one in sorted(found, key=lambda it: it.start):
        if kept is not None and _same(kept, one) and one.start - kept.end <= _NEXT_TO:
            end = max(kept.end, one.end)
            quote = reader.article.text[kept.start : end]
            kept = msgspec.structs.replace(kept, end=end, quote=quote, hedged=kept.hedged or one.hedged)
            continue
        if kept is not None:
            yield kept
        kept = one
    if kept is not None:
        yield kept


def _same(one: Finding, other: Finding) -> bool:
    alike = (one.claim, one.opposite, one.verdict, one.because)
    return alike == (other.claim, other.opposite, other.verdict, other.because)


def _chosen(spoken: _Spoken, near: frozenset[int], reader: _Reader) -> Iterator[tuple[Match, int, int]]:
    """Give the matches that are kept, with the words that each one quotes: the best first, further ones beside it."""
    found = sorted(
        (one for one in matches(spoken.sentence, spoken.hits, near, reader.positions) if one.score >= _LEAST_SCORE),
        key=lambda one: (-one.score, one.claim, one.core),
    )
    kept: list[Match] = []
    for one in found:
        if one.subject is not None and _judged(one, spoken, reader) is None:
            continue
        rivals = [other for other in kept if _share(one.clauses, other.clauses)]
        if all(one.claim != other.claim or one.subject != other.subject for other in rivals) and all(
            _beside(one, other, spoken, reader) for other in rivals
        ):
            kept.append(one)
    for one in kept:
        clauses = spoken.sentence.clauses
        first, last = clauses[one.clauses[0]].first, clauses[one.clauses[1]].last
        for other in kept:
            if other is not one and _share(one.clauses, other.clauses):
                first, last = _narrowed(one, other, (first, last), spoken, reader)
        yield one, first, last


def _share(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _beside(one: Match, other: Match, spoken: _Spoken, reader: _Reader) -> bool:
    """Tell whether two matches speak of two things of one list (`retinoids and vitamin C`)."""
    if not one.things or not other.things or set(one.things).intersection(other.things):
        return False
    return _cut(one, other, spoken, reader) is not None


def _cut(one: Match, other: Match, spoken: _Spoken, reader: _Reader) -> int | None:
    """Return the word at which a list goes on between the things that two matches speak of."""
    (_, low), (high, _) = sorted((one.things[0], other.things[0]))
    asserts = spoken.hits.get(reader.positions.grammar["assertion"], ())
    if not low <= high <= low + _LIST_GAP or any(low <= hit.first < high for hit in asserts):
        return None
    for at in range(high, low - 1, -1):
        between = reader.article.text[reader.words.ends[at - 1] : reader.words.starts[at]]
        if reader.words.texts[at] in ("and", "or") or "," in between:
            return at
    return None


def _narrowed(one: Match, other: Match, words: tuple[int, int], spoken: _Spoken, reader: _Reader) -> tuple[int, int]:
    """Return what is left of a stretch of words when another match takes its part of a list."""
    cut = _cut(one, other, spoken, reader)
    first, last = words
    if cut is None:
        return words
    if one.things[0] < other.things[0]:
        return words if one.claimed >= cut else (first, min(last, cut))
    start = max(first, cut)
    return start + (reader.words.texts[start] in ("and", "or")), last


def _judged(match: Match, spoken: _Spoken, reader: _Reader) -> object | None:
    clauses = spoken.sentence.clauses
    first, last = clauses[match.clauses[0]].first, clauses[match.clauses[1]].last
    return judge(
        match, _quote(first, last, reader), _settings(spoken, first, last, reader), reader.known, reader.reasons
    )


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


def _unmatched(spoken: _Spoken, covered: set[int], reader: _Reader) -> Iterator[Finding]:
    """Give the stretches that make a claim and were not matched; neighbours are given as one."""
    grammar, clauses = reader.positions.grammar, spoken.sentence.clauses
    if grammar["not-a-claim"] in spoken.hits:
        return
    alone = grammar["pregnancy"] in spoken.hits and grammar["nursing"] not in spoken.hits
    stretch: list[int] = []
    for place in [*range(len(clauses)), None]:
        goes_on = place is not None and place not in covered and not clauses[place].condition
        if place is not None and goes_on and not (stretch and clauses[place].apart) and not _hangs(clauses[place]):
            stretch.append(place)
            continue
        if stretch and _claims(spoken, clauses[stretch[0]].first, clauses[stretch[-1]].last, reader):
            first, last = clauses[stretch[0]].first, clauses[stretch[-1]].last
            yield _plain(first, last, _PREGNANCY if alone else _NOT_MATCHED, reader)
        stretch = [place] if place is not None and goes_on and clauses[place].apart else []


def _hangs(clause: Clause) -> bool:
    return clause.dependent and clause.last - clause.first < _SHORTEST_DEPENDENT


def _claims(spoken: _Spoken, first: int, last: int, reader: _Reader) -> bool:
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
