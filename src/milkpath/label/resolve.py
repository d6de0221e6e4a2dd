"""Finds out what one stretch of a label names: a cascade from the exact name to the guarded repair."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from milkpath.label.brackets import outer_brackets, without_brackets
from milkpath.label.claims import trim_words
from milkpath.label.ingredient import Status
from milkpath.label.names import NameEntry, NameIndex, compact, look_up, normalise
from milkpath.label.repair import repair

_LONG = 8
"""From so many words on, a stretch without separators may be taken apart although some words stay unknown."""
_KNOWN_SHARE = 0.6

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
_WORD = re.compile(r"\S+")


class Part(msgspec.Struct, frozen=True):
    """A place within the stretch and what stands there."""

    start: int
    end: int
    status: Status
    entry: NameEntry | None = None


def resolve(text: str, index: NameIndex, watched: frozenset[str] = frozenset()) -> tuple[Part, ...]:
    """Return the parts of a stretch in order; a stretch that means nothing known is one unresolved part.

    >>> from milkpath.label.names import name_index
    >>> resolve("Xyloferin", name_index([]))
    (Part(start=0, end=9, status='unresolved', entry=None),)
    """
    return _cascade(text, index, watched) or (Part(0, len(text), "unresolved"),)


def _cascade(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    entry = look_up(text, index)
    if entry is not None:
        return (_named(0, len(text), entry),)
    if normalise(text) in index.ambiguous:
        return ()
    steps: tuple[Callable[[str, NameIndex, frozenset[str]], tuple[Part, ...]], ...] = (
        _with_brackets,
        _with_slashes,
        _trimmed,
        _respaced,
        _colour_number,
        _listed,
        _lines,
        _digit_commas,
        _glued,
        _repaired,
    )
    for step in steps:
        parts = step(text, index, watched)
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
        glued = _glued(text, index, frozenset())
        if glued and len({part.entry.substance for part in glued if part.entry}) == 1 and all(p.entry for p in glued):
            entry = glued[0].entry
    return entry


# --- brackets -----------------------------------------------------------------------------------------------------


def _with_brackets(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    brackets = outer_brackets(text)
    if not brackets:
        return ()
    head_text = without_brackets(text)
    head = _one(head_text, index) or _slash_synonyms(head_text, index)
    inner = [part for start, end in brackets for part in _inner(text, start + 1, end, index)]
    known = [part for part in inner if part.entry is not None]
    others = [part for part in known if head is None or (part.entry and part.entry.substance != head.substance)]
    if head is not None:
        return _head_and_inner(text, head, inner, others, watched)
    if not normalise(head_text):
        return tuple(inner) if known else ()
    if not known:
        return ()
    return _inner_only(text, inner, known, brackets[0][0])


def _head_and_inner(
    text: str, head: NameEntry, inner: list[Part], others: list[Part], watched: frozenset[str]
) -> tuple[Part, ...]:
    """Return the head, and what stands in brackets where it is more than a second name."""
    different = {part.entry.substance for part in others if part.entry}
    holds_list = len(different) >= 2 and len(others) == len(inner)
    apart = [part for part in others if holds_list or (part.entry and part.entry.substance in watched)]
    if not apart:
        return (_named(0, len(text), head),)
    return (_named(0, _before_bracket(text, apart[0].start), head), *apart)


def _inner_only(text: str, inner: list[Part], known: list[Part], opening: int) -> tuple[Part, ...]:
    """Return what the brackets name where the words before them are unknown."""
    substances = {part.entry.substance for part in known if part.entry}
    head_text = text[:opening].rstrip()
    if len(substances) == 1 and not _BLEND.search(head_text) and known[0].entry is not None:
        return (_named(0, len(text), known[0].entry, "alias"),)
    if len(known) == len(inner) and not _BLEND.search(head_text):
        return (msgspec.structs.replace(inner[0], start=0), *inner[1:])
    return (Part(0, len(head_text), "unresolved"), *inner) if head_text else tuple(inner)


def _inner(text: str, start: int, end: int, index: NameIndex) -> Iterator[Part]:
    whole = _one(text[start:end], index)
    if whole is not None:
        yield from _tight(text, start, end, whole)
        return
    for first, last in _split(text, start, end, _INNER_SEPARATOR):
        yield from _tight(text, first, last, _one(text[first:last], index))


def _tight(text: str, start: int, end: int, entry: NameEntry | None) -> Iterator[Part]:
    """Yield one part without the space around it, if anything is left."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in " ,;:/\n":
        end -= 1
    if start < end:
        yield _named(start, end, entry, "alias") if entry else Part(start, end, "unresolved")


