"""What on a pack is no ingredient."""

from __future__ import annotations

import pytest

from milkpath.label.claims import free_from, is_code, is_form, is_prose

from .known import MAIN_NAMES


@pytest.mark.parametrize("name", sorted(MAIN_NAMES.values()))
def test_no_name_is_a_claim(name: str) -> None:
    """No known name looks like pack prose, a code, a dose form or a free-from claim."""
    assert [test.__name__ for test in (free_from, is_prose, is_form, is_code) if test(name)] == []


@pytest.mark.parametrize(
    "text",
    ["Free from X", "without X", "sans X", "frei von X", "ohne X", "sin X", "senza X", "sem X", "zonder X",
     "Formule sans X", "paraben-free", "parfümfrei", "no added perfume", "0 % parabens"],
)  # fmt: skip
def test_free_from_in_many_words(text: str) -> None:
    """Each language has its words for what is absent."""
    assert free_from(text)


@pytest.mark.parametrize(
    "text",
    ["Sinapis Alba Seed Oil", "Semen Cuscutae", "Nonoxynol-9", "Blue No. 1", "Zinc Oxide (non-nano)"],
)
def test_names_that_only_begin_like_claims(text: str) -> None:
    """A name may begin with the letters of such a word."""
    assert not free_from(text)
