"""What was found in an article, as it is handed to reports."""

from __future__ import annotations

from typing import Literal

import msgspec

from milkpath.knowledge.model import Grade

Verdict = Literal["supported", "partly", "unsupported", "contradicted", "contradicts-other", "unmatched"]


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """Another place of the same text that a claim cannot stand beside."""

    quote: str
    start: int
    end: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of the article. `text[start:end]` is the quote."""

    quote: str
    start: int
    end: int
    verdict: Verdict
    because: tuple[str, ...] = ()
    """Ids of statements, limits, rules and pieces of advice of the knowledge."""
    sources: tuple[str, ...] = ()
    claim: str | None = None
    """Id of the file in `claims/` whose position it was found to take."""
    position: str | None = None
    """That position in the words of the knowledge."""
    opposite: bool = False
    """Whether the article says the opposite of the position."""
    hedged: bool = False
    why: str
    grade: Grade | None = None
    against: tuple[Against, ...] = ()


class ArticleReading(msgspec.Struct, frozen=True, kw_only=True):
    """The text that offsets count in, and the claims in its order."""

    title: str
    text: str
    knowledge: str
    """Version of the knowledge."""
    claims: tuple[Finding, ...]
