"""Figures with their units in a stretch of text: hours, percentages and millimetres."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

Unit = Literal["h", "%", "mm"]

_SCALE: Final[dict[str, tuple[Unit, float]]] = {
    "second": ("h", 1 / 3600),
    "minute": ("h", 1 / 60),
    "min": ("h", 1 / 60),
    "hour": ("h", 1.0),
    "hr": ("h", 1.0),
    "h": ("h", 1.0),
    "day": ("h", 24.0),
    "week": ("h", 168.0),
    "month": ("h", 730.0),
    "%": ("%", 1.0),
    "percent": ("%", 1.0),
    "per cent": ("%", 1.0),
    "mm": ("mm", 1.0),
    "millimeter": ("mm", 1.0),
    "millimetre": ("mm", 1.0),
}
_SPELT: Final = {
    **dict.fromkeys(("a", "an", "one"), 1),
    "two": 2,
    "a couple of": 2,
    "couple of": 2,
    "a few": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_NUMBER: Final = r"\d+(?:[.,]\d+)?|" + "|".join(sorted(_SPELT, key=len, reverse=True))
_FIGURE: Final = re.compile(
    rf"\b({_NUMBER})\s*(?:(?:-|–|—|\bto\b|\bor\b|\band\b)\s*({_NUMBER})\s*)?[-\s]?"
    r"(seconds?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|%|percent|per cent|mm|millimet(?:er|re)s?)(?!\w)",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A figure or a range of them, in hours, per cent or millimetres."""

    low: float
    high: float
    unit: Unit


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures that have a unit.

    >>> figures("wait 24-48 hours, or two days; a 4% cream")
    (Figure(low=24.0, high=48.0, unit='h'), Figure(low=48.0, high=48.0, unit='h'), Figure(low=4.0, high=4.0, unit='%'))
    """
    return tuple(_figure(match) for match in _FIGURE.finditer(text))


def _figure(match: re.Match[str]) -> Figure:
    name = match[3].casefold()
    unit, scale = _SCALE[name] if name in _SCALE else _SCALE[name.removesuffix("s")]
    low = _value(match[1]) * scale
    high = low if match[2] is None else _value(match[2]) * scale
    return Figure(min(low, high), max(low, high), unit)


def _value(text: str) -> float:
    spelt = _SPELT.get(" ".join(text.casefold().split()))
    return float(text.replace(",", ".")) if spelt is None else float(spelt)
