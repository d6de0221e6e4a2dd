"""Populations: the same whatever the machine, and never less for more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import numpy as np
import pytest

from milkpath.exposure import simulate as module
from milkpath.exposure.amounts import Contained
from milkpath.exposure.layers import entry
from milkpath.exposure.setup import Job, set_up
from milkpath.exposure.simulate import Population, simulate
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.source import pore_rate_per_h
from milkpath.exposure.streams import Streams
from milkpath.exposure.ticks import TICK_H
from milkpath.knowledge.model import Substance
from milkpath.knowledge.reader import knowledge
from milkpath.plan.facts import Facts, facts
from milkpath.plan.read import plan_from_tree
from milkpath.plan.timeline import timeline

KNOWN = knowledge()
SUBSTANCES = ["lidocaine", "diclofenac", "hydrocortisone", "salicylic-acid", "minoxidil", "tretinoin"]
"""Fat and watery, light and heavy, with a measured permeability, a fraction absorbed, and a prediction."""
IN_THE_DERMIS = 5e-3
"""What needles carry into the dermis may still be there at the end; that much less may be absorbed (seen: 2.4e-3)."""
EARLIER = 0.05
"""What comes in earlier may leave less for a later peak: so much at the 95th percentile, seen at most 0.025 in 60 pairs."""
PEAK_ON_A_GRID = 1e-3
"""Peaks are read off at looks, and looks lie where events are."""


def visit(
    *,
    cm2: float = 400,
    grams: float = 10,
    minutes: float = 45,
    covered: bool = False,
    wiped: bool = True,
    needles: dict[str, Any] | None = None,
    after: bool = False,
) -> list[dict[str, Any]]:
    """One product on the face, perhaps wiped off, perhaps needled, perhaps another after."""
    area = {"site": "face", "size": f"{cm2} cm2"}
    first = {"do": "apply", "area": area, "amount": f"{grams} g", "for": f"{minutes} min", "product": {"name": "one"}}
    steps: list[dict[str, Any]] = [first | ({"covered": True} if covered else {})]
    if wiped:
        steps.append({"do": "remove", "area": area, "how": "wipe"})
    if needles is not None:
        steps.append({"do": "needle", "area": area, "device": "pen", "depth": "1.5 mm"} | needles)
    if after:
        steps.append({"do": "apply", "area": area, "amount": "2 g", "product": {"name": "two"}})
    return steps


def job(
    substance: str, steps: list[dict[str, Any]], percent: float, home: list[dict[str, Any]] | None = None
) -> tuple[Job, Facts]:
    """Every product of a visit holds the substance."""
    tree = {
        "infant": {"age": "10 weeks", "weight": "5.4 kg"},
        "mother": {"weight": "66 kg"},
        "visit": {"starts": "2026-12-01T14:00", "steps": steps},
        "home": home or [],
    }
    plan = plan_from_tree(tree)
    applications = timeline(plan, KNOWN).applications
    grams = tuple(application.step.amount_g or 1.0 for application in applications)
    contained = tuple(
        Contained(
            application=application,
            substance=KNOWN.substances[substance],
            percent_high=percent,
            percent_best=percent,
            basis="declared",
            mg_per_use=mass * 10 * percent,
        )
        for application, mass in zip(applications, grams, strict=True)
    )
    people = facts(plan, KNOWN, dt.datetime(2026, 12, 1))
    return Job(substance=KNOWN.substances[substance], contained=contained, grams=grams), people


def run(substance: str, steps: list[dict[str, Any]], percent: float = 2.0, pairs: int = 60) -> Population:
    one, people = job(substance, steps, percent)
    return simulate([one], people, KNOWN, pairs=pairs, seed=1, workers=1)[0]


def arrays(population: Population) -> dict[str, np.ndarray]:
    values = msgspec.structs.asdict(population)
    return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}


def test_workers_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same figures, bit by bit, with one worker and with two."""
    monkeypatch.setattr(module, "PIECE", 40)
    jobs = [job(name, visit(needles={}, after=True), 4.0) for name in ("lidocaine", "diclofenac")]
    alone, shared = (
        simulate([one for one, _ in jobs], jobs[0][1], KNOWN, pairs=100, seed=3, workers=workers) for workers in (1, 2)
    )
    for first, second in zip(alone, shared, strict=True):
        for name, value in arrays(first).items():
            assert np.array_equal(value, arrays(second)[name]), name


