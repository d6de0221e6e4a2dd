"""What was found at one place of a label, before the label is looked at as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from milkpath.knowledge.spelling import normalise
from milkpath.label.brackets import outer_brackets, without_brackets
from milkpath.label.claims import free_from, is_code, is_form, is_prose, trim_words
from milkpath.label.ingredient import Section, Status
from milkpath.label.names import Known, NameEntry, NameIndex, look_up
from milkpath.label.resolve import resolve
from milkpath.label.segment import Piece
from milkpath.label.strength import Strength, find_strengths

_FACTORY_CODE = re.compile(r"\(?\bf\.? ?i\.? ?l\.?(?![^\W_])(?:\s?[a-z]?\d[^\s()]{0,20})?\)?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=\s)[*°†‡]{1,3}\s{0,2}:?\s{0,2}(?=[^\W\d])")
_MARKS = "*°†‡+^"
_CONNECTORS = re.compile(
    r"^(?:[\s/+&,:.*-]+|(?:and|in|with|of|et|und|y|con|mit|avec|plus)\s)+|[\s/+&,:.-]+$", re.IGNORECASE
)
_PURPOSE = re.compile(r"\s(?:zur|zum|for|to|as|pour|para|per|voor|als)\s", re.IGNORECASE)

# The same mass told in another form: "(equivalent to 1 % of the free acid)", "(1 % available iodine)".
_EQUIVALENT = re.compile(
    r"\b(?:available|equivalent|equiv|eq|entspr\w*|[ée]quiva\w*|correspond\w*|expressed|calculated|berechnet|exprim\w*|as|als|comme|como|come|"
    r"disponible|verf[üu]gbar\w*)\b",
    re.IGNORECASE,
)
# Classes of acids in claims, one of them also a name in lists: with a strength it means neither; a main name counts.
_CLAIMED_CLASSES = frozenset({"aha", "bha", "pha"})


class Found(msgspec.Struct, frozen=True):
    """A place in the text, what stands there, and the strengths that belong to it."""

    start: int
    end: int
    section: Section
    product: int
    status: Status
    piece: Piece
    entry: NameEntry | None = None
    strengths: tuple[Strength, ...] = ()

    @property
    def is_ingredient(self) -> bool:
        """Whether it counts as a part of the product, known or not."""
        return self.status != "not-an-ingredient"


class _Reading(msgspec.Struct, frozen=True):
    """The piece being read, and what is known."""

    text: str
    piece: Piece
    known: Known


def read_piece(text: str, piece: Piece, absent: bool | None, known: Known) -> tuple[Found, ...]:
    """Return everything that one piece of the evened-out text holds, in order.

    `absent` is `None` unless the piece is a free-from claim, and then says whether a name may be glued to it.
    """
    reading = _Reading(text, piece, known)
    if piece.kind == "prose":
        return (_nothing(piece, piece.start, piece.end),)
    if absent is None:
        return tuple(_within(reading, piece.start, piece.end))
    return tuple(_behind_claim(reading)) if absent else (_nothing(piece, piece.start, piece.end),)


def _nothing(piece: Piece, start: int, end: int) -> Found:
    return Found(start, end, piece.section, piece.product, "not-an-ingredient", piece)


def _behind_claim(reading: _Reading) -> Iterator[Found]:
    """Read a claim in front of a list; the first real name may be glued to it (`sans colorant Aqua, Glycerin`)."""
    piece, index = reading.piece, reading.known.index
    stretch = reading.text[piece.start : piece.end]
    claim = free_from(stretch)
    words = [match.start() for match in re.finditer(r"\S+", stretch) if claim and match.start() >= claim.end()]
    for place in words[1 : index.longest + 1]:
        entry = look_up(stretch[place:], index)
        if entry is not None and look_up(stretch[words[0] :], index) is None:
            yield _nothing(piece, piece.start, piece.start + len(stretch[:place].rstrip()))
            yield Found(piece.start + place, piece.end, piece.section, piece.product, "repaired", piece, entry)
            return
    yield _nothing(piece, piece.start, piece.end)


def _within(reading: _Reading, start: int, end: int) -> Iterator[Found]:
    """Read a stretch: codes and footnotes are set apart, then strengths and names are."""
    code = _FACTORY_CODE.search(reading.text[start:end])
    if code:
        if code.start():
            yield from _within(reading, start, start + len(reading.text[start : start + code.start()].rstrip()))
        behind = start + code.end()
        yield _nothing(reading.piece, start + code.start(), behind)
        while behind < end and not reading.text[behind].isalnum():
            behind += 1
        if behind < end:
            yield from _named(reading, behind, end)
        return
    note = _FOOTNOTE.search(reading.text[start:end])
    if note and reading.text[start : start + note.start()].strip():
        yield from _within(reading, start, start + len(reading.text[start : start + note.start()].rstrip()))
        yield from _footnote(reading, start + note.start(), end)
    elif reading.text[start] in _MARKS and reading.piece.opens:
        yield from _footnote(reading, start, end)
    else:
        yield from _named(reading, start, end)


def _footnote(reading: _Reading, start: int, end: int) -> Iterator[Found]:
    """Read what a footnote mark opens: an explanation, unless it names something known."""
    inner = list(_named(reading, start, end))
    if any(found.entry for found in inner):
        yield from inner
    else:
        yield _nothing(reading.piece, start, end)


def _named(reading: _Reading, start: int, end: int) -> Iterator[Found]:
    stretch = reading.text[start:end]
    if look_up(stretch, reading.known.index) is not None:
        yield from _plain(reading, start, end)
    elif is_code(stretch):
        yield _nothing(reading.piece, start, end)
    elif is_prose(stretch, reading.piece.opens) and not _trims_to_name(stretch, reading.known.index):
        yield from _prose(reading, start, end)
    elif find_strengths(stretch, reading.piece.per_grams):
        yield from _with_strengths(reading, start, end)
    else:
        yield from _plain(reading, start, end)


def _trims_to_name(stretch: str, index: NameIndex) -> bool:
    first, last = trim_words(stretch)
    return look_up(stretch[first:last], index) is not None


def _prose(reading: _Reading, start: int, end: int) -> Iterator[Found]:
    """Read a sentence; within a list a name may stand before it (`sodium hydroxide to adjust the acidity`)."""
    place = end if reading.piece.opens else _end_of_name(reading.text, start, end, reading.known.index)
    purpose = _PURPOSE.search(reading.text, start, end)
    if place < end:
        entry = look_up(reading.text[start:place], reading.known.index)
        status: Status = "exact" if entry and entry.is_main_name else "alias"
        yield Found(start, place, reading.piece.section, reading.piece.product, status, reading.piece, entry)
        yield _nothing(reading.piece, place + 1, end)
    elif purpose and not reading.piece.opens:
        yield Found(start, purpose.start(), reading.piece.section, reading.piece.product, "unresolved", reading.piece)
        yield _nothing(reading.piece, purpose.start() + 1, end)
    else:
        yield _nothing(reading.piece, start, end)


def _end_of_name(text: str, start: int, end: int, index: NameIndex) -> int:
    """Return where the longest known name at the start of a sentence ends, or the end where there is none."""
    spaces = [place for place in range(start + 1, end) if text[place].isspace()]
    return next((place for place in reversed(spaces[: index.longest]) if look_up(text[start:place], index)), end)


def _plain(
    reading: _Reading, start: int, end: int, strengths: tuple[Strength, ...] = (), to_first: bool = False
) -> Iterator[Found]:
    """Read a stretch without strengths of its own; `strengths` belong to its last name, or to its first."""
    stretch = reading.text[start:end]
    if normalise(stretch) in _CLAIMED_CLASSES and (strengths or not _is_main_name(stretch, reading.known.index)):
        yield Found(
            start, end, reading.piece.section, reading.piece.product, "unresolved", reading.piece, None, strengths
        )
        return
    if is_form(without_brackets(stretch)) and look_up(stretch, reading.known.index) is None:
        yield _nothing(reading.piece, start, end)
        return
    parts = resolve(stretch, reading.known)
    counted = [number for number, part in enumerate(parts) if part.status != "not-an-ingredient"]
    owner = -1 if not counted else counted[0] if to_first else counted[-1]
    for number, part in enumerate(parts):
        yield Found(
            start + part.start,
            start + part.end,
            reading.piece.section,
            reading.piece.product,
            part.status,
            reading.piece,
            part.entry,
            strengths if number == owner else (),
        )


def _is_main_name(stretch: str, index: NameIndex) -> bool:
    entry = look_up(stretch, index)
    return bool(entry and entry.is_main_name)


def _with_strengths(reading: _Reading, start: int, end: int) -> Iterator[Found]:
    """Give each strength to the name that it stands behind, or before where the stretch begins with a strength."""
    stretch = reading.text[start:end]
    marks, inner = _outside_brackets(stretch, find_strengths(stretch, reading.piece.per_grams))
    names = list(_between(stretch, sorted([(m.start, m.end) for m in marks] + inner)))
    if marks and all(mark.kind == "claim" for mark in marks) and not inner:
        yield from _share_of_origin(reading, start, end, names)
        return
    if not names:
        yield Found(
            start,
            end,
            reading.piece.section,
            reading.piece.product,
            "not-an-ingredient",
            reading.piece,
            None,
            tuple(marks),
        )
        return
    leads = bool(marks) and marks[0].start < names[0][0]
    owned = _owners(stretch, marks, names, leads)
    found: list[Found] = []
    for number, (first, last) in enumerate(names):
        found += _plain(reading, start + first, start + last, owned.get(number, ()), leads)
    for first, last in inner:
        found += _in_bracket(reading, start + first + 1, start + last - 1, bool(found))
    yield from sorted(found, key=lambda one: one.start)


def _outside_brackets(stretch: str, marks: tuple[Strength, ...]) -> tuple[list[Strength], list[tuple[int, int]]]:
    """Return the strengths outside brackets (or alone in one), and the brackets that hold a strength and a name."""
    outside: list[Strength] = []
    inner: dict[tuple[int, int], None] = {}
    brackets = outer_brackets(stretch)
    for mark in marks:
        bracket = next(((a, min(b + 1, len(stretch))) for a, b in brackets if a < mark.start < b), None)
        if bracket is None:
            outside.append(mark)
        elif any(c.isalnum() for c in stretch[bracket[0] : mark.start] + stretch[mark.end : bracket[1]]):
            inner[bracket] = None
        else:
            outside.append(msgspec.structs.replace(mark, start=bracket[0], end=max(bracket[1], mark.end)))
    return outside, list(inner)


def _between(stretch: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the taken ones, without connecting words at their edges."""
    after = 0
    for first, last in [*taken, (len(stretch), len(stretch))]:
        start, end = after, max(after, first)
        leading = _CONNECTORS.match(stretch[start:end])
        start += leading.end() if leading else 0
        while end > start and stretch[end - 1] in " /+&,:.-\n\t":
            end -= 1
        if any(character.isalnum() for character in stretch[start:end]):
            yield start, end
        after = max(after, last)


