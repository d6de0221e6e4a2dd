"""Cuts a label into stretches, each with its section, its product and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from milkpath.label.brackets import matched_brackets
from milkpath.label.headings import Heading, find_headings
from milkpath.label.ingredient import Section
from milkpath.label.strength import find_strengths

RegionKind = Literal["list", "front", "prose"]

_LONG_BRACKET = 160
"""A bracket of more characters, or of more than `_MANY_COMMAS`, holds a list or was never meant to close there."""
_MANY_COMMAS = 4

# Behind these a full stop ends no sentence.
_ABBREVIATIONS = "".join(
    rf"(?<!\b{word})" for word in ("denat", "no", "var", "ssp", "spp", "eur", "ph", "alc", "conc", "approx", "max")
)
_CUT = re.compile(
    rf"(?P<hard>\n\s{{0,9}}[*-]\s|\n|\||(?:[^\W\d_]{{2}}|[)*°%\d]){_ABBREVIATIONS}\.(?=\s)|"
    r"\.{3,}|(?<=[^\W\d_]{2})\.(?=\d{1,3}\s?%))"
    r"|(?P<soft>[,;•\t]|(?<=\s)[-+](?=\s)|(?<!\bci)(?<!\bci\s):(?!\d))",
    re.IGNORECASE,
)
_EDGE = " \t\n,;•|:/&\"'._-"
_RECORD = re.compile(r"\bNDC\b|\d\s?(?:mg|g|mcg)\s?/\s?\d{0,3}\s?(?:g|ml)\b", re.IGNORECASE)


class Region(msgspec.Struct, frozen=True):
    """What stands under one heading."""

    start: int
    end: int
    section: Section
    product: int
    kind: RegionKind
    per_grams: float | None = None
    resumes: bool = False
    """Whether it goes on after a bracketed list of what the product may contain."""


class Piece(msgspec.Struct, frozen=True):
    """One stretch between two separators.

    `before` is the separator in front of it (empty at the start of a region), `opens` and `closes` say whether a
    sentence, line or region begins or ends with it.
    """

    start: int
    end: int
    region: int
    section: Section
    product: int
    kind: RegionKind
    before: str
    opens: bool
    closes: bool
    per_grams: float | None = None
    resumes: bool = False


def segment(text: str) -> tuple[Piece, ...]:
    """Cut an evened-out label text.

    >>> [(text[p.start:p.end], p.section) for text in ["Ingredients: Aqua, 1,2-Hexanediol. May contain: CI 77891"]
    ...  for p in segment(text)]
    [('Aqua', 'ingredient'), ('1,2-Hexanediol', 'ingredient'), ('CI 77891', 'may_contain')]
    """
    pairs = matched_brackets(text)
    pieces: list[Piece] = []
    for number, region in enumerate(_regions(text, pairs)):
        pieces.extend(_pieces(text, number, region, pairs))
    return tuple(pieces)


def _regions(text: str, pairs: dict[int, int]) -> Iterator[Region]:
    headings = _with_record_field(text, find_headings(text))
    section: Section = "ingredient"
    product, per_grams = 0, None
    seen: set[str] = set()
    if not headings:
        yield Region(0, len(text), "ingredient", 0, "list")
        return
    yield _before_first(headings)
    for heading, end in zip(headings, [*(h.start for h in headings[1:]), len(text)], strict=True):
        product = _product(heading, product, seen)
        per_grams = heading.per_grams if heading.kind == "basis" else per_grams
        section = _section(heading, section, product)
        kind: RegionKind = "prose" if heading.kind == "prose" else "list"
        inner = _end_of_bracket(heading, pairs) if heading.kind == "may" else None
        if inner is not None and inner < end:
            yield Region(heading.end, inner, "may_contain", product, "list")
            yield Region(inner, end, section, product, "list", per_grams, resumes=True)
        elif heading.kind == "may":
            yield Region(heading.end, end, "may_contain", product, "list")
        else:
            yield Region(heading.end, end, section, product, kind, per_grams)
        if any(character.isalpha() for character in text[heading.end : end]):
            seen.add(heading.kind)


def _before_first(headings: tuple[Heading, ...]) -> Region:
    """Return what stands before the first heading: a list, or the front of the pack."""
    first = headings[0]
    if first.kind == "inactive":
        return Region(0, first.start, "active", 0, "list")
    list_follows = any(heading.kind in {"plain", "active", "inactive", "basis"} for heading in headings)
    return Region(0, first.start, "ingredient", 0, "front" if list_follows else "list")


def _product(heading: Heading, product: int, seen: set[str]) -> int:
    """Return the number of the product; a second heading of the same kind begins the next one."""
    if heading.kind in {"plain", "active", "inactive"} and heading.kind in seen:
        seen.clear()
        return product + 1
    return product


def _section(heading: Heading, section: Section, product: int) -> Section:
    if heading.kind in {"active", "basis"}:
        return "active"
    if heading.kind == "inactive":
        return "inactive"
    if heading.kind == "plain":
        return "other_product" if product else "ingredient"
    return section


def _end_of_bracket(heading: Heading, pairs: dict[int, int]) -> int | None:
    """Return where the bracket ends that holds the heading and goes on after it."""
    for opening in range(heading.start + 1, max(-1, heading.start - 4), -1):
        if pairs.get(opening, -1) > heading.end:
            return pairs[opening]
    return None


def _with_record_field(text: str, headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Add a heading before the field of a drug record (`name | strengths | form | code`) that holds the strengths."""
    if headings or "|" not in text or not _RECORD.search(text):
        return headings
    bars = [place for place, character in enumerate(text) if character == "|"]
    for bar, end in reversed(list(zip(bars, [*bars[1:], len(text)], strict=True))):
        if any(found.kind == "declared" for found in find_strengths(text[bar:end])):
            return (Heading(bar, bar + 1, "active"),)
    return headings


