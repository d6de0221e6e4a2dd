"""Short ways to read an article in a test."""

from __future__ import annotations

from milkpath.articles.finding import ArticleReading, Finding
from milkpath.articles.read import read_article
from milkpath.knowledge.reader import knowledge

HEAD = "Microneedling while breastfeeding"


def read(text: str, *, head: str = HEAD) -> ArticleReading:
    """Read a text under a heading that says what it is about."""
    return read_article(f"{head}\n\n{text}\n".encode(), knowledge())


def only(text: str) -> Finding:
    """Return the one claim of a text."""
    found = read(text).claims
    assert len(found) == 1, found
    return found[0]


def verdicts(text: str) -> list[str]:
    """Return the verdicts of a text, in its order."""
    return [one.verdict for one in read(text).claims]
