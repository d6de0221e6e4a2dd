"""A source of the knowledge files as a CSL-JSON item, the form in which citation managers exchange references."""

from __future__ import annotations

from typing import Final

from milkpath.knowledge.model import Source

_CSL_TYPES: Final[dict[str, str]] = {
    "monograph": "chapter",
    "article": "article-journal",
    "label": "document",
    "regulator": "report",
    "guideline": "report",
    "dataset": "dataset",
    "assumption": "document",
    "derivation": "document",
}

_BOOKSHELF: Final = "NCBI Bookshelf"


def csl_item(source: Source) -> dict[str, object]:
    """Return the CSL-JSON item of a source; keys without a value are left out.

    The Bookshelf accession goes into `archive_location`, since CSL has no key of its own for it; what CSL cannot hold
    (kind and population) goes into `custom`.

    >>> import datetime as dt
    >>> day = dt.date(2026, 1, 2)
    >>> item = csl_item(Source(id="x", kind="article", title="T", year=2013, doi="10.1/y", retrieved=day))
    >>> item["type"], item["DOI"], item["issued"]
    ('article-journal', '10.1/y', {'date-parts': [[2013]]})
    """
    day = source.retrieved
    item: dict[str, object | None] = {
        "id": source.id,
        "type": _CSL_TYPES[source.kind],
        "title": source.title,
        "author": [{"literal": name} for name in source.authors] or None,
        "container-title": source.container,
        "issued": None if source.year is None else {"date-parts": [[source.year]]},
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "archive": None if source.bookshelf is None else _BOOKSHELF,
        "archive_location": source.bookshelf,
        "URL": source.url,
        "note": source.note,
        "custom": {"kind": source.kind, "population": source.population},
    }
    return {key: value for key, value in item.items() if value is not None}
