"""From a plan to one substance set up for simulation: what `export` and `simulate` stand on."""

from __future__ import annotations

import datetime as dt

from milkpath.errors import InputError, Mistake
from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import can_simulate
from milkpath.judgement.conditions import conditions_of
from milkpath.judgement.ingredients import contained_in, read_products
from milkpath.judgement.slowed import with_slowed_clearance
from milkpath.knowledge.matching import match_substance
from milkpath.knowledge.reader import Knowledge
from milkpath.label.face import reader_of
from milkpath.plan.facts import Facts, facts
from milkpath.plan.plan import Plan
from milkpath.plan.timeline import timeline


def job_of(plan: Plan, substance: str, known: Knowledge, now: dt.datetime) -> tuple[Job, Facts]:
    """The simulation of one substance of a plan, with the facts of mother and infant.

    Raises:
        InputError: there is no such substance, the plan does not contain it, or it cannot be simulated.
    """
    wanted = match_substance(known, substance)
    if wanted is None:
        raise _refused("unknown-substance", f"no substance is known as '{substance}'", "milkpath show NAME finds names")
    steps = timeline(plan, known)
    contained, grams, _ = contained_in(read_products(plan, steps, reader_of(known)), steps, known)
    items = tuple(item for item in contained if item.substance.id == wanted.id and item.mg_per_use > 0)
    if not items:
        present = sorted({item.substance.id for item in contained if can_simulate(item.substance, ("skin",), known)})
        hint = f"it can simulate: {', '.join(present)}" if present else "no substance of it can be simulated"
        raise _refused("not-in-the-plan", f"the plan has no amount of {wanted.name}", hint)
    if not wanted.simulate or not can_simulate(wanted, (item.application.way for item in items), known):
        why = wanted.not_simulated_because or "its clearance, volume or way into milk is not known"
        raise _refused("cannot-simulate", f"{wanted.name} cannot be simulated: {why}", "see milkpath show")
    grams_of = tuple(grams.get(item.application.step.path, 0.0) for item in items)
    people = facts(plan, known, now)
    people = with_slowed_clearance(people, conditions_of(plan, people, known).mother)
    return Job(substance=wanted, contained=items, grams=grams_of), people


def _refused(code: str, message: str, hint: str) -> InputError:
    return InputError([Mistake(code=code, message=message, where="--substance", hint=hint)])
