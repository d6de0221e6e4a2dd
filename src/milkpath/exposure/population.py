"""A population variable by variable, in chunks of pairs: what `simulate` writes down, with units and names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.body import Kinetics
from milkpath.exposure.clock import Clock, set_up_on
from milkpath.exposure.recording import DrawName, Recorder
from milkpath.exposure.setup import Job, Setup
from milkpath.exposure.solution import Solution
from milkpath.exposure.solve import solve
from milkpath.exposure.streams import World
from milkpath.exposure.workers import in_order
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.facts import Facts

Array = NDArray[np.float64]
Dimension = Literal["substance", "application", "hour", "feed", "figure", "pair"]

UG_PER_MG = 1000.0
CHUNKS = (1000, 500, 250, 125, 50, 25)
"""Pairs that are solved together: as many as keep the solution of one substance below `CHUNK_BYTES`."""
CHUNK_BYTES = 100e6
LARGEST_CHUNK_BYTES = 500e6
CHUNKS_TOGETHER = 32
"""Chunks that are solved before the next ones are begun, so that finished ones do not pile up where writing is slow."""


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One variable: its dimensions (the pairs last), unit, and name in words; `single`: six digits are kept, not fifteen."""

    name: str
    dims: tuple[Dimension, ...]
    units: str
    long_name: str
    single: bool = False


_CURVE: tuple[Dimension, ...] = ("substance", "hour", "pair")
_LEVEL = "total concentration, parent or metabolite,"
VARIABLES = (
    Variable(
        name="mother_concentration",
        dims=_CURVE,
        units="ug/L",
        long_name=f"{_LEVEL} in the mother's plasma",
        single=True,
    ),
    Variable(name="milk_concentration", dims=_CURVE, units="ug/L", long_name=f"{_LEVEL} in milk", single=True),
    Variable(
        name="infant_concentration",
        dims=_CURVE,
        units="ug/L",
        long_name=f"{_LEVEL} in the infant's plasma",
        single=True,
    ),
    Variable(
        name="amount_on_skin",
        dims=("application", "hour", "pair"),
        units="mg",
        long_name="amount that lies on the skin, or in the depot of a dose that was injected or taken",
        single=True,
    ),
    Variable(
        name="fed_amount",
        dims=("substance", "feed", "pair"),
        units="mg",
        long_name="amount that the infant drinks at a feed",
        single=True,
    ),
    Variable(
        name="applied",
        dims=("application", "pair"),
        units="mg",
        long_name="amount put on, injected or taken, all doses",
    ),
    Variable(
        name="absorbed", dims=("application", "pair"), units="mg", long_name="amount that reached the mother's blood"
    ),
    Variable(name="removed", dims=("application", "pair"), units="mg", long_name="amount wiped or washed off"),
    Variable(
        name="lost",
        dims=("application", "pair"),
        units="mg",
        long_name="amount evaporated, or cleared before the blood",
    ),
    Variable(name="left", dims=("application", "pair"), units="mg", long_name="amount on and in the skin at the end"),
    Variable(
        name="mother_peak",
        dims=("substance", "pair"),
        units="ug/L",
        long_name="highest concentration in the mother's plasma",
    ),
    Variable(name="milk_peak", dims=("substance", "pair"), units="ug/L", long_name="highest concentration in milk"),
    Variable(
        name="infant_dose",
        dims=("substance", "pair"),
        units="ug/kg",
        long_name="amount drunk with all feeds, per weight of the infant",
    ),
    Variable(name="mother_clearance", dims=("substance", "pair"), units="L/h", long_name="clearance of the mother"),
    Variable(
        name="mother_volume",
        dims=("substance", "pair"),
        units="L",
        long_name="volume of distribution of the mother, steady state",
    ),
    Variable(name="milk_to_plasma_ratio", dims=("substance", "pair"), units="1", long_name="milk-to-plasma ratio"),
    Variable(name="infant_clearance", dims=("substance", "pair"), units="L/h", long_name="clearance of the infant"),
    Variable(
        name="infant_volume", dims=("substance", "pair"), units="L", long_name="volume of distribution of the infant"
    ),
    Variable(
        name="infant_unbound_relative_to_adult",
        dims=("substance", "pair"),
        units="1",
        long_name="unbound share in the infant's plasma over that in an adult's",
    ),
    Variable(name="milk_intake", dims=("pair",), units="L/day", long_name="milk that the infant drinks in a day"),
    Variable(
        name="score",
        dims=("figure", "pair"),
        units="1",
        long_name="place of the pair in the distribution of a drawn figure, in standard deviations from its middle",
        single=True,
    ),
)
OUTCOMES = ("infant_dose", "mother_peak", "milk_peak")
"""What is judged in the end, (substance, pair) each."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The coordinates of a population, hours counted from the plan's zero; substances with their parents."""

    substances: tuple[str, ...]
    substance_ids: tuple[str, ...]
    parents: tuple[str, ...]
    steps: tuple[str, ...]
    applied: tuple[str, ...]
    ways: tuple[str, ...]
    hours: tuple[float, ...]
    feeds: tuple[float, ...]
    figures: tuple[DrawName, ...]
    looks: int
    """Looks in all, of which `hours` are kept."""

    def size(self, dimension: Dimension) -> int:
        """Length of a dimension but that of the pairs."""
        lengths = {
            "substance": len(self.substances),
            "application": len(self.steps),
            "hour": len(self.hours),
            "feed": len(self.feeds),
            "figure": len(self.figures),
        }
        return lengths[dimension]

    @property
    def bytes_per_pair(self) -> int:
        """What one pair takes in a file."""
        return sum(
            (4 if variable.single else 8)
            * int(np.prod([self.size(d) for d in variable.dims if d != "pair"], dtype=int))
            for variable in VARIABLES
        )

    @property
    def chunk(self) -> int | None:
        """Pairs to be solved together; `None` where even the fewest take too much memory."""
        per_pair = 8 * (3 * len(self.substances) * self.looks + len(self.steps) * self.looks)
        fitting = [size for size in CHUNKS if size * per_pair <= CHUNK_BYTES]
        if fitting:
            return fitting[0]
        return CHUNKS[-1] if CHUNKS[-1] * per_pair <= LARGEST_CHUNK_BYTES else None


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """The variables of some pairs, `start` counted over all worlds."""

    start: int
    world: int
    values: dict[str, NDArray[np.floating]]


