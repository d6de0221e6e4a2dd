"""The one spelling under which names are kept and compared: of substances, sites, conditions and procedures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOOTNOTE_MARKS = "*°†‡§¹²³⁴⁵⁶⁷⁸⁹⁰+^~"
_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
}
_FOLDED = {ord(letter): plain for letter, plain in _LETTERS.items()}
_NOT_A_NAME_CHARACTER = re.compile(r"[\W_]+")
_COLOUR_INDEX = re.compile(r"\bc ?i ?(?:no ?)?(\d{5})\b")
_SPELLINGS = (("sulph", "sulf"), ("aluminium", "aluminum"))


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Return the one spelling under which a name is kept and looked up.

    Case, accents, compatibility characters, hyphens, dots, slashes, brackets, spaces and footnote marks do not count.

    >>> normalise("ÁCIDO TRANEXÁMICO*")
    'acido tranexamico'
    >>> normalise("1,2.HEXANEDIOL") == normalise("1,2-Hexanediol")
    True
    >>> normalise("C.I. 77891") == normalise("CI77891")
    True
    """
    text = name.strip().strip(_FOOTNOTE_MARKS)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
        folded = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(c for c in folded if not unicodedata.combining(c)).translate(_FOLDED)
    text = _NOT_A_NAME_CHARACTER.sub(" ", text.casefold()).strip()
    for seen, kept in _SPELLINGS:
        text = text.replace(seen, kept)
    return _COLOUR_INDEX.sub(r"ci \1", text)
