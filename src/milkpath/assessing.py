"""From a plan to an assessment, in the order in which a molecule goes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable

from milkpath.judgement.already_done import still_ahead
from milkpath.judgement.assemble import assemble
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.case import Case
from milkpath.judgement.exposures import exposures
from milkpath.judgement.ingredients import contained_in, read_products
from milkpath.judgement.rules import rule_reasons
from milkpath.judgement.statements import statement_reasons
from milkpath.knowledge.matching import match_condition
from milkpath.knowledge.model import Condition
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.label.face import reader_of
from milkpath.plan.facts import Facts, facts
from milkpath.plan.plan import Plan
from milkpath.plan.timeline import timeline

DEFAULT_PAIRS = 2000
DEFAULT_SEED = 1


def assess(
    plan: Plan,
    *,
    pairs: int = DEFAULT_PAIRS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    known: Knowledge | None = None,
    now: dt.datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Assessment:
    """Judge a plan: what reaches the baby by which route, what to do, how sure that is, on what evidence.

    Args:
        plan: what a person intends, or has already done.
        pairs: simulated mother-infant pairs.
        seed: of the simulation; the same plan, seed, pairs and versions give the same answer with any number of workers.
        workers: processes at most, as many as the machine has processors where it is `None`.
        known: the knowledge, that which ships with Milkpath where it is `None`.
        now: used only where the plan names no time, and then stated as an assumption.
        progress: called with (pieces of simulation done, pieces in all).

    Raises:
        KnowledgeError: a source, parameter or model that is needed is missing.
    """
    known = known or knowledge()
    people = facts(plan, known, now or dt.datetime.now().replace(second=0, microsecond=0))
    steps = timeline(plan, known)
    products = read_products(plan, steps, reader_of(known))
    contained, grams, assumed = contained_in(products, steps, known)
    found, left_out, unknown = exposures(
        plan,
        people,
        known,
        steps,
        contained,
        grams,
        pairs=pairs,
        seed=seed,
        workers=workers or os.cpu_count() or 1,
        progress=progress,
    )
    infant = [match_condition(known, words, "infant") for words in people.infant_conditions]
    mother = [match_condition(known, words, "mother") for words in people.mother_conditions]
    words = (*people.infant_conditions, *people.mother_conditions)
    case = Case(
        plan=plan,
        known=known,
        facts=people,
        timeline=steps,
        products=products,
        contained=contained,
        exposures=found,
        infant_conditions=(*(condition for condition in infant if condition is not None), *_born_early(people, known)),
        mother_conditions=tuple(condition for condition in mother if condition is not None),
        unmatched_conditions=tuple(w for w, match in zip(words, (*infant, *mother), strict=True) if match is None),
    )
    advised = [*statement_reasons(case), *rule_reasons(case)]
    return assemble(case, advised, still_ahead(case, advised), left_out, unknown, assumed, pairs=pairs, seed=seed)


def _born_early(people: Facts, known: Knowledge) -> tuple[Condition, ...]:
    """The condition of a birth before term, where the plan gives the gestational age and not the word."""
    early = people.gestational_age_weeks < known.parameter("preterm-below-weeks").value
    return (known.conditions["preterm"],) if early else ()
