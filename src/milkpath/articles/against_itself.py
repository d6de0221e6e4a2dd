"""Finds the claims of a text that cannot stand beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from milkpath.articles.finding import Against, Finding
from milkpath.knowledge.model import ArticleClaim

MOST_POINTERS: Final = 3
"""Other places that are named for one claim."""
_KEPT: Final = ("supported", "contradicted")
"""Verdicts that say more than `contradicts-other`: the evidence has decided which side is right."""


def against_itself(found: Sequence[Finding], claims: Mapping[str, ArticleClaim]) -> tuple[Finding, ...]:
    """Return the findings, each with the places that speak against it.

    Where the evidence does not decide a claim by itself, its verdict becomes `contradicts-other`.
    """
    places: defaultdict[tuple[str, bool], list[Finding]] = defaultdict(list)
    for one in found:
        if one.claim is not None and not claims[one.claim].varied:
            places[one.claim, one.opposite].append(one)
    rivals = _rivals(claims)
    return tuple(
        one if one.claim is None or claims[one.claim].varied else _with_rivals(one, places, rivals) for one in found
    )


def _rivals(claims: Mapping[str, ArticleClaim]) -> dict[str, set[str]]:
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims.values():
        for other in claim.contradicts:
            rivals[claim.id].add(other)
            rivals[other].add(claim.id)
    return rivals


def _with_rivals(
    one: Finding, places: Mapping[tuple[str, bool], list[Finding]], rivals: Mapping[str, set[str]]
) -> Finding:
    if one.claim is None:
        return one
    others = [*_others(one, [(one.claim, not one.opposite)], places)]
    if not one.opposite:
        others += _others(one, ((name, False) for name in sorted(rivals.get(one.claim, ()))), places)
    if not others:
        return one
    pointers = tuple(Against(quote=it.quote, start=it.start, end=it.end) for it in others[:MOST_POINTERS])
    verdict = one.verdict if one.verdict in _KEPT else "contradicts-other"
    return msgspec.structs.replace(one, verdict=verdict, against=pointers)


def _others(
    one: Finding, keys: Iterable[tuple[str, bool]], places: Mapping[tuple[str, bool], list[Finding]]
) -> Iterator[Finding]:
    for key in keys:
        yield from (it for it in places.get(key, [])[:MOST_POINTERS] if it.start != one.start and _same_thing(one, it))


def _same_thing(one: Finding, other: Finding) -> bool:
    """Tell whether two claims rest on the same statements, or on none: claims of two substances are two things."""
    return one.claim != other.claim or not one.because or one.because == other.because
