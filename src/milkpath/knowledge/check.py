"""The check of the house rules: what the schema alone cannot refuse, all at once, each mistake with file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from milkpath.errors import Mistake
from milkpath.knowledge.check_articles import article_mistakes
from milkpath.knowledge.check_claims import claim_mistakes
from milkpath.knowledge.check_disagreements import disagreement_mistakes
from milkpath.knowledge.check_fragments import PlanReader, fragment_mistakes
from milkpath.knowledge.check_links import link_mistakes
from milkpath.knowledge.check_quantities import quantity_mistakes
from milkpath.knowledge.check_records import record_mistakes
from milkpath.knowledge.check_reviews import review_mistakes
from milkpath.knowledge.check_sources import source_mistakes
from milkpath.knowledge.places import with_lines
from milkpath.knowledge.reader import Files, Knowledge, checksum_of, shipped_files
from milkpath.knowledge.yaml_lines import keys_twice


def check(
    known: Knowledge,
    *,
    predicates: frozenset[str],
    read_plan: PlanReader | None = None,
    today: dt.date | None = None,
    content: Files | None = None,
) -> tuple[Mistake, ...]:
    """Find all that breaks the house rules of `docs/knowledge-files.md`; an empty tuple where nothing does.

    Args:
        known: the knowledge to check.
        predicates: names that rules may call. They are given, since knowledge imports nothing of what judges by it.
        read_plan: tells what is wrong with a plan, for the parts of plans that records carry; without it they are not read.
        today: the day from which the age of reviews is counted; the version of the knowledge where it is not given.
        content: the files that it was read from, to name lines and to find keys that stand twice; by default lines are
            named by the shipped files, if it was read from them.
    """
    found = (*_all(known, predicates, today), *(fragment_mistakes(known, read_plan) if read_plan else ()))
    if content is None:
        return with_lines(found, _content(known))
    return (*_keys_twice(content), *with_lines(found, content))


def _all(known: Knowledge, predicates: frozenset[str], today: dt.date | None) -> Iterator[Mistake]:
    yield from claim_mistakes(known)
    yield from disagreement_mistakes(known)
    yield from review_mistakes(known, today)
    yield from source_mistakes(known)
    yield from quantity_mistakes(known)
    yield from link_mistakes(known, predicates)
    yield from record_mistakes(known)
    yield from article_mistakes(known)


def _keys_twice(content: Files) -> Iterator[Mistake]:
    """Find keys that stand twice in one mapping of a file: YAML keeps the last of them and says nothing."""
    for path, data in content.items():
        for key, line in keys_twice(data):
            yield Mistake(
                code="duplicate",
                message=f"the key '{key}' stands twice",
                where=f"{path}:{line}",
                hint="keep one of them",
            )


def _content(known: Knowledge) -> Files:
    content = shipped_files()
    return content if checksum_of(content) == known.checksum else {}
