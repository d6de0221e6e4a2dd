"""Mass balance: no level that the knowledge claims in milk holds more than the mother was given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from milkpath.knowledge.claims import statements_by_file
from milkpath.knowledge.reader import knowledge

MILK_OF_A_DAY_ML = 780.0
CLAIMS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "mass_balance.yaml").read_text("utf-8"))
TEXTS = {s.id: " ".join(s.text.split()) for _, statements in statements_by_file(knowledge()) for s in statements}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim['statement']}-{claim['said']}")
def test_a_claimed_level_holds_no_more_than_the_dose(claim: dict[str, Any]) -> None:
    """Level times milk against the dose; where it does not fit, the knowledge says that it is not the drug."""
    assert claim["said"] in TEXTS[claim["statement"]]
    in_milk_mg = claim["milk_ug_per_l"] / 1000 * claim.get("milk_ml", MILK_OF_A_DAY_ML) / 1000
    assert (in_milk_mg <= claim["dose_mg"]) is claim.get("possible", True)