def _before_bracket(text: str, place: int) -> int:
    opening = text.rfind("(", 0, place)
    return len(text[: max(opening, 0)].rstrip()) or place


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in separator.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


# --- slashes ------------------------------------------------------------------------------------------------------


def _with_slashes(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Read `Water/Aqua/Eau` as one thing and `Lidocaine / Prilocaine` as two; leave polymers whole."""
    if "/" not in text or _COMBINING.search(text):
        return ()
    parts: list[Part] = []
    for start, end in _split(text, 0, len(text), re.compile("/")):
        for part in _tight(text, start, end, None):
            entry = _one(text[part.start : part.end], index)
            parts.append(part if entry is None else _named(part.start, part.end, entry))
    known = [part for part in parts if part.entry is not None]
    substances = {part.entry.substance for part in known if part.entry}
    if not known:
        return ()
    if len(substances) > 1 and (len(known) == len(parts) or substances & watched):
        return tuple(parts)
    if len(substances) == 1 and (parts[0].entry or _BROKEN_COLOUR_NUMBER.fullmatch(text[: parts[0].end].strip())):
        return (_whole(text, known),)
    return tuple(parts) if substances & watched else ()


def _slash_synonyms(text: str, index: NameIndex) -> NameEntry | None:
    parts = _with_slashes(text, index, frozenset()) if "/" in text else ()
    return parts[0].entry if len(parts) == 1 else None


def _whole(text: str, known: list[Part]) -> Part:
    """Return one part for a list of synonyms, under the best of its names."""
    best = min(known, key=lambda part: part.status != "exact")
    return Part(0, len(text), best.status, best.entry)


# --- words around, spaces, separators that were lost -----------------------------------------------------------------


def _trimmed(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Take away words of form and prose at the ends (`encapsulated`, `cream`) and try again."""
    start, end = trim_words(text)
    if (start, end) == (0, len(text)) or start >= end:
        return ()
    entry = _one(text[start:end], index)
    if entry is None:
        return ()
    return (*_rest(text, 0, start), _named(start, end, entry), *_rest(text, end, len(text)))


def _rest(text: str, start: int, end: int) -> Iterator[Part]:
    for part in _tight(text, start, end, None):
        yield msgspec.structs.replace(part, status="not-an-ingredient")


def _respaced(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Find a name whose spaces were lost or added; no letter differs, so watched substances are no exception."""
    name = index.compact.get(compact(normalise(text))) or index.compact.get(compact(normalise(without_brackets(text))))
    return (_named(0, len(text), index.entries[name], "repaired"),) if name else ()


def _colour_number(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Read `Iron Oxides CI 77491` by its one colour index number."""
    numbers = set(_COLOUR_NUMBER.findall(normalise(text)))
    entry = index.entries.get(numbers.pop()) if len(numbers) == 1 else None
    return (_named(0, len(text), entry, "alias"),) if entry else ()


def _listed(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Read `Geraniol and Parfum` as two, if either is known."""
    return _joined_by(_AND, text, index, watched)


def _lines(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    return _joined_by(re.compile(r"\n"), text, index, watched)


def _digit_commas(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Read `Laureth-4,1,2-Hexanediol` as two where one comma leaves two known names."""
    for match in re.finditer(r",", text[:400]):
        left, right = look_up(text[: match.start()], index), look_up(text[match.end() :], index)
        if left is not None and right is not None:
            return (_named(0, match.start(), left), _named(match.end(), len(text), right))
    return ()


def _joined_by(
    separator: re.Pattern[str], text: str, index: NameIndex, watched: frozenset[str]
) -> tuple[Part, ...]:
    spans = list(_split(text, 0, len(text), separator))
    if len(spans) < 2:
        return ()
    parts: list[Part] = []
    for start, end in spans:
        for tight in _tight(text, start, end, None):
            inner = text[tight.start : tight.end]
            for part in _once_more(inner, index, watched):
                start, end = part.start + tight.start, part.end + tight.start
                parts.append(msgspec.structs.replace(part, start=start, end=end))
    return tuple(parts) if any(part.entry for part in parts) else ()


def _once_more(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Resolve one of several stretches, without looking for several once more."""
    entry = _one(text, index)
    if entry is not None:
        return (_named(0, len(text), entry),)
    for step in (_with_brackets, _with_slashes, _trimmed, _respaced, _repaired):
        parts = step(text, index, watched)
        if parts:
            return parts
    return (Part(0, len(text), "unresolved"),)


def _glued(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    """Take apart names that stand without separators, if names cover every word (most words of a long stretch)."""
    words = _bare_words(text)
    if len(words) < 2:
        return ()
    runs = _best_cover([normalise(text[start:end]) for start, end in words], index)
    covered = sum(last - first for first, last, name in runs if name)
    if covered < len(words) and (len(words) < _LONG or covered < _KNOWN_SHARE * len(words)):
        return ()
    parts = tuple(
        Part(words[first][0], words[last - 1][1], "repaired" if name else "unresolved", index.entries[name] if name else None)
        for first, last, name in runs
    )
    substances = {part.entry.substance if part.entry else None for part in parts}
    if len(substances) == 1 and parts[0].entry is not None:
        return (Part(0, len(text), "alias", parts[0].entry),)
    if len(words) == 2 and runs[-1][2] in index.last_words:
        return ()  # "Lanolin Alcohol" is one name, if not a known one, and no mixture of lanolin and alcohol
    return parts


def _bare_words(text: str) -> list[tuple[int, int]]:
    """Return the places of the words outside brackets."""
    brackets = outer_brackets(text)
    free: list[tuple[int, int]] = []
    after = 0
    for start, end in [*brackets, (len(text), len(text))]:
        free += [match.span() for match in _WORD.finditer(text, after, start) if any(c.isalnum() for c in match[0])]
        after = end + 1
    return free


def _best_cover(words: list[str], index: NameIndex) -> list[tuple[int, int, str | None]]:
    """Cut the words into known names and unknown rests: as few unknown words as can be, then as few names."""
    costs: list[tuple[int, int]] = [(0, 0)]
    steps: list[tuple[int, str | None]] = [(0, None)]
    for last in range(1, len(words) + 1):
        best, step = (costs[last - 1][0] + 1, costs[last - 1][1] + 1), (last - 1, None)
        choice: tuple[int, str | None] = step
        for first in range(max(0, last - index.longest), last):
            name = " ".join(words[first:last])
            cost = (costs[first][0], costs[first][1] + 1)
            if cost < best and name in index.entries:
                best, choice = cost, (first, name)
        costs.append(best)
        steps.append(choice)
    return _runs(steps)


def _runs(steps: list[tuple[int, str | None]]) -> list[tuple[int, int, str | None]]:
    runs: list[tuple[int, int, str | None]] = []
    last = len(steps) - 1
    while last > 0:
        first, name = steps[last]
        if name is None and runs and runs[-1][2] is None:
            runs[-1] = (first, runs[-1][1], None)
        else:
            runs.append((first, last, name))
        last = first
    return runs[::-1]


def _repaired(text: str, index: NameIndex, watched: frozenset[str]) -> tuple[Part, ...]:
    for candidate in dict.fromkeys((text, without_brackets(text))):
        name = repair(normalise(candidate), index, watched)
        if name is not None:
            return (_named(0, len(text), index.entries[name], "repaired"),)
    return ()
