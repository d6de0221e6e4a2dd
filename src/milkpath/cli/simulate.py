"""`milkpath simulate PLAN --out FILE`."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from milkpath.cli.output import write
from milkpath.cli.progress import progress
from milkpath.cli.stopping import Stop, stoppable
from milkpath.errors import InputError, Mistake
from milkpath.exchange.population_file import Coordinate, PopulationFile, library
from milkpath.exposure.clock import Clock, clock_of
from milkpath.exposure.monte_carlo_error import PERCENTILES, BlockQuantiles
from milkpath.exposure.population import OUTCOMES, VARIABLES, Chunk, Layout, layout_of, population
from milkpath.exposure.quantile_sketch import RELATIVE_ERROR, QuantileSketch
from milkpath.exposure.setup import Job
from milkpath.exposure.summary import SHARES, Summary, summarise
from milkpath.exposure.variance_shares import VarianceShares
from milkpath.exposure.worlds import ignorance_of
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.plan import Plan
from milkpath.plan.read import load_plan, read_plan
from milkpath.simulating import jobs_of
from milkpath.version import VERSION

MOST_PAIRS = 10_000_000
MOST_PAIRS_OF_A_SUMMARY = 100_000_000
MOST_WORLDS = 10_000
MOST_HOURS, MOST_HOURS_OF_A_SUMMARY = 500, 120
NO_ADVICE = "Informs a decision; no advice, no diagnosis, no medical device."
LICENCE = (
    "Figures derive from the knowledge of Milkpath (CC BY 4.0): name Milkpath and the knowledge version where they are used."
    " The software is under Apache-2.0."
)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be simulated, and where it goes."""

    plan: Plan
    known: Knowledge
    jobs: tuple[Job, ...]
    facts: Facts
    clock: Clock
    layout: Layout
    pairs: int
    worlds: int
    seed: int
    workers: int
    out: Path


def run(chosen: argparse.Namespace) -> int:
    """Simulate the population and write it to a file."""
    library("h5netcdf")
    _check_numbers(chosen)
    out = _checked_path(chosen.out)
    plan = read_plan(sys.stdin.buffer.read()) if chosen.plan == "-" else load_plan(chosen.plan)
    known = knowledge()
    jobs, people = jobs_of(plan, chosen.substance, known, dt.datetime.now().replace(second=0, microsecond=0))
    most_hours = MOST_HOURS_OF_A_SUMMARY if chosen.summary else MOST_HOURS
    clock = clock_of(jobs, people, known, most_hours=most_hours)
    request = Request(
        plan=plan,
        known=known,
        jobs=jobs,
        facts=people,
        clock=clock,
        layout=layout_of(jobs, clock, people, known),
        pairs=chosen.pairs,
        worlds=chosen.worlds,
        seed=chosen.seed,
        workers=chosen.workers or os.cpu_count() or 1,
        out=out,
    )
    _check_size(request, summary=chosen.summary)
    done = _Done()
    work = _summarised if chosen.summary else _written
    return stoppable(lambda stop: work(request, done, stop), lambda: f"after {done.text}; nothing was written to {out}")


class _Done:
    """How far it came."""

    text = "0 pairs"


def _check_numbers(chosen: argparse.Namespace) -> None:
    most = MOST_PAIRS_OF_A_SUMMARY if chosen.summary else MOST_PAIRS
    hint = "" if chosen.summary else f"; with --summary up to {MOST_PAIRS_OF_A_SUMMARY}"
    checks = [
        ("--pairs", chosen.pairs, 1, most, hint),
        ("--worlds", chosen.worlds, 1, 1 if chosen.summary else MOST_WORLDS, " (not with --summary)" * chosen.summary),
        ("--seed", chosen.seed, 0, 2**63 - 1, ""),
        ("--workers", 1 if chosen.workers is None else chosen.workers, 1, 1024, ""),
    ]
    mistakes = [
        Mistake(
            code="out-of-range",
            message=f"{value} cannot be used",
            where=where,
            hint=f"give a whole number from {low} to {high}{more}",
        )
        for where, value, low, high, more in checks
        if not low <= value <= high
    ]
    if not mistakes and chosen.pairs * chosen.worlds > most:
        mistakes.append(
            _mistake("out-of-range", f"worlds times pairs is above {most}", "--worlds", "give fewer of one")
        )
    if mistakes:
        raise InputError(mistakes)