@pytest.mark.parametrize("needles", [None, {}], ids=["whole", "needled"])
def test_pieces_do_not_matter(monkeypatch: pytest.MonkeyPatch, needles: dict[str, Any] | None) -> None:
    """Pairs cut into other pieces are the same pairs: exactly on whole skin, to the solver's error on needled skin."""
    whole = run("lidocaine", visit(needles=needles, after=True), pairs=90)
    monkeypatch.setattr(module, "PIECE", 35)
    cut = run("lidocaine", visit(needles=needles, after=True), pairs=90)
    for name, value in arrays(whole).items():
        scale = max(np.abs(value).max(), 1e-300)
        assert np.abs(value - arrays(cut)[name]).max() <= (1e-12 if needles is None else 2e-8) * scale, name


def test_another_product_does_not_reshuffle_the_pairs() -> None:
    """Adding a substance, or a product, leaves the draws of the first as they were."""
    one, people = job("lidocaine", visit(wiped=False), 4.0)
    other, _ = job("diclofenac", visit(wiped=False), 1.0)
    alone = simulate([one], people, KNOWN, pairs=50, seed=1, workers=1)[0]
    beside = simulate([other, one], people, KNOWN, pairs=50, seed=1, workers=1)[1]
    for name, value in arrays(alone).items():
        assert np.array_equal(value, arrays(beside)[name]), name
    two, _ = job("lidocaine", visit(wiped=False, after=True), 4.0)
    with_more = simulate([two], people, KNOWN, pairs=50, seed=1, workers=1)[0]
    assert np.array_equal(alone.absorbed_mg[0], with_more.absorbed_mg[0]) or np.allclose(
        alone.absorbed_mg[0], with_more.absorbed_mg[0], rtol=1e-3
    )


def test_another_seed_is_another_population() -> None:
    """The seed decides the draws."""
    one, people = job("lidocaine", visit(), 4.0)
    first, second = (simulate([one], people, KNOWN, pairs=20, seed=seed, workers=1)[0] for seed in (1, 2))
    assert not np.allclose(first.absorbed_mg, second.absorbed_mg)


MORE = {
    "dose": (visit(needles={}, after=True), visit(grams=20, needles={}, after=True), 1.0),
    "strength below saturation": (visit(needles={}), visit(needles={}), 2.0),
    "strength above saturation": (visit(needles={}), visit(needles={}), 3.0),
    "area at equal load": (visit(cm2=200, grams=5, needles={}), visit(needles={}), 1.0),
    "time": (visit(minutes=30), visit(minutes=90), 1.0),
    "time, then needles": (visit(minutes=30, needles={}), visit(minutes=90, needles={}), 1.0),
    "cover": (visit(), visit(covered=True), 1.0),
    "cover, then needles": (visit(needles={}, after=True), visit(covered=True, needles={}, after=True), 1.0),
    "needles": (visit(wiped=False), visit(wiped=False, needles={}), 1.0),
    "depth": (visit(wiped=False, needles={"depth": "0.5 mm"}), visit(wiped=False, needles={"depth": "2 mm"}), 1.0),
    "density": (
        visit(wiped=False, needles={"density": "200 /cm2"}),
        visit(wiped=False, needles={"density": "900 /cm2"}),
        1.0,
    ),
    "passes": (visit(needles={"passes": 2}, after=True), visit(needles={"passes": 8}, after=True), 1.0),
}
"""What there is more of -> less, more, and the factor on the strength."""
PEAK_PER_PAIR = {"dose", "strength below saturation", "strength above saturation", "area at equal load", "time"}
"""More of these never lowers the peak of any pair. More cover or needles bring the same milligrams in earlier: in a pair in
whom nearly all is absorbed anyway, less is left for a later peak, so the peak of that pair may fall though no more is safe."""


@pytest.mark.parametrize("substance", SUBSTANCES)
@pytest.mark.parametrize("what", MORE)
def test_more_is_never_less(what: str, substance: str) -> None:
    """More absorbs no less in any pair and peaks no lower: in any pair, or, where it only comes in earlier, at the P95."""
    less, more, factor = MORE[what]
    percent = {"strength below saturation": 0.05, "strength above saturation": 8.0}.get(what, 2.0)
    first, second = run(substance, less, percent), run(substance, more, percent * factor)
    absorbed = [population.absorbed_mg.sum(axis=0) for population in (first, second)]
    assert (absorbed[1] >= absorbed[0] * (1 - IN_THE_DERMIS)).all(), (absorbed[1] / absorbed[0]).min()
    peaks = [population.plasma_ug_per_l[0].max(axis=0) for population in (first, second)]
    if what in PEAK_PER_PAIR:
        assert (peaks[1] >= peaks[0] * (1 - PEAK_ON_A_GRID)).all(), (peaks[1] / peaks[0]).min()
    high = [float(np.quantile(peak, 0.95)) for peak in peaks]
    assert high[1] >= high[0] * (1 - EARLIER), high[1] / high[0]


