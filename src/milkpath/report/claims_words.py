"""The words and signs for what the knowledge says of a claim; never colour alone."""

from __future__ import annotations

from collections import Counter
from typing import Final

from milkpath.articles.finding import ArticleReading, Finding, Verdict

VERDICT_WORDS: Final[dict[Verdict, str]] = {
    "supported": "supported",
    "partly": "partly right",
    "unsupported": "no evidence for it",
    "contradicted": "contradicted",
    "contradicts-other": "the text says the opposite elsewhere",
    "unmatched": "not matched",
}
VERDICT_SIGNS: Final[dict[Verdict, str]] = {
    "supported": "✓",
    "partly": "◐",
    "unsupported": "○",
    "contradicted": "✗",
    "contradicts-other": "⇄",
    "unmatched": "?",
}


def counted(reading: ArticleReading) -> str:
    """Return how many claims there are of each verdict, in words."""
    counts = Counter(one.verdict for one in reading.claims)
    total = len(reading.claims)
    parts = [f"{counts[verdict]} {words}" for verdict, words in VERDICT_WORDS.items() if counts[verdict]]
    if not total:
        return "No claim was found."
    return f"{total} claim{'' if total == 1 else 's'}: {', '.join(parts)}."


def cited(reading: ArticleReading) -> tuple[str, ...]:
    """Return the ids of all sources of a reading, in the order in which they are first named."""
    return tuple(dict.fromkeys(source for one in reading.claims for source in one.sources))


def position_sentence(one: Finding) -> str:
    """Return which position a claim was found to take, or its opposite."""
    if one.position is None:
        return ""
    return f"Read as the opposite of: {one.position}" if one.opposite else f"Read as: {one.position}"
