"""A peel that names its acid and strength, and no product, is followed like one that is poured from a bottle."""

from __future__ import annotations

from typing import Any

from .built import case_of, visit

PEEL = {"do": "peel", "area": "face", "acid": "salicylic acid", "strength": "20 %", "for": "5 min"}


def _bottle(percent: str) -> dict[str, Any]:
    return PEEL | {"product": {"name": "salicylic acid peel", "strengths": {"salicylic acid": percent}}}


def _absorbed(step: dict[str, Any]) -> float:
    reports = [each.report for each in case_of(visit(step)).exposures if each.report.substance == "salicylic-acid"]
    assert len(reports) == 1
    found = reports[0].absorbed_mg
    assert found is not None
    assert found.p95 is not None
    return found.p95


def test_naming_the_acid_is_as_much_as_naming_a_product() -> None:
    """The same acid and strength give the same amount, said either way."""
    assert _absorbed(PEEL) == _absorbed(_bottle("20 %"))


def test_a_stronger_peel_brings_more() -> None:
    """The strength of the step counts."""
    assert _absorbed(PEEL | {"strength": "30 %"}) > _absorbed(PEEL)


def test_the_product_of_a_step_goes_before_its_words() -> None:
    """Where a product is given, its label says what is in it."""
    assert _absorbed(_bottle("10 %")) < _absorbed(PEEL)


def test_an_acid_that_is_not_known_adds_no_product() -> None:
    """Nothing is made up: the step is judged as an unknown procedure."""
    case = case_of(visit(PEEL | {"acid": "stardust"}))
    assert not case.exposures
    assert not case.products
