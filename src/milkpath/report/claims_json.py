"""The claims of an article for other programs."""

from __future__ import annotations

import msgspec

from milkpath.articles.finding import ArticleReading
from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.reader import Knowledge
from milkpath.report.claims_words import cited
from milkpath.version import VERSION


def claims_json(reading: ArticleReading, known: Knowledge) -> bytes:
    """Return `{milkpath, title, text, claims, references}`; `start` and `end` count characters of `text`."""
    answer = {
        "milkpath": {"version": VERSION, "knowledge": reading.knowledge},
        "title": reading.title,
        "text": reading.text,
        "claims": msgspec.to_builtins(reading.claims),
        "references": [csl_item(known.sources[name]) for name in cited(reading)],
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=2)
