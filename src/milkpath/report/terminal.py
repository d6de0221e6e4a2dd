"""Lines for a terminal: cleaned of control characters, wrapped at a width, and painted only where asked for."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, Literal

Paint = Literal["bold", "faint", "green", "blue", "yellow", "magenta", "red"]

_CODES: Final[dict[Paint, int]] = {
    "bold": 1,
    "faint": 2,
    "red": 31,
    "green": 32,
    "yellow": 33,
    "blue": 34,
    "magenta": 35,
}
_GAP: Final = 2
_NARROWEST_COLUMN: Final = 11


def cleaned(text: str) -> str:
    r"""Return text without control and direction characters: a label must not be able to drive a terminal.

    >>> cleaned("Aqua\x1b[31m\u202e,\tGlycerin")
    'Aqua[31m, Glycerin'
    """
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf"})


def wrapped(text: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Return text as lines of at most `width` characters, with an indent for the first line and the lines after it.

    >>> wrapped("one two three four", 12, first="- ")
    ['- one two', '  three four']
    """
    return textwrap.wrap(
        cleaned(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_on_hyphens=False,
    )


def painted(lines: Sequence[str], *paints: Paint, colour: bool) -> list[str]:
    """Return the lines in a colour or weight, or untouched where `colour` is off.

    >>> painted(["stop"], "red", colour=False)
    ['stop']
    """
    if not colour:
        return list(lines)
    start = f"\x1b[{';'.join(str(_CODES[paint]) for paint in paints)}m"
    return [f"{start}{line}\x1b[0m" for line in lines]


def _column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share the width out by the longest cell of each column, no column narrower than its longest word needs."""
    count = len(rows[0])
    room = width - _GAP * (count - 1)
    longest = [max(len(row[place]) for row in rows) for place in range(count)]
    widths = [min(_NARROWEST_COLUMN, size) for size in longest]
    while sum(widths) < room and any(has < wants for has, wants in zip(widths, longest, strict=True)):
        place = max(range(count), key=lambda one: longest[one] - widths[one])
        widths[place] += 1
    return widths


def _table_rows(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for row in rows:
        cells = [wrapped(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells))):
            parts = (cell[line] if line < len(cell) else "" for cell in cells)
            yield (" " * _GAP).join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip()


def table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return a table whose cells are wrapped; where the width is too small for columns, one block for each row.

    >>> for line in table(["what", "when"], [["exercise", "24 to 72 hours"]], 40): print(line)
    what      when
    ────────  ──────────────
    exercise  24 to 72 hours
    """
    if width < (len(header) * (_NARROWEST_COLUMN + _GAP)):
        return [line for row in rows for line in _block(header, row, width)]
    widths = _column_widths([header, *rows], width)
    rule = ["─" * size for size in widths]
    top = list(_table_rows([header], widths))
    return [*top, (" " * _GAP).join(rule), *_table_rows(rows, widths)]


def _block(header: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    named = [f"{name}: {cell}" for name, cell in zip(header[1:], row[1:], strict=True)]
    return [*wrapped(row[0], width), *(line for text in named for line in wrapped(text, width, first="  "))]
