"""Reads a whole label: text of a pack -> ingredients with status, place and interval of percent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from milkpath.knowledge.spelling import normalise
from milkpath.label.absent import absent_pieces
from milkpath.label.characters import even_out
from milkpath.label.concentration import Interval, Place, intervals, order_is_kept
from milkpath.label.found import Found, read_piece
from milkpath.label.ingredient import Ingredient, Label, Problem
from milkpath.label.names import Known, NameIndex
from milkpath.label.segment import segment
from milkpath.label.sequence import settle
from milkpath.label.strengths import Declared, declare, merge_strengths

_NO_NUMBERS: Mapping[str, float] = {}
_WHOLE = 99.0
"""Percent that declared strengths must reach before nothing can be missing beside them."""


def read_label(
    text: str,
    index: NameIndex,
    *,
    strengths: Mapping[str, float] = _NO_NUMBERS,
    typical: Mapping[str, float] = _NO_NUMBERS,
    watched: frozenset[str] = frozenset(),
) -> Label:
    """Return the ingredients of a label in the order of the text, and what is wrong with it.

    `strengths` maps a substance (id or name) to the percent that the plan gives beside the text; where text and plan
    differ, that is a problem and the larger figure counts. `typical` maps a substance id to the percent at which it is
    usually used; only the point within the interval rests on it. `watched` holds the ids of substances that a repair of
    spelling must not reach, except by a slip of the print (l for I, rn for m, 0 for O).

    >>> from milkpath.label.names import name_index
    >>> label = read_label("Xyloferin 2,5 %; Water", name_index([]))
    >>> [(found.text, found.section, found.status, found.percent_high) for found in label.ingredients]
    [('Xyloferin', 'active', 'unresolved', 2.5), ('Water', 'inactive', 'unresolved', 97.5)]
    """
    evened = even_out(text)
    known = Known(index, watched)
    pieces = segment(evened)
    absent = absent_pieces(evened, pieces)
    found = [one for number, piece in enumerate(pieces) for one in read_piece(evened, piece, absent.get(number), known)]
    settled, problems = settle(evened, found, index)
    declared, more = declare(settled)
    declared, extra, contradictions = merge_strengths(settled, declared, strengths, index)
    elsewhere = sum(one.percent_low for one in extra)
    estimated, others = _estimate(evened, settled, declared, typical, elsewhere)
    if any(problem.code == "more-than-all" for problem in others):
        extra = [msgspec.structs.replace(one, percent_low=0.0) for one in extra]
    ingredients = [_ingredient(text, one, interval) for one, interval in zip(settled, estimated, strict=True)]
    return Label(ingredients=(*extra, *ingredients), problems=(*problems, *more, *contradictions, *others))


def _estimate(
    text: str,
    found: Sequence[Found],
    declared: Sequence[Declared | None],
    typical: Mapping[str, float],
    elsewhere: float,
) -> tuple[list[Interval], list[Problem]]:
    """Return the interval of everything found, product by product."""
    result = [Interval(0.0, None, 0.0, "none")] * len(found)
    problems: list[Problem] = []
    mixed = _regions_with_semicolons(found)
    by_product: dict[int, list[int]] = {0: []}
    for number, one in enumerate(found):
        if one.is_ingredient:
            by_product.setdefault(one.product, []).append(number)
    for product, members in sorted(by_product.items()):
        places = [_place(text, found[number], declared[number], mixed) for number in members]
        total = sum(place.declared[0] for place in places if place.declared) + (0.0 if product else elsewhere)
        if total > 100.0:
            problems.append(Problem(code="more-than-all", message="the declared strengths add up to more than 100 %"))
            places = [_without_low(place) for place in places]
        elif not order_is_kept(places):
            problems.append(Problem(code="order-not-kept", message="the list does not stand in the order of amounts"))
        if members and total < _WHOLE and all(found[number].section == "active" for number in members):
            problems.append(Problem(code="unnamed-base", message="the label names the actives and nothing else"))
        for number, interval in zip(members, intervals(places, typical), strict=True):
            result[number] = interval
    return result, problems


def _place(text: str, one: Found, declared: Declared | None, mixed: frozenset[int]) -> Place:
    return Place(
        name=one.entry.substance if one.entry else normalise(text[one.start : one.end]),
        substance=one.entry.substance if one.entry else None,
        ordered=one.section in {"ingredient", "other_product"} and one.piece.region not in mixed,
        declared=(declared.low, declared.best, declared.high) if declared else None,
        basis=declared.basis if declared else "declared",
    )


def _without_low(place: Place) -> Place:
    if place.declared is None:
        return place
    return Place(place.name, place.substance, False, (0.0, place.declared[1], place.declared[2]), place.basis)


def _regions_with_semicolons(found: Sequence[Found]) -> frozenset[int]:
    """Return the regions with two kinds of separators: a list of parts, not one list in falling order."""
    kinds: dict[int, set[str]] = {}
    for one in found:
        kinds.setdefault(one.piece.region, set()).add(one.piece.before)
    return frozenset(region for region, separators in kinds.items() if {",", ";"} <= separators)


def _ingredient(text: str, one: Found, interval: Interval) -> Ingredient:
    counts = one.is_ingredient
    entry = one.entry if counts else None
    return Ingredient(
        text=text[one.start : one.end],
        start=one.start,
        end=one.end,
        section=one.section,
        status=one.status,
        substance=entry.substance if entry else None,
        name=entry.name if entry else None,
        percent_low=interval.low,
        percent_best=interval.best,
        percent_high=interval.high,
        basis=interval.basis,
        base_fraction=entry.base_fraction if entry else 1.0,
        product=one.product,
    )
