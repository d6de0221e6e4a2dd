"""How much of each ingredient there may be: declared strengths, and bounds from the order of a list.

The upper end is what screening uses, so it is never narrowed by more than the text itself gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from milkpath.label.ingredient import Basis

_ONE_PERCENT = 1.0
"""Below one percent the order of a European list is free (Regulation (EC) No 1223/2009, Article 19 (1) (g))."""
_ALPHABETICAL_FROM = 8
_ALPHABETICAL_SHARE = 0.9
_TOLERANCE = 1.02
"""Declared figures are rounded."""


class Place(msgspec.Struct, frozen=True):
    """What the estimate needs to know of one ingredient of one product, in the order of the text."""

    name: str
    """The normalised name: a doubled name counts once, and names in the order of the alphabet follow no other order."""
    substance: str | None
    ordered: bool
    """Whether it stands in a list in falling order: a whole European list, not a drug's excipients."""
    declared: tuple[float, float, float] | None = None
    basis: Basis = "declared"


class Interval(msgspec.Struct, frozen=True):
    """An interval of percent and what it rests on."""

    low: float
    best: float | None
    high: float
    basis: Basis


def intervals(places: Sequence[Place], typical: Mapping[str, float]) -> tuple[Interval, ...]:
    """Return the interval of each ingredient of one product.

    >>> water, active = Place("aqua", "water", True), Place("urea", "urea", True, (10.0, 10.0, 10.0))
    >>> [(found.low, found.high) for found in intervals([water, active, Place("x", None, True)], {})]
    [(0.0, 90.0), (10.0, 10.0), (0.0, 10.0)]
    """
    remaining = _remaining(places)
    ordered = order_is_kept(places)
    highs = _ordered_highs(places) if ordered else [None] * len(places)
    result: list[Interval] = []
    for place, high, (rank, _) in zip(places, highs, _ranks(places), strict=True):
        if place.declared:
            result.append(Interval(*place.declared, place.basis))
        elif high is not None:
            result.append(_guess(place, high, rank, typical))
        else:
            result.append(_unordered(place, remaining, typical))
    return tuple(result)


def order_is_kept(places: Sequence[Place]) -> bool:
    """Whether the list may be in falling order: declared figures fall, fit their rank, and the names are not sorted.

    >>> ten_percent = Place("a", None, True, (10.0, 10.0, 10.0))
    >>> order_is_kept([Place("c", None, True), Place("b", None, True), ten_percent])
    True
    >>> order_is_kept([Place(f"{99 - n}", None, True) for n in range(30)] + [ten_percent])
    False
    """
    in_list = [place for place in places if place.ordered]
    if _is_alphabetical([place.name for place in in_list]):
        return False
    cap = 100.0
    for place, (rank, _) in zip(in_list, _ranks(in_list), strict=True):
        if place.declared is None or place.basis != "declared":
            continue
        low = place.declared[0]
        if low > _ONE_PERCENT and low > _TOLERANCE * min(cap, 100.0 / rank):
            return False
        cap = min(cap, max(place.declared[2], _ONE_PERCENT))
    return len(in_list) < len(places) or _fills_up(in_list)


def _fills_up(in_list: Sequence[Place]) -> bool:
    """Whether a whole list with these bounds can make up a whole product."""
    if not any(place.declared for place in in_list):
        return True
    highs = zip(_ordered_highs(in_list), in_list, strict=True)
    return sum(place.declared[2] if place.declared else high or 0.0 for high, place in highs) * _TOLERANCE >= 100.0


def _remaining(places: Sequence[Place]) -> float:
    declared = sum(place.declared[0] for place in places if place.declared)
    return 100.0 - declared if declared <= 100.0 else 100.0


def _ordered_highs(places: Sequence[Place]) -> list[float | None]:
    """Return the upper ends that a list in falling order gives; `None` where it gives none."""
    remaining, cap = _remaining(places), 100.0
    highs: list[float | None] = []
    for place, (rank, undeclared_rank) in zip(places, _ranks(places), strict=True):
        if place.declared or not place.ordered:
            highs.append(None)
            if place.declared and place.ordered and place.basis == "declared":
                cap = min(cap, max(place.declared[2], _ONE_PERCENT))
        else:
            high = min(100.0 / rank, remaining / undeclared_rank, cap)
            highs.append(min(max(high, _ONE_PERCENT), remaining))
    return highs


def _ranks(places: Sequence[Place]) -> list[tuple[int, int]]:
    """Return for each place its rank among the ordered ones, and among those of them without a declared figure."""
    seen: set[str] = set()
    rank = undeclared = 0
    ranks: list[tuple[int, int]] = []
    for place in places:
        if place.ordered and place.name not in seen:
            seen.add(place.name)
            rank += 1
            undeclared += place.declared is None
        ranks.append((max(rank, 1), max(undeclared, 1)))
    return ranks


def _guess(place: Place, high: float, rank: int, typical: Mapping[str, float]) -> Interval:
    usual = typical.get(place.substance) if place.substance else None
    if usual is not None:
        return Interval(0.0, min(usual, high), high, "typical")
    # A power law on the rank: the first of a list makes up about half of it, and each rank falls off faster than 1/r.
    return Interval(0.0, min(50.0 / rank**1.5, high), high, "order")


def _unordered(place: Place, remaining: float, typical: Mapping[str, float]) -> Interval:
    usual = typical.get(place.substance) if place.substance else None
    if usual is not None:
        return Interval(0.0, min(usual, remaining), remaining, "typical")
    return Interval(0.0, None, remaining, "none")


def _is_alphabetical(doubled: Sequence[str]) -> bool:
    names = list(dict.fromkeys(doubled))
    if len(names) < _ALPHABETICAL_FROM:
        return False
    pairs = list(pairwise(names))
    return sum(one <= two for one, two in pairs) >= _ALPHABETICAL_SHARE * len(pairs)
