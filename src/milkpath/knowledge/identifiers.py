"""The forms of public identifiers: CAS registry number, DOI, PubMed, PubMed Central and NCBI Bookshelf."""

from __future__ import annotations

import re
from typing import Final

_CAS: Final = re.compile(r"([1-9]\d{1,6})-(\d{2})-(\d)")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;]")
_PMID: Final = re.compile(r"[1-9]\d{0,7}")
_PMCID: Final = re.compile(r"PMC[1-9]\d{2,8}")
_BOOKSHELF: Final = re.compile(r"NBK[1-9]\d{0,8}")


def is_cas(text: str) -> bool:
    """Tell whether this is a CAS registry number: its form, and its last digit as the check on the others.

    The check digit is the sum of the other digits, each times its place counted from the right, modulo 10.

    >>> is_cas("137-58-6"), is_cas("137-58-5"), is_cas("137-586")
    (True, False, False)
    """
    match = _CAS.fullmatch(text)
    if match is None:
        return False
    digits = reversed(match[1] + match[2])
    return sum(place * int(digit) for place, digit in enumerate(digits, start=1)) % 10 == int(match[3])


def is_doi(text: str) -> bool:
    """Tell whether this is a bare DOI, without an address in front and without the full stop of a sentence behind.

    >>> is_doi("10.1111/dsu.12064"), is_doi("https://doi.org/10.1111/dsu.12064"), is_doi("10.1111/dsu.12064.")
    (True, False, False)
    """
    return _DOI.fullmatch(text) is not None


def is_pmid(text: str) -> bool:
    """Tell whether this is a PubMed number: one to eight digits.

    >>> is_pmid("23138000"), is_pmid("PMID 23138000"), is_pmid("0")
    (True, False, False)
    """
    return _PMID.fullmatch(text) is not None


def is_pmcid(text: str) -> bool:
    """Tell whether this is a PubMed Central number.

    >>> is_pmcid("PMC4165439"), is_pmcid("4165439")
    (True, False)
    """
    return _PMCID.fullmatch(text) is not None


def is_bookshelf(text: str) -> bool:
    """Tell whether this is an NCBI Bookshelf accession.

    >>> is_bookshelf("NBK501230"), is_bookshelf("501230")
    (True, False)
    """
    return _BOOKSHELF.fullmatch(text) is not None
