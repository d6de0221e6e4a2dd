"""Sources of the knowledge files as CSL-JSON."""

from __future__ import annotations

import datetime as dt
from typing import get_args, get_type_hints

import msgspec
import pytest

from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import Source
from milkpath.report.citations import links, reference

FULL = Source(
    id="lactmed-x",
    kind="monograph",
    title="X",
    authors=("National Institute",),
    container="LactMed",
    year=2020,
    doi="10.1000/x",
    pmid="123",
    pmcid="PMC1",
    bookshelf="NBK501230",
    url="https://example.org/x",
    population="lactation",
    retrieved=dt.date(2026, 11, 22),
    note="n",
)


def test_a_full_source_keeps_everything() -> None:
    """Every field of the source has a place in its item."""
    assert csl_item(FULL) == {
        "id": "lactmed-x",
        "type": "chapter",
        "title": "X",
        "author": [{"literal": "National Institute"}],
        "container-title": "LactMed",
        "issued": {"date-parts": [[2020]]},
        "accessed": {"date-parts": [[2026, 11, 22]]},
        "DOI": "10.1000/x",
        "PMID": "123",
        "PMCID": "PMC1",
        "archive": "NCBI Bookshelf",
        "archive_location": "NBK501230",
        "URL": "https://example.org/x",
        "note": "n",
        "custom": {"kind": "monograph", "population": "lactation"},
    }


def test_absent_fields_are_left_out() -> None:
    """No key stands there with nothing in it."""
    bare = csl_item(Source(id="x", kind="assumption", title="T", retrieved=dt.date(2026, 1, 1)))
    assert {"id", "type", "title", "accessed", "custom"} == set(bare)


@pytest.mark.parametrize("kind", get_args(get_type_hints(Source)["kind"]))
def test_every_kind_of_source_has_a_type(kind: str) -> None:
    """A new kind of source cannot be forgotten."""
    assert csl_item(msgspec.structs.replace(FULL, kind=kind))["type"]


def test_the_item_is_read_by_the_source_list() -> None:
    """What is written here is what the reports print and link."""
    item = csl_item(FULL)
    assert reference(item) == "National Institute. X. LactMed, 2020"
    assert [link.text for link in links(item)] == ["doi:10.1000/x", "PMID 123", "NBK501230"]
