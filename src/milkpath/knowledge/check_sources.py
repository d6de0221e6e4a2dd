"""What holds for every source: somebody cites it, and its identifiers have their right form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.claims import claims
from milkpath.knowledge.identifiers import is_bookshelf, is_doi, is_pmcid, is_pmid
from milkpath.knowledge.model import Source
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge

CITED_ELSEWHERE: Final = frozenset({"milkpath-model", "who-2006"})
"""Sources cited outside the records: by the code that words simulated times, and by the head of the WHO table."""

_FORMS: Final[tuple[tuple[str, Callable[[str], bool], str], ...]] = (
    ("doi", is_doi, "10.1111/dsu.12064"),
    ("pmid", is_pmid, "23138000"),
    ("pmcid", is_pmcid, "PMC4165439"),
    ("bookshelf", is_bookshelf, "NBK501230"),
)


def source_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with sources."""
    cited = {identifier for claim in claims(known) for identifier in claim.sources} | CITED_ELSEWHERE
    cited |= {identifier for claim in known.claims.values() for identifier in claim.sources}
    for source in known.sources.values():
        file = f"sources/{source.id}.yaml"
        if source.id not in cited:
            yield Mistake(
                code="uncited-source",
                message=f"nobody cites '{source.id}'",
                where=file,
                hint="cite it where it belongs, or delete the file",
            )
        yield from _identifiers(source, file)


def _identifiers(source: Source, file: str) -> Iterator[Mistake]:
    for field, has_form, example in _FORMS:
        value: str | None = getattr(source, field)
        if value is not None and not has_form(value):
            yield Mistake(
                code="broken-identifier",
                message=f"{field} '{value}' has not the form of one",
                where=inside(file, value),
                hint=f"such as {example}",
            )
