"""What the answer hangs on: rank correlation of each drawn figure with the outcome, squared, in one visit with needles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.simulate import simulate
from milkpath.exposure.streams import Streams
from milkpath.judgement.exposure_report import drunk_ug
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of
from validation.topical import NOW, SEED

Array = NDArray[np.float64]

PAIRS = 4000
DRAWN: dict[str, tuple[str, ...]] = {
    "permeability of the substance": ("permeability", "lidocaine"),
    "site factor of the face": ("permeability-relative-to-limb", "face"),
    "clearance of the mother": ("clearance", "lidocaine"),
    "volume of distribution": ("volume-steady-state", "lidocaine"),
    "milk-to-plasma ratio": ("milk-to-plasma-ratio", "lidocaine"),
    "speed of exchange with milk": ("milk-equilibration-half-life",),
    "milk intake of the infant": ("milk-intake",),
    "share carried in by the needles": ("direct-deposition-fraction",),
    "permeability of the pores": ("pore-permeability-relative-to-ideal", "microneedling-pen"),
    "number of pores": ("pore-density-per-pass", "microneedling-pen"),
    "radius of pores": ("pore-radius", "microneedling-pen"),
    "slow closure of pores": ("pore-closure-slow",),
    "clearance of the infant": ("infant-clearance", "lidocaine"),
}


def ranks(values: Array) -> Array:
    """Ranks, centred."""
    found = np.empty(len(values))
    found[np.argsort(values, kind="stable")] = np.arange(len(values))
    return np.asarray(found - found.mean())


def shares() -> list[tuple[str, float, float]]:
    """(figure, share of the mother's peak, share of the infant's dose), the largest for the infant first."""
    known = knowledge()
    cream = {"name": "cream", "strengths": {"lidocaine": "4 %"}}
    steps = [
        {"do": "apply", "area": "face", "amount": "5 g", "for": "30 min", "product": cream},
        {"do": "needle", "area": "face", "device": "pen", "depth": "1.5 mm"},
        {"do": "apply", "area": "face", "amount": "1 g", "product": cream},
    ]
    tree = {
        "infant": {"age": "3 months"},
        "mother": {"weight": "60 kg"},
        "visit": {"starts": "2026-12-01T14:00", "steps": steps},
    }
    job, facts = job_of(plan_from_tree(tree), "lidocaine", known, NOW)
    population = simulate([job], facts, known, pairs=PAIRS, seed=SEED, workers=1)[0]
    peak = ranks(population.plasma_ug_per_l[0].max(axis=0))
    dose = ranks(drunk_ug(population.milk_ug_per_l[0], population.looks_h, population.milk_l_per_day)[-1])
    streams = Streams(seed=SEED, total=PAIRS, start=0, stop=PAIRS)
    found = []
    for name, stream in DRAWN.items():
        drawn = ranks(streams.normal(*stream))
        squares = [float((drawn @ outcome) ** 2 / ((drawn @ drawn) * (outcome @ outcome))) for outcome in (peak, dose)]
        found.append((name, squares[0], squares[1]))
    return sorted(found, key=lambda each: -each[2])
