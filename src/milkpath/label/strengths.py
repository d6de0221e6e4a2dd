"""Brings together what text, front and plan say about the strength of one ingredient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from milkpath.label.found import Found
from milkpath.label.ingredient import Basis, Ingredient, Problem, ProblemCode
from milkpath.label.names import NameEntry, NameIndex, look_up

_SAME = 0.02
"""Figures that differ by less, relatively, say the same: labels round."""


class Declared(msgspec.Struct, frozen=True):
    """A strength in percent as declared; the upper end is the larger one where two figures contradict each other."""

    low: float
    best: float
    high: float
    basis: Basis = "declared"


def declare(found: Sequence[Found]) -> tuple[list[Declared | None], list[Problem]]:
    """Return the declared strength of everything found, and the problems met."""
    problems: list[Problem] = []
    return [_declared(one, problems) for one in found], problems


def merge_strengths(
    found: Sequence[Found], declared: Sequence[Declared | None], strengths: Mapping[str, float], index: NameIndex
) -> tuple[list[Declared | None], list[Ingredient], list[Problem]]:
    """Merge the strengths of the plan; a substance that the text does not name becomes an ingredient of its own."""
    merged = list(declared)
    extra: list[Ingredient] = []
    problems: list[Problem] = []
    for written, percent in strengths.items():
        entry = index.by_id.get(written) or look_up(written, index)
        places = [
            n
            for n, one in enumerate(found)
            if entry and one.is_ingredient and one.entry and one.entry.substance == entry.substance
        ]
        if not places:
            extra.append(_only_in_plan(written, entry, percent))
            if found:
                problems.append(
                    _problem("not-in-text", f"{written} {percent:g} % is not in the label text", None, entry)
                )
            continue
        place = _strongest(places, merged)
        held = merged[place]
        if held is not None and not _agree(held, percent):
            text = f"the label text says {held.high:g} %, the given strength is {percent:g} %"
            problems.append(_problem("contradiction", text, found[place], entry))
        merged[place] = _joined(held, percent)
    return merged, extra, problems


def _declared(one: Found, problems: list[Problem]) -> Declared | None:
    figures = [mark for mark in one.strengths if mark.kind in {"declared", "limit"}]
    name = one.entry.name if one.entry else "an ingredient"
    if not one.is_ingredient:
        return None
    if any(mark.kind == "amount" for mark in one.strengths) and not figures:
        problems.append(
            _problem("amount-without-basis", f"the amount of {name} is given without the whole it is part of", one)
        )
    if not figures:
        return None
    if any(mark.by_volume for mark in figures):
        problems.append(_problem("weight-by-volume", f"the strength of {name} is per volume; 1 g/mL is assumed", one))
    low, high = min(mark.low for mark in figures), max(mark.high for mark in figures)
    if all(mark.kind == "limit" for mark in figures):
        return Declared(0.0, high / 2.0, high, "limit")
    exact = [mark for mark in figures if mark.kind == "declared"]
    if len({round(mark.high, 6) for mark in exact}) > 1 and not _agree(Declared(low, low, low), high):
        problems.append(_problem("contradiction", f"the label says {low:g} % and {high:g} % of {name}", one))
        return Declared(low, high, high)
    return Declared(low, (low + high) / 2.0, high)


def _joined(held: Declared | None, percent: float) -> Declared:
    """Return the interval over two figures, with the larger as the best guess.

    >>> _joined(Declared(5.0, 5.0, 5.0), 10.0)
    Declared(low=5.0, best=10.0, high=10.0, basis='declared')
    """
    if held is None or held.basis == "limit":
        return Declared(percent, percent, max(percent, held.high if held else 0.0))
    best = percent if percent > held.high else held.best
    return Declared(min(held.low, percent), best, max(held.high, percent))


def _agree(held: Declared, percent: float) -> bool:
    return held.low * (1.0 - _SAME) <= percent <= held.high * (1.0 + _SAME)


def _strongest(places: list[int], declared: Sequence[Declared | None]) -> int:
    """Return the place that already has the largest figure, else the first."""

    def strength(place: int) -> float:
        held = declared[place]
        return held.high if held is not None else -1.0

    return max(places, key=strength)


def _only_in_plan(written: str, entry: NameEntry | None, percent: float) -> Ingredient:
    return Ingredient(
        text="",
        start=0,
        end=0,
        section="active",
        status="unresolved" if entry is None else "exact" if entry.is_main_name else "alias",
        substance=entry.substance if entry else None,
        name=entry.name if entry else written,
        percent_low=percent,
        percent_best=percent,
        percent_high=percent,
        basis="declared",
        base_fraction=entry.base_fraction if entry else 1.0,
    )


def _problem(code: ProblemCode, message: str, one: Found | None, entry: NameEntry | None = None) -> Problem:
    meant = entry or (one.entry if one else None)
    return Problem(
        code=code,
        message=message,
        start=one.start if one else 0,
        end=one.end if one else 0,
        substance=meant.substance if meant else None,
    )
