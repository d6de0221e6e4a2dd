"""How sources are numbered, written and linked: the same number in every part of one rendering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from milkpath.judgement.assessment import Assessment

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(r"\d{1,9}")
_BOOKSHELF = re.compile(r"NBK\d{1,9}")


class Link(NamedTuple):
    """A link to the public record of a source."""

    text: str
    href: str


def source_numbers(assessment: Assessment) -> dict[str, int]:
    """Return the number of each source id, from 1, in the order of the assessment."""
    return {str(item["id"]): place for place, item in enumerate(assessment.sources, start=1)}


def citation_marks(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Return the numbers of sources in brackets; an id without an entry stands as itself, so that nothing is lost.

    >>> citation_marks(["b", "a", "zz"], {"a": 1, "b": 2})
    '[1] [2] [zz]'
    >>> citation_marks([], {})
    ''
    """
    known = sorted({numbers[name] for name in sources if name in numbers})
    lost = sorted({name for name in sources if name not in numbers})
    return " ".join(f"[{mark}]" for mark in (*known, *lost))


def _authors(item: Mapping[str, object]) -> str:
    people = item.get("author")
    if not isinstance(people, list | tuple):
        return ""
    names = [str(one.get("literal") or one.get("family") or "") for one in people if isinstance(one, Mapping)]
    return ", ".join(names[:3]) + (" et al." if len(names) > 3 else "")


def _year(item: Mapping[str, object]) -> str:
    issued = item.get("issued")
    match issued:
        case {"date-parts": [[year, *_], *_]}:
            return str(year)
        case _:
            return ""


def reference(item: Mapping[str, object]) -> str:
    """Return a CSL-JSON item as one line.

    >>> reference({"id": "x", "title": "Lidocaine", "container-title": "LactMed", "issued": {"date-parts": [[2020]]}})
    'Lidocaine. LactMed, 2020'
    """
    where = ", ".join(part for part in (str(item.get("container-title") or ""), _year(item)) if part)
    parts = (_authors(item), str(item.get("title") or item.get("id")), where)
    return ". ".join(part.rstrip(".") for part in parts if part)


def links(item: Mapping[str, object]) -> tuple[Link, ...]:
    """Return the links of a CSL-JSON item: DOI, PubMed and NCBI Bookshelf, and no other address.

    An identifier that does not look like one makes no link: what it says still stands in the source list as text.

    >>> links({"DOI": "10.1111/dsu.12064", "PMID": "23138"})[0]
    Link(text='doi:10.1111/dsu.12064', href='https://doi.org/10.1111/dsu.12064')
    >>> links({"DOI": "javascript:alert(1)"})
    ()
    """
    doi, pmid, shelf = (str(item.get(key) or "") for key in ("DOI", "PMID", "archive_location"))
    found = (
        Link(f"doi:{doi}", f"https://doi.org/{quote(doi, safe='/')}") if _DOI.fullmatch(doi) else None,
        Link(f"PMID {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/") if _PMID.fullmatch(pmid) else None,
        Link(shelf, f"https://www.ncbi.nlm.nih.gov/books/{shelf}/") if _BOOKSHELF.fullmatch(shelf) else None,
    )
    return tuple(link for link in found if link is not None)
