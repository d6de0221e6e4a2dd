"""Henderson-Hasselbalch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.substance.ionisation import unionised_fraction

PH = st.floats(1, 13)


@given(PH, PH)
def test_acid_and_base_mirror_each_other(ph: float, pka: float) -> None:
    """An acid at a distance above its pKa is as ionised as a base at that distance below."""
    assert unionised_fraction(ph, pka_acid=pka) == pytest.approx(unionised_fraction(2 * pka - ph, pka_base=pka))
    assert unionised_fraction(ph, pka_acid=pka) + unionised_fraction(ph, pka_base=pka) == pytest.approx(1.0)


@given(PH, PH, PH)
def test_a_second_group_never_makes_more_neutral(ph: float, acid: float, base: float) -> None:
    """An ampholyte is neutral no more than either of its groups alone, and a share stays within 0 to 1."""
    both = unionised_fraction(ph, pka_acid=acid, pka_base=base)
    assert 0 < both <= min(unionised_fraction(ph, pka_acid=acid), unionised_fraction(ph, pka_base=base)) <= 1
