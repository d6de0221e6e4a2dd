"""The weights of the collocation against integrals taken by SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.polynomial import Polynomial
from numpy.typing import NDArray
from scipy.integrate import quad

from milkpath.exposure.pores import NODES, Layer, substep

Array = NDArray[np.float64]

STEP_H = 0.5
RATES = -np.array([1e-9, 1e-3, 0.4, 3.99, 4.01, 9.0, 70.0, 4000.0])
"""On both sides of where series take over, [1/h]."""


def polynomials() -> list[Polynomial]:
    """The Lagrange polynomials on the nodes."""
    apart = [np.delete(NODES, j) for j in range(len(NODES))]
    return [Polynomial.fromroots(others) / np.prod(NODES[j] - others) for j, others in enumerate(apart)]


def integral(rate: float, until: float, polynomial: Polynomial) -> float:
    """`int_0^until exp(rate (until - t)) l(t/step) dt`, from where the exponential counts."""
    begin = max(0.0, until + 40 / rate)
    return float(quad(lambda t: np.exp(rate * (until - t)) * polynomial(t / STEP_H), begin, until, epsabs=1e-15)[0])


def layer(rates: Array) -> Layer:
    """Modes that hold 1 and lose 1 with what goes through the pores."""
    return Layer(
        on_skin=np.ones((rates.size, 1)),
        rates=rates[:, None],
        drive=-np.ones((rates.size, 1)),
        closing_per_h=np.zeros((1, 1)),
        noticed_per_h=np.ones(1),
    )


def test_a_modes_weights_are_integrals() -> None:
    """What a mode makes of the flow, at the nodes and at the end, is the integral of its decay over each polynomial."""
    for rate in RATES:
        prepared = substep(layer(np.array([rate])), np.array(STEP_H))
        expected = [[integral(rate, node * STEP_H, each) for each in polynomials()] for node in NODES]
        assert prepared.felt[:, :, 0] == pytest.approx(np.array(expected), abs=1e-11)
        powers = [integral(rate, STEP_H, Polynomial([0.0] * q + [1.0])) / STEP_H for q in range(len(NODES))]
        factorials = np.cumprod([1.0, *range(1, len(NODES))])
        assert prepared.functions[1:, 0, 0] * factorials == pytest.approx(powers, rel=1e-12)


def test_the_weights_of_modes_add_up() -> None:
    """What all modes together have lost is the sum of what each has lost, series or not, whatever the length of a pair's step."""
    whole = substep(layer(RATES), np.array([STEP_H])).felt
    parts = [substep(layer(np.array([rate])), np.array(STEP_H)).felt for rate in RATES]
    assert whole == pytest.approx(sum(parts), abs=1e-11)
