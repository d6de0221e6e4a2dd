"""What an outcome hangs on: variance-based global sensitivity (Sobol' indices), by the library SALib.

Every drawn figure is an input; pairs are given draws of a Saltelli design in place of their own, and the variance of the logarithm
of the outcome is split among the figures. `first` is the share that a figure makes alone: what would go if it were known. `total`
holds what it makes together with others. It needs the extra `sensitivity`.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.errors import InputError, Mistake
from milkpath.exposure.clock import MIDDLE
from milkpath.exposure.recording import DrawName, Given, Recorder
from milkpath.exposure.setup import Job, set_up
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.workers import in_order
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts

Array = NDArray[np.float64]
Outcome = Literal["infant-dose", "mother-peak", "milk-peak"]

PIECE = 1000
NOTHING = 1e-12
"""What is below this (in ug) counts as this, so that it has a logarithm."""
PLACES_WITHIN = 1e-9


class Influence(msgspec.Struct, frozen=True, kw_only=True):
    """One drawn figure: its shares of the variance, and half the width of their 95 % confidence intervals."""

    figure: DrawName
    first: float
    first_confidence: float
    total: float
    total_confidence: float


def sensitivity(
    job: Job, facts: Facts, known: Knowledge, *, outcome: Outcome, samples: int, seed: int, workers: int
) -> tuple[Influence, ...]:
    """The figures that an outcome hangs on, the strongest first.

    Args:
        job: a substance that can be simulated.
        facts: mother and infant.
        known: the knowledge.
        outcome: of the substance itself, not of its metabolite.
        samples: base samples, a power of two; so many times (figures + 2) pairs are run.
        seed: of the design and of the confidence intervals.
        workers: processes at most.

    Raises:
        InputError: the library is not there, or the outcome is the same for all pairs.
    """
    names = drawn_figures(job, facts, known)
    sampling, analysing = _library("SALib.sample.sobol"), _library("SALib.analyze.sobol")
    problem = {"num_vars": len(names), "names": [" ".join(name) for name in names], "bounds": [[0.0, 1.0]] * len(names)}
    design = sampling.sample(problem, samples, calc_second_order=False, seed=seed)
    places = dict(zip(names, np.clip(design, PLACES_WITHIN, 1 - PLACES_WITHIN).T, strict=True))
    runs = len(design)

    def work(number: int) -> Array:
        start, stop = number * PIECE, min((number + 1) * PIECE, runs)
        made = set_up(job, facts, known, Given(seed=seed, total=runs, start=start, stop=stop, places=places))
        return outcome_of(solve(made.body, made.sources, made.events, balance=False), outcome)

    logs = np.log(np.concatenate(list(in_order(work, -(-runs // PIECE), workers))))
    if float(np.ptp(logs)) == 0.0:
        raise InputError(
            [_mistake("no-spread", f"the {outcome} is the same for all pairs", "give an amount above zero")]
        )
    found = analysing.analyze(problem, logs, calc_second_order=False, seed=seed)
    influences = [
        Influence(
            figure=name,
            first=float(found["S1"][place]),
            first_confidence=float(found["S1_conf"][place]),
            total=float(found["ST"][place]),
            total_confidence=float(found["ST_conf"][place]),
        )
        for place, name in enumerate(names)
    ]
    return tuple(sorted(influences, key=lambda each: -each.total))


def drawn_figures(job: Job, facts: Facts, known: Knowledge) -> tuple[DrawName, ...]:
    """The names of everything that is drawn for a substance of a plan."""
    seen: dict[DrawName, Array] = {}
    recorder = Recorder(**{**msgspec.structs.asdict(MIDDLE), "seen": seen})
    set_up(job, facts, known, recorder)
    return tuple(sorted(seen))


def outcome_of(found: Solution, outcome: Outcome) -> Array:
    """One figure of the parent substance for each pair: amount drunk with all feeds, or the highest level."""
    values = {
        "infant-dose": lambda: found.fed_mg[0].sum(axis=0),
        "mother-peak": lambda: found.plasma_ug_per_l[0].max(axis=0),
        "milk-peak": lambda: found.milk_ug_per_l[0].max(axis=0),
    }
    return np.asarray(np.maximum(values[outcome](), NOTHING))


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        mistake = _mistake("missing-extra", "needs the library SALib", "pip install 'milkpath[sensitivity]'")
        raise InputError([mistake]) from error


def _mistake(code: str, message: str, hint: str) -> Mistake:
    return Mistake(code=code, message=message, where="sensitivity", hint=hint)
