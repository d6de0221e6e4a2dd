"""The dose of one contact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.infant.contact_dose import contact_dose_ug_per_kg

POSITIVE = st.floats(1e-3, 1e3)


@given(POSITIVE, POSITIVE, st.floats(0, 1), st.floats(1, 20))
def test_all_that_comes_off_is_met(residue: float, touched: float, share: float, weight: float) -> None:
    """Dose times weight is the mass on the touched area times the share, and grows with each."""
    dose = contact_dose_ug_per_kg(np.array([residue]), touched, share, np.array([weight]))[0]
    assert dose * weight == pytest.approx(residue * touched * share)
    assert contact_dose_ug_per_kg(np.array([residue]), touched * 2, share, np.array([weight]))[0] >= dose
    assert contact_dose_ug_per_kg(np.array([residue]), touched, share, np.array([weight / 2]))[0] >= dose
