"""The chain of cells against Fick's law in a slab (Crank)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm

from milkpath.skin.stratum_corneum import Chain, chain

THICKNESS_CM, DIFFUSIVITY, PARTITION = 15e-4, 3.6e-6, 10.0
PERMEABILITY, LAG_H = PARTITION * DIFFUSIVITY / THICKNESS_CM, THICKNESS_CM**2 / (6 * DIFFUSIVITY)
THICK_CM = 1e6


def crank(hours: float) -> float:
    """Amount through a slab under an infinite dose, over `K C h`."""
    scaled = DIFFUSIVITY * hours / THICKNESS_CM**2
    n = np.arange(1, 200)
    series = ((-1.0) ** n / n**2 * np.exp(-(n**2) * np.pi**2 * scaled)).sum()
    return float(scaled - 1 / 6 - 2 / np.pi**2 * series)


def written_out(layer: Chain) -> np.ndarray:
    """The matrix of vehicle, cells and blood (one more row), term by term, of the first pair."""
    cells, between = layer.cells, layer.conductance_ml_per_h[0]
    capacity = [layer.vehicle_ml[0]] + [layer.cell_ml[0]] * cells
    matrix = np.zeros((cells + 2, cells + 2))
    for cell in range(cells):
        conductance = between * (2 if cell == 0 else 1)
        there, back = conductance / capacity[cell], conductance / capacity[cell + 1]
        matrix[cell, cell] -= there
        matrix[cell + 1, cell] += there
        matrix[cell + 1, cell + 1] -= back
        matrix[cell, cell + 1] += back
    out = 2 * between / capacity[cells]
    matrix[cells, cells] -= out
    matrix[cells + 1, cells] += out
    matrix[0, 0] -= layer.to_air_ml_per_h[0] / capacity[0]
    return matrix


def through(hours: float, cells: int) -> float:
    """The same from the chain, with the amount in the blood as one more row."""
    layer = chain(
        permeability_cm_per_h=np.array([PERMEABILITY]),
        lag_h=np.array([LAG_H]),
        vehicle_thickness_cm=np.array([THICK_CM]),
        area_cm2=1.0,
        cells=cells,
    )
    matrix = written_out(layer)
    passed = (expm(matrix * hours) @ np.eye(cells + 2)[0])[-1] * THICK_CM
    return float(passed / (PARTITION * THICKNESS_CM))


@pytest.mark.parametrize(("hours", "error"), [(0.5, 1.3e-3), (5.0, 1.1e-4)])
def test_flux_through_a_slab_under_an_infinite_dose(hours: float, error: float) -> None:
    """With ten cells the error is about 1.3e-3 at 0.5 h and 1.1e-4 at 5 h (1.7e-4 where the vehicle is 1000 cm, and so wears)."""
    assert abs(through(hours, 10) / crank(hours) - 1) == pytest.approx(error, rel=0.1)


def test_error_falls_with_the_square_of_the_cells() -> None:
    """Twice the cells, a quarter of the error."""
    errors = [abs(through(0.5, cells) / crank(0.5) - 1) for cells in (10, 20, 40)]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.1)
    assert errors[1] / errors[2] == pytest.approx(4, rel=0.1)


def test_permeability_and_lag_are_those_asked_for() -> None:
    """Late, the amount through is `Kp C (t - lag)`."""
    early, late = through(3.0, 40), through(6.0, 40)
    per_hour = (late - early) / 3 * PARTITION * THICKNESS_CM
    assert per_hour == pytest.approx(PERMEABILITY, rel=1e-6)
    assert 6.0 - late * PARTITION * THICKNESS_CM / PERMEABILITY == pytest.approx(LAG_H, rel=5e-3)
