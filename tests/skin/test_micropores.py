"""Fresh pores, and how they close."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.knowledge.reader import knowledge
from milkpath.skin.micropores import Closure, dermis_diffusivity_cm2_per_s, open_share, pore_permeability_cm_per_h


def diffusivity(molar_mass: float) -> float:
    known = knowledge()
    return dermis_diffusivity_cm2_per_s(
        molar_mass,
        intercept=known.parameter("dermis-diffusivity-intercept").value,
        log_slope=known.parameter("dermis-diffusivity-mass-slope").value,
    )


def fresh(density: float = 200, radius: float = 35, depth: float = 0.15, molar_mass: float = 234) -> float:
    found = pore_permeability_cm_per_h(
        np.array([density]), np.array([radius]), np.array([depth]), diffusivity(molar_mass)
    )
    return float(found[0])


@pytest.mark.parametrize("molar_mass", [122.0, 176.0, 234.0])
def test_small_molecules(molar_mass: float) -> None:
    """200 pores a cm2, 35 um wide and 150 um deep let 3e-3 to 5e-3 cm/h through."""
    assert 3e-3 < fresh(molar_mass=molar_mass) < 5.2e-3


def test_large_molecules() -> None:
    """The same pores let 2.8e-4 cm/h of 10 kDa through."""
    assert fresh(molar_mass=10_000) == pytest.approx(2.8e-4, rel=0.05)


@given(st.floats(1, 5000), st.floats(5, 100), st.floats(0.01, 2), st.floats(1.01, 3))
def test_monotone(density: float, radius: float, depth: float, factor: float) -> None:
    """More pores and wider pores let more through, in proportion to their number; longer channels less."""
    plain = fresh(density, radius, depth)
    assert fresh(density * factor, radius, depth) == pytest.approx(plain * factor)
    assert fresh(density, radius * factor, depth) > plain
    assert fresh(density, radius, depth * factor) < plain


@given(st.floats(0, 1), st.floats(1e-3, 10), st.floats(1e-3, 10), st.lists(st.floats(0, 500), min_size=2))
def test_pores_only_close(share: float, fast: float, slow: float, hours: list[float]) -> None:
    """The open share is 1 when fresh, never rises, and never leaves 0 to 1."""
    closure = Closure(fast_share=np.array([share]), fast_rate_per_h=np.array([fast]), slow_rate_per_h=np.array([slow]))
    found = [float(open_share(closure, hour)[0]) for hour in sorted(hours)]
    assert open_share(closure, 0.0)[0] == pytest.approx(1.0)
    assert all(before >= after for before, after in itertools.pairwise(found))
    assert 0 <= found[-1] <= found[0] <= 1 + 1e-12
