"""Permeability of whole skin, lag, and what is dissolved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.knowledge.reader import knowledge
from milkpath.skin.permeability import RobinsonCoefficients, dissolved_share, lag_time_h, modified_robinson

SECONDS_PER_HOUR = 3600


def shipped() -> RobinsonCoefficients:
    figure = knowledge().parameter
    return RobinsonCoefficients(
        lipid_intercept=figure("robinson-psc-intercept").value,
        lipid_log_kow_slope=figure("robinson-psc-log-kow").value,
        lipid_root_molar_mass_slope=figure("robinson-psc-sqrt-mass").value,
        polar=figure("robinson-polar").value,
        aqueous=figure("robinson-aqueous").value,
    )


@pytest.mark.parametrize(
    ("log_kow", "molar_mass", "expected"),
    [(2.44, 234.34, 2.6e-3), (-0.07, 194.2, 1.5e-4), (1.5, 94.1, 7e-3), (-1.38, 18.0, 1.2e-3)],
    ids=["lidocaine", "caffeine", "phenol", "water"],
)
def test_known_substances(log_kow: float, molar_mass: float, expected: float) -> None:
    """The figures that ship give cm/h, within a factor of 1.5 of the equation worked by hand: never cm/s, 3600 away."""
    found = modified_robinson(log_kow, molar_mass, shipped())
    assert expected / 1.5 < found < expected * 1.5
    assert found / SECONDS_PER_HOUR < expected / 100


@given(
    log_kow=st.floats(-3, 6),
    more=st.floats(0.01, 3),
    molar_mass=st.floats(18, 750),
    heavier=st.floats(1, 500),
    unionised=st.floats(0, 1),
)
def test_monotone(log_kow: float, more: float, molar_mass: float, heavier: float, unionised: float) -> None:
    """Fattier passes faster, heavier slower, ionised never faster."""
    plain = modified_robinson(log_kow, molar_mass, shipped())
    assert modified_robinson(log_kow + more, molar_mass, shipped()) > plain
    assert modified_robinson(log_kow, molar_mass + heavier, shipped()) < plain
    assert modified_robinson(log_kow, molar_mass, shipped(), unionised=unionised) <= plain


def test_ionisation_acts_on_the_lipid_path_alone() -> None:
    """A fully ionised substance keeps the polar path."""
    coefficients = shipped()
    root = 234.34**0.5
    expected = 1 / (root / coefficients.polar + root / coefficients.aqueous)
    assert modified_robinson(2.44, 234.34, coefficients, unionised=0.0) == pytest.approx(expected)


def test_lag_grows_tenfold_in_a_fixed_mass() -> None:
    """The lag is the constant at mass zero, and ten times it after `1/slope` g/mol."""
    assert lag_time_h(0, at_zero_mass_h=0.105, log_slope_per_g_mol=0.0056) == pytest.approx(0.105)
    assert lag_time_h(1 / 0.0056, at_zero_mass_h=0.105, log_slope_per_g_mol=0.0056) == pytest.approx(1.05)


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_what_is_dissolved_never_passes_saturation(concentration: float, solubility: float) -> None:
    """Dissolved concentration is the lesser of strength and solubility."""
    dissolved = concentration * dissolved_share(np.array([concentration]), solubility)[0]
    assert dissolved == pytest.approx(min(concentration, solubility))
