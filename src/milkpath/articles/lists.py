"""Short lists of words of grammar and of mark-up, as they are written in code."""

from __future__ import annotations


def spelt(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(spelt("but because"))
    ['because', 'but']
    """
    return frozenset(text.split())