def _checked_path(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() != ".nc":
        raise InputError([_mistake("wrong-suffix", "the population is written as NetCDF-4", "--out", "end it in .nc")])
    if not path.parent.is_dir() or path.is_dir():
        raise _not_written(name, "there is no such folder" if not path.parent.is_dir() else "it is a folder")
    if not os.access(path.parent, os.W_OK):
        raise _not_written(name, "the folder may not be written to")
    return path


def _check_size(request: Request, *, summary: bool) -> None:
    if request.layout.chunk is None:
        message = f"{len(request.layout.steps)} applications with {request.layout.looks} hours are too many for memory"
        raise InputError(
            [_mistake("too-large", message, "PLAN", "simulate fewer substances with --substance, or fewer days")]
        )
    needed = 0 if summary else request.layout.bytes_per_pair * request.pairs * request.worlds
    free = shutil.disk_usage(request.out.parent).free
    if needed > free:
        message = f"{needed / 1e9:.1f} GB would be written, {free / 1e9:.1f} GB are free"
        raise InputError([_mistake("too-large", message, "--pairs", "give fewer pairs, one --substance, or --summary")])


def _mistake(code: str, message: str, where: str, hint: str) -> Mistake:
    return Mistake(code=code, message=message, where=where, hint=hint)


def _not_written(name: str, why: str) -> InputError:
    hint = "choose a folder that exists, that you may write to, with room on its disk"
    return InputError([_mistake("not-written", f"cannot be written: {why}", name, hint)])


def _written(request: Request, done: _Done, stop: Stop) -> int:
    """The whole population, chunk by chunk."""
    found = _Found(request)
    total = request.pairs * request.worlds
    tell = progress("Simulating mothers and babies")
    chunks = population(
        request.jobs,
        request.clock,
        request.layout,
        request.facts,
        request.known,
        pairs=request.pairs,
        seed=request.seed,
        workers=request.workers,
        worlds=request.worlds,
        ignorance=ignorance_of(request.known),
    )

    def fill(file: PopulationFile) -> None:
        file.variable("pair", ("pair",), units="1", long_name="number of the pair", dtype="int32")
        file.variable(
            "world", ("pair",), units="1", long_name="pairs of one world share what nobody knows", dtype="int32"
        )
        for variable in VARIABLES:
            kind = "float32" if variable.single else "float64"
            file.variable(variable.name, variable.dims, units=variable.units, long_name=variable.long_name, dtype=kind)
        for chunk in chunks:
            numbers = chunk.start + np.arange(chunk.values["milk_intake"].shape[-1])
            file.fill("pair", numbers, chunk.start)
            file.fill("world", np.full_like(numbers, chunk.world), chunk.start)
            for name, values in chunk.values.items():
                file.fill(name, values, chunk.start)
            found.add(chunk)
            so_far = int(numbers[-1]) + 1
            done.text = f"{so_far} of {total} pairs"
            tell(so_far, total)
            stop.here()
        for name, attributes in found.attributes().items():
            file.describe(name, attributes)

    sizes = {**_sizes(request.layout), "pair": total}
    _into_file(request, sizes, _coordinates(request.layout), fill)
    write(("\n".join(found.text()) + "\n").encode(), None)
    return 0


def _summarised(request: Request, done: _Done, stop: Stop) -> int:
    """Only quantiles over the pairs, of one substance after the other."""
    count = len(request.jobs)
    tell = progress("Simulating mothers and babies")

    def told(number: int) -> Callable[[int, int], None]:
        def tell_part(part: int, parts: int) -> None:
            done.text = f"{number * parts + part} of {count * parts} parts"
            tell(number * parts + part, count * parts)
            stop.here()

        return tell_part

    summaries = [
        summarise(
            job,
            request.facts,
            request.known,
            pairs=request.pairs,
            seed=request.seed,
            workers=request.workers,
            progress=told(number),
            clock=request.clock,
        )
        for number, job in enumerate(request.jobs)
    ]
    layout = request.layout
    sizes = {name: size for name, size in _sizes(layout).items() if name in ("substance", "hour")}
    coordinates = [one for one in _coordinates(layout) if one.dimension in sizes] + [_quantile_coordinate()]
    _into_file(request, {"quantile": len(SHARES), **sizes}, coordinates, lambda file: _fill_summary(file, summaries))
    write(f"{request.out}: quantiles over {request.pairs} pairs of {', '.join(layout.substances)}\n".encode(), None)
    return 0


def _fill_summary(file: PopulationFile, summaries: list[Summary]) -> None:
    rows = {
        "mother_concentration": [each.mother_ug_per_l for each in summaries],
        "milk_concentration": [each.milk_ug_per_l for each in summaries],
        "infant_concentration": [each.infant_ug_per_l for each in summaries],
        "mother_peak": [each.mother_peak_ug_per_l for each in summaries],
        "infant_dose": [each.infant_dose_ug_per_kg for each in summaries],
    }
    for variable in VARIABLES:
        if variable.name in rows:
            dims = ("quantile", *(dim for dim in variable.dims if dim != "pair"))
            file.variable(
                variable.name, dims, units=variable.units, long_name=f"{variable.long_name}, quantile over pairs"
            )
            file.fill(variable.name, np.concatenate(rows[variable.name], axis=1))
            file.describe(variable.name, {"relative_error_of_the_quantile_sketch": RELATIVE_ERROR})


def _into_file(
    request: Request, sizes: dict[str, int], coordinates: list[Coordinate], fill: Callable[[PopulationFile], None]
) -> None:
    try:
        with PopulationFile(request.out, sizes, chunk=request.layout.chunk or 1) as file:
            for coordinate in coordinates:
                file.coordinate(coordinate)
            file.describe(None, _attributes(request))
            fill(file)
            file.complete()
    except (OSError, RuntimeError) as error:  # the library tells a full disk as either
        raise _not_written(str(request.out), getattr(error, "strerror", None) or str(error).splitlines()[0]) from error


def _sizes(layout: Layout) -> dict[str, int]:
    return {
        "substance": layout.size("substance"),
        "application": layout.size("application"),
        "hour": layout.size("hour"),
        "feed": layout.size("feed"),
        "figure": layout.size("figure"),
    }


def _coordinates(layout: Layout) -> list[Coordinate]:
    rows: list[tuple[str, str, tuple[str, ...] | tuple[float, ...], str, str]] = [
        ("substance", "substance", layout.substances, "", "substance, or metabolite with its parent"),
        ("substance_id", "substance", layout.substance_ids, "", "its id in the knowledge"),
        ("parent", "substance", layout.parents, "", "id of the substance that was applied"),
        ("application", "application", _applications(layout), "", "one substance in one step of the plan"),
        ("step", "application", layout.steps, "", "path of the step in the plan"),
        ("applied_substance", "application", layout.applied, "", "id of the substance"),
        ("way", "application", layout.ways, "", "on skin, injected or taken"),
        ("hour", "hour", layout.hours, "h", "hours from the start of the plan"),
        ("feed", "feed", layout.feeds, "h", "hours from the start of the plan to the feed"),
        ("figure", "figure", tuple(" of ".join(name) for name in layout.figures), "", "drawn figure, and of what"),
    ]
    return [Coordinate(name=a, dimension=b, values=c, units=d, long_name=e) for a, b, c, d, e in rows]


def _applications(layout: Layout) -> tuple[str, ...]:
    return tuple(f"{name} in {step}" for name, step in zip(layout.applied, layout.steps, strict=True))


def _quantile_coordinate() -> Coordinate:
    return Coordinate(name="quantile", dimension="quantile", values=SHARES, units="1", long_name="share of pairs below")


def _attributes(request: Request) -> dict[str, str | int | float]:
    known, facts, layout = request.known, request.facts, request.layout
    return {
        "title": f"Simulated mother-infant pairs: {', '.join(layout.substances)}",
        "source": f"Milkpath {VERSION}",
        "comment": NO_ADVICE,
        "license": LICENCE,
        "coordinates": "substance_id parent step applied_substance way world",
        "milkpath_version": VERSION,
        "knowledge_version": known.version,
        "knowledge_checksum": known.checksum,
        "plan_sha256": hashlib.sha256(msgspec.json.encode(request.plan)).hexdigest(),
        "seed": request.seed,
        "pairs": request.pairs,
        "worlds": request.worlds,
        "hour_zero": facts.at.isoformat(timespec="minutes"),
        "infant_weight_kg": facts.infant_weight_kg,
        "mother_weight_kg": facts.mother_weight_kg,
        "assumed": "; ".join(f"{one.path}: {one.value}" for one in facts.assumed) or "nothing",
        "hours_kept": f"{len(layout.hours)} of {layout.looks} at which peaks were looked for",
    }


class _Found:
    """Percentiles of the outcomes with their Monte Carlo error, and what of their spread is not known, as the pairs come in."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.substances = request.layout.substances
        rows = len(OUTCOMES) * len(self.substances)
        self.sketch, self.blocks = QuantileSketch(rows), BlockQuantiles(rows)
        self.variance = VarianceShares(rows, request.worlds)

    def add(self, chunk: Chunk) -> None:
        values = np.concatenate([chunk.values[name] for name in OUTCOMES]).astype(np.float64)
        self.sketch.add(values)
        self.blocks.add(values)
        self.variance.add(values, chunk.world)

    def attributes(self) -> dict[str, dict[str, str | float | list[float]]]:
        """By outcome: the relative error of its percentiles, or the share that is not known, one figure for each substance."""
        shape = (len(OUTCOMES), len(self.substances))
        found: dict[str, dict[str, str | float | list[float]]] = {name: {} for name in OUTCOMES}
        if self.request.worlds > 1:
            for name, shares in zip(OUTCOMES, self.variance.not_known().reshape(shape), strict=True):
                found[name]["share_of_log_variance_not_known"] = shares.tolist()
            return found
        for percentile, row in zip(PERCENTILES, self.blocks.relative_error(), strict=True):
            for name, errors in zip(OUTCOMES, row.reshape(shape), strict=True):
                found[name][f"relative_monte_carlo_error_p{percentile * 100:02.0f}"] = errors.tolist()
        return found

    def text(self) -> list[str]:
        """What was written, and a few lines for each outcome."""
        request, attributes = self.request, self.attributes()
        variables = {variable.name: variable for variable in VARIABLES}
        worlds = f"{request.worlds} worlds of " if request.worlds > 1 else ""
        lines = [f"{request.out}: {worlds}{request.pairs} pairs, {len(request.layout.hours)} hours", NO_ADVICE]
        low, middle, high = (self.sketch.quantile(share) for share in PERCENTILES)
        wide = max(len(name) for name in self.substances)
        for place, outcome in enumerate(OUTCOMES):
            told = variables[outcome]
            lines += ["", f"{told.long_name} [{told.units}], middle (5th to 95th percentile)"]
            for number, substance in enumerate(self.substances):
                row = place * len(self.substances) + number
                figures = f"{_figure(middle[row])} ({_figure(low[row])} to {_figure(high[row])})"
                lines.append(f"  {substance:{wide}}  {figures}; {self._sureness(attributes[outcome], number)}")
        return lines

    def _sureness(self, attributes: dict[str, str | float | list[float]], substance: int) -> str:
        for name, words in (
            ("share_of_log_variance_not_known", "of the spread not known, the rest between people"),
            ("relative_monte_carlo_error_p95", "Monte Carlo error of the 95th percentile"),
        ):
            values = attributes.get(name)
            if isinstance(values, list) and np.isfinite(values[substance]):
                percent = f"{values[substance] * 100:.2g} %"
                return f"{percent} {words}" if name.startswith("share") else f"{words}: {percent}"
        return "too few pairs to tell the Monte Carlo error"


def _figure(value: float) -> str:
    """Three digits that count, without powers of ten above one."""
    return f"{float(f'{value:.3g}'):.0f}" if value >= 100 else f"{value:.3g}"
