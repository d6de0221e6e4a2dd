"""Permeability of whole skin by what is known of a molecule."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from milkpath.exposure.predictors import permeability_model
from milkpath.knowledge.reader import knowledge
from milkpath.skin.predicted_permeability import PredictedPermeability, predicted_permeability

MODEL = permeability_model(knowledge())
UNKNOWN = float("nan")


def predicted(log_kow: float, molar_mass: float, unionised: float = 1.0) -> PredictedPermeability:
    return predicted_permeability(np.array([log_kow]), np.array([molar_mass]), MODEL, unionised=unionised)


@given(
    log_kow=st.floats(-5, 8),
    more=st.floats(0.01, 3),
    molar_mass=st.floats(18, 800),
    heavier=st.floats(1, 500),
    unionised=st.floats(0, 1),
)
def test_monotone(log_kow: float, more: float, molar_mass: float, heavier: float, unionised: float) -> None:
    """Fattier never passes slower, heavier never faster, an ion never faster than the molecule without charge."""
    plain = predicted(log_kow, molar_mass).log10_middle[0]
    assert predicted(log_kow + more, molar_mass).log10_middle[0] >= plain - 1e-12
    assert predicted(log_kow, molar_mass + heavier).log10_middle[0] <= plain + 1e-12
    assert predicted(log_kow, molar_mass, unionised).log10_middle[0] <= plain + 1e-12


def test_the_unit_is_cm_per_hour() -> None:
    """Lidocaine was measured at 3.3e-3 cm/h and caffeine near 1.5e-4: both within tenfold, never 3600 times away."""
    for log_kow, molar_mass, measured in ((2.44, 234.3, 3.3e-3), (-0.07, 194.2, 1.5e-4)):
        assert abs(predicted(log_kow, molar_mass).log10_middle[0] - np.log10(measured)) < 1


def test_what_is_missing_widens_the_answer() -> None:
    """Both figures give the narrowest interval, none the widest, and each method has its name."""
    known = [predicted(2.0, 200.0), predicted(2.0, UNKNOWN), predicted(UNKNOWN, 200.0), predicted(UNKNOWN, UNKNOWN)]
    widths = [float(each.log10_half_width[0]) for each in known]
    spreads = [float(each.log10_spread[0]) for each in known]
    assert widths == sorted(widths)
    assert spreads[0] == min(spreads)
    assert widths[0] < widths[1]
    assert len({str(each.method[0]) for each in known}) == 4


def test_outside_of_the_fitted_range_the_answer_is_wider() -> None:
    """A molecule heavier than any that was fitted gets a wider interval, and says so."""
    inside, outside = predicted(2.0, 300.0), predicted(2.0, 3000.0)
    assert outside.log10_half_width[0] > inside.log10_half_width[0]
    assert "outside" in str(outside.method[0])
    assert "outside" not in str(inside.method[0])
