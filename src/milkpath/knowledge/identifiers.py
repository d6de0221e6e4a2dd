"""The forms of public identifiers: of substances (CAS, UNII, InChIKey, SMILES) and of sources (DOI, PubMed, Bookshelf)."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

_CAS: Final = re.compile(r"([1-9]\d{1,6})-(\d{2})-(\d)")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;]")
_PMID: Final = re.compile(r"[1-9]\d{0,7}")
_PMCID: Final = re.compile(r"PMC[1-9]\d{2,8}")
_BOOKSHELF: Final = re.compile(r"NBK[1-9]\d{0,8}")
_UNII: Final = re.compile(r"[0-9A-Z]{10}")
_INCHIKEY: Final = re.compile(r"[A-Z]{14}-[A-Z]{8}[SN][A-Z]-[A-Z]")
_SMILES: Final = re.compile(r"[A-Za-z0-9@+\-\[\]()=#$:/\\.%*~]+")
_ATOM_IN_BRACKETS: Final = re.compile(r"\[[^\[\]]+\]")
_RING_BOND: Final = re.compile(r"%\d\d|\d")


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


def is_unii(text: str) -> bool:
    """Tell whether this is a UNII: ten characters, the last of them the check on the others.

    The check character is the sum of the values of the other nine (0 to 9, A = 10 to Z = 35), modulo 36.

    >>> is_unii("98PI200987"), is_unii("98PI200988"), is_unii("98pi200987")
    (True, False, False)
    """
    if _UNII.fullmatch(text) is None:
        return False
    values = [int(character, 36) for character in text]
    return sum(values[:-1]) % 36 == values[-1]


def is_inchikey(text: str) -> bool:
    """Tell whether this is a standard InChIKey: three blocks of 14, 10 and 1 capital letters.

    >>> is_inchikey("NNJVILVZKWQKPM-UHFFFAOYSA-N"), is_inchikey("NNJVILVZKWQKPM")
    (True, False)
    """
    return _INCHIKEY.fullmatch(text) is not None


def is_smiles(text: str) -> bool:
    """Tell whether this can be a SMILES: its characters, its brackets, and ring bonds that all close.

    >>> is_smiles("CCN(CC)CC(=O)Nc1c(C)cccc1C"), is_smiles("CCN(CC"), is_smiles("C1CC"), is_smiles("lidocaine!")
    (True, False, False, False)
    """
    if _SMILES.fullmatch(text) is None:
        return False
    outside = _ATOM_IN_BRACKETS.sub("*", text)
    rings = _RING_BOND.findall(outside)
    depths = list(accumulate((1 if c == "(" else -1) for c in outside if c in "()"))
    return (
        not set("[]") & set(outside)
        and all(rings.count(ring) % 2 == 0 for ring in rings)
        and all(depth >= 0 for depth in depths)
        and (not depths or depths[-1] == 0)
    )
