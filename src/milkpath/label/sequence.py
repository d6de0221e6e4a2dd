"""Looks at everything found on a label together: names that were torn apart, fronts, titles, sections, products."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from milkpath.knowledge.spelling import normalise
from milkpath.label.found import Found
from milkpath.label.ingredient import Problem, Section
from milkpath.label.names import NameEntry, NameIndex, compact, look_up
from milkpath.label.strength import Strength

_LONGEST_JOIN = 4
_FEW = 3


def settle(text: str, found: Sequence[Found], index: NameIndex) -> tuple[list[Found], list[Problem]]:
    """Return what the label holds once its stretches are seen side by side, and the problems met on the way."""
    joined = _lone_strengths(_join_torn(text, found, index))
    titled = _titles(text, joined, index)
    sectioned = _sections(_second_lists(titled))
    return _fronts(sectioned)


# --- names torn apart by a comma or the edge of the paper ----------------------------------------------------------


def _join_torn(text: str, found: Sequence[Found], index: NameIndex) -> list[Found]:
    result: list[Found] = []
    place = 0
    while place < len(found):
        joined, taken = _longest_join(text, found, place, index)
        result.append(joined)
        place += taken
    return result


def _longest_join(text: str, found: Sequence[Found], place: int, index: NameIndex) -> tuple[Found, int]:
    """Return the join of as many neighbours as make one known name, of which at least one means nothing alone."""
    first = found[place]
    nearest = found[place : place + 2]
    most = min(_LONGEST_JOIN, len(found) - place) if any(one.status == "unresolved" for one in nearest) else 1
    for taken in range(most, 1, -1):
        group = found[place : place + taken]
        if not _may_join(group):
            continue
        words = [text[one.start : one.end] for one in group]
        name = normalise(" ".join(words))
        entry = index.entries.get(name) or index.entries.get(index.compact.get(compact(name), ""))
        if entry is not None:
            status = "exact" if words[0].isdigit() and entry.is_main_name else "repaired"
            return msgspec.structs.replace(
                first, end=group[-1].end, status=status, entry=entry, strengths=group[-1].strengths
            ), taken
        if taken == 2 and _is_locant(words):
            return msgspec.structs.replace(
                first, end=group[-1].end, strengths=group[-1].strengths, status="unresolved"
            ), 2
    return first, 1


def _is_locant(words: Sequence[str]) -> bool:
    """Whether a lone digit belongs to the number after it (`1, 2-Pentanediol`)."""
    return len(words[0]) == 1 and words[0].isdigit() and words[1][:1].isdigit()


def _may_join(group: Sequence[Found]) -> bool:
    one = group[0]
    return (
        any(other.status == "unresolved" for other in group)
        and all(other.is_ingredient and other.piece.region == one.piece.region for other in group)
        and not any(other.strengths for other in group[:-1])
        and not any(other.piece.before == ";" for other in group[1:])
    )


def _lone_strengths(found: Sequence[Found]) -> list[Found]:
    """Give a strength that stands alone between separators to the name before it."""
    result: list[Found] = []
    for one in found:
        if one.status == "not-an-ingredient" and one.strengths and result and _takes(result[-1], one):
            result[-1] = msgspec.structs.replace(result[-1], strengths=one.strengths)
            result.append(msgspec.structs.replace(one, strengths=()))
        else:
            result.append(one)
    return result


def _takes(before: Found, one: Found) -> bool:
    return before.is_ingredient and not before.strengths and before.piece.region == one.piece.region


# --- titles and second lists -----------------------------------------------------------------------------------------


def _titles(text: str, found: Sequence[Found], index: NameIndex) -> list[Found]:
    """Set apart titles: unknown words before a colon at the start of a sentence, or before the next heading."""
    result: list[Found] = []
    for number, one in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        if one.status != "unresolved" or following is None or one.piece == following.piece:
            result.append(one)
        elif one.piece.opens and following.piece.before == ":" and one.piece.region == following.piece.region:
            result.append(msgspec.structs.replace(one, status="not-an-ingredient"))
        elif one.product != following.product:
            result.extend(_glued_title(text, one, index))
        else:
            result.append(one)
    return result


def _glued_title(text: str, one: Found, index: NameIndex) -> list[Found]:
    """Split `Parfum Night Essence` where the title of the next product follows the last name without a separator."""
    stretch = text[one.start : one.end]
    for place in range(len(stretch) - 1, 0, -1):
        if stretch[place].isspace():
            entry = look_up(stretch[:place], index)
            if entry is not None:
                end = one.start + len(stretch[:place].rstrip())
                rest = msgspec.structs.replace(
                    one, start=one.start + place + 1, status="not-an-ingredient", strengths=()
                )
                return [_with_entry(msgspec.structs.replace(one, end=end), entry), rest]
    return [one]


def _with_entry(one: Found, entry: NameEntry) -> Found:
    return msgspec.structs.replace(one, entry=entry, status="exact" if entry.is_main_name else "alias")


def _second_lists(found: Sequence[Found]) -> list[Found]:
    """Give a list that begins again, after a bracketed list or under a title, the number of a product of its own."""
    result = list(found)
    starts = [n for n, one in enumerate(found) if n and _begins_again(found, n)]
    for start in starts:
        region = found[start].piece.region
        members = [n for n in range(start, len(found)) if found[n].piece.region == region]
        earlier = {one.entry.substance for one in found[:start] if one.entry and one.product == found[start].product}
        repeated = sum(1 for n in members if (entry := found[n].entry) and entry.substance in earlier)
        counted = sum(found[n].is_ingredient for n in members)
        if counted >= _FEW and repeated * 2 >= counted:
            product = max(one.product for one in result) + 1
            for n in members:
                result[n] = msgspec.structs.replace(result[n], product=product, section="other_product")
    return result


def _begins_again(found: Sequence[Found], number: int) -> bool:
    one, before = found[number], found[number - 1]
    if one.section not in {"ingredient", "other_product"}:
        return False
    resumes = one.piece.resumes and before.piece.region != one.piece.region
    under_title = one.piece.before == ":" and before.piece.opens and not before.is_ingredient and number > _FEW
    return resumes or under_title


# --- sections of a drug list without headings ------------------------------------------------------------------------


def _sections(found: Sequence[Found]) -> list[Found]:
    """Tell the actives from the rest where no heading does."""
    result = list(found)
    by_region: dict[int, list[int]] = {}
    for n, one in enumerate(found):
        if one.is_ingredient and one.section == "ingredient" and one.piece.kind == "list":
            by_region.setdefault(one.piece.region, []).append(n)
    for members in by_region.values():
        actives = _number_of_actives([found[n] for n in members])
        if not actives:
            continue
        for order, n in enumerate(members):
            section: Section = "active" if order < actives else "inactive"
            result[n] = msgspec.structs.replace(result[n], section=section)
    return result


def _number_of_actives(members: Sequence[Found]) -> int:
    """Return how many of a list are its actives: those before the first semicolon, or those with strengths in front."""
    breaks = [n for n, one in enumerate(members) if n and one.piece.before == ";" and one.piece != members[n - 1].piece]
    with_strength = [has_figure(one.strengths) for one in members]
    if not breaks:
        return with_strength.index(False) if False in with_strength else len(members)
    if not any(with_strength[: breaks[0]]):
        return 0
    if all(with_strength) and len(breaks) == len(members) - 1:
        return len(members)
    return breaks[0]


def has_figure(strengths: Sequence[Strength]) -> bool:
    """Whether one of the strengths says how much there is."""
    return any(mark.kind in {"declared", "limit", "amount"} for mark in strengths)


# --- the front of the pack --------------------------------------------------------------------------------------------


def _fronts(found: Sequence[Found]) -> tuple[list[Found], list[Problem]]:
    """Hold the front of the pack against the list: it adds no second ingredient, but its figures count."""
    result = list(found)
    problems: list[Problem] = []
    fronts = [n for n, one in enumerate(found) if one.piece.kind == "front"]
    if _is_list([found[n] for n in fronts]):
        return result, problems
    for n in fronts:
        one = found[n]
        entry = one.entry
        result[n] = msgspec.structs.replace(one, status="not-an-ingredient")
        if entry is None or not has_figure(one.strengths) or not one.is_ingredient:
            continue
        same = [m for m, other in enumerate(found) if m not in fronts and _is_same(other, entry)]
        if same:
            m = max(same, key=lambda number: has_figure(found[number].strengths))
            result[m] = msgspec.structs.replace(result[m], strengths=(*result[m].strengths, *one.strengths))
        else:
            result[n] = msgspec.structs.replace(one, section="active")
            problems.append(
                Problem(
                    code="only-on-front",
                    message=f"the front of the pack names {entry.name}, the list does not",
                    start=one.start,
                    end=one.end,
                    substance=entry.substance,
                )
            )
    return result, problems


def _is_same(one: Found, entry: NameEntry) -> bool:
    return one.is_ingredient and one.entry is not None and one.entry.substance == entry.substance


def _is_list(fronts: Sequence[Found]) -> bool:
    """Whether what stands before the first heading is itself a list of ingredients."""
    known = sum(one.entry is not None for one in fronts)
    return known >= _FEW and known * 2 >= len(fronts)
