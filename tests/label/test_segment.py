"""Cutting a label into stretches."""

from __future__ import annotations

import pytest

from milkpath.label.characters import even_out
from milkpath.label.segment import segment


def cut(text: str) -> list[str]:
    evened = even_out(text)
    return [evened[piece.start : piece.end] for piece in segment(evened) if piece.kind == "list"]


def sections(text: str) -> list[tuple[str, str, int]]:
    evened = even_out(text)
    return [
        (evened[piece.start : piece.end], piece.section, piece.product)
        for piece in segment(evened)
        if piece.kind == "list"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aqua, Glycerin; Urea", ["Aqua", "Glycerin", "Urea"]),
        ("Aqua • Glycerin • Urea", ["Aqua", "Glycerin", "Urea"]),
        ("Aqua\nGlycerin\nUrea", ["Aqua", "Glycerin", "Urea"]),
        ("Aqua, Glyceryl\nStearate, Urea, Silica", ["Aqua", "Glyceryl\nStearate", "Urea", "Silica"]),
        ("Aqua, 1,2-Hexanediol, Urea", ["Aqua", "1,2-Hexanediol", "Urea"]),
        ("Polysorbate 20,1,2-Hexanediol", ["Polysorbate 20", "1,2-Hexanediol"]),
        ("Toluene-2,5-Diamine Sulfate, Aqua", ["Toluene-2,5-Diamine Sulfate", "Aqua"]),
        ("Retinol 2,5 %, Aqua", ["Retinol 2,5 %", "Aqua"]),
        ("Aloe Extract 10,000 ppm, Aqua", ["Aloe Extract 10,000 ppm", "Aqua"]),
        ("Citric Acid,10-Hydroxydecenoic Acid", ["Citric Acid", "10-Hydroxydecenoic Acid"]),
        ("CI 77491,77492", ["CI 77491", "77492"]),
        ("Blue 1 (CI 42090, Fragrance (Parfum)", ["Blue 1 (CI 42090", "Fragrance (Parfum)"]),
        ("Aqua (Water, Eau), Urea", ["Aqua (Water, Eau)", "Urea"]),
        ("Parfum (Fragrance)), Urea", ["Parfum (Fragrance)", "Urea"]),
        ("Alcohol Denat. , C. Officinalis Oil", ["Alcohol Denat", "C. Officinalis Oil"]),
        ("Urea. *Certified organic.", ["Urea", "*Certified organic"]),
        ("Seed Extract.85% d'origine naturelle", ["Seed Extract", "85% d'origine naturelle"]),
        ("Lidocaine 4%......Topical anesthetic", ["Lidocaine 4%", "Topical anesthetic"]),
        ("Lidocaine 4 % - Prilocaine 2 %", ["Lidocaine 4 %", "Prilocaine 2 %"]),
        ("Water/Aqua/Eau, Urea", ["Water/Aqua/Eau", "Urea"]),
        ("", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    """Separators cut; commas of numbers, short brackets and abbreviations do not."""
    assert expected == cut(text)


@pytest.mark.parametrize(
    ("active", "inactive"),
    [
        ("Active ingredients", "Inactive ingredients"),
        ("active_ingredients", "Other ingredients"),
        ("Wirkstoffe", "Sonstige Bestandteile"),
        ("Wirkstoff", "Hilfsstoffe"),
        ("Principes actifs", "Excipients"),
        ("Principios activos", "Excipientes"),
        ("Principio attivo", "Eccipienti"),
        ("Princípio ativo", "Outros componentes"),
        ("Werkzame stof", "Hulpstoffen"),
    ],
)
def test_headings_in_seven_languages(active: str, inactive: str) -> None:
    """Each language has its words for actives and excipients."""
    found = sections(f"{active}: Aaa. {inactive}: Bbb, Ccc.")
    assert found == [("Aaa", "active", 0), ("Bbb", "inactive", 0), ("Ccc", "inactive", 0)]


@pytest.mark.parametrize(
    "heading",
    [
        "May contain:",
        "May contain (+/-):",
        "[+/-",
        "+/-",
        "±",
        "Peut contenir :",
        "May Contain: Peut contenir :",
        "Kann enthalten:",
        "Puede contener:",
        "Può contenere:",
        "Pode conter:",
        "Kan bevatten:",
        "MAY CONTAIN/PEUT CONTENIR (+/-):",
    ],
)
def test_may_contain_in_seven_languages(heading: str) -> None:
    """What the product may contain is its own section, also behind a full stop, in brackets and in two languages."""
    found = sections(f"Aaa, Bbb. {heading} CI 77891")
    assert found == [("Aaa", "ingredient", 0), ("Bbb", "ingredient", 0), ("CI 77891", "may_contain", 0)]


def test_list_goes_on_behind_bracketed_may_contain() -> None:
    """A bracket that holds the whole may-contain list ends it."""
    found = sections("Aaa, Bbb [+/- CI 77891, CI 77492], Ccc")
    assert [section for _, section, _ in found] == [
        "ingredient",
        "ingredient",
        "may_contain",
        "may_contain",
        "ingredient",
    ]


def test_two_lists_are_two_products() -> None:
    """The second plain heading begins another product."""
    found = sections("Patch ingredients: Aaa, Bbb Essence ingredients: Ccc, Ddd")
    assert [product for _, _, product in found] == [0, 0, 1, 1]
    assert found[-1][1] == "other_product"


def test_word_ingredient_in_a_sentence_is_no_heading() -> None:
    """Only a heading with its colon opens a list."""
    assert all(product == 0 for _, _, product in sections("Aaa, Bbb. Ingredient lists may change over time."))


def test_actives_may_come_last() -> None:
    """Excipients before actives are still one product."""
    found = sections("Inactive Ingredients: Aaa, Bbb. Active Ingredient: 0.5% Ccc.")
    assert found == [("Aaa", "inactive", 0), ("Bbb", "inactive", 0), ("0.5% Ccc", "active", 0)]


def test_text_without_colon_before_inactive_is_active() -> None:
    """What stands in front of the excipients are the actives, and a glued percentage stays with them."""
    found = sections("Octisalate 4.3% Inactive Ingredients: Aqua")
    assert found == [("Octisalate 4.3%", "active", 0), ("Aqua", "inactive", 0)]
