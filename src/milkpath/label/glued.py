"""Takes apart names that were printed without separators between them."""

from __future__ import annotations

import re

from milkpath.knowledge.spelling import normalise
from milkpath.label.brackets import outer_brackets
from milkpath.label.names import NameIndex, look_up_normalised

_WORD = re.compile(r"\S+")
_LONG = 8
"""From so many words on, a stretch may be taken apart although some words stay unknown."""
_KNOWN_SHARE = 0.6
_LONGEST_OF_FAMILY = 6
"""Names of a family (a plant with its part, an ether with its number) have at most so many words."""

Run = tuple[int, int, str | None]
"""Start, end, and the known name that stands there."""


def unglue(text: str, index: NameIndex) -> list[Run]:
    """Return known names that cover every word of the text (most words of a long one), or nothing.

    Words in brackets do not count. Whole words only: a name within a longer word means something else.

    >>> from milkpath.label.names import NameEntry
    >>> entries = {name: NameEntry(name, name) for name in ("silica", "castor oil")}
    >>> index = NameIndex(entries=entries, by_id={}, compact={}, halves={}, longest=2)
    >>> unglue("SILICA CASTOR OIL", index)
    [(0, 6, 'silica'), (7, 17, 'castor oil')]
    >>> unglue("SILICA BASTOR OIL", index)
    []
    """
    words = _bare_words(text)
    if len(words) < 2:
        return []
    runs = _best_cover([normalise(text[start:end]) for start, end in words], index)
    covered = sum(last - first for first, last, name in runs if name)
    if covered < len(words) and (len(words) < _LONG or covered < _KNOWN_SHARE * len(words)):
        return []
    return [(words[first][0], words[last - 1][1], name) for first, last, name in runs]


def _bare_words(text: str) -> list[tuple[int, int]]:
    """Return the places of the words outside brackets."""
    free: list[tuple[int, int]] = []
    after = 0
    for start, end in [*outer_brackets(text), (len(text), len(text))]:
        free += [match.span() for match in _WORD.finditer(text, after, start) if any(c.isalnum() for c in match[0])]
        after = end + 1
    return free


def _best_cover(words: list[str], index: NameIndex) -> list[Run]:
    """Cut the words into known names and unknown rests: as few unknown words as can be, then as few names."""
    costs: list[tuple[int, int]] = [(0, 0)]
    steps: list[tuple[int, str | None]] = [(0, None)]
    for last in range(1, len(words) + 1):
        best = (costs[last - 1][0] + 1, costs[last - 1][1] + 1)
        choice: tuple[int, str | None] = (last - 1, None)
        for first in range(max(0, last - index.longest), last):
            name = " ".join(words[first:last])
            cost = (costs[first][0], costs[first][1] + 1)
            if cost < best and _is_known(name, index):
                best, choice = cost, (first, name)
        costs.append(best)
        steps.append(choice)
    return _runs(steps)


def _is_known(name: str, index: NameIndex) -> bool:
    if name in index.entries:
        return True
    return name.count(" ") < _LONGEST_OF_FAMILY and look_up_normalised(name, index) is not None


def _runs(steps: list[tuple[int, str | None]]) -> list[Run]:
    """Follow the steps back from the last word, with neighbouring unknown words as one run."""
    runs: list[Run] = []
    last = len(steps) - 1
    while last > 0:
        first, name = steps[last]
        if name is None and runs and runs[-1][2] is None:
            runs[-1] = (first, runs[-1][1], None)
        else:
            runs.append((first, last, name))
        last = first
    return runs[::-1]
