"""How the words of article claims are written, and what they stand for once every list is filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from milkpath.knowledge.model import ArticleTerm

GAP: Final = ".."
"""In a phrase: up to `WIDEST_GAP` words between."""
WIDEST_GAP: Final = 4
ENDING: Final = "*"

Cue: TypeAlias = tuple[str, ...]
"""One phrase, word by word; a word may end in `*`, and `..` is a gap."""

_BETWEEN: Final = "|"
_LIST: Final = re.compile(r"<([a-z0-9-]+)>")
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:'[^\W\d_]+)*\*?|\.\.")
_BAD: Final = re.compile(r"[^\w\s'’%*.,|<>/-]")


def words_of(text: str) -> Cue:
    """Return the words of a phrase in the form in which articles are read: small letters, no hyphens.

    >>> words_of("Micro-needling .. isn’t 1.5 %")
    ('micro', 'needling', '..', "isn't", '1.5', '%')
    """
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def cues_of(group: str, terms: Mapping[str, ArticleTerm]) -> tuple[Cue, ...]:
    """Return every phrase that a group stands for, with its lists filled in.

    Raises:
        ValueError: a list is not there or holds itself, or a phrase has no word or a strange character.

    >>> cues_of("may pass | absorb*", {})
    (('may', 'pass'), ('absorb*',))
    """
    return tuple(dict.fromkeys(_filled(group, terms, ())))


def _filled(group: str, terms: Mapping[str, ArticleTerm], inside: tuple[str, ...]) -> list[Cue]:
    found: list[Cue] = []
    for part in group.split(_BETWEEN):
        named = _LIST.fullmatch(part.strip())
        if named is None:
            found.append(_phrase(part))
            continue
        name = named[1]
        if name in inside or name not in terms:
            raise ValueError(f"the list <{name}> {'holds itself' if name in inside else 'is not in terms/'}")
        for word in terms[name].words:
            found += _filled(word, terms, (*inside, name))
    return found


def _phrase(text: str) -> Cue:
    wrong = _BAD.search(text)
    if wrong is not None or "<" in text or ">" in text:
        raise ValueError(f"'{text.strip()}' holds a character that no phrase may hold")
    words = words_of(text)
    if not words or words[0] == GAP or words[-1] == GAP:
        raise ValueError(f"'{text.strip()}' must begin and end with a word")
    return words