def _owners(
    stretch: str, marks: list[Strength], names: list[tuple[int, int]], leads: bool
) -> dict[int, tuple[Strength, ...]]:
    """Return which name each strength belongs to; a dose form owns one only where nothing else is named."""
    meant = [n for n, (first, last) in enumerate(names) if not is_form(stretch[first:last])] or list(range(len(names)))
    owned: dict[int, tuple[Strength, ...]] = {}
    for mark in marks:
        before = [n for n in meant if names[n][1] <= mark.start]
        behind = [n for n in meant if names[n][0] >= mark.end]
        owner = behind[0] if behind and (leads or not before) else before[-1]
        owned[owner] = (*owned.get(owner, ()), mark)
    return owned


def _share_of_origin(reading: _Reading, start: int, end: int, names: list[tuple[int, int]]) -> Iterator[Found]:
    """Read a percentage of origin: pack prose, unless the words beside it are exactly a name."""
    for first, last in names:
        entry = look_up(reading.text[start + first : start + last], reading.known.index)
        if entry is not None:
            status: Status = "exact" if entry.is_main_name else "alias"
            yield Found(
                start + first, start + last, reading.piece.section, reading.piece.product, status, reading.piece, entry
            )
            return
    yield _nothing(reading.piece, start, end)


def _in_bracket(reading: _Reading, start: int, end: int, has_head: bool) -> Iterator[Found]:
    """Read a bracket with strengths of its own; the same mass told in another form counts only once."""
    if has_head and _EQUIVALENT.search(reading.text, start, end):
        yield _nothing(reading.piece, start, end)
        return
    after = start
    for match in [*re.finditer(r"[,;]\s", reading.text[start:end]), None]:
        stop = start + match.start() if match else end
        while after < stop and reading.text[after] in " ()":
            after += 1
        while stop > after and reading.text[stop - 1] in " ()":
            stop -= 1
        if after < stop:
            yield from _named(reading, after, stop)
        after = start + match.end() if match else end
