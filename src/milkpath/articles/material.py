"""All that the reading of one article needs: its text and words, and the knowledge made ready."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from milkpath.articles.article import Article
from milkpath.articles.positions import Positions
from milkpath.articles.sentences import Words
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.reasons import Reason


class Material(msgspec.Struct, frozen=True):
    """The article and what it is held against."""

    article: Article
    words: Words
    known: Knowledge
    positions: Positions
    reasons: Mapping[str, Reason]

    def quote(self, first: int, last: int) -> str:
        """Return the text of some words, exactly as it stands."""
        return self.article.text[self.words.starts[first] : self.words.ends[last - 1]]

    def between(self, at: int) -> str:
        """Return what stands in front of a word, after the one before."""
        return self.article.text[self.words.ends[at - 1] : self.words.starts[at]]
