"""Evaporation of a volatile substance from a layer of product."""

from __future__ import annotations

import msgspec
import pytest

from exposure.test_simulate import job, visit
from milkpath.exposure.setup import set_up
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import Streams
from milkpath.knowledge.model import Quantity, Substance
from milkpath.knowledge.reader import knowledge
from milkpath.skin.evaporation import evaporation_cm_per_h

AIR = {"wind_m_per_s": 0.165, "temperature_k": 305.15, "coefficient": 6320.0, "wind_exponent": 0.78}


def volatile(pressure_pa: float) -> Substance:
    """Lidocaine, were it volatile."""
    lidocaine = knowledge().substances["lidocaine"]
    like = next(figure for figure in lidocaine.quantities if figure.name == "molar-mass")
    pressure: Quantity = msgspec.structs.replace(like, name="vapour-pressure", value=pressure_pa, unit="Pa")
    return msgspec.structs.replace(lidocaine, quantities=(*lidocaine.quantities, pressure))


def absorbed_and_evaporated(pressure_pa: float, **visit_words: object) -> tuple[float, float]:
    one, people = job("lidocaine", visit(wiped=False, **visit_words), 2.0)
    substance = volatile(pressure_pa)
    contained = tuple(msgspec.structs.replace(item, substance=substance) for item in one.contained)
    setup = set_up(
        msgspec.structs.replace(one, substance=substance, contained=contained),
        people,
        knowledge(),
        Streams(seed=1, total=20, start=0, stop=20),
    )
    found = solve(setup.body, setup.sources, setup.events)
    return float(found.absorbed_mg.sum()), float(found.evaporated_mg.sum())


def test_ethanol_of_a_thin_film_is_gone_in_minutes() -> None:
    """A film of 20 um of ethanol leaves within a few minutes."""
    speed = evaporation_cm_per_h(vapour_pressure_pa=7900.0, molar_mass_g_per_mol=46.07, density_g_per_ml=0.789, **AIR)
    assert 0.5 < 60 * 2e-3 / speed < 5


def test_more_pressure_and_wind_evaporate_more() -> None:
    """Mass transfer is proportional to the vapour pressure and grows with the wind."""
    figures = {"molar_mass_g_per_mol": 100.0, "density_g_per_ml": 1.0}
    low, high = (evaporation_cm_per_h(vapour_pressure_pa=p, **figures, **AIR) for p in (10.0, 20.0))
    windy = evaporation_cm_per_h(vapour_pressure_pa=10.0, **figures, **(AIR | {"wind_m_per_s": 1.0}))
    assert high == pytest.approx(2 * low)
    assert windy > low


def test_what_evaporates_is_not_absorbed() -> None:
    """A volatile substance is absorbed less; under a cover nothing evaporates while the cover lasts."""
    dry, none = absorbed_and_evaporated(1e-12)
    wet, gone = absorbed_and_evaporated(500.0)
    assert none < 1e-6 * dry
    assert gone > 0
    assert wet < dry
    under_cover, less_gone = absorbed_and_evaporated(500.0, covered=True)
    assert less_gone < gone
    assert under_cover > wet
