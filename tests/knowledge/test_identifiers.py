"""The forms of public identifiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from milkpath.knowledge.identifiers import is_bookshelf, is_cas, is_doi, is_pmcid, is_pmid
from milkpath.knowledge.reader import knowledge


def _check_digit(body: str) -> int:
    """Compute the digit apart from the code: place by place from the right, starting at 1."""
    total = 0
    for place in range(1, len(body) + 1):
        total += place * int(body[-place])
    return total % 10


@pytest.mark.parametrize("cas", ["7732-18-5", "56-81-5", "137-58-6", "721-50-6", "94-24-6", "50-81-7", "68-26-8"])
def test_known_registry_numbers_are_accepted(cas: str) -> None:
    """Registry numbers of water, glycerol, three anaesthetics, vitamin C and retinol have the right form."""
    assert is_cas(cas)


@pytest.mark.parametrize("digit", range(10))
def test_only_one_check_digit_is_right(digit: int) -> None:
    """Of the ten possible last digits one is accepted."""
    assert is_cas(f"7732-18-{digit}") == (digit == 5)


@pytest.mark.parametrize(
    "text", ["", "7732185", "7732-18-5 ", "07732-18-5", "7732-18-55", "7-18-5", "water", "٧٧٣٢-١٨-٥"]
)
def test_what_has_not_the_form_is_refused(text: str) -> None:
    """Missing hyphens, spaces, leading zeros, and other digits are no registry number."""
    assert not is_cas(text)


def test_every_shipped_registry_number_agrees_with_the_oracle() -> None:
    """The check digit of each shipped CAS number, computed again, is the one that is written."""
    numbers = [substance.cas for substance in knowledge().substances.values() if substance.cas]
    assert len(numbers) >= 40
    for number in numbers:
        assert _check_digit(number[:-2].replace("-", "")) == int(number[-1]), number


@pytest.mark.parametrize(
    ("has_form", "right", "wrong"),
    [
        (is_doi, "10.1213/01.ANE.0000148123.79437.F9", "doi:10.1213/x"),
        (is_doi, "10.1016/S0140-6736(05)12345-6", "10.12/x y"),
        (is_pmid, "7175699", "PMC7175699"),
        (is_pmid, "1", "123456789"),
        (is_pmcid, "PMC3725617", "PMC"),
        (is_bookshelf, "NBK501922", "nbk501922"),
    ],
)
def test_forms_of_literature_identifiers(has_form: Callable[[str], bool], right: str, wrong: str) -> None:
    """A bare identifier is accepted; a prefix, a space or the identifier of another kind is not."""
    assert has_form(right)
    assert not has_form(wrong)
