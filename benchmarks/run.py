"""Prints the benchmarks as Markdown. Every speed is a ratio to a peer in the same run; seconds are those of this machine."""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks import kernels
from benchmarks.arithmetic import limit, operations
from benchmarks.models import needled_skin, setup, whole_skin
from benchmarks.peers import lsoda_runner, roadrunner_runner
from milkpath.exchange.written_out import WrittenOut, written_out
from milkpath.exposure.quantile_sketch import RELATIVE_ERROR
from milkpath.exposure.setup import Job, Setup
from milkpath.exposure.solve import solve
from milkpath.exposure.summary import summarise
from milkpath.exposure.ticks import TICK_H
from milkpath.knowledge.reader import knowledge
from milkpath.plan.facts import Facts

Array = NDArray[np.float64]
BATCH = 1000
TOLERANCE = 1e-8
TIGHT = 1e-10


def main() -> None:
    """Run the chosen benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the pairs, fewer repetitions")
    chosen = parser.parse_args()
    machine = (
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, NumPy {np.__version__}"
    )
    say(f"# Benchmarks\n\n{machine}\n")
    for name, (job, facts) in (("whole skin", whole_skin()), ("needled skin, pores closing", needled_skin())):
        against_peers(name, job, facts, repetitions=3 if chosen.quick else 7)
    growth(quick=chosen.quick)
    many_pairs(100_000 if chosen.quick else 1_000_000)
    kernels.report(say)


def say(text: str) -> None:
    """Print at once, so that long runs show where they are."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def timed(run: Callable[[], object], repetitions: int) -> float:
    """Median processor seconds of a call."""
    run()
    seconds = []
    for _ in range(repetitions):
        begin = time.process_time()
        run()
        seconds.append(time.process_time() - begin)
    return statistics.median(seconds)


def against_peers(name: str, job: Job, facts: Facts, *, repetitions: int) -> None:
    """One substance, about 72 h, feeds every three hours, three applications: runs per second and core."""
    batch = setup(job, facts, BATCH)
    feeds = sum(type(event).__name__ == "Feed" for event in batch.events)
    doses = sum(type(event).__name__ == "Dose" for event in batch.events)
    draw = timed(lambda: setup(job, facts, BATCH), repetitions) / BATCH
    ours = timed(lambda: solve(batch.body, batch.sources, batch.events, balance=False), repetitions) / BATCH
    one = setup(job, facts, BATCH, 7, 8)
    model = written_out(one)
    hours, levels = seen(one, model)
    rows = [("Milkpath, drawing and solving", draw + ours, None), ("Milkpath, solving alone", ours, 0.0)]
    for peer, make in (("libRoadRunner", roadrunner_runner), ("SciPy LSODA", lsoda_runner)):
        run = make(model, hours, TOLERANCE)
        seconds = timed(run, 3)
        tight = make(model, hours, TIGHT)()
        rows.append((f"{peer}, rtol {TOLERANCE:g}", seconds, difference(levels, tight)))
    say(f"## One pair, one substance: {name}\n")
    say(f"{model.end_h:g} h, {feeds} feeds, {doses} applications, {len(model.amounts)} amounts\n")
    say("| solver | runs per second and core | ratio to ours | largest difference, of the peak (peer at 1e-10) |")
    say("|---|---|---|---|")
    for solver, seconds, off in rows:
        say(f"| {solver} | {1 / seconds:,.0f} | {seconds / ours:,.1f} | {'' if not off else f'{off:.1e}'} |")
    substeps = solve(batch.body, batch.sources, batch.events, balance=False).substeps / BATCH
    speed = operations(batch) / BATCH / ours
    share = f"{speed / 1e9:.2f} G operations a second, {speed / limit():.0%} of the arithmetic limit"
    say(f"\n{substeps:.1f} substeps a pair; {share}.\n")


def seen(one: Setup, model: WrittenOut) -> tuple[Array, dict[str, Array]]:
    """Hours at which nothing happens, and our concentrations there."""
    found = solve(one.body, one.sources, one.events, balance=False)
    ticks = np.round(np.array(found.look_hours) / TICK_H).astype(int)
    busy = {round(jump.at_h / TICK_H) for jump in model.jumps}
    still = [number for number, tick in enumerate(ticks) if tick not in busy and tick > 0]
    _, first = np.unique(ticks[still], return_index=True)
    kept = np.array(still)[first]
    series = (found.plasma_ug_per_l, found.milk_ug_per_l, found.infant_ug_per_l)
    names = iter(model.observed)
    levels = {next(names): each[number, kept, 0] for number in range(len(one.substances)) for each in series}
    return ticks[kept] * TICK_H, levels


def difference(ours: dict[str, Array], theirs: dict[str, Array]) -> float:
    """Largest difference, relative to the peak of each curve."""
    return max(float(np.abs(theirs[name] - ours[name]).max() / np.abs(ours[name]).max()) for name in ours)


def growth(*, quick: bool) -> None:
    """How the time grows with pairs, applications and days."""
    most = 4000 if quick else 16000
    say("## Growth\n\n| what | times as much | times as long |\n|---|---|---|")
    job, facts = whole_skin()
    base = timed(lambda: summarise(job, facts, knowledge(), pairs=1000, seed=1, workers=1), 3)
    for pairs in (2000, 4000, most):
        longer = timed(lambda pairs=pairs: summarise(job, facts, knowledge(), pairs=pairs, seed=1, workers=1), 3)
        say(f"| pairs | {pairs / 1000:g} | {longer / base:.2f} |")
    for times in (6, 12):
        more = whole_skin(times)
        longer = timed(lambda more=more: summarise(*more, knowledge(), pairs=1000, seed=1, workers=1), 3)
        say(f"| applications a day (3) | {times / 3:g} | {longer / base:.2f} |")
    week = timed(lambda: summarise(*whole_skin(3, 1), knowledge(), pairs=1000, seed=1, workers=1), 3)
    for days in (2, 7):
        longer_course = whole_skin(3, days)
        longer = timed(lambda c=longer_course: summarise(*c, knowledge(), pairs=1000, seed=1, workers=1), 3)
        say(f"| days of use (1, followed for 3 more) | {days} | {longer / week:.2f} |")
    say("")


def many_pairs(pairs: int) -> None:
    """A population with quantile timelines: seconds, memory, and that memory does not grow with the pairs."""
    job, facts = whole_skin()
    say("## Many pairs, one substance, with quantile timelines\n")
    say("| pairs | seconds, two processes | largest process, MB |\n|---|---|---|")
    for count in (pairs // 10, pairs):
        begin = time.perf_counter()
        summary = summarise(job, facts, knowledge(), pairs=count, seed=1, workers=2)
        seconds = time.perf_counter() - begin
        used = [resource.getrusage(who).ru_maxrss / 1e3 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        say(f"| {count:,} | {seconds:.1f} | {max(used):.0f} |")
    shown = f"{len(summary.hours)} hours, five quantiles, three concentrations"
    say(f"\nQuantiles are within {RELATIVE_ERROR:.1%} of the exact ones; {shown}.\n")


if __name__ == "__main__":
    main()
