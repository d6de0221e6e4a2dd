"""The way from a file to the claims of its article, each held against the knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from milkpath.articles.against_itself import against_itself
from milkpath.articles.choose import chosen, judged
from milkpath.articles.context import in_context
from milkpath.articles.decode import decode
from milkpath.articles.finding import ArticleReading, Finding
from milkpath.articles.judge import judge
from milkpath.articles.match import Match
from milkpath.articles.material import Material
from milkpath.articles.page import is_page, read_page
from milkpath.articles.plain import read_plain
from milkpath.articles.polarity import takes_back
from milkpath.articles.positions import positions
from milkpath.articles.sentences import words_in
from milkpath.articles.spoken import Spoken
from milkpath.articles.unmatched import unmatched
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.reasons import reasons

_NEXT_TO: Final = 12
"""Characters between clauses that may become one: a comma and a joining word."""


def read_article(data: bytes, known: Knowledge, *, where: str = "FILE") -> ArticleReading:
    """Return the claims of an article, in its order.

    Args:
        data: a text, an HTML page or an MHTML file.
        known: the knowledge.
        where: name of the file, for messages.

    Raises:
        InputError: the file is no text.

    >>> from milkpath.knowledge.reader import knowledge
    >>> reading = read_article(b"Numbing cream is used. You must pump and dump for a day after it.", knowledge())
    >>> [(one.verdict, one.quote) for one in reading.claims][-1]
    ('contradicted', 'You must pump and dump for a day after it')
    """
    text = decode(data, where)
    article = read_page(text) if is_page(text) else read_plain(text)
    material = Material(article, words_in(article.text), known, positions(known), reasons(known))
    found: list[Finding] = []
    for spoken, near in in_context(material):
        here = list(_of_sentence(spoken, near, material))
        if found and takes_back(spoken, material.positions):
            found[-1] = _turned_round(found[-1], material)
            here = [one for one in here if not _is_head(one, spoken, material)]
        found += here
    return ArticleReading(
        title=article.title,
        text=article.text,
        knowledge=known.version,
        claims=against_itself(sorted(found, key=lambda one: (one.start, one.end)), known.claims),
    )


def _of_sentence(spoken: Spoken, near: frozenset[int], material: Material) -> Iterator[Finding]:
    """Give the claims of a sentence. Questions and headings claim nothing."""
    if spoken.sentence.question or spoken.sentence.heading:
        return
    covered: set[int] = set()
    found = []
    for match, first, last in chosen(spoken, near, material):
        one = _finding(match, first, last, spoken, material)
        if one is not None:
            covered.update(range(match.clauses[0], match.clauses[1] + 1))
            found.append(one)
    yield from _merged(found, material)
    yield from unmatched(spoken, covered, material)


def _finding(match: Match, first: int, last: int, spoken: Spoken, material: Material) -> Finding | None:
    verdict = judged(match, spoken, material)
    if verdict is None:
        return None
    return Finding(
        quote=material.quote(first, last),
        start=material.words.starts[first],
        end=material.words.ends[last - 1],
        verdict=verdict.verdict,
        because=verdict.because,
        sources=verdict.sources,
        claim=match.claim,
        position=material.known.claims[match.claim].statement,
        opposite=match.opposite,
        hedged=match.hedged,
        why=verdict.why,
        grade=verdict.grade,
    )


def _is_head(one: Finding, spoken: Spoken, material: Material) -> bool:
    return one.verdict == "unmatched" and one.start == material.words.starts[spoken.sentence.clauses[0].first]


def _turned_round(one: Finding, material: Material) -> Finding:
    """Return a finding whose claim the article takes back in the next sentence."""
    if one.claim is None or material.known.claims[one.claim].subject is not None:
        return one
    match = Match(claim=one.claim, opposite=not one.opposite, hedged=one.hedged)
    verdict = judge(match, one.quote, frozenset(), material.known, material.reasons)
    if verdict is None:
        return one
    return msgspec.structs.replace(one, opposite=match.opposite, verdict=verdict.verdict, why=verdict.why)


def _merged(found: list[Finding], material: Material) -> Iterator[Finding]:
    """Make one of neighbours that say the same thing."""
    kept: Finding | None = None
    for one in sorted(found, key=lambda it: it.start):
        if kept is not None and _same(kept, one) and one.start - kept.end <= _NEXT_TO:
            end = max(kept.end, one.end)
            quote = material.article.text[kept.start : end]
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
