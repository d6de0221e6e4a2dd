"""Finds out what one stretch of a label names: a cascade from the exact name to the guarded repair."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from milkpath.knowledge.families import family_keys
from milkpath.knowledge.spelling import normalise
from milkpath.label.brackets import outer_brackets, without_brackets
from milkpath.label.claims import trim_words
from milkpath.label.glued import unglue
from milkpath.label.ingredient import Status
from milkpath.label.names import Known, NameEntry, NameIndex, compact, entry_of, look_up, look_up_normalised
from milkpath.label.repair import repair

# Words that make one name of what stands around a slash.
_COMBINING = re.compile(
    r"polymer|ferment|filtrate|lysate|glyceride|\bdimer|\besters?\b|glucoside|methicone|(?:leaf|stem|root|flower|fruit|seed)\s?/|"
    r"/\s?(?:leaf|stem|root|flower|fruit|seed|vine)\b",
    re.IGNORECASE,
)
# A trade name with its composition in brackets, not a second name for what is in them.
_BLEND = re.compile(r"\b(?:complex|blend|system|base|mix|mixture|technology|formula|extract)\b|[®™]", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&|et|und|y|e|en|con|mit|plus)\s|\s?\(?\band\b\)?\s", re.IGNORECASE)
_INNER_SEPARATOR = re.compile(r"[,;•/]|(?<=[^\W\d]{3})\.\s")
_COLOUR_NUMBER = re.compile(r"\bci \d{5}\b")
_BROKEN_COLOUR_NUMBER = re.compile(r"c\.?i\.?\s?\d{3,6}", re.IGNORECASE)
# Brackets around the links of a chain, not around a second name.
_CHAIN = re.compile(r"\bpoly\(", re.IGNORECASE)
_SLASH = re.compile(r"/")
_LINE = re.compile(r"\n")
_MOST_REMEMBERED = 50_000
"""Stretches whose meaning is remembered; the names of a whole catalogue are fewer."""


class Part(msgspec.Struct, frozen=True):
    """A place within the stretch and what stands there."""

    start: int
    end: int
    status: Status
    entry: NameEntry | None = None


def resolve(text: str, known: Known) -> tuple[Part, ...]:
    """Return the parts of a stretch in order; a stretch that means nothing known is one unresolved part.

    >>> from milkpath.label.names import name_index
    >>> resolve("Xyloferin", Known(name_index([])))
    (Part(start=0, end=9, status='unresolved', entry=None),)
    """
    memo = known.index.memo
    key = (text, known.watched)
    parts: tuple[Part, ...] | None = memo.get(key)
    if parts is None:
        parts = _cascade(text, known) or (Part(0, len(text), "unresolved"),)
        if len(memo) >= _MOST_REMEMBERED:
            memo.clear()
        memo[key] = parts
    return parts


def _cascade(text: str, known: Known) -> tuple[Part, ...]:
    entry = look_up(text, known.index)
    if entry is not None:
        return (_named(0, len(text), entry),)
    if normalise(text) in known.index.ambiguous:
        return ()
    steps: tuple[Callable[[str, Known], tuple[Part, ...]], ...] = (
        _with_brackets,
        _with_slashes,
        _trimmed,
        _respaced,
        _colour_number,
        _listed,
        _lines,
        _digit_commas,
        _glued,
        _national,
        _repaired,
    )
    for step in steps:
        parts = step(text, known)
        if parts:
            return parts
    return ()


def _named(start: int, end: int, entry: NameEntry, status: Status | None = None) -> Part:
    return Part(start, end, status or ("exact" if entry.is_main_name else "alias"), entry)


def _one(text: str, index: NameIndex) -> NameEntry | None:
    """Return the one thing that a short stretch names, trying its spelling as it is and without brackets."""
    entry = look_up(text, index)
    if entry is None and "(" in text:
        entry = look_up(without_brackets(text), index)
    if entry is None and " " in text.strip():
        glued = _glued(text, Known(index))
        if glued and len({part.entry.substance for part in glued if part.entry}) == 1 and all(p.entry for p in glued):
            entry = glued[0].entry
    return entry


# --- brackets -----------------------------------------------------------------------------------------------------


def _with_brackets(text: str, known: Known) -> tuple[Part, ...]:
    brackets = outer_brackets(text)
    if not brackets or _CHAIN.search(text):
        return ()
    head_text = without_brackets(text)
    head = _one(head_text, known.index) or _slash_synonyms(head_text, known.index)
    inner = [part for start, end in brackets for part in _inner(text, start + 1, end, known.index)]
    if head is not None:
        return _head_and_inner(text, head, inner, known)
    if not any(part.entry for part in inner):
        return ()
    return _inner_only(text, inner, brackets[0][0]) if normalise(head_text) else tuple(inner)


def _head_and_inner(text: str, head: NameEntry, inner: list[Part], known: Known) -> tuple[Part, ...]:
    """Return the head, and what stands in brackets where it is more than a second name."""
    others = [part for part in inner if part.entry and part.entry.substance != head.substance]
    holds_list = len(_substances(others)) >= 2 and len(others) == len(inner)
    apart = [part for part in others if holds_list or (part.entry and part.entry.substance in known.watched)]
    if not apart:
        return (_named(0, len(text), head),)
    return (_named(0, _before_bracket(text, apart[0].start), head), *apart)


def _inner_only(text: str, inner: list[Part], opening: int) -> tuple[Part, ...]:
    """Return what the brackets name where the words before them are unknown."""
    named = [part for part in inner if part.entry is not None]
    head_text = text[:opening].rstrip()
    if len(_substances(named)) == 1 and not _BLEND.search(head_text) and named[0].entry is not None:
        return (_named(0, len(text), named[0].entry, "alias"),)
    if len(named) == len(inner) and not _BLEND.search(head_text):
        return (msgspec.structs.replace(inner[0], start=0), *inner[1:])
    return (Part(0, len(head_text), "unresolved"), *inner) if head_text else tuple(inner)


def _substances(parts: list[Part]) -> set[str]:
    return {part.entry.substance for part in parts if part.entry}


def _inner(text: str, start: int, end: int, index: NameIndex) -> Iterator[Part]:
    whole = _one(text[start:end], index)
    if whole is not None:
        yield from _tight(text, start, end, whole)
        return
    for first, last in _split(text, start, end, _INNER_SEPARATOR):
        yield from _tight(text, first, last, _one(text[first:last], index))


def _tight(text: str, start: int, end: int, entry: NameEntry | None) -> Iterator[Part]:
    """Yield one part without the space around it, if anything is left."""
    first, last = start, end
    while first < last and not text[first].isalnum():
        first += 1
    while last > first and text[last - 1] in " ,;:/\n":
        last -= 1
    if first < last:
        yield _named(first, last, entry, "alias") if entry else Part(first, last, "unresolved")


def _before_bracket(text: str, place: int) -> int:
    opening = text.rfind("(", 0, place)
    return len(text[: max(opening, 0)].rstrip()) or place


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    after = start
    for match in separator.finditer(text, start, end):
        yield after, match.start()
        after = match.end()
    yield after, end


# --- slashes ------------------------------------------------------------------------------------------------------


def _with_slashes(text: str, known: Known) -> tuple[Part, ...]:
    """Read `Water/Aqua/Eau` as one thing and `Lidocaine / Prilocaine` as two; leave polymers whole."""
    if "/" not in text or _COMBINING.search(text):
        return ()
    parts: list[Part] = []
    for start, end in _split(text, 0, len(text), _SLASH):
        for part in _tight(text, start, end, None):
            entry = _one(text[part.start : part.end], known.index)
            parts.append(part if entry is None else _named(part.start, part.end, entry))
    named = [part for part in parts if part.entry is not None]
    substances = _substances(named)
    if not named:
        return ()
    if len(substances) > 1 and (len(named) == len(parts) or substances & known.watched):
        return tuple(parts)
    if any(part.entry.any_part for part in named if part.entry) and len(named) < len(parts):
        return tuple(parts)  # two plants in one extract, and one of them unknown
    if len(substances) == 1 and (parts[0].entry or _BROKEN_COLOUR_NUMBER.fullmatch(text[: parts[0].end].strip())):
        return (_whole(text, named),)
    return tuple(parts) if substances & known.watched else ()


def _slash_synonyms(text: str, index: NameIndex) -> NameEntry | None:
    parts = _with_slashes(text, Known(index)) if "/" in text else ()
    return parts[0].entry if len(parts) == 1 else None


def _whole(text: str, named: list[Part]) -> Part:
    """Return one part for a list of synonyms, under the best of its names."""
    best = min(named, key=lambda part: part.status != "exact")
    return Part(0, len(text), best.status, best.entry)


# --- words around, spaces, separators that were lost -----------------------------------------------------------------


def _trimmed(text: str, known: Known) -> tuple[Part, ...]:
    """Take away words of form and prose at the ends (`encapsulated`, `cream`) and try again."""
    start, end = trim_words(text)
    if (start, end) == (0, len(text)) or start >= end:
        return ()
    entry = _one(text[start:end], known.index)
    if entry is None:
        return ()
    return (*_rest(text, 0, start), _named(start, end, entry), *_rest(text, end, len(text)))


def _rest(text: str, start: int, end: int) -> Iterator[Part]:
    for part in _tight(text, start, end, None):
        yield msgspec.structs.replace(part, status="not-an-ingredient")


def _respaced(text: str, known: Known) -> tuple[Part, ...]:
    """Find a name whose spaces were lost or added; no letter differs, so watched substances are no exception."""
    spellings = (compact(normalise(text)), compact(normalise(without_brackets(text))))
    name = next((known.index.compact[spelling] for spelling in spellings if spelling in known.index.compact), None)
    return (_named(0, len(text), known.index.entries[name], "repaired"),) if name else ()


def _colour_number(text: str, known: Known) -> tuple[Part, ...]:
    """Read `Iron Oxides CI 77491` by its one colour index number."""
    numbers = set(_COLOUR_NUMBER.findall(normalise(text)))
    entry = look_up_normalised(numbers.pop(), known.index) if len(numbers) == 1 else None
    return (_named(0, len(text), entry, "alias"),) if entry else ()


def _listed(text: str, known: Known) -> tuple[Part, ...]:
    """Read `Geraniol and Parfum` as two, if either is known."""
    return _joined_by(_AND, text, known)


def _lines(text: str, known: Known) -> tuple[Part, ...]:
    return _joined_by(_LINE, text, known)


def _digit_commas(text: str, known: Known) -> tuple[Part, ...]:
    """Read `Laureth-4,1,2-Hexanediol` as two where one comma leaves two known names."""
    for match in re.finditer(r",", text[:400]):
        left, right = look_up(text[: match.start()], known.index), look_up(text[match.end() :], known.index)
        if left is not None and right is not None:
            return (_named(0, match.start(), left), _named(match.end(), len(text), right))
    return ()


def _joined_by(separator: re.Pattern[str], text: str, known: Known) -> tuple[Part, ...]:
    spans = list(_split(text, 0, len(text), separator))
    if len(spans) < 2:
        return ()
    parts: list[Part] = []
    for start, end in spans:
        for tight in _tight(text, start, end, None):
            inner = text[tight.start : tight.end]
            for part in _once_more(inner, known):
                first, last = part.start + tight.start, part.end + tight.start
                parts.append(msgspec.structs.replace(part, start=first, end=last))
    return tuple(parts) if any(part.entry for part in parts) else ()


def _once_more(text: str, known: Known) -> tuple[Part, ...]:
    """Resolve one of several stretches, without looking for several once more."""
    entry = _one(text, known.index)
    if entry is not None:
        return (_named(0, len(text), entry),)
    for step in (_with_brackets, _with_slashes, _trimmed, _respaced, _national, _repaired):
        parts = step(text, known)
        if parts:
            return parts
    return (Part(0, len(text), "unresolved"),)


def _glued(text: str, known: Known) -> tuple[Part, ...]:
    """Take apart names that stand without separators."""
    runs = unglue(text, known.index)
    parts = tuple(
        Part(start, end, "unresolved") if name is None else _named(start, end, _entry(name, known.index), "repaired")
        for start, end, name in runs
    )
    if len({part.entry.substance if part.entry else None for part in parts}) == 1 and parts[0].entry is not None:
        return (Part(0, len(text), "alias", parts[0].entry),)
    if len(runs) == 2 and runs[-1][2] in known.index.last_words and text.strip().count(" ") == 1:
        return ()  # "Lanolin Alcohol" is one name, though not a known one, and no mixture of lanolin and alcohol
    return parts


def _entry(name: str, index: NameIndex) -> NameEntry:
    entry = look_up_normalised(name, index)
    if entry is None:
        raise KeyError(name)
    return entry


def _national(text: str, known: Known) -> tuple[Part, ...]:
    """Read a name in another language of Europe (`Palmitate de rétinyle`, `Gomma xantana`)."""
    for candidate in dict.fromkeys((text, without_brackets(text))):
        name = known.index.skeletons.find(normalise(candidate))
        if name is not None:
            return (_named(0, len(text), entry_of(name, known.index), "alias"),)
    return ()


def _repaired(text: str, known: Known) -> tuple[Part, ...]:
    for candidate in dict.fromkeys((text, without_brackets(text))):
        spelling = normalise(candidate)
        for key in (spelling, *family_keys(spelling)):
            name = repair(key, known.index, known.watched)
            if name is not None:
                return (_named(0, len(text), entry_of(name, known.index), "repaired"),)
    return ()
