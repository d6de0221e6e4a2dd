"""Against an audit of web articles by others: most verdicts agree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from milkpath.articles.finding import ArticleReading, Finding
from milkpath.articles.read import read_article
from milkpath.knowledge.reader import knowledge

ARTICLES = Path(__file__).parents[3] / "shared" / "articles"
AUDIT = ARTICLES / "claims-dev.yaml"
LEAST_AGREEMENT = 0.85

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not AUDIT.exists(), reason="the shared articles are not beside the checkout"),
]


def _best(reading: ArticleReading, quote: str) -> Finding | None:
    """Return the claim whose words overlap most with a quote, by shared over joined length."""
    start = reading.text.index(quote)
    end = start + len(quote)

    def share(one: Finding) -> float:
        return (min(end, one.end) - max(start, one.start)) / (max(end, one.end) - min(start, one.start))

    near = [one for one in reading.claims if share(one) > 0]
    return max(near, key=share, default=None)


def test_most_verdicts_agree_with_the_audit() -> None:
    """At least 85 % of the audited claims are found with the audit's verdict."""
    rows = yaml.safe_load(AUDIT.read_text(encoding="utf-8"))
    readings = {
        number: read_article((ARTICLES / f"article-{number}.txt").read_bytes(), knowledge())
        for number in {row["article"] for row in rows}
    }
    found = [(row, _best(readings[row["article"]], row["quote"])) for row in rows]
    wrong = [(row["quote"], row["verdict"], one) for row, one in found if one is None or one.verdict != row["verdict"]]
    assert len(rows) - len(wrong) >= LEAST_AGREEMENT * len(rows), wrong
