"""A sheet of paper as a value: headings, lines, lists, tables and pictures, and nothing of how they are drawn.

The page for the phone and the PDF are both made from it, so that they hold the same facts by construction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import msgspec

from milkpath.knowledge.model import Action, Grade

LANGUAGE: Final = "en"
"""What the words of every sheet are written in, whatever language a plan asks for: a screen reader must know."""

Mark = Literal["bullet", "number", "check"]


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Line(_Value, frozen=True, kw_only=True):
    """One statement: a bold lead, its text, a fainter remark, and the numbers of its sources."""

    lead: str = ""
    text: str = ""
    remark: str = ""
    cites: tuple[str, ...] = ()
    """Numbers of the source list of the same sheet, or ids where the sheet has no such entry."""
    anchor: str = ""
    """A number that `cites` may point to."""


class Answer(_Value, frozen=True, kw_only=True, tag="answer"):
    """The overall action as a word and a shape, and the evidence beside it, never blended."""

    action: Action
    words: str
    evidence: Grade
    evidence_words: str


class Paragraph(_Value, frozen=True, kw_only=True, tag="paragraph"):
    """One line that stands alone."""

    line: Line


class Items(_Value, frozen=True, kw_only=True, tag="items"):
    """A list of lines."""

    mark: Mark = "bullet"
    lines: tuple[Line, ...]


class Grid(_Value, frozen=True, kw_only=True, tag="grid"):
    """A table; its first column names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    """How the columns share the width in print."""


class Picture(_Value, frozen=True, kw_only=True, tag="picture"):
    """A drawing, what it is for those who do not see it, and the sentence that says the same."""

    svg: str
    alt: str
    caption: str


class Blanks(_Value, frozen=True, kw_only=True, tag="blanks"):
    """Places to write on, each with its name."""

    names: tuple[str, ...]


Block: TypeAlias = Answer | Paragraph | Items | Grid | Picture | Blanks


class Section(_Value, frozen=True, kw_only=True):
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    alarm: bool = False
    """Drawn so that it is seen first."""


class Sheet(_Value, frozen=True, kw_only=True):
    """One sheet of a consultation."""

    id: Literal["mother", "clinician", "ingredients", "questions"]
    title: str
    language: str
    made_for: str
    """The moment that the answer is made for (ISO); the only date that a sheet knows."""
    one_page: bool = False
    sections: tuple[Section, ...]
    foot: tuple[str, ...]


def section(title: str, *blocks: Block | None, alarm: bool = False) -> tuple[Section, ...]:
    """Return a section of the blocks that are there and hold something, or nothing where there are none.

    >>> section("Nothing", None, Items(lines=()))
    ()
    """
    kept = tuple(block for block in blocks if block is not None and not _empty(block))
    return (Section(title=title, blocks=kept, alarm=alarm),) if kept else ()


def _empty(block: Block) -> bool:
    return (isinstance(block, Items) and not block.lines) or (isinstance(block, Grid) and not block.rows)


def texts(sheet: Sheet) -> Iterator[str]:
    """Yield every text of a sheet in reading order: what both the page and the PDF must hold."""
    yield sheet.title
    for part in sheet.sections:
        yield part.title
        for block in part.blocks:
            yield from _texts(block)
    yield from sheet.foot


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Answer():
            yield from (block.words, block.evidence_words)
        case Paragraph():
            yield from line_texts(block.line)
        case Items():
            for line in block.lines:
                yield from line_texts(line)
        case Grid():
            yield from (block.caption, *block.header)
            for row in block.rows:
                yield from row
        case Picture():
            yield block.caption
        case Blanks():
            yield from block.names


def line_texts(line: Line) -> Iterator[str]:
    """Yield the texts of one line.

    >>> list(line_texts(Line(lead="Why", text="It stings.", cites=("3",))))
    ['Why', 'It stings.', '[3]']
    """
    yield from (part for part in (line.lead, line.text, line.remark) if part)
    yield from (f"[{mark}]" for mark in line.cites)
