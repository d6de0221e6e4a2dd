"""`milkpath sensitivity PLAN --substance NAME`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys

import msgspec

from milkpath.cli.figure_words import figure_words
from milkpath.cli.output import write
from milkpath.errors import InputError, Mistake
from milkpath.exposure.sensitivity import Influence, sensitivity
from milkpath.exposure.setup import Job
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.plan.facts import Facts
from milkpath.plan.read import load_plan, read_plan
from milkpath.simulating import job_of
from milkpath.version import VERSION

MOST_SAMPLES = 65536
SHOWN_FROM = 0.01
WORDS = {
    "infant-dose": "the amount that the baby drinks of",
    "mother-peak": "the highest level in her blood of",
    "milk-peak": "the highest level in her milk of",
}


def run(chosen: argparse.Namespace) -> int:
    """Rank what an outcome hangs on."""
    _check(chosen)
    plan = read_plan(sys.stdin.buffer.read()) if chosen.plan == "-" else load_plan(chosen.plan)
    known = knowledge()
    job, people = job_of(plan, chosen.substance, known, dt.datetime.now().replace(second=0, microsecond=0))
    found = sensitivity(
        job,
        people,
        known,
        outcome=chosen.outcome,
        samples=chosen.samples,
        seed=chosen.seed,
        workers=os.cpu_count() or 1,
    )
    render = _as_json if chosen.format == "json" else _as_text
    write(render(found, chosen, job, people, known), chosen.out)
    return 0


def _check(chosen: argparse.Namespace) -> None:
    power = chosen.samples > 0 and chosen.samples & (chosen.samples - 1) == 0
    checks = [
        (power and 64 <= chosen.samples <= MOST_SAMPLES, "--samples", f"give a power of two from 64 to {MOST_SAMPLES}"),
        (0 <= chosen.seed < 2**32, "--seed", "give a whole number from 0 to 4294967295"),
    ]
    mistakes = [
        Mistake(code="out-of-range", message="this number cannot be used", where=where, hint=hint)
        for good, where, hint in checks
        if not good
    ]
    if mistakes:
        raise InputError(mistakes)


def _as_text(
    found: tuple[Influence, ...], chosen: argparse.Namespace, job: Job, people: Facts, known: Knowledge
) -> bytes:
    lines = [
        f"What {WORDS[chosen.outcome]} {job.substance.name} hangs on: shares of the spread between simulated pairs",
        "(Sobol' indices of the logarithm: alone, and together with others; +- half of a 95 % confidence interval).",
        "",
    ]
    for number, each in enumerate((one for one in found if one.total >= SHOWN_FROM), 1):
        words = figure_words(each.figure, known)
        alone = f"{max(each.first, 0) * 100:3.0f} % +-{each.first_confidence * 100:2.0f}"
        total = f"{each.total * 100:3.0f} % +-{each.total_confidence * 100:2.0f}"
        lines.append(f"{number:2d}. {alone} alone, {total} in all: {words.what}")
        lines.append(f"    to narrow it: {words.narrowed_by}")
    rest = sum(one.total < SHOWN_FROM for one in found)
    lines += ["", f"{rest} other figures make less than 1 % each." if rest else "Nothing else was drawn."]
    if people.assumed:
        lines += ["", "The plan left these open; to say them comes first:"]
        lines += [f"  {one.path}: taken as {one.value}" for one in people.assumed]
    lines += ["", f"Milkpath {VERSION}, knowledge {known.version}. It informs a decision; it is no advice."]
    return ("\n".join(lines) + "\n").encode()


def _as_json(
    found: tuple[Influence, ...], chosen: argparse.Namespace, job: Job, people: Facts, known: Knowledge
) -> bytes:
    entries = [
        {**msgspec.structs.asdict(each), **msgspec.structs.asdict(figure_words(each.figure, known))} for each in found
    ]
    answer = {
        "version": VERSION,
        "knowledge": known.version,
        "substance": job.substance.id,
        "outcome": chosen.outcome,
        "samples": chosen.samples,
        "seed": chosen.seed,
        "method": "Sobol indices of the logarithm, Saltelli design",
        "influences": entries,
        "assumed": [{"path": one.path, "value": one.value} for one in people.assumed],
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"
