"""How clearance matures."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.exposure.kinetics import maturation, worst_infant_clearance_per_kg
from milkpath.infant.clearance import clearance_per_kg, matured_fraction
from milkpath.knowledge.reader import knowledge

from .test_milk_intake import nursling

KNOWN = knowledge()
PATHWAYS = sorted({link.pathway for item in KNOWN.substances.values() for link in item.infant_clearance} | {"unknown"})
SIMULATED = sorted(item.id for item in KNOWN.substances.values() if item.infant_clearance)


@pytest.mark.parametrize(("days", "expected"), [(5, 36.6), (28, 43.8), (91, 61.8), (183, 79.4), (365, 94.7)])
def test_kidney_by_age(days: float, expected: float) -> None:
    """The renal pathway gives the filtration rates of Rhodin 2009 [mL/min/1.73 m2], computed for a body of 70 kg."""
    weight, surface = {
        5: (3.4, 0.21),
        28: (4.3, 0.25),
        91: (6.1, 0.32),
        183: (7.6, 0.38),
        365: (9.3, 0.44),
    }[int(days)]
    rate = 121.2 * (weight / 70) ** 0.75 * matured_fraction(maturation(KNOWN, "renal"), days)
    assert rate / surface * 1.73 == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize("pathway", PATHWAYS)
@pytest.mark.parametrize("gestational_age", [30.0, 36.0, 40.0, 42.0])
def test_pathways_only_mature(pathway: str, gestational_age: float) -> None:
    """No pathway matures backwards, and none is far above the adult's."""
    path = maturation(KNOWN, pathway)
    found = [matured_fraction(path, day, gestational_age) for day in range(0, 1100, 10)]
    assert all(before <= after for before, after in itertools.pairwise(found))
    assert 0 <= found[0] <= found[-1] < 1.6


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_born_early_never_clears_faster(pathway: str) -> None:
    """At the same age since birth a preterm infant's pathway is no more mature."""
    path = maturation(KNOWN, pathway)
    for day in (0, 7, 60, 400):
        assert matured_fraction(path, day, 32.0) <= matured_fraction(path, day, 40.0)


def test_adult_of_seventy_kilograms_is_the_adult() -> None:
    """A matured pathway at 70 kg gives the adult's clearance back."""
    path = maturation(KNOWN, "renal")
    assert clearance_per_kg(0.5, [(path, 1.0)], age_days=365 * 40, weight_kg=70.0) == pytest.approx(0.5, rel=1e-3)


@settings(deadline=None)
@given(substance=st.sampled_from(SIMULATED), age=st.integers(0, 1000), older=st.integers(0, 500))
def test_younger_never_clears_faster(substance: str, age: int, older: int) -> None:
    """At the same stated weight a younger infant's clearance is never above an older one's."""
    facts = [msgspec.structs.replace(nursling(days), infant_weight_kg=5.0) for days in (age, age + older)]
    found = [worst_infant_clearance_per_kg(KNOWN.substances[substance], 0.5, each, KNOWN) for each in facts]
    assert found[0] <= found[1] * (1 + 1e-12)
