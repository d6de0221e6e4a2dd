"""From a web page to the text of its article: no scripts, menus, footers or lists of links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from milkpath.articles.article import Article, BlockKind, joined
from milkpath.articles.lists import spelt

_TAG: Final = re.compile(
    r"<\s*(?:!doctype|html|head|body|article|main|div|p|h[1-6]|section|span|ul|br)\b", re.IGNORECASE
)
_LEFT_OUT: Final = spelt(
    "script style noscript template svg math nav footer aside form button select iframe object video audio canvas "
    "figcaption dialog menu head"
)
_BLOCKS: Final = spelt(
    "p div section article main header ul ol dl dt dd table tr td th blockquote pre br hr address figure body html "
    "details summary caption tbody thead center"
)
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_VOID: Final = spelt("br hr img input link meta source track wbr area base col embed param")
_CLOSED_BY: Final = {"p": frozenset({"p"}), "li": frozenset({"li", "p"})}
_ARTICLE_SHARE: Final = 0.4
_LINK_SHARE: Final = 0.6
_SPACES: Final = re.compile(r"\s+")


def is_page(text: str) -> bool:
    """Tell whether a text is a web page.

    >>> is_page("<!DOCTYPE html><title>x</title>"), is_page("Is 3 < 4? Yes.")
    (True, False)
    """
    return _TAG.search(text[:20_000]) is not None


def read_page(text: str) -> Article:
    r"""Return the article of a page: inside `<article>` or `<main>` where most of the text stands, else everywhere.

    >>> page = "<title>T</title><script>x()</script><nav>Menu</nav><h2>Fine?</h2><p>It is <b>fine</b>.</p>"
    >>> article = read_page(page)
    >>> article.title, article.text
    ('T', 'Fine?\n\nIt is fine.')
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    parts = [part for part in reader.parts if part.links <= _LINK_SHARE * len(part.text)]
    inside = [part for part in parts if part.inside]
    whole = sum(len(part.text) for part in parts)
    kept = inside if sum(len(part.text) for part in inside) >= _ARTICLE_SHARE * whole else parts
    return joined([(part.kind, part.text) for part in kept], _SPACES.sub(" ", "".join(reader.title)).strip())


class _Part:
    __slots__ = ("inside", "kind", "links", "text")

    def __init__(self, kind: BlockKind, text: str, links: int, inside: bool) -> None:
        self.kind = kind
        self.text = text
        self.links = links
        self.inside = inside


class _Reader(HTMLParser):
    """Collects blocks of text; forgiving towards tags that are never closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []
        self.title: list[str] = []
        self._open: list[str] = []
        self._pieces: list[str] = []
        self._link_length = 0
        self._kind: BlockKind = "paragraph"
        self._left_out = 0
        self._inside = 0
        self._links = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "title" and not self.title:
            self._in_title = True
            return
        if tag == "body":
            self._left_out = 0
            self._open = [name for name in self._open if name not in _LEFT_OUT]
        if tag in _BLOCKS or tag in _HEADINGS or tag == "li" or tag in _LEFT_OUT:
            self.end_block()
        if tag in _VOID:
            return
        self._open.append(tag)
        self._left_out += tag in _LEFT_OUT
        self._inside += tag in ("article", "main")
        self._links += tag == "a"
        if tag in _HEADINGS:
            self._kind = "heading"
        elif tag == "li":
            self._kind = "item"
        elif tag in _BLOCKS and self._kind == "heading":
            self._kind = "paragraph"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BLOCKS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
            return
        if tag in _BLOCKS or tag in _HEADINGS or tag == "li" or tag in _LEFT_OUT:
            self.end_block()
        if tag in self._open:
            while True:
                closed = self._open.pop()
                self._left_out -= closed in _LEFT_OUT
                self._inside -= closed in ("article", "main")
                self._links -= closed == "a"
                if closed == tag:
                    break
        if tag in _HEADINGS or tag == "li":
            self._kind = "paragraph"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif self._left_out <= 0 and data:
            self._pieces.append(data)
            if self._links > 0:
                self._link_length += len(data.strip())

    def end_block(self) -> None:
        """Close the block that is being read."""
        text = _SPACES.sub(" ", "".join(self._pieces)).strip()
        if text:
            self.parts.append(_Part(self._kind, text, self._link_length, self._inside > 0))
        self._pieces = []
        self._link_length = 0
