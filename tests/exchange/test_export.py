"""The exported model in other people's engines: the same curves, and nothing that a checker complains of."""

from __future__ import annotations

import datetime as dt
import io
import locale
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from milkpath.exchange.omex import omex
from milkpath.exchange.sbml import inconsistencies, sbml
from milkpath.exchange.written_out import WrittenOut, written_out
from milkpath.exposure.setup import Setup, set_up
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import Streams
from milkpath.exposure.ticks import TICK_H
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import load_plan
from milkpath.simulating import job_of

EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = [("pen-face-strong-cream", "lidocaine", None), ("roller-cheeks-plain-lidocaine", "lidocaine", 7)]
"""An example, a substance with its metabolite, and a pair (`None`: the middle one); both under needles."""
AGREEMENT = 1e-6


def setup_of(example: str, substance: str, pair: int | None) -> Setup:
    job, people = job_of(load_plan(EXAMPLES / f"{example}.yaml"), substance, knowledge(), dt.datetime(2026, 12, 1))
    if pair is None:
        streams = Streams(seed=1, total=1, start=0, stop=1, middle=True)
    else:
        streams = Streams(seed=1, total=2000, start=pair, stop=pair + 1)
    return set_up(job, people, knowledge(), streams)


def ours(setup: Setup, model: WrittenOut) -> tuple[NDArray[np.float64], dict[str, NDArray[np.float64]]]:
    """Hours at which nothing happens, and our concentrations there by the names of the model."""
    found = solve(setup.body, setup.sources, setup.events)
    ticks = np.round(np.array(found.look_hours) / TICK_H).astype(int)
    still = [i for i, tick in enumerate(ticks) if tick not in {round(jump.at_h / TICK_H) for jump in model.jumps}]
    _, first = np.unique(ticks[still], return_index=True)
    chosen = np.array(still)[first]
    levels = {}
    for number, substance in enumerate(setup.substances):
        for name, series in (
            ("plasma", found.plasma_ug_per_l),
            ("milk", found.milk_ug_per_l),
            ("infant", found.infant_ug_per_l),
        ):
            levels[f"{substance.replace('-', '_')}_{name}_ug_per_l"] = series[number, chosen, 0]
    return ticks[chosen] * TICK_H, levels


def worst(theirs: dict[str, NDArray[np.float64]], mine: dict[str, NDArray[np.float64]]) -> float:
    return max(float(np.abs(theirs[name] - mine[name]).max() / np.abs(mine[name]).max()) for name in mine)


@pytest.mark.parametrize(("example", "substance", "pair"), MODELS)
def test_libroadrunner_reproduces_our_curves(example: str, substance: str, pair: int | None) -> None:
    """LibRoadRunner runs the exported model to the same concentrations."""
    before = locale.setlocale(locale.LC_ALL)
    roadrunner = pytest.importorskip("roadrunner")
    locale.setlocale(locale.LC_ALL, before)  # its import changes that of the whole process
    setup = setup_of(example, substance, pair)
    model = written_out(setup)
    hours, mine = ours(setup, model)
    runner = roadrunner.RoadRunner(sbml(model, name="test", notes="test"))
    runner.integrator.relative_tolerance, runner.integrator.absolute_tolerance = 1e-10, 1e-14
    runner.timeCourseSelections = list(mine)
    rows = runner.simulate(times=[0.0, *hours[hours > 0]])[-len(hours[hours > 0]) :]
    theirs = {name: np.asarray(rows)[:, column] for column, name in enumerate(mine)}
    assert worst(theirs, {name: series[hours > 0] for name, series in mine.items()}) <= AGREEMENT


@pytest.mark.parametrize(("example", "substance", "pair"), MODELS[:1])
def test_copasi_reproduces_our_curves(example: str, substance: str, pair: int | None) -> None:
    """COPASI runs the exported model to the same concentrations."""
    basico = pytest.importorskip("basico")
    setup = setup_of(example, substance, pair)
    model = written_out(setup)
    hours, mine = ours(setup, model)
    data = basico.load_model_from_string(sbml(model, name="test", notes="test"))
    table = basico.run_time_course_with_output(
        [f"Values[{name}]" for name in mine],
        values=[0.0, *hours[hours > 0].tolist()],
        model=data,
        r_tol=1e-10,
        a_tol=1e-14,
    )
    theirs = {name: table[f"Values[{name}]"].to_numpy()[-len(hours[hours > 0]) :] for name in mine}
    assert worst(theirs, {name: series[hours > 0] for name, series in mine.items()}) <= AGREEMENT


@pytest.mark.parametrize(("example", "substance", "pair"), MODELS)
def test_the_consistency_check_reports_nothing(example: str, substance: str, pair: int | None) -> None:
    """LibSBML finds neither an error nor a warning in the model."""
    pytest.importorskip("libsbml")
    model = written_out(setup_of(example, substance, pair))
    assert inconsistencies(sbml(model, name="a & b", notes="1 < 2")) == []


def test_the_archive_holds_model_and_simulation() -> None:
    """A COMBINE archive names its master, its model has every curve, and the same model gives the same bytes."""
    libsedml = pytest.importorskip("libsedml")
    model = written_out(setup_of(*MODELS[0]))
    text = sbml(model, name="test", notes="test")
    packed = omex(model, text)
    assert packed == omex(model, text)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert sorted(archive.namelist()) == ["manifest.xml", "model.xml", "simulation.sedml"]
        assert archive.read("model.xml").decode() == text
        document = libsedml.readSedMLFromString(archive.read("simulation.sedml").decode())
    assert document.getNumErrors(libsedml.LIBSEDML_SEV_ERROR) == 0
    assert document.getNumDataGenerators() == len(model.observed) + 1
