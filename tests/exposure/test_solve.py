"""The solver against equations written out for SciPy, closed forms, and the books that must balance."""

from __future__ import annotations

import itertools

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from milkpath.exposure import pores
from milkpath.exposure.body import body
from milkpath.exposure.events import Dose, Event, Feed, Look, Needle, Remove
from milkpath.exposure.solution import GUT, INFANT, MILK, ROWS_PER_SUBSTANCE, Solution
from milkpath.exposure.solve import solve
from milkpath.skin.stratum_corneum_modes import amplitudes_of, chain_modes

from .systems import Scenario, Skin, kinetics, one, random_scenario, skin, written_out

Array = NDArray[np.float64]

FAR = 4000.0
"""Hours after which nothing is left anywhere."""


def run(scenario: Scenario) -> Solution:
    return solve(scenario.body(), scenario.sources(), scenario.events)


def run_one(item: Skin, events: list[Event], **figures: float) -> Solution:
    return solve(body(kinetics(**figures)), [item.source()], events)


def looks(end: float, count: int = 25) -> list[Event]:
    return [Look(at_h=round(hour * 1024) / 1024) for hour in np.linspace(0, end, count)]


def dose(amount: float = 100.0, at: float = 0.0) -> Dose:
    return Dose(at_h=at, source=0, amount_mg=one(amount))


def difference(expected: np.ndarray, found: np.ndarray) -> float:
    """Largest difference relative to the largest value of each series."""
    scale = np.abs(expected).max(axis=0)
    return float((np.abs(expected - found) / np.where(scale > 0, scale, 1.0)).max())


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_the_equations_written_out_for_scipy(seed: int) -> None:
    """Concentrations, feeds and cleared amounts equal an adaptive integration of the documented equations to 1e-7."""
    scenario = random_scenario(seed)
    found = run(scenario)
    series, cleared = written_out(scenario)
    compared = {
        "plasma": found.plasma_ug_per_l,
        "milk": found.milk_ug_per_l,
        "infant": found.infant_ug_per_l,
        "fed": found.fed_mg,
    }
    worst = {name: difference(series[name], values[:, :, 0].T) for name, values in compared.items()}
    worst["cleared"] = difference(cleared, found.cleared_mg[:, 0])
    assert max(worst.values()) < 1e-7, worst


@pytest.mark.parametrize("seed", range(20))
def test_mass_balance(seed: int) -> None:
    """Dose = absorbed + removed + evaporated + left; absorbed = in the body + cleared + lost in the infant's gut."""
    scenario = random_scenario(seed)
    found = run(scenario)
    dosed = np.zeros(len(scenario.skins))
    for event in scenario.events:
        if isinstance(event, Dose):
            dosed[event.source] += event.amount_mg[0]
    accounts = found.absorbed_mg + found.removed_mg + found.evaporated_mg + found.left_mg
    assert np.abs(dosed - accounts[:, 0]).max() <= 1e-11 * dosed.sum()
    assert min(found.absorbed_mg.min(), found.removed_mg.min(), found.evaporated_mg.min()) >= -1e-11 * dosed.sum()
    in_body, cleared = found.in_body_mg[:, 0], found.cleared_mg[:, 0]
    unabsorbed = (1 - scenario.parent.infant.absorbed_share[0]) * (found.fed_mg[0].sum() - in_body[GUT])
    parent = in_body[:ROWS_PER_SUBSTANCE].sum() + cleared[:2].sum() + unabsorbed
    assert abs(found.absorbed_mg.sum() - parent) <= 1e-11 * dosed.sum()
    if scenario.metabolite is not None and scenario.formed is not None:
        gut = (1 - scenario.metabolite.infant.absorbed_share[0]) * (
            found.fed_mg[1].sum() - in_body[ROWS_PER_SUBSTANCE + GUT]
        )
        metabolite = in_body[ROWS_PER_SUBSTANCE:].sum() + cleared[2:].sum() + gut
        assert abs(scenario.formed[0] * cleared[0] - metabolite) <= 1e-11 * dosed.sum()


def test_sources_superpose() -> None:
    """Two sources together give the sum of what each gives alone, pores included."""
    scenario = next(s for s in map(random_scenario, range(50)) if len(s.skins) == 3 and all(k.closure for k in s.skins))
    whole = run(scenario)
    parts = []
    for number in range(3):
        mine = [
            event
            if not isinstance(event, Dose) or event.source == number
            else msgspec.structs.replace(event, amount_mg=one(0.0))
            for event in scenario.events
        ]
        parts.append(solve(scenario.body(), scenario.sources(), mine))
    for name in ("plasma_ug_per_l", "milk_ug_per_l", "infant_ug_per_l", "fed_mg", "absorbed_mg"):
        together = getattr(whole, name)
        added = sum(getattr(part, name) for part in parts)
        assert np.abs(together - added).max() <= 2e-8 * np.abs(together).max(), name


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000), factor=st.floats(1e-6, 1e6))
def test_answers_scale_with_the_dose(seed: int, factor: float) -> None:
    """All doses times a factor give all answers times that factor, to rounding."""
    scenario = random_scenario(seed)
    more = [
        msgspec.structs.replace(event, amount_mg=event.amount_mg * factor) if isinstance(event, Dose) else event
        for event in scenario.events
    ]
    plain, scaled = run(scenario), solve(scenario.body(), scenario.sources(), more)
    for name in ("plasma_ug_per_l", "milk_ug_per_l", "infant_ug_per_l", "fed_mg", "absorbed_mg"):
        expected = factor * getattr(plain, name)
        assert np.abs(getattr(scaled, name) - expected).max() <= 1e-10 * np.abs(expected).max(), name


