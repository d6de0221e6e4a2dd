"""Sources: numbered once, linked only to public records."""

from __future__ import annotations

import pytest

from milkpath.report.citations import citation_marks, links, reference, source_numbers

from .example import EXAMPLE


def test_sources_are_numbered_in_their_order() -> None:
    """The number of a source is its place in the list."""
    assert list(source_numbers(EXAMPLE).values()) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_source_without_an_entry_is_still_named() -> None:
    """A citation is never dropped."""
    assert citation_marks(["lost", "kept"], {"kept": 1}) == "[1] [lost]"


@pytest.mark.parametrize(
    "item",
    [
        {"DOI": "javascript:alert(1)"},
        {"DOI": "https://example.org"},
        {"PMID": "1 onclick=x"},
        {"archive_location": "NBK1/../../x"},
        {"URL": "https://example.org/"},
    ],
)
def test_only_identifiers_become_links(item: dict[str, object]) -> None:
    """No other address is ever linked."""
    assert links(item) == ()


def test_a_doi_is_quoted_in_its_link() -> None:
    """Characters that mean something in an address or in HTML are quoted."""
    (link,) = links({"DOI": '10.1000/a<b>"c#d'})
    assert link.href == "https://doi.org/10.1000/a%3Cb%3E%22c%23d"


def test_many_authors_are_shortened() -> None:
    """More than three authors end in et al."""
    item = {"id": "x", "title": "T", "author": [{"family": name} for name in "ABCD"]}
    assert reference(item) == "A, B, C et al. T"


def test_an_item_with_nothing_but_an_id_is_its_id() -> None:
    """Even the barest source can be found in the list."""
    assert reference({"id": "x"}) == "x"
