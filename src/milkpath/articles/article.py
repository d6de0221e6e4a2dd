"""An article as text, with the blocks that it is made of."""

from __future__ import annotations

from typing import Literal

import msgspec

BlockKind = Literal["paragraph", "heading", "item"]


class Block(msgspec.Struct, frozen=True):
    """A stretch of the text: `text[start:end]`."""

    start: int
    end: int
    kind: BlockKind


class Article(msgspec.Struct, frozen=True):
    """The text that offsets count in, its blocks in order, and the title if the page names one."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""


def joined(parts: list[tuple[BlockKind, str]], title: str = "") -> Article:
    r"""Return the article that consists of these blocks, one empty line between them.

    >>> article = joined([("heading", "Numbing"), ("paragraph", "It is fine.")])
    >>> article.text, article.blocks[1].start
    ('Numbing\n\nIt is fine.', 9)
    """
    blocks: list[Block] = []
    at = 0
    for kind, text in parts:
        blocks.append(Block(at, at + len(text), kind))
        at += len(text) + 2
    return Article("\n\n".join(text for _, text in parts), tuple(blocks), title)
