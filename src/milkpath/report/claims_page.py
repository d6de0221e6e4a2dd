"""The article as one HTML page with its claims marked: no script, nothing loaded; the text of the article is untrusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from milkpath.articles.finding import ArticleReading, Finding
from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.reader import Knowledge
from milkpath.report import citations, words
from milkpath.report.claims_text import NOTE
from milkpath.report.claims_words import VERDICT_SIGNS, VERDICT_WORDS, cited, counted, position_sentence
from milkpath.report.templates import environment

_EMPTY_LINE: Final = re.compile(r"\n[ \t\r]*\n\s*")


class Piece(NamedTuple):
    """A stretch of the text: plain, or quoted by the claim of that number."""

    text: str
    claim: int | None
    verdict: str


def claims_page(reading: ArticleReading, known: Knowledge) -> str:
    """Return the page."""
    sources = cited(reading)
    numbers = {identifier: place for place, identifier in enumerate(sources, start=1)}
    return (
        environment()
        .get_template("claims.html.j2")
        .render(
            reading=reading,
            paragraphs=list(paragraphs(reading)),
            counted=counted(reading),
            verdict_words=VERDICT_WORDS,
            verdict_signs=VERDICT_SIGNS,
            grade_words=words.GRADE_WORDS,
            position=position_sentence,
            numbers=numbers,
            references=[csl_item(known.sources[identifier]) for identifier in sources],
            reference=citations.reference,
            links=citations.links,
            note=NOTE,
            purpose=words.PURPOSE,
        )
    )


def paragraphs(reading: ArticleReading) -> Iterator[list[Piece]]:
    """Give the text of the article, paragraph by paragraph, in pieces."""
    pieces: list[Piece] = []
    for piece in _pieces(reading):
        head, *rest = _EMPTY_LINE.split(piece.text)
        pieces += [Piece(head, piece.claim, piece.verdict)] if head else []
        for text in rest:
            if any(one.text.strip() for one in pieces):
                yield pieces
            pieces = [Piece(text, piece.claim, piece.verdict)] if text else []
    if any(one.text.strip() for one in pieces):
        yield pieces


def _pieces(reading: ArticleReading) -> Iterator[Piece]:
    at = 0
    for number, one in enumerate(reading.claims, start=1):
        start, end = max(one.start, at), _end(one, reading, number)
        if start >= end:
            continue
        if start > at:
            yield Piece(reading.text[at:start], None, "")
        yield Piece(reading.text[start:end], number, one.verdict)
        at = end
    yield Piece(reading.text[at:], None, "")


def _end(one: Finding, reading: ArticleReading, number: int) -> int:
    """Return where the mark of a claim ends: before the next one, where they overlap."""
    following = reading.claims[number].start if number < len(reading.claims) else one.end
    return min(one.end, following) if following > one.start else one.end
