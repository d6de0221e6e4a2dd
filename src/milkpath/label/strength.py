"""Finds declared strengths in a stretch of label text and turns them into percent."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

_NUMBER = r"(?:\d{1,6}(?:[.,]\d{1,6}){0,3}|[.,]\d{1,6})"
_MASS = r"(?:kg|mg|mcg|ug|ng|g)"
_STRENGTH = re.compile(
    rf"""(?<![\w.,])
    (?P<limit> (?:<\s?=?|≤|up\sto|max(?:imum|\.)?|less\sthan|bis\szu|jusqu'[aà]|hasta|fino\sal?
        |at[eé]|tot)
        \s{{0,2}} )?
    (?:(?P<from>{_NUMBER})\s{{0,2}}%?\s{{0,2}}(?:-|to|bis|à)\s{{0,2}})?
    (?P<number>{_NUMBER})\s{{0,2}}
    (?:
        (?P<percent>%|per\s?cent\b|prozent\b|pour\s?cent\b|por\s?ciento\b)
            (?:\s{{0,2}}\(?\s?(?P<kind>[wmp]/[wmp]|[wmp]/v|v/v|vol\.?\b)\s?\)?)?
      | (?P<mass>{_MASS})\s{{0,2}}(?:/|per\b|pro\b|par\b|por\b)
            \s{{0,2}}(?P<each>\d{{1,4}})?\s{{0,2}}(?P<unit>kg|g|ml|l)\b
      | (?P<parts>ppm|ppb)\b
      | (?P<potency>(?:i\.?u\.?|u\.?i\.?|i\.?e\.?|u|units?|einheiten|unités|unidades)\b
            (?:\s?/\s?\d{{0,4}}\s?(?:kg|g|ml|l|vial)\b)?)
      | (?P<amount>{_MASS})\b(?!\s?/)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_GRAMS = {"kg": 1000.0, "g": 1.0, "mg": 1e-3, "mcg": 1e-6, "ug": 1e-6, "ng": 1e-9}
_PER_GRAMS = {"kg": 1000.0, "g": 1.0, "ml": 1.0, "l": 1000.0}
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")

# Shares of origin, not strengths: "85 % d'origine naturelle", "100 % natural fragrance", "-76 % de plastique".
_ORIGIN = re.compile(
    r"^\s{0,2}(?:[^\W\d]+[' ]){0,4}?(?:(?:d'|l')?(?:ingr[eé]d|inhaltsst|origin|ursprung|plasti|recycl))", re.I
)
_PURE = re.compile(r"^\s{0,2}(?:[^\W\d]+[' ]){0,2}?(?:natur|bio|organic|vegan|v[eé]g[eé]tal|pur[eo]?\b|satisf)", re.I)


class Strength(msgspec.Struct, frozen=True):
    """One strength in the text.

    `kind`: `declared` and `limit` (an upper end only) are percentages; `amount` is a mass without a basis, `potency` is
    in units, `claim` is a share of origin: none of these says how much of the substance there is.
    """

    start: int
    end: int
    kind: Literal["declared", "limit", "amount", "potency", "claim"]
    low: float = 0.0
    high: float = 0.0
    by_volume: bool = False
    """Per volume, so a density of 1 g/mL was assumed."""


def find_strengths(text: str, per_grams: float | None = None) -> tuple[Strength, ...]:
    """Return all strengths of the text in order; `per_grams` is the basis of bare masses (`1 g of cream contains`).

    >>> [(found.kind, found.high) for found in find_strengths("Lidocaine .05 g/g, Prilocaine 2,5 %")]
    [('declared', 5.0), ('declared', 2.5)]
    >>> find_strengths("Aloe Extract (10,000 ppm)")[0].high
    1.0
    >>> find_strengths("85% d'ingrédients d'origine naturelle")[0].kind
    'claim'
    >>> find_strengths("25 mg Lidocain", per_grams=1.0)[0].high
    2.5
    """
    return tuple(_read(match, text, per_grams) for match in _STRENGTH.finditer(text))


def _read(match: re.Match[str], text: str, per_grams: float | None) -> Strength:
    start, end = match.span()
    if match["potency"] or (match["amount"] and per_grams is None):
        return Strength(start, end, "potency" if match["potency"] else "amount")
    factor, by_volume = _factor(match, per_grams)
    thousands = match["percent"] is None
    high = _number(match["number"], thousands) * factor
    low = _number(match["from"], thousands) * factor if match["from"] else high
    if high > 100.0 or low > high or (match["percent"] and _is_share_of_origin(text, match, high)):
        return Strength(start, end, "claim")
    if match["limit"]:
        return Strength(start, end, "limit", 0.0, high, by_volume)
    return Strength(start, end, "declared", low, high, by_volume)


def _factor(match: re.Match[str], per_grams: float | None) -> tuple[float, bool]:
    """Return what turns the number into percent, and whether a density had to be assumed."""
    if match["percent"]:
        return 1.0, bool(match["kind"] and "v" in match["kind"].lower())
    if match["parts"]:
        return (1e-4 if match["parts"].lower() == "ppm" else 1e-7), False
    if match["amount"]:
        return 100.0 * _GRAMS[match["amount"].lower()] / (per_grams or 1.0), False
    unit = match["unit"].lower()
    each = float(match["each"] or 1) or 1.0
    return 100.0 * _GRAMS[match["mass"].lower()] / (each * _PER_GRAMS[unit]), unit in {"ml", "l"}


def _number(written: str, thousands: bool) -> float:
    """Read a number; before `ppm` or a mass, three digits after a sign are thousands, before `%` they are decimals.

    >>> _number("10,000", True), _number("2,5", True), _number("1.250", False), _number(".05", True)
    (10000.0, 2.5, 1.25, 0.05)
    """
    if thousands and _THOUSANDS.fullmatch(written) and not written.startswith("0"):
        return float(re.sub("[.,]", "", written))
    whole, point, decimals = written.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '') or '0'}.{decimals}" if point else decimals)


def _is_share_of_origin(text: str, match: re.Match[str], percent: float) -> bool:
    after = text[match.end() : match.end() + 60]
    return bool(_ORIGIN.search(after)) or (percent >= 50.0 and bool(_PURE.search(after)))
