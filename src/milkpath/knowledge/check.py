"""The check of the house rules: what the schema alone cannot refuse, all at once, each mistake with file and line."""

from __future__ import annotations

from collections.abc import Iterator

from milkpath.errors import Mistake
from milkpath.knowledge.check_articles import article_mistakes
from milkpath.knowledge.check_claims import claim_mistakes
from milkpath.knowledge.check_links import link_mistakes
from milkpath.knowledge.check_quantities import quantity_mistakes
from milkpath.knowledge.check_records import record_mistakes
from milkpath.knowledge.check_sources import source_mistakes
from milkpath.knowledge.places import with_lines
from milkpath.knowledge.reader import Files, Knowledge, checksum_of, shipped_files


def check(known: Knowledge, *, predicates: frozenset[str], content: Files | None = None) -> tuple[Mistake, ...]:
    """Find all that breaks the house rules of `docs/knowledge-files.md`; an empty tuple where nothing does.

    Args:
        known: the knowledge to check.
        predicates: names that rules may call. They are given, since knowledge imports nothing of what judges by it.
        content: the files that it was read from, to name lines; by default the shipped ones, if it was read from them.
    """
    return with_lines(tuple(_all(known, predicates)), _content(known) if content is None else content)


def _all(known: Knowledge, predicates: frozenset[str]) -> Iterator[Mistake]:
    yield from claim_mistakes(known)
    yield from source_mistakes(known)
    yield from quantity_mistakes(known)
    yield from link_mistakes(known, predicates)
    yield from record_mistakes(known)
    yield from article_mistakes(known)


def _content(known: Knowledge) -> Files:
    content = shipped_files()
    return content if checksum_of(content) == known.checksum else {}