def test_a_wiped_layer_does_not_draw_the_skin_empty() -> None:
    """A wipe leaves a thin film as strong as before: a thick layer gives no less than a thin one after it (found as a fault)."""
    thin, thick = (run("hydrocortisone", visit(grams=grams)) for grams in (5, 50))
    assert (thick.absorbed_mg >= thin.absorbed_mg * (1 - 1e-9)).all()


def test_pores_open_at_the_tick_of_their_needles() -> None:
    """Where the hour of needling is rounded down to a tick, the pores are open at that tick (found as a fault)."""
    one, people = job("lidocaine", visit(minutes=20, wiped=False, needles={"at": "20 min"}), 4.0)
    streams = Streams(seed=1, total=3, start=0, stop=3)
    made = entry(0, one.contained[0], one.grams[0], people, KNOWN, streams)
    hour = one.contained[0].application.openings[0][0].hour
    tick = round(hour / TICK_H) * TICK_H
    assert tick < hour
    fresh = pore_rate_per_h(made.source.pores, hour)
    assert pore_rate_per_h(made.source.pores, tick) == pytest.approx(fresh, rel=5e-3)
    assert np.all(fresh > 0)
    assert not pore_rate_per_h(made.source.pores, tick - TICK_H).any()


def test_no_pair_hangs_on_the_pairs_beside_it() -> None:
    """Solved together, pairs take the substeps and show the concentrations that each does when it is solved alone."""
    one, people = job("diclofenac", visit(grams=1, needles={}, after=True), 1.0)

    def solved(start: int, stop: int) -> Solution:
        made = set_up(one, people, KNOWN, Streams(seed=1, total=12, start=start, stop=stop))
        return solve(made.body, made.sources, made.events)

    together, alone = solved(0, 12), [solved(pair, pair + 1) for pair in range(12)]
    assert together.substeps == sum(found.substeps for found in alone) > 0
    for name in ("plasma_ug_per_l", "milk_ug_per_l", "infant_ug_per_l", "fed_mg"):
        apart = np.concatenate([getattr(found, name) for found in alone], axis=-1)
        assert np.abs(getattr(together, name) - apart).max() <= 1e-12 * apart.max(axis=1).min(), name


def test_balance_of_a_course() -> None:
    """Over a visit and a week at home nothing is absorbed that was not applied."""
    home = [
        {
            "do": "apply",
            "area": "face",
            "from": "day 1",
            "until": "day 7",
            "times_per_day": 2,
            "amount": "1 g",
            "product": {"name": "x"},
        }
    ]
    one, people = job("lidocaine", visit(needles={}), 4.0, home)
    found = simulate([one], people, KNOWN, pairs=20, seed=1, workers=1)[0]
    assert (found.absorbed_mg >= -1e-12 * found.applied_mg).all()
    assert (found.absorbed_mg <= found.applied_mg * (1 + 1e-12)).all()
    assert (found.on_skin_mg >= -1e-9 * found.applied_mg.max()).all()


def test_a_peel_of_a_higher_ph_never_lets_more_through() -> None:
    """An acid passes whole skin without its charge: the predicted permeability only falls with the pH that a peel states."""
    figures = tuple(
        f for f in KNOWN.substances["salicylic-acid"].quantities if not f.name.startswith(("fraction-a", "log-p"))
    )
    predicted = msgspec.structs.replace(KNOWN.substances["salicylic-acid"], quantities=figures)
    absorbed = [peeled(predicted, ph) for ph in (None, 1.0, 2.5, 4.0, 7.0)]
    assert absorbed == sorted(absorbed, reverse=True)
    assert absorbed[0] > 3 * absorbed[-1]


def peeled(substance: Substance, ph: float | None) -> float:
    """Milligrams absorbed in the middle from a peel of ten minutes."""
    peel = {"do": "peel", "area": "thighs", "acid": "salicylic acid", "strength": "20 %", "for": "10 min"}
    peel["product"] = {"name": "peel", "strengths": {"salicylic acid": "20 %"}}
    steps = [peel if ph is None else peel | {"ph": ph}]
    made, people = job("salicylic-acid", steps, 20.0)
    contained = tuple(msgspec.structs.replace(item, substance=substance) for item in made.contained)
    made = msgspec.structs.replace(made, substance=substance, contained=contained)
    return float(np.median(simulate([made], people, KNOWN, pairs=100, seed=1, workers=1)[0].absorbed_mg.sum(axis=0)))
