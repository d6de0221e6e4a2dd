"""Sentences and their clauses, as stretches of words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from milkpath.articles.article import Article
from milkpath.articles.lists import spelt

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP: Final = re.compile(r"([.!?…]+)[\"'”’)\]*_]*(?=\s|$)")
_NO_STOP: Final = spelt("dr mr mrs ms prof st vs no fig approx e.g i.e eg ie u.s u.k a.m p.m inc ltd jr al")
_OPENING: Final = spelt("while although though since because despite whereas unless")
_OPENING_CONDITION: Final = spelt("if when whether once before after as during until in for given considering")
_JOINING: Final = spelt("but however although though whereas yet because since so which who")
_JOINING_ALONE: Final = spelt("but because although whereas however")
_NEW_SUBJECT: Final = spelt(
    "it they this that these those there the you we she he mothers women some most many such its your their no any a an"
)
_TRIMMED: Final = _OPENING | _JOINING | {"and", "or", "nor", "also", "then"}
_DURING: Final = spelt("breastfeeding nursing lactating pregnant still you you're feeding pumping")
_APART: Final = spelt("but however yet although though whereas while because since so")
_AUXILIARIES: Final = spelt("can could may might will would should must is are was has have does do cannot")
_IMPERATIVES: Final = spelt(
    "avoid wait use apply keep choose consult talk speak drink ask tell discuss follow limit wash cover skip stay never "
    "always don't inform opt try"
)
_VERBS: Final = _AUXILIARIES | _IMPERATIVES
_CONDITION: Final = spelt("if when whether unless once")
_DEPENDENT: Final = spelt("which who that as")
_POINTING: Final = spelt("this that that's it it's")
_WHOM: Final = spelt("those anyone everyone mothers women moms")
_FEWEST: Final = 3
LONGEST: Final = 250
"""Words of a sentence; what runs on longer is no sentence and is cut."""


class Clause(msgspec.Struct, frozen=True):
    """A stretch of words (`first` up to, but not with, `last`) that says one thing."""

    first: int
    last: int
    apart: bool
    """Whether it is set against a neighbour, or gives its reason (`but`, `while`, `because`): no claim runs across."""
    dependent: bool
    """Whether it goes on about the clause before (`which`)."""
    condition: bool
    """Whether it only says when (`if you are breastfeeding`)."""
    points_back: bool
    """Whether it begins with `this` or `that`."""


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
            for start in range(first, at, LONGEST):
                stop = min(start + LONGEST, at)
                clauses = tuple(_clauses(article.text, words, start, stop))
                yield Sentence(place, start, stop, clauses, question, block.kind == "heading")


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Give where each sentence of a block ends, and whether it is a question."""
    for stop in _STOP.finditer(text, start, end):
        if stop[1] == "." and _is_short(text, start, stop.start(), stop.end(), end):
            continue
        yield stop.end(), "?" in stop[1]
    yield end, text[start:end].rstrip().endswith("?")


def _is_short(text: str, start: int, at: int, after: int, end: int) -> bool:
    """Tell whether the full stop ends an abbreviation, not a sentence."""
    before = text[max(start, at - 12) : at].casefold().split()
    word = before[-1].strip("(") if before else ""
    initial = len(word) == 1 and word.isalpha() and before[-2:-1] not in (["vitamin"], ["vitamins"], ["hepatitis"])
    return word in _NO_STOP or initial or text[after:end].lstrip()[:1].islower()


def _clauses(text: str, words: Words, first: int, last: int) -> Iterator[Clause]:
    cuts = sorted({first, *_cuts(text, words, first, last), last})
    if len(cuts) > 2 and cuts[1] - first < _FEWEST and words.texts[cuts[1]] in _OPENING:
        del cuts[0]  # `In short, while ...`: the head says nothing
        first = cuts[0]
    kept = [cuts[0]]
    for cut in cuts[1:-1]:
        if cut - kept[-1] >= _FEWEST and last - cut >= _FEWEST:
            kept.append(cut)
    before: Clause | None = None
    for start, stop in zip(kept, [*kept[1:], last], strict=True):
        clause = _clause(words, start, stop, head=start == first)
        if before is not None and before.condition and clause.dependent:
            clause = msgspec.structs.replace(clause, condition=True)  # `for those who nurse and have scars`
        yield clause
        before = clause


def _clause(words: Words, start: int, stop: int, *, head: bool) -> Clause:
    opening, during = words.texts[start], _is_during(words, start)
    inner = start
    while not during and inner < stop - 1 and words.texts[inner] in _TRIMMED:
        inner += 1
    word = words.texts[inner]
    set_apart = opening in (_OPENING if head else _APART) and not during
    return Clause(
        inner,
        stop,
        apart=set_apart and (head or word not in _VERBS),
        dependent=opening in _DEPENDENT or (not head and word in _AUXILIARIES),
        condition=opening in _CONDITION or during,
        points_back=word in _POINTING,
    )


def _is_during(words: Words, at: int) -> bool:
    following = words.texts[at + 1] if at + 1 < len(words.texts) else ""
    return (words.texts[at] == "while" and following in _DURING) or (words.texts[at] == "for" and following in _WHOM)


def _cuts(text: str, words: Words, first: int, last: int) -> Iterator[int]:
    """Give the words before which a new clause may begin."""
    opening = words.texts[first] in _OPENING or words.texts[first] in _OPENING_CONDITION
    for at in range(first + 1, last):
        between = text[words.ends[at - 1] : words.starts[at]]
        word = words.texts[at]
        following = words.texts[at + 1] if at + 1 < last else ""
        says = words.texts[at + 2] in _AUXILIARIES if at + 2 < last else False
        if any(mark in between for mark in (";", "—", ": ")) or " – " in between or " - " in between:
            yield at
        elif word in ("and", "or"):
            if following in _VERBS or (("," in between or says) and following in _NEW_SUBJECT):
                yield at
        elif "," in between:
            starts = (
                word in _JOINING
                or word in _CONDITION
                or (word in _OPENING and following not in _DURING)
                or (word, following) == ("as", "well")
            )
            if opening or starts:
                yield at
                opening = starts and word not in ("which", "who", "but", "as")
        elif word in _JOINING_ALONE or (word == "since" and following in _NEW_SUBJECT):
            yield at
