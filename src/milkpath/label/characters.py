"""Evens out the characters of a label without moving any of them, so that every place still holds in the original."""

from __future__ import annotations

import re

_ONE_FOR_ONE = {
    " ": "\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\f\v",
    "(": "[{（【",
    ")": "]}）】",
    "/": "\\⁄／",
    ",": "，、",
    ";": "；",
    ":": "：",
    "%": "％﹪",
    "•": "·∙●▪■◦‣⁃・►",
    "-": "‐‑‒–—−",
    "'": "’‘`´",
    '"': "“”„«»",
    "u": "µμ",
}
_TABLE = {ord(seen): meant for meant, all_seen in _ONE_FOR_ONE.items() for seen in all_seen}

_DOTS_FOR_BRACKETS = re.compile(r"(?<=\s)\.([^\W\d_][\w \-]{0,40})\.(?=[\s,;)]|$)")
_REMARKS = re.compile(r"\(\s{0,2}(?:more|less|nano|non[- ]nano)\s{0,2}\)", re.IGNORECASE)


def even_out(text: str) -> str:
    r"""Return a text of the same length in one kind of bracket, dash, bullet, quote and space.

    Remarks that are no part of a name (`[nano]`, `[more]`) become spaces.

    >>> even_out("WATER\\AQUA • Zinc Oxide [nano] – PARFUM .FRAGRANCE.")
    'WATER/AQUA • Zinc Oxide        - PARFUM (FRAGRANCE)'
    """
    evened = text.translate(_TABLE)
    evened = _DOTS_FOR_BRACKETS.sub(lambda match: f"({match[1]})", evened)
    return _REMARKS.sub(lambda match: " " * len(match[0]), evened)
