"""Names that stand for a family: any number, any part of the plant, and nothing else."""

from __future__ import annotations

import pytest

from milkpath.knowledge.model import Name
from milkpath.label.names import Known, name_index
from milkpath.label.resolve import resolve

from .known import substance

SUBSTANCES = (
    substance("ethers", Name(text="Laureth-#", kind="inci"), Name(text="PEG-#M", kind="inci")),
    substance("foam-medicine", Name(text="Laureth-9", kind="inci")),
    substance("dog-rose", Name(text="Rosa canina *", kind="inci")),
    substance("dog-rose-oil", Name(text="Rosa canina fruit oil", kind="inci")),
    substance("passion-fruit", Name(text="Passion fruit *")),
    substance("retinol", Name(text="Retinol", kind="inci")),
)
KNOWN = Known(name_index(SUBSTANCES), frozenset({"retinol"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laureth-23", "ethers"),
        ("LAURETH 4", "ethers"),
        ("PEG-45M", "ethers"),
        ("Rosa Canina Fruit Extract", "dog-rose"),
        ("Rosa Canina (Dog Rose) Flower/Leaf Extract", "dog-rose"),
        ("Rosa canina", "dog-rose"),
        ("Passion Fruit Extract", "passion-fruit"),
    ],
)
def test_members_of_a_family_are_found(text: str, expected: str) -> None:
    assert [part.entry and part.entry.substance for part in resolve(text, KNOWN)] == [expected]


@pytest.mark.parametrize(
    "text", ["Laureth", "Laureth-x", "Rosa Canina Seed Butter", "Rosa Rugosa Fruit Extract", "Seed Extract"]
)
def test_what_is_no_member_stays_unknown(text: str) -> None:
    """No number, another kind of product, another plant, no plant at all."""
    assert all(part.entry is None for part in resolve(text, KNOWN))


def test_a_name_of_its_own_comes_before_the_family() -> None:
    for name, expected in (("Laureth-9", "foam-medicine"), ("Rosa canina fruit oil", "dog-rose-oil")):
        assert [part.entry and part.entry.substance for part in resolve(name, KNOWN)] == [expected]


def test_an_unknown_plant_beside_a_known_one_is_not_cleared() -> None:
    """`Rosa canina/Xylofera alba extract` holds two plants."""
    parts = resolve("Rosa canina/Xylofera alba extract", KNOWN)
    assert [part.status for part in parts] == ["exact", "unresolved"]
    assert parts[0].entry is not None
