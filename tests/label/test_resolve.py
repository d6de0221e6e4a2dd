"""What one stretch of a label names."""

from __future__ import annotations

import pytest

from milkpath.label.resolve import resolve

from .known import KNOWN


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (text[part.start : part.end], part.status, part.entry.substance if part.entry else None)
        for part in resolve(text, KNOWN)
    ]


@pytest.mark.parametrize(
    ("text", "status", "substance"),
    [
        ("GLYCERIN", "exact", "glycerin"),
        ("Glycerol", "alias", "glycerin"),
        ("Water/Aqua/Eau", "exact", "aqua"),
        ("Aqua / Water", "exact", "aqua"),
        ("WATER/AQUA/EAU", "exact", "aqua"),
        ("Aqua (Water, Eau)", "exact", "aqua"),
        ("AQUA WATER EAU", "alias", "aqua"),
        ("Citrus Limon (Lemon) Fruit Extract", "exact", "lemon-extract"),
        ("Titanium Dioxide (CI 77891)", "exact", "titanium-dioxide"),
        ("CI 77891 (Titanium Dioxide)", "exact", "titanium-dioxide"),
        ("Ci7789/Titanium Dioxide", "exact", "titanium-dioxide"),
        ("Iron Oxides CI 77491", "alias", "iron-oxides"),
        ("Iron Oxides (CI 77491, CI 77492, CI 77499)", "exact", "iron-oxides"),
        ("Blue 1 Lake (CI 42090)", "alias", "blue-1"),
        ("Cera Microcristallina/Cire Microcristalline", "exact", "cera"),
        ("Caprylic / Capric Triglyceride", "exact", "triglyceride"),
        ("glycerylstearate", "repaired", "glyceryl-stearate"),
        ("GLYCERYL STEA RATE", "repaired", "glyceryl-stearate"),
        ("Nicainamide", "repaired", "niacinamide"),
        ("Sodium Hyaluronate (Hyaluronic Acid)", "exact", "sodium-hyaluronate"),
    ],
)
def test_one_name(text: str, status: str, substance: str) -> None:
    """Slashes and brackets with second names are one ingredient."""
    assert [(text, status, substance)] == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Xyloferin",
        "PVP/Hexadecene Copolymer",  # not PVP
        "Glycerin/Urea Copolymer",
        "Aqua/Silica Ferment Lysate",
        "Phenoxyphenol",  # not phenol: never a part of a word
        "Lanolin Alcohol",  # not lanolin and alcohol
        "Ethyl Urea",  # nor a known rest behind an unknown word
        "Lidocaime",
        "ALA",
    ],
)
def test_unknown_stays_whole(text: str) -> None:
    """What is not known is one unresolved part, never a known part of itself."""
    assert [(text, "unresolved", None)] == read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lidocaine/Prilocaine", [("Lidocaine", "exact"), ("Prilocaine", "exact")]),
        ("Geraniol and Fragrance/Parfum", [("Geraniol", "unresolved"), ("Fragrance/Parfum", "exact")]),
        (
            "SILICA BEHENETH-25 PROPANEDIOL",
            [("SILICA", "repaired"), ("BEHENETH-25", "repaired"), ("PROPANEDIOL", "repaired")],
        ),
        ("Parfum (Limonene, Linalool)", [("Parfum", "exact"), ("Limonene", "alias"), ("Linalool", "alias")]),
        ("Xyloferin Complex (Urea)", [("Xyloferin Complex", "unresolved"), ("Urea", "alias")]),
        ("Xyloferin (Urea, Zyloferin)", [("Xyloferin (Urea, Zyloferin)", "alias")]),
        ("Glycerin (Triclosan)", [("Glycerin", "exact"), ("Triclosan", "alias")]),
        ("Beheneth-25,1,2-Hexanediol", [("Beheneth-25", "exact"), ("1,2-Hexanediol", "exact")]),
        ("Encapsulated Retinol", [("Encapsulated", "not-an-ingredient"), ("Retinol", "exact")]),
        ("Urea\nGlycerin", [("Urea", "exact"), ("Glycerin", "exact")]),
    ],
)
def test_several_names(text: str, expected: list[tuple[str, str]]) -> None:
    """Several names in one stretch are told apart, and the unknown ones stay."""
    assert expected == [(part, status) for part, status, _ in read(text)]
