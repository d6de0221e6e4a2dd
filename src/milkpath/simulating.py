"""From a plan to one substance, or several, set up for simulation: what `export`, `simulate` and `sensitivity` stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from milkpath.errors import InputError, Mistake
from milkpath.exposure.amounts import Contained
from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import can_simulate
from milkpath.judgement.conditions import conditions_of
from milkpath.judgement.ingredients import contents_of
from milkpath.judgement.slowed import with_slowed_clearance
from milkpath.knowledge.matching import match_substance
from milkpath.knowledge.reader import Knowledge
from milkpath.label.face import reader_of
from milkpath.plan.facts import Facts, facts
from milkpath.plan.plan import Plan


def job_of(plan: Plan, substance: str, known: Knowledge, now: dt.datetime) -> tuple[Job, Facts]:
    """The simulation of one substance of a plan, with the facts of mother and infant.

    Raises:
        InputError: there is no such substance, the plan does not contain it, or it cannot be simulated.
    """
    jobs, people = jobs_of(plan, [substance], known, now)
    return jobs[0], people


def jobs_of(plan: Plan, substances: Sequence[str], known: Knowledge, now: dt.datetime) -> tuple[tuple[Job, ...], Facts]:
    """The simulations of some substances of a plan, or of all that can be simulated where none is named.

    Raises:
        InputError: there is no such substance, the plan does not contain it, or it cannot be simulated.
    """
    held = contents_of(plan, known, reader_of(known))
    contained, grams = held.contained, held.grams
    present = _that_can_be_simulated(contained, known)
    if not substances and not present:
        raise _refused("cannot-simulate", "no substance of the plan can be simulated", "see milkpath assess PLAN")
    names = dict.fromkeys(_wanted(name, contained, present, known) for name in substances) or dict.fromkeys(present)
    people = facts(plan, known, now)
    people = with_slowed_clearance(people, conditions_of(plan, people, known).mother)
    return tuple(_job(name, contained, grams, known) for name in names), people


def _wanted(name: str, contained: tuple[Contained, ...], present: list[str], known: Knowledge) -> str:
    wanted = match_substance(known, name)
    if wanted is None:
        hint = f"the plan can simulate: {', '.join(sorted(present))}; " if present else ""
        hint += "milkpath show NAME finds names"
        raise _refused("unknown-substance", f"no substance is known as '{name}'", hint)
    if not any(item.substance.id == wanted.id and item.mg_per_use > 0 for item in contained):
        hint = f"it can simulate: {', '.join(sorted(present))}" if present else "no substance of it can be simulated"
        raise _refused("not-in-the-plan", f"the plan has no amount of {wanted.name}", hint)
    if wanted.id not in present:
        why = wanted.not_simulated_because or "its clearance, volume or way into milk is not known"
        raise _refused("cannot-simulate", f"{wanted.name} cannot be simulated: {why}", "see milkpath show")
    return wanted.id


def _that_can_be_simulated(contained: tuple[Contained, ...], known: Knowledge) -> list[str]:
    """Ids of the substances that can be simulated, in the order of the plan."""
    ways: dict[str, list[str]] = {}
    for item in contained:
        if item.mg_per_use > 0:
            ways.setdefault(item.substance.id, []).append(item.application.way)
    return [
        name
        for name, entered in ways.items()
        if known.substances[name].simulate and can_simulate(known.substances[name], entered, known)
    ]


def _job(name: str, contained: tuple[Contained, ...], grams: dict[str, float], known: Knowledge) -> Job:
    items = tuple(item for item in contained if item.substance.id == name and item.mg_per_use > 0)
    grams_of = tuple(grams.get(item.application.step.path, 0.0) for item in items)
    return Job(substance=known.substances[name], contained=items, grams=grams_of)


def _refused(code: str, message: str, hint: str) -> InputError:
    return InputError([Mistake(code=code, message=message, where="--substance", hint=hint)])