def _pieces(text: str, number: int, region: Region, pairs: dict[int, int]) -> Iterator[Piece]:
    cuts = () if region.kind == "prose" else tuple(_cuts(text, region, pairs))
    start, before, opens = region.start, "", True
    for cut_start, cut_end, hard in (*cuts, (region.end, region.end, True)):
        first, last = _trimmed(text, start, cut_start)
        if first < last:
            yield Piece(
                start=first,
                end=last,
                region=number,
                section=region.section,
                product=region.product,
                kind=region.kind,
                before=before,
                opens=opens,
                closes=hard,
                per_grams=region.per_grams,
                resumes=region.resumes,
            )
            opens = hard
        opens = opens or hard
        start, before = cut_end, text[cut_end - 1 : cut_end] if cut_end > cut_start else ""


def _cuts(text: str, region: Region, pairs: dict[int, int]) -> Iterator[tuple[int, int, bool]]:
    """Yield the separators of a region as (start, end, whether a sentence or line ends)."""
    newlines = _newlines_separate(text[region.start : region.end])
    skip_to = -1
    brackets = _kept_brackets(text, region, pairs)
    place = 0
    for match in _CUT.finditer(text, region.start, region.end):
        start = match.end() - 1 if match["hard"] and match["hard"].endswith(".") else match.start()
        while place < len(brackets) and brackets[place][0] < start:
            skip_to = max(skip_to, brackets[place][1])
            place += 1
        if start < skip_to or _stays(text, match, region.start):
            continue
        if match["hard"] == "\n" and not newlines and not _ends_at(text, start, match.end()):
            continue
        yield start, match.end(), bool(match["hard"])


def _newlines_separate(text: str) -> bool:
    """Whether each line is an item: where there are more commas, a line break is only the edge of the paper."""
    return text.count("\n") >= sum(text.count(separator) for separator in ",;•") / 2


def _ends_at(text: str, start: int, end: int) -> bool:
    """Whether the line ended with a separator, or an empty line or a bullet follows."""
    return text[max(0, start - 2) : start].rstrip(" ")[-1:] in {",", ";", "."} or text[end : end + 2].lstrip(" ")[
        :1
    ] in {"\n", "•"}


def _kept_brackets(text: str, region: Region, pairs: dict[int, int]) -> list[tuple[int, int]]:
    """Return the brackets inside which nothing is cut."""
    return sorted(
        (opening, close)
        for opening, close in pairs.items()
        if region.start <= opening
        and close < region.end
        and close - opening <= _LONG_BRACKET
        and text.count(",", opening, close) <= _MANY_COMMAS
    )


def _stays(text: str, match: re.Match[str], region_start: int) -> bool:
    """Whether a comma belongs to a number (`2,5 %`, `1,2-hexanediol`, `toluene-2,5-diamine`)."""
    place = match.start()
    if match[0] != "," or not text[place - 1 : place].isdigit() or not text[place + 1 : place + 2].isdigit():
        return False
    before = place
    while before > region_start and text[before - 1].isdigit():
        before -= 1
    if place - before >= 5:
        return False
    if re.match(
        r"\d{1,6}(?:[.,]\d{1,3})?\s{0,2}(?:%|ppm|ppb|mg|g\b|mcg|ug|percent|prozent|-?\s?\d{1,3}\s?%)",
        text[place + 1 : place + 24],
        re.I,
    ):
        return True
    return (
        before == region_start
        or text[before - 1] in "-(,'"
        or text[max(0, before - 3) : before].rstrip()[-1:] in {",", ";", ":", "•", ""}
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without separators and lone brackets at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] == ")":
        start += 1
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while closed > opened and text[end - 1] == ")":
        end, closed = end - 1, closed - 1
    while opened > closed and text[start] == "(":
        start, opened = start + 1, opened - 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end
