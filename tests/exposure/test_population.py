"""A population variable by variable: the same as the engine shows, whatever the chunks and workers."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from milkpath.exposure import population as module
from milkpath.exposure.clock import Clock, clock_of
from milkpath.exposure.population import VARIABLES, Chunk, Layout, layout_of, population
from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import simulate
from milkpath.exposure.summary import SHARES, summarise
from milkpath.exposure.ticks import TICK_H
from milkpath.exposure.worlds import ignorance_of
from milkpath.plan.facts import Facts

from .test_simulate import KNOWN, job, visit

STEPS = visit(needles={}, after=True)


def made(*names: str, most_hours: int = 500) -> tuple[list[Job], Facts, Clock, Layout]:
    pairs = [job(name, STEPS, 2.0) for name in names]
    jobs, people = [one for one, _ in pairs], pairs[0][1]
    clock = clock_of(jobs, people, KNOWN, most_hours=most_hours)
    return jobs, people, clock, layout_of(jobs, clock, people, KNOWN)


def joined(chunks: list[Chunk]) -> dict[str, np.ndarray]:
    return {
        variable.name: np.concatenate([chunk.values[variable.name] for chunk in chunks], axis=-1)
        for variable in VARIABLES
    }


def run(*names: str, pairs: int = 60, workers: int = 1, worlds: int = 1) -> dict[str, np.ndarray]:
    jobs, people, clock, layout = made(*names)
    chunks = population(
        jobs,
        clock,
        layout,
        people,
        KNOWN,
        pairs=pairs,
        seed=1,
        workers=workers,
        worlds=worlds,
        ignorance=ignorance_of(KNOWN),
    )
    return joined(list(chunks))


def test_it_is_what_the_engine_shows() -> None:
    """One substance alone has the curves and doses of `simulate`, to the digits that are kept."""
    jobs, people, _, layout = made("lidocaine")
    expected = simulate(jobs, people, KNOWN, pairs=60, seed=1, workers=1)[0]
    found = run("lidocaine")
    assert layout.hours == pytest.approx(expected.looks_h, abs=TICK_H)
    assert len(set(layout.hours)) == len(layout.hours)
    assert layout.feeds == pytest.approx(expected.feeds_h)
    assert found["milk_concentration"] == pytest.approx(expected.milk_ug_per_l, rel=1e-6, abs=1e-6)
    assert found["absorbed"] == pytest.approx(expected.absorbed_mg)
    assert found["mother_peak"] == pytest.approx(expected.plasma_ug_per_l.max(axis=1))


def test_what_is_put_on_is_somewhere() -> None:
    """Absorbed, removed, lost and left add up to what was applied."""
    found = run("lidocaine", "diclofenac")
    somewhere = found["absorbed"] + found["removed"] + found["lost"] + found["left"]
    assert somewhere == pytest.approx(found["applied"], rel=1e-9)


def test_every_variable_has_the_shape_of_its_dimensions() -> None:
    """Shapes, units and names are there for every variable."""
    _, _, _, layout = made("lidocaine", "diclofenac")
    for name, values in run("lidocaine", "diclofenac").items():
        variable = next(one for one in VARIABLES if one.name == name)
        assert values.shape == tuple(60 if dim == "pair" else layout.size(dim) for dim in variable.dims), name
        assert variable.units
        assert variable.long_name
        assert np.isfinite(values).all(), name


@pytest.mark.parametrize("worlds", [1, 3])
def test_workers_do_not_matter(monkeypatch: pytest.MonkeyPatch, worlds: int) -> None:
    """The same bits with one worker and with two."""
    monkeypatch.setattr(module, "CHUNKS", (25,))
    alone, shared = (run("lidocaine", pairs=60, workers=workers, worlds=worlds) for workers in (1, 2))
    for name, values in alone.items():
        assert np.array_equal(values, shared[name]), name


def test_a_substance_beside_another_is_the_same() -> None:
    """On the clock of two substances one is as it is alone, but for the hours at which it is looked at."""
    alone, beside = run("lidocaine"), run("lidocaine", "hydrocortisone")
    assert beside["infant_dose"][0] == pytest.approx(alone["infant_dose"][0], rel=1e-6)


def test_worlds_share_what_nobody_knows() -> None:
    """The middles of worlds differ by more than chance where ignorance is shared."""
    found = run("lidocaine", pairs=60, worlds=6)
    scores = found["score"].reshape(len(found["score"]), 6, 60)
    _, _, _, layout = made("lidocaine")
    place = layout.figures.index(("infant-clearance", "lidocaine"))
    assert scores[place].mean(axis=1).std() > 0.5
    assert layout.figures.index(("milk-intake",)) >= 0
    assert scores[layout.figures.index(("milk-intake",))].mean(axis=1).std() < 0.1


def test_hours_are_thinned_and_peaks_are_not() -> None:
    """Few hours may be kept; first and last are among them, and peaks are those of all looks."""
    jobs, people, clock, layout = made("lidocaine", most_hours=7)
    thinned = joined(list(population(jobs, clock, layout, people, KNOWN, pairs=60, seed=1, workers=1)))
    whole = run("lidocaine")
    assert len(layout.hours) == 7
    assert (layout.hours[0], layout.hours[-1]) == pytest.approx((0.0, clock.end_h), abs=TICK_H)
    assert np.array_equal(thinned["milk_peak"], whole["milk_peak"])


def test_large_plans_are_cut_small_or_refused() -> None:
    """The more hours and applications, the fewer pairs are solved together; beyond a limit none."""
    _, _, _, layout = made("lidocaine")
    sizes = [msgspec.structs.replace(layout, looks=looks).chunk for looks in (100, 10_000, 100_000, 10_000_000)]
    assert sizes[0] == module.CHUNKS[0]
    assert sizes[-1] is None
    kept = [size for size in sizes if size is not None]
    assert kept == sorted(kept, reverse=True)


def test_a_summary_on_a_clock_has_the_quantiles_of_the_population() -> None:
    """Quantiles from the sketch are those of the pairs, within its error, at the hours that are kept."""
    jobs, people, clock, layout = made("lidocaine", most_hours=20)
    summary = summarise(jobs[0], people, KNOWN, pairs=400, seed=1, workers=1, clock=clock)
    chunks = list(population(jobs, clock, layout, people, KNOWN, pairs=400, seed=1, workers=1))
    milk = joined(chunks)["milk_concentration"]
    assert summary.hours == pytest.approx(layout.hours, abs=TICK_H)
    place = SHARES.index(0.95)
    expected = np.quantile(milk, 0.95, axis=-1, method="inverted_cdf")
    assert summary.milk_ug_per_l[place][:, 2:] == pytest.approx(expected[:, 2:], rel=0.006, abs=1e-6)