def layout_of(jobs: Sequence[Job], clock: Clock, facts: Facts, known: Knowledge) -> Layout:
    """The coordinates of what some substances will show."""
    seen: dict[DrawName, Array] = {}
    recorder = Recorder(seed=0, total=1, start=0, stop=1, middle=True, seen=seen)
    setups = [set_up_on(clock, job, facts, known, recorder) for job in jobs]
    labels = [_label(identity, made.substances[0]) for made in setups for identity in made.substances]
    items = [item for job in jobs for item in job.contained]
    found = solve(setups[0].body, setups[0].sources, setups[0].events, balance=False)
    return Layout(
        substances=tuple(labels),
        substance_ids=tuple(identity for made in setups for identity in made.substances),
        parents=tuple(made.substances[0] for made in setups for _ in made.substances),
        steps=tuple(item.application.step.path for item in items),
        applied=tuple(item.substance.id for item in items),
        ways=tuple(item.application.way for item in items),
        hours=clock.hours,
        feeds=tuple(hour + clock.begin_h for hour in found.feed_hours),
        figures=tuple(sorted(seen)),
        looks=len(clock.looks),
    )


def _label(identity: str, parent: str) -> str:
    return identity if identity == parent else f"{identity} from {parent}"


def population(
    jobs: Sequence[Job],
    clock: Clock,
    layout: Layout,
    facts: Facts,
    known: Knowledge,
    *,
    pairs: int,
    seed: int,
    workers: int,
    worlds: int = 1,
    ignorance: Callable[[DrawName], float] | None = None,
) -> Iterator[Chunk]:
    """The chunks of a population in order; what they hold does not depend on the number of workers.

    Args:
        jobs: substances that can be simulated.
        clock: of these substances.
        layout: of these substances on this clock.
        facts: mother and infant.
        known: the knowledge.
        pairs: of each world.
        seed: of all the streams.
        workers: processes at most.
        worlds: what nobody knows is drawn once for each world; with one world it is drawn for each pair anew.
        ignorance: by name of a draw, needed where there are several worlds.
    """
    size = layout.chunk or CHUNKS[-1]
    cuts = [(world, start, min(start + size, pairs)) for world in range(worlds) for start in range(0, pairs, size)]

    def work(number: int) -> Chunk:
        world, start, stop = cuts[number]
        apart = World(number=world, total=worlds, ignorance=ignorance) if worlds > 1 and ignorance else None
        recorder = Recorder(seed=seed, total=pairs, start=start, stop=stop, world=apart, seen={})
        values = _values(jobs, clock, layout, facts, known, recorder)
        return Chunk(start=world * pairs + start, world=world, values=values)

    for first in range(0, len(cuts), CHUNKS_TOGETHER):
        together = min(CHUNKS_TOGETHER, len(cuts) - first)
        yield from in_order(lambda number, first=first: work(first + number), together, workers)  # type: ignore[misc]


