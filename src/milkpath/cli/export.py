"""`milkpath export PLAN --substance NAME`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from milkpath.cli.assess import check_numbers
from milkpath.cli.output import write
from milkpath.errors import InputError, Mistake
from milkpath.exchange.sbml import sbml
from milkpath.exchange.written_out import written_out
from milkpath.exposure.setup import set_up
from milkpath.exposure.streams import Streams
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import load_plan, read_plan
from milkpath.simulating import job_of
from milkpath.version import VERSION

NOTES = (
    "One mother-infant pair of a Milkpath simulation: skin, blood, milk and infant as amounts in mg, hours from the start of"
    " the run. It is a model for study and for checking ours; it is no advice."
)


def run(chosen: argparse.Namespace) -> int:
    """Write the model of one pair in the chosen format."""
    check_numbers(chosen.pairs, chosen.seed)
    plan = read_plan(sys.stdin.buffer.read()) if chosen.plan == "-" else load_plan(chosen.plan)
    known = knowledge()
    job, people = job_of(plan, chosen.substance, known, dt.datetime.now().replace(second=0, microsecond=0))
    model = written_out(set_up(job, people, known, _streams(chosen)))
    name = f"Milkpath {VERSION}, knowledge {known.version}: {job.substance.name}"
    text = sbml(model, name=name, notes=NOTES)
    if chosen.format == "omex":
        from milkpath.exchange.omex import omex  # noqa: PLC0415 - needs another library

        write(omex(model, text), chosen.out)
    else:
        write(text.encode(), chosen.out)
    return 0


def _streams(chosen: argparse.Namespace) -> Streams:
    """The pair in the middle of every distribution, or one of the simulated pairs."""
    if chosen.pair is None:
        return Streams(seed=chosen.seed, total=1, start=0, stop=1, middle=True)
    if not 0 <= chosen.pair < chosen.pairs:
        message = f"there is no pair {chosen.pair} among {chosen.pairs}"
        hint = "pairs are counted from 0; --pairs says how many are drawn"
        raise InputError([Mistake(code="out-of-range", message=message, where="--pair", hint=hint)])
    return Streams(seed=chosen.seed, total=chosen.pairs, start=chosen.pair, stop=chosen.pair + 1)
