"""The claims of the knowledge made ready for matching: every group of words is a number in one book of phrases."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, Literal

import msgspec

from milkpath.articles.phrases import Phrasebook
from milkpath.knowledge.cues import cues_of, words_of
from milkpath.knowledge.families import is_family
from milkpath.knowledge.model import ArticleClaim
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise

Grammar = Literal[
    "negation",
    "negation-after",
    "no-negation",
    "whole-phrases",
    "myth",
    "hedge",
    "absolute",
    "pregnancy",
    "nursing",
    "domain",
    "assertion",
    "not-a-claim",
    "never-a-subject",
    "uncertain",
    "pronoun",
    "empty-it",
    "thing",
    "taken",
    "injected",
    "open-skin",
    "breast",
]
GRAMMAR: Final[tuple[Grammar, ...]] = Grammar.__args__  # type: ignore[attr-defined]
"""Lists in `terms/` that the matching itself asks for."""

_SHORTEST_NAME: Final = 4


class Way(msgspec.Struct, frozen=True):
    """One way to put a claim: the groups that must be there, the last of them what is claimed."""

    claim: str
    groups: tuple[int, ...]
    about: tuple[int, ...]
    without: int | None
    denies: bool


class Positions(msgspec.Struct, frozen=True):
    """All ways, by the group of what is claimed, and the book in which groups have their numbers."""

    book: Phrasebook
    ways: dict[int, tuple[Way, ...]]
    grammar: dict[Grammar, int]
    subjects: dict[int, tuple[str, str]]
    """Group -> (`substance` or `procedure`, id)."""
    claims: dict[str, ArticleClaim]


def positions(known: Knowledge) -> Positions:
    """Return the claims of the knowledge, ready for matching."""
    book = Phrasebook()
    grammar = {name: book.group(f"<{name}>", cues_of(f"<{name}>", known.terms)) for name in GRAMMAR}
    ways: defaultdict[int, list[Way]] = defaultdict(list)
    for claim in known.claims.values():
        about = tuple(_group(book, text, known) for text in claim.about)
        without = None if claim.without is None else _group(book, claim.without, known)
        for denies, put in ((False, claim.says), (True, claim.denies)):
            for texts in put:
                groups = tuple(_group(book, text, known) for text in texts)
                ways[groups[-1]].append(Way(claim.id, groups, about, without, denies))
    subjects = dict(_subjects(book, known))
    book.close()
    return Positions(book, {group: tuple(found) for group, found in ways.items()}, grammar, subjects, known.claims)


def _group(book: Phrasebook, text: str, known: Knowledge) -> int:
    return book.group(text, cues_of(text, known.terms))


def _subjects(book: Phrasebook, known: Knowledge) -> list[tuple[int, tuple[str, str]]]:
    never = {" ".join(cue) for cue in cues_of("<never-a-subject>", known.terms)}
    substances = [
        _subject(book, "substance", one.id, (one.name, *(name.text for name in one.names)), never)
        for one in known.substances.values()
    ]
    procedures = [
        _subject(book, "procedure", one.id, (one.name, *one.names), never) for one in known.procedures.values()
    ]
    return [*substances, *procedures]


def _subject(
    book: Phrasebook, kind: str, identifier: str, names: tuple[str, ...], never: set[str]
) -> tuple[int, tuple[str, str]]:
    cues = []
    for name in names:
        if is_family(name):  # `Blue #`, `Carrot *`: words of labels, which mean something else in an article
            continue
        words = words_of(normalise(name))
        if words and len("".join(words)) >= _SHORTEST_NAME and " ".join(words) not in never and ".." not in words:
            cues.append(words)
            if kind == "procedure":
                cues.append((*words[:-1], f"{words[-1]}s"))
    return book.group((kind, identifier), cues), (kind, identifier)
