"""The dictionary of names."""

from __future__ import annotations

import pytest

from milkpath.knowledge.model import Name
from milkpath.knowledge.spelling import normalise
from milkpath.label.names import compact, look_up, name_index

from .known import INDEX, SUBSTANCES, substance


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("SODIUM HYALURONATE", "sodium hyaluronate"),
        ("1,2-Hexanediol", "1,2.HEXANEDIOL"),
        ("Coco-Glucoside", "COCO GLUCOSIDE"),
        ("Glycérine", "glycerine"),
        ("Linalool*", "°Linalool"),
        ("Linalool¹", "Linalool"),
        ("C.I. 77891", "CI77891"),
        ("Ci: 77891", "ci 77891"),
        ("Zinc sulphate", "Zinc Sulfate"),
        ("ﬁcus", "ficus"),
        ("β-Glucan", "beta-glucan"),
        ("Straße", "STRASSE"),
        ("phen\u00adoxy\u00adethanol", "phenoxyethanol"),
        ("Caprylic / Capric  Triglyceride", "Caprylic/Capric Triglyceride"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, two: str) -> None:
    """Case, accents, separators, ligatures and footnote marks do not make another name."""
    assert normalise(one) == normalise(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [("Benzophenone-1", "Benzophenone-3"), ("Retinol", "Retinal"), ("PEG-4", "PEG-40"), ("CI 77491", "CI 77492")],
)
def test_different_names_stay_different(one: str, two: str) -> None:
    """A number or a letter is never folded away."""
    assert normalise(one) != normalise(two)


def test_every_name_is_found_again() -> None:
    """A substance is found under its id-like name and all its printed names, except the ambiguous ones."""
    for known in SUBSTANCES:
        for name in known.names:
            if normalise(name.text) not in INDEX.ambiguous:
                entry = look_up(name.text, INDEX)
                assert entry is not None
                assert known.id == entry.substance


def test_salt_carries_its_base_fraction() -> None:
    """The name of a salt says how much of the base is in it."""
    entry = look_up("Lidocaine Hydrochloride", INDEX)
    assert entry is not None
    assert (entry.substance, entry.base_fraction, entry.is_main_name) == ("lidocaine", 0.865, False)


def test_equal_claims_make_a_name_ambiguous() -> None:
    """A name of two substances finds neither."""
    assert look_up("ALA", INDEX) is None
    assert "ala" in INDEX.ambiguous


def test_main_name_wins_over_alias() -> None:
    """What is one substance's INCI name is no alias of another, whichever comes first."""
    first, second = substance("one", Name(text="X Acid")), substance("two", Name(text="X ACID", kind="inci"))
    for order in ([first, second], [second, first]):
        entry = look_up("x acid", name_index(order))
        assert entry is not None
        assert entry.substance == "two"


def test_compact_spelling_keeps_numbers_apart() -> None:
    """Taking out spaces must not make one number of two."""
    assert compact("peg 4 0") != compact("peg 40")
    assert compact("glycerylstearate") == compact("glyceryl stearate")
