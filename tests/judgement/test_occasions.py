"""Signs to watch for follow what is done, whatever the plan calls it."""

from __future__ import annotations

import pytest

from milkpath.judgement.occasions import occasions
from milkpath.judgement.words import watch_for

from .built import case_of, home, put, visit


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("juvederm", "filler"),
        ("fat transfer", "filler"),
        ("hyaluronic acid filler", "filler"),
        ("dysport", "toxin"),
        ("botulinum toxin", "toxin"),
        ("fibrovein", "vein-injection"),
        ("spider vein injections", "vein-injection"),
    ],
)
def test_a_procedure_brings_its_signs(words: str, occasion: str) -> None:
    """Brand names bring the same signs as the plain name of the procedure."""
    found = occasions(case_of(visit({"do": "treat", "area": "face", "procedure": words})))
    assert {"filler", "toxin", "vein-injection"} & found == {occasion}


def test_a_peel_brings_none_of_them() -> None:
    """Where nothing is injected there is no sign of an injection."""
    found = occasions(case_of(visit({"do": "peel", "area": "face", "acid": "glycolic acid", "strength": "20 %"})))
    assert not {"filler", "toxin", "vein-injection"} & found


@pytest.mark.parametrize("medicine", ["sertraline", "fluoxetine", "escitalopram", "venlafaxine", "desvenlafaxine"])
def test_a_mood_medicine_brings_restlessness_and_poor_weight_gain(medicine: str) -> None:
    """What the infant is watched for as long as she takes it stands among the signs; without it nothing of it does."""
    with_it, without = (
        [sign.text for sign in watch_for(case_of(home(put("Aqua"), mother=mother)))]
        for mother in ({"medicines": [medicine]}, {"medicines": ["metformin"]})
    )
    assert [text for text in with_it if "Restless" in text and "gaining little weight" in text]
    assert not [text for text in without if "gaining little weight" in text]
