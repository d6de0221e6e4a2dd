"""Distribution and clearance in the mother."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from milkpath.mother.disposition import metabolite_mass_ratio


@given(st.floats(0, 1), st.floats(50, 1000), st.floats(50, 1000))
def test_moles_are_kept_when_a_metabolite_forms(fraction: float, parent: float, metabolite: float) -> None:
    """Moles of metabolite formed are the fraction of the moles of parent cleared."""
    mass = metabolite_mass_ratio(np.array([fraction]), parent, metabolite)[0]
    assert abs(mass / metabolite - fraction / parent) <= 1e-12 / parent
