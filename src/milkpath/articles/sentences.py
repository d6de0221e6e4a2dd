"""Sentences and their clauses, as stretches of words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from milkpath.articles.article import Article

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP: Final = re.compile(r"([.!?…]+)[\"'”’)\]]*(?=\s|$)")
_NO_STOP: Final = frozenset("dr mr mrs ms prof st vs no fig approx e.g i.e eg ie u.s u.k a.m p.m inc ltd jr al".split())
_OPENING: Final = frozenset("while although though since because despite whereas unless".split())
_OPENING_CONDITION: Final = frozenset("if when whether once before after as during until in for".split())
_JOINING: Final = frozenset("but however although though whereas yet because since so which who".split())
_JOINING_ALONE: Final = frozenset("but because although whereas however".split())
_NEW_SUBJECT: Final = frozenset(
    "it they this that these those there the you we she he mothers women some most many such its your their no any "
    "a an lidocaine breastfeeding nursing".split()
)
_TRIMMED: Final = _OPENING | _JOINING | {"and", "or", "nor", "also", "then"}
_DURING: Final = frozenset("breastfeeding nursing lactating pregnant still you you're feeding pumping".split())
_FEWEST: Final = 3


class Clause(msgspec.Struct, frozen=True):
    """A stretch of words (`first` up to, but not with, `last`) that says one thing."""

    first: int
    last: int
    contrast: bool
    """Whether it is set against the clause before it (`but`, `however`)."""
    condition: bool
    """Whether it only says when (`if you are breastfeeding`)."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its clauses."""

    block: int
    first: int
    last: int
    clauses: tuple[Clause, ...]
    question: bool
    heading: bool


class Words(msgspec.Struct, frozen=True):
    """All words of a text, small, with their places."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


def words_in(text: str) -> Words:
    """Return the words of a text.

    >>> words_in("It isn’t 1.5 %.").texts
    ['it', "isn't", '1.5', '%']
    """
    found = list(_TOKEN.finditer(text))
    return Words(
        [match[0].casefold().replace("’", "'") for match in found],
        [match.start() for match in found],
        [match.end() for match in found],
    )


def sentences(article: Article, words: Words) -> Iterator[Sentence]:
    """Give the sentences in order; headings are sentences too, and say that they are."""
    at = 0
    for place, block in enumerate(article.blocks):
        while at < len(words.starts) and words.starts[at] < block.start:
            at += 1
        for end, question in _ends(article.text, block.start, block.end):
            first = at
            while at < len(words.starts) and words.starts[at] < end:
                at += 1
            if at > first:
                clauses = tuple(_clauses(article.text, words, first, at))
                yield Sentence(place, first, at, clauses, question, block.kind == "heading")


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Give where each sentence of a block ends, and whether it is a question."""
    for stop in _STOP.finditer(text, start, end):
        if stop[1] == "." and _is_short(text, start, stop.start(), stop.end(), end):
            continue
        yield stop.end(), "?" in stop[1]
    yield end, text[start:end].rstrip().endswith("?")


def _is_short(text: str, start: int, at: int, after: int, end: int) -> bool:
    """Tell whether the full stop ends an abbreviation, not a sentence."""
    before = text[max(start, at - 8) : at].split()
    word = before[-1].strip("(").casefold() if before else ""
    following = text[after:end].lstrip()[:1]
    return word in _NO_STOP or (len(word) == 1 and word.isalpha()) or following.islower()


def _clauses(text: str, words: Words, first: int, last: int) -> Iterator[Clause]:
    cuts = sorted({first, *_cuts(text, words, first, last), last})
    kept = [cuts[0]]
    for cut in cuts[1:-1]:
        if cut - kept[-1] >= _FEWEST and last - cut >= _FEWEST:
            kept.append(cut)
    for start, stop in zip(kept, [*kept[1:], last], strict=True):
        opening = words.texts[start]
        inner = start
        while inner < stop - 1 and words.texts[inner] in _TRIMMED:
            inner += 1
        yield Clause(
            inner,
            stop,
            contrast=opening in ("but", "however", "yet", "although", "though", "whereas"),
            condition=opening in ("if", "when", "whether", "unless", "once", "as") or _is_during(words, start),
        )


def _is_during(words: Words, at: int) -> bool:
    return words.texts[at] == "while" and at + 1 < len(words.texts) and words.texts[at + 1] in _DURING


def _cuts(text: str, words: Words, first: int, last: int) -> Iterator[int]:
    opening = words.texts[first] in _OPENING or words.texts[first] in _OPENING_CONDITION
    for at in range(first + 1, last):
        between = text[words.ends[at - 1] : words.starts[at]]
        word = words.texts[at]
        following = words.texts[at + 1] if at + 1 < last else ""
        if any(mark in between for mark in (";", "—", ": ")) or " – " in between or " - " in between:
            yield at
        elif "," in between:
            if opening or word in _JOINING or (word == "while" and following not in _DURING):
                opening = False
                yield at
            elif word in ("and", "or") and following in _NEW_SUBJECT:
                yield at
        elif word in _JOINING_ALONE:
            yield at
