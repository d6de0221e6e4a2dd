"""Declared strengths."""

from __future__ import annotations

import pytest

from milkpath.label.strength import find_strengths


@pytest.mark.parametrize(
    ("text", "percent", "by_volume"),
    [
        ("4 %", 4.0, False),
        ("4%", 4.0, False),
        ("2,5 %", 2.5, False),
        ("7.34 %", 7.34, False),
        ("0,05%", 0.05, False),
        (".05 g/g", 5.0, False),
        ("0.05 g/g", 5.0, False),
        ("4 g/100g", 4.0, False),
        ("50 mg/g", 5.0, False),
        ("50mg / g", 5.0, False),
        ("500 mcg/g", 0.05, False),
        ("20 mg per g", 2.0, False),
        ("5 g/100mL", 5.0, True),
        ("40 mg/mL", 4.0, True),
        (".04 g/mL", 4.0, True),
        ("10,000 ppm", 1.0, False),
        ("10.000 ppm", 1.0, False),
        ("500ppm", 0.05, False),
        ("2 % w/w", 2.0, False),
        ("2 % (w/v)", 2.0, True),
        ("20 Prozent", 20.0, False),
    ],
)
def test_spellings_of_a_strength(text: str, percent: float, by_volume: bool) -> None:
    """Every spelling becomes percent; a strength per volume is marked, because it needs a density."""
    (found,) = find_strengths(f"Xyz {text}")
    assert ("declared", by_volume) == (found.kind, found.by_volume)
    assert percent == pytest.approx(found.high)
    assert percent == pytest.approx(found.low)


@pytest.mark.parametrize(
    "text",
    [
        "85% d'ingrédients d'origine naturelle",
        "91% ingredients of natural origin",
        "100% natural fragrance",
        "-76% de plastique",
        "98 % naturlicher Ursprung",
        "100 % pure",
        "250 %",
    ],
)
def test_shares_that_are_no_strength(text: str) -> None:
    """Origin, plastic saved and impossible figures are claims."""
    assert [found.kind for found in find_strengths(text)] == ["claim"]


@pytest.mark.parametrize(
    ("text", "kind"), [("Botulinum toxin 100 U", "potency"), ("Xyz 5 IU/mL", "potency"), ("Cream 30 g", "amount")]
)
def test_units_and_bare_amounts_are_no_percentage(text: str, kind: str) -> None:
    """Units and pack sizes say nothing about percent."""
    assert [kind] == [found.kind for found in find_strengths(text)]


def test_bare_mass_with_a_basis() -> None:
    """`1 g of cream contains 25 mg` is 2.5 percent."""
    (found,) = find_strengths("25 mg Lidocain", per_grams=1.0)
    assert (found.kind, found.high) == ("declared", 2.5)


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("1-3 %", "declared", 1.0, 3.0),
        ("< 1 %", "limit", 0.0, 1.0),
        ("up to 5 %", "limit", 0.0, 5.0),
        ("max. 2 %", "limit", 0.0, 2.0),
    ],
)
def test_ranges_and_limits(text: str, kind: str, low: float, high: float) -> None:
    """A range is an interval, an upper end is only that."""
    (found,) = find_strengths(f"Xyz {text}")
    assert (kind, low, high) == (found.kind, found.low, found.high)


@pytest.mark.parametrize(
    "text", ["Polysorbate 80", "PEG-40", "C10-30", "1,2-Hexanediol", "SPF 50", "CI 77891", "pH 5.5"]
)
def test_numbers_of_names_are_no_strength(text: str) -> None:
    """A number without a unit belongs to the name."""
    assert find_strengths(text) == ()
