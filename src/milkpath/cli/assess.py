"""`milkpath assess PLAN`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from milkpath.assessing import assess
from milkpath.cli.output import write
from milkpath.cli.progress import progress
from milkpath.errors import InputError, Mistake
from milkpath.judgement.assessment import Assessment
from milkpath.plan.plan import Plan
from milkpath.plan.read import load_plan, read_plan

MOST_PAIRS = 1_000_000
LARGEST_SEED = 2**63 - 1
WIDEST = 100


def run(chosen: argparse.Namespace) -> int:
    """Assess the plan and write the answer in the chosen format."""
    check_numbers(chosen.pairs, chosen.seed)
    _check_form(chosen)
    plan = read_plan(sys.stdin.buffer.read()) if chosen.plan == "-" else load_plan(chosen.plan)
    answer = assess(plan, pairs=chosen.pairs, seed=chosen.seed, progress=progress("Simulating mothers and babies"))
    write(_rendered(answer, plan, chosen), chosen.out)
    return 0


def _check_form(chosen: argparse.Namespace) -> None:
    """Refuse options that would do nothing: `--full` and `--explain` are two forms of the text."""
    asked = [option for option, given in (("--full", chosen.full), ("--explain", chosen.explain)) if given]
    if asked and chosen.format != "text":
        message = f"is a form of the text, and does nothing with --format {chosen.format}"
        hint = f"leave out --format or {asked[0]}; {chosen.format} holds every number and source"
    elif len(asked) > 1:
        message, hint = "is another form of the text than --explain", "give one of the two"
    else:
        return
    raise InputError([Mistake(code="cannot-go-together", message=message, where=asked[0], hint=hint)])


def check_numbers(pairs: int, seed: int) -> None:
    """Refuse a number of pairs or a seed that cannot be simulated with.

    Raises:
        InputError: one of them is out of range.
    """
    mistakes = []
    if not 1 <= pairs <= MOST_PAIRS:
        mistakes.append(
            Mistake(
                code="out-of-range",
                message=f"{pairs} pairs cannot be simulated",
                where="--pairs",
                hint=f"give a whole number from 1 to {MOST_PAIRS}",
            )
        )
    if not 0 <= seed <= LARGEST_SEED:
        mistakes.append(
            Mistake(
                code="out-of-range",
                message=f"{seed} is no seed",
                where="--seed",
                hint=f"give a whole number from 0 to {LARGEST_SEED}",
            )
        )
    if mistakes:
        raise InputError(mistakes)


def _rendered(answer: Assessment, plan: Plan, chosen: argparse.Namespace) -> bytes:
    if chosen.format == "json":
        from milkpath.report.as_json import as_json  # noqa: PLC0415 - each renderer is imported only when it is used

        return as_json(answer)
    if chosen.format == "html":
        from milkpath.report.html import html  # noqa: PLC0415

        return html(answer, starts=plan.visit.starts if plan.visit else None).encode()
    if chosen.explain:
        from milkpath.report.explain import explain  # noqa: PLC0415

        return (explain(answer, width=_width()) + "\n").encode()
    from milkpath.report.text import short_text, text  # noqa: PLC0415

    colour = chosen.out is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    render = text if chosen.full else short_text
    return render(answer, width=_width(), colour=colour).encode()


def _width() -> int:
    return min(shutil.get_terminal_size((78, 24)).columns, WIDEST)