@pytest.mark.parametrize("later", [1.0, 17.0, 500.0])
def test_answers_shift_with_the_clock(later: float) -> None:
    """Everything an interval later gives the same answers that interval later."""
    early, late = skin(pore=3e-3, needled=1.0), skin(pore=3e-3, needled=1.0 + later)
    events = [dose(), Needle(at_h=1.0, source=0, carried_share=one(0.1)), Feed(at_h=3.0), *looks(12.0)]
    moved = [msgspec.structs.replace(event, at_h=event.at_h + later) for event in events]
    first, second = run_one(early, events), run_one(late, moved)
    assert np.abs(first.plasma_ug_per_l - second.plasma_ug_per_l).max() <= 1e-12 * first.plasma_ug_per_l.max()
    assert first.fed_mg == pytest.approx(second.fed_mg, rel=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_no_product_gives_nothing(seed: int) -> None:
    """Zero doses give exactly zero everywhere."""
    scenario = random_scenario(seed)
    none = [
        msgspec.structs.replace(event, amount_mg=one(0.0)) if isinstance(event, Dose) else event
        for event in scenario.events
    ]
    found = solve(scenario.body(), scenario.sources(), none)
    for name in ("plasma_ug_per_l", "milk_ug_per_l", "infant_ug_per_l", "fed_mg", "absorbed_mg", "cleared_mg"):
        assert not getattr(found, name).any(), name


@pytest.mark.parametrize(
    ("pore", "closure"),
    [(1e-13, (0.8, 1.4, 0.07)), (3e-3, (1.0, 1e9, 1e9))],
    ids=["pores that let nothing through", "pores that close at once"],
)
def test_limits_of_pores_are_whole_skin(pore: float, closure: tuple[float, float, float]) -> None:
    """As pores vanish, or close at once, the answer becomes that of whole skin."""
    events = [dose(), *looks(24.0)]
    whole, opened = run_one(skin(), events), run_one(skin(pore=pore, closure=closure), events)
    assert np.abs(whole.plasma_ug_per_l - opened.plasma_ug_per_l).max() <= 1e-8 * whole.plasma_ug_per_l.max()


@pytest.mark.parametrize("chi", [0.0, 0.06, 0.48, 5.3, 1000.0])
def test_share_absorbed_from_an_evaporating_surface(chi: float) -> None:
    """A dose on the surface that may evaporate is absorbed by the share 1/(1 + chi), with chi = k_evap/Kp."""
    permeability = 3e-3
    found = run_one(skin(permeability=permeability, evaporation=chi * permeability), [dose(), Look(at_h=FAR)])
    assert found.absorbed_mg[0, 0] / 100 == pytest.approx(1 / (1 + chi), abs=1e-9)
    assert found.evaporated_mg[0, 0] / 100 == pytest.approx(chi / (1 + chi), abs=1e-9)


@pytest.mark.parametrize(("chi", "printed"), [(5.3, 0.44), (0.48, 0.78), (0.06, 0.96), (1000.0, 0.33), (155.0, 0.34)])
def test_share_absorbed_from_a_depot_in_the_stratum_corneum(chi: float, printed: float) -> None:
    """A linear profile left in the skin is absorbed by (1 + chi/3)/(1 + chi) (Frasch & Bunge 2015, table 2)."""
    cells = 20
    item = skin(thickness=1e-9, evaporation=chi * 3e-3, cells=cells)
    modes = chain_modes(item.layer)
    height = (np.arange(cells) + 0.5) / cells
    amounts = np.concatenate([height / height.sum(), [0.0]])[:, None]
    share = float((modes.to_blood * amplitudes_of(modes, amounts) / -modes.rates).sum())
    assert share == pytest.approx((1 + chi / 3) / (1 + chi), abs=1e-3)
    assert share == pytest.approx(printed, abs=6e-3)


@pytest.mark.parametrize("lost_per_h", [0.0, 0.2])
@pytest.mark.parametrize("closing_per_h", [0.05, 1.4])
def test_closing_pores_have_a_closed_form(lost_per_h: float, closing_per_h: float) -> None:
    """Where the stratum corneum gives nothing back, `C = C0 exp(-ki t - kp (1 - exp(-kc t))/kc)` is on the skin."""
    draining_per_h, thickness = 0.7, 0.01
    item = skin(
        permeability=1e-14,
        thickness=thickness,
        evaporation=lost_per_h * thickness,
        pore=draining_per_h * thickness,
        closure=(1.0, closing_per_h, 1.0),
    )
    found = run_one(item, [dose(), *looks(24.0)])
    hours = np.array(found.look_hours[1:])
    flow = draining_per_h * (1 - np.exp(-closing_per_h * hours)) / closing_per_h
    expected = 100 * np.exp(-lost_per_h * hours - flow)
    assert found.on_skin_mg[0, 1:, 0] == pytest.approx(expected, rel=1e-8, abs=1e-9)


def errors_at_fixed_steps(monkeypatch: pytest.MonkeyPatch, steps: list[float]) -> list[float]:
    """Errors of the concentrations every 4 h when every step has the same length, between looks and without substeps."""
    item = skin(permeability=1e-3, lag=2.0, thickness=0.02, pore=2e-2, closure=(0.8, 1.4, 0.07))

    def every_four_hours(step: float) -> Array:
        found = run_one(item, [dose(), *looks(16.0, round(16 / step) + 1)])
        return found.plasma_ug_per_l[0, :: round(4 / step), 0]

    with monkeypatch.context() as patch:
        patch.setattr(pores, "TOLERANCE", 1e-15)
        exact = every_four_hours(0.125)
    with monkeypatch.context() as patch:
        patch.setattr(pores, "TOLERANCE", np.inf)
        return [float(np.abs(every_four_hours(step) - exact).max() / exact.max()) for step in steps]


def test_order_of_the_collocation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Halving the step divides the error by at least 2^7, the number of nodes."""
    errors = errors_at_fixed_steps(monkeypatch, [0.5, 0.25, 0.125])
    ratios = [coarse / fine for coarse, fine in itertools.pairwise(errors)]
    assert min(ratios) >= 2**pores.ORDER, (errors, ratios)


@pytest.mark.parametrize("seed", [*range(40), 100, 366, 376, 394, 401, 418])
def test_shipped_tolerance_keeps_the_error_below_1e8(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the tolerance that ships, concentrations are those of a vanishing tolerance to 1e-8 of their peak (the worst of 500)."""
    scenario = random_scenario(seed)
    shipped = run(scenario)
    monkeypatch.setattr(pores, "TOLERANCE", 1e-12)
    exact = run(scenario)
    for name in ("plasma_ug_per_l", "milk_ug_per_l", "infant_ug_per_l", "fed_mg"):
        expected = getattr(exact, name)
        peak = expected.max(axis=1, keepdims=True)
        assert (np.abs(getattr(shipped, name) - expected) / peak).max() <= 1e-8, name


@settings(deadline=None, max_examples=20)
@given(shift=st.sampled_from([-1e-13, 0.0, 1e-13, 1e-7]))
def test_kinds_are_ordered_within_a_tick(shift: float) -> None:
    """A wash and the next dose in the same tick come in this order, whatever the rounding of their hours."""
    events = [dose(), Remove(at_h=12.0 + shift, source=0, share=one(1.0)), dose(at=12.0), Look(at_h=12.5)]
    found = run_one(skin(permeability=1e-9), events)
    assert found.removed_mg[0, 0] == pytest.approx(100.0, rel=1e-3)
    assert found.on_skin_mg[0, 0, 0] == pytest.approx(100.0, rel=1e-3)


def test_areas_under_the_curve() -> None:
    """In the end: AUC in plasma = absorbed/CL, what the infant drank = the sum of feeds, infant AUC = F drunk/CL_i."""
    clearance, infant_clearance, share = 20.0, 0.8, 0.6
    feeds: list[Event] = [Feed(at_h=float(hour)) for hour in range(0, 120, 3)]
    grid: list[Event] = [Look(at_h=tick / 64) for tick in range(120 * 64 + 1)]
    figures = {"clearance": clearance, "infant_clearance": infant_clearance, "share": share}
    found = run_one(skin(permeability=2e-2), [dose(), *feeds, *grid], **figures)
    hours = np.array(found.look_hours)
    plasma = np.trapezoid(found.plasma_ug_per_l[0, :, 0], hours) / 1000
    infant = np.trapezoid(found.infant_ug_per_l[0, :, 0], hours) / 1000
    lost = found.fed_mg[0].sum() - found.in_body_mg[MILK, 0]
    assert plasma == pytest.approx((found.absorbed_mg[0, 0] - lost) / clearance, rel=1e-4)
    assert infant == pytest.approx(share * found.fed_mg[0].sum() / infant_clearance, rel=1e-4)
    assert found.cleared_mg[1, 0] + found.in_body_mg[INFANT, 0] + share * found.in_body_mg[GUT, 0] == pytest.approx(
        share * found.fed_mg[0].sum(), rel=1e-10
    )
