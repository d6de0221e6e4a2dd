"""Legal maxima: the law that is asked, the type that is meant, and the largest figure among those that hold."""

from __future__ import annotations

import pytest

from milkpath.knowledge.legal import legal_maximum
from milkpath.knowledge.reader import knowledge

KNOWN = knowledge()


@pytest.mark.parametrize(
    ("substance", "jurisdiction", "types", "percent"),
    [
        ("phenoxyethanol", "EU", {"leave-on"}, 1.0),
        ("retinol", "EU", {"leave-on"}, 0.3),
        ("retinol", "EU", {"body"}, 0.05),
        ("kojic-acid", "EU", {"leave-on", "face"}, 1.0),
        ("salicylic-acid", "EU", {"body"}, 0.5),
        ("salicylic-acid", "EU", {"leave-on", "face"}, 2.0),
        ("hydroquinone", "EU", {"leave-on", "face"}, 0.0),
        ("methylisothiazolinone", "EU", {"leave-on"}, 0.0),
        ("lidocaine", "US", {"drug"}, 4.0),
        ("zinc-oxide", "EU", {"face"}, 25.0),
    ],
)
def test_the_law_says(substance: str, jurisdiction: str, types: set[str], percent: float) -> None:
    """Each figure is that of the annex or monograph it cites."""
    found = legal_maximum(KNOWN.substances[substance], jurisdiction, types)
    assert found is not None
    assert found.percent == percent


def test_another_law_says_nothing() -> None:
    """A maximum of one place is not that of another."""
    assert legal_maximum(KNOWN.substances["phenoxyethanol"], "JP", {"leave-on"}) is None


def test_a_type_that_is_not_named_falls_back_to_any_product() -> None:
    """A type without a figure of its own takes the figure for any product."""
    found = legal_maximum(KNOWN.substances["benzophenone-3"], "EU", {"hair"})
    assert found is not None
    assert found.product_type == "any"
