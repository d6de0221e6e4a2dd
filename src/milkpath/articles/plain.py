"""From a plain text to its blocks: paragraphs, headings and items of lists; offsets count in the text as given."""

from __future__ import annotations

import re
from typing import Final

from milkpath.articles.article import Article, Block, BlockKind

_LINE: Final = re.compile(r"[^\n\r]+")
_ITEM: Final = re.compile(r"\s*(?:[-*•‣·]|\d{1,2}[.)])\s+")
_MARKED: Final = re.compile(r"\s*(?:#{1,6}\s|={3,}|-{3,})")
_END: Final = re.compile(r"[.!?:;,…][\"'”’)\]]*\s*$")
_LONGEST_HEADING: Final = 12
_SHORTEST_WRAPPED: Final = 45


def read_plain(text: str) -> Article:
    r"""Return the article of a plain text. A line that was wrapped in the middle of a sentence goes on with the next.

    >>> article = read_plain("Numbing cream\n\nIt is absorbed.\n- Wipe it off.\n")
    >>> [block.kind for block in article.blocks]
    ['heading', 'paragraph', 'item']
    """
    lines = list(_LINE.finditer(text))
    blocks: list[Block] = []
    for place, line in enumerate(lines):
        if not line[0].strip():
            continue
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        before = lines[place - 1] if place else None
        if blocks and before is not None and _goes_on(text, before, line, blocks[-1]):
            blocks[-1] = Block(blocks[-1].start, end, blocks[-1].kind)
        else:
            blocks.append(Block(start, end, _kind(line[0])))
    return Article(text, tuple(blocks), _title(text, blocks))


def _goes_on(text: str, before: re.Match[str], line: re.Match[str], block: Block) -> bool:
    gap = text[before.end() : line.start()]
    return (
        gap in ("\n", "\r\n")
        and block.kind != "heading"
        and len(before[0]) >= _SHORTEST_WRAPPED
        and not _ITEM.match(line[0])
        and not _END.search(before[0])
    )


def _kind(line: str) -> BlockKind:
    if _MARKED.match(line):
        return "heading"
    if _ITEM.match(line):
        return "item"
    return "heading" if len(line.split()) <= _LONGEST_HEADING and not _END.search(line) else "paragraph"


def _title(text: str, blocks: list[Block]) -> str:
    first = blocks[0] if blocks else None
    return text[first.start : first.end] if first is not None and first.kind == "heading" else ""