def _values(
    jobs: Sequence[Job], clock: Clock, layout: Layout, facts: Facts, known: Knowledge, recorder: Recorder
) -> dict[str, NDArray[np.floating]]:
    parts = []
    for job in jobs:
        made = set_up_on(clock, job, facts, known, recorder)
        parts.append(_of_one(made, solve(made.body, made.sources, made.events, balance=False), clock, facts))
    together: dict[str, NDArray[np.floating]] = {
        name: np.concatenate([part[name] for part in parts]) for name in parts[0] if name != "milk_intake"
    }
    together["milk_intake"] = parts[0]["milk_intake"]
    together["score"] = np.stack([recorder.seen[name] for name in layout.figures])
    for variable in VARIABLES:
        together[variable.name] = together[variable.name].astype(np.float32 if variable.single else np.float64)
    return together


def _of_one(made: Setup, found: Solution, clock: Clock, facts: Facts) -> dict[str, Array]:
    kept = list(clock.kept)
    kinetics = made.body.substances

    def per_pair(figure: Callable[[Kinetics], Array]) -> Array:
        return np.stack([figure(each) for each in kinetics])

    return {
        "mother_concentration": np.maximum(found.plasma_ug_per_l[:, kept], 0.0),
        "milk_concentration": np.maximum(found.milk_ug_per_l[:, kept], 0.0),
        "infant_concentration": np.maximum(found.infant_ug_per_l[:, kept], 0.0),
        "amount_on_skin": np.maximum(found.on_skin_mg[:, kept], 0.0),
        "fed_amount": np.maximum(found.fed_mg, 0.0),
        "applied": made.applied_mg,
        "absorbed": found.absorbed_mg,
        "removed": found.removed_mg,
        "lost": found.evaporated_mg,
        "left": found.left_mg,
        "mother_peak": np.maximum(found.plasma_ug_per_l.max(axis=1), 0.0),
        "milk_peak": np.maximum(found.milk_ug_per_l.max(axis=1), 0.0),
        "infant_dose": np.maximum(found.fed_mg.sum(axis=1), 0.0) * UG_PER_MG / facts.infant_weight_kg,
        "mother_clearance": per_pair(lambda each: each.mother.clearance_l_per_h),
        "mother_volume": per_pair(_steady_volume_l),
        "milk_to_plasma_ratio": per_pair(lambda each: each.milk.milk_to_plasma),
        "infant_clearance": per_pair(lambda each: each.infant.clearance_l_per_h),
        "infant_volume": per_pair(lambda each: each.infant.volume_l),
        "infant_unbound_relative_to_adult": per_pair(lambda each: each.infant.unbound_relative_to_adult),
        "milk_intake": made.feed_volume_l * facts.feeds_per_day,
    }


def _steady_volume_l(kinetics: Kinetics) -> Array:
    mother = kinetics.mother
    return mother.central_volume_l + np.where(mother.intercompartmental_l_per_h > 0, mother.peripheral_volume_l, 0.0)
