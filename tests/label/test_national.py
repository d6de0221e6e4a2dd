"""Names in French, Spanish, Italian and Portuguese, found by what they share with the international ones."""

from __future__ import annotations

import pytest

from milkpath.knowledge.model import Name
from milkpath.label.names import Known, name_index
from milkpath.label.resolve import resolve

from .known import substance

SUBSTANCES = (
    substance("tocopheryl-acetate", Name(text="Tocopheryl acetate", kind="inci")),
    substance("xanthan-gum", Name(text="Xanthan gum", kind="inci")),
    substance("triglyceride", Name(text="Caprylic/capric triglyceride", kind="inci")),
    substance("ethylhexylglycerin", Name(text="Ethylhexylglycerin", kind="inci")),
    substance("cetearyl-alcohol", Name(text="Cetearyl alcohol", kind="inci")),
    substance("retinol", Name(text="Retinol", kind="inci")),
    substance("retinal", Name(text="Retinal", kind="inci"), Name(text="Retinaldehyde")),
    substance("sunflower-oil", Name(text="Helianthus annuus seed oil", kind="inci")),
    substance("pomegranate", Name(text="Punica granatum *", kind="inci")),
    substance("zinc-oxide", Name(text="Zinc oxide", kind="inci")),
)
KNOWN = Known(name_index(SUBSTANCES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acétate de tocophéryle", "tocopheryl-acetate"),
        ("Acetato di tocoferile", "tocopheryl-acetate"),
        ("Goma xantana", "xanthan-gum"),
        ("Trigliceride caprilico/caprico", "triglyceride"),
        ("Etilhexilglicerina", "ethylhexylglycerin"),
        ("ALCOOL CÉTÉARYLIQUE", "cetearyl-alcohol"),
        ("Retinaldehído", "retinal"),
        ("Huile de graines d'Helianthus Annuus (tournesol)", "sunflower-oil"),
        ("Extrait de fruit de Punica Granatum", "pomegranate"),
        ("Óxido de zinco", "zinc-oxide"),
    ],
)
def test_a_national_name_means_its_international_one(text: str, expected: str) -> None:
    assert [part.entry and part.entry.substance for part in resolve(text, KNOWN)] == [expected]


@pytest.mark.parametrize("text", ["Huile de Punica Granatum", "Acetato di retinile", "Goma guar", "Óxido de titanio"])
def test_what_shares_only_some_words_stays_unknown(text: str) -> None:
    assert all(part.entry is None for part in resolve(text, KNOWN))


def test_two_substances_with_one_skeleton_have_none() -> None:
    """Where the evened-out spelling is the same, nothing is found under it."""
    known = Known(name_index([substance("one", Name(text="Phenyline")), substance("two", Name(text="Fenilina"))]))
    assert all(part.entry is None for part in resolve("Fenyline", known))
