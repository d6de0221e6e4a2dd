"""Which brackets of a text belong together, also where some were forgotten."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"[()]")


def matched_brackets(text: str) -> dict[int, int]:
    """Map the place of each opening bracket to the place of the bracket that closes it; lone ones are left out.

    >>> matched_brackets("Blue 1 (CI 42090, Fragrance (Parfum)")
    {28: 35}
    """
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "(":
            waiting.append(bracket.start())
        elif waiting:
            pairs[waiting.pop()] = bracket.start()
    return pairs


def outer_brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost bracketed stretches as (place of the opening, place of the closing) in order.

    A bracket that is never closed counts as closed at the end of the text.

    >>> outer_brackets("a (b (c)) d (e)")
    [(2, 8), (12, 14)]
    >>> outer_brackets("Blue 1 (CI 42090")
    [(7, 16)]
    """
    if "(" not in text:
        return []
    pairs = matched_brackets(text)
    outer: list[tuple[int, int]] = []
    place = text.find("(")
    while place >= 0:
        close = pairs.get(place, len(text))
        outer.append((place, close))
        place = text.find("(", close + 1)
    return outer


def without_brackets(text: str) -> str:
    """Return the text without its bracketed stretches.

    >>> without_brackets("Citrus Limon (Lemon) Fruit Extract")
    'Citrus Limon  Fruit Extract'
    """
    kept: list[str] = []
    after = 0
    for start, end in outer_brackets(text):
        kept.append(text[after:start])
        after = end + 1
    kept.append(text[after:])
    return "".join(kept)
