"""What one record says of another exists: classes, advice, conditions, metabolites, goals, sites; and ids are unique."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from milkpath.errors import Mistake
from milkpath.knowledge.claims import statements_by_file
from milkpath.knowledge.functions import FUNCTION_SYNONYMS, FUNCTIONS
from milkpath.knowledge.model import ReferenceProduct, Rule, Statement, Substance
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.vocabulary import JOBS


def link_mistakes(known: Knowledge, predicates: frozenset[str]) -> Iterator[Mistake]:
    """Find what is wrong with ids that name other records."""
    for substance in known.substances.values():
        yield from _of_substance(substance, known)
    for file, statements in statements_by_file(known):
        for statement in statements:
            yield from _of_statement(inside(file, statement.id), statement, known)
    for rule in known.rules.values():
        yield from _of_rule(rule, known, predicates)
    for procedure in known.procedures.values():
        file = f"procedures/{procedure.id}.yaml"
        for benefit in procedure.benefits:
            yield from _unknown("goal", (benefit.goal,), known.goals, inside(file, benefit.goal, "benefits"))
    for product in known.products.values():
        yield from _of_jobs(product)
    yield from _of_sites(known)
    for condition in known.conditions.values():
        slowed = (each.substance for each in condition.slowed_clearance)
        yield from _unknown("substance", slowed, known.substances, f"conditions/{condition.id}.yaml")
    yield from _twice(known)


def _of_substance(substance: Substance, known: Knowledge) -> Iterator[Mistake]:
    file = f"substances/{substance.id}.yaml"
    yield from _unknown("class", substance.classes, known.classes, file)
    for link in substance.metabolites:
        yield from _unknown(
            "substance", (link.substance,), known.substances, inside(file, link.substance, "metabolites")
        )
    for word in substance.functions:
        if word not in FUNCTIONS:
            yield Mistake(
                code="unknown-function",
                message=f"'{word}' is not a function",
                where=inside(file, word, "functions"),
                hint=_nearest_function(word),
            )


def _nearest_function(word: str) -> str:
    close = [FUNCTION_SYNONYMS[word]] if word in FUNCTION_SYNONYMS else difflib.get_close_matches(word, FUNCTIONS, n=1)
    return f"write '{close[0]}'" if close else "see milkpath/knowledge/functions.py"


def _of_jobs(product: ReferenceProduct) -> Iterator[Mistake]:
    file = f"products/{product.id}.yaml"
    yield from _unknown("job", product.jobs, dict.fromkeys(JOBS), inside(file, "jobs", "jobs"))
    if not product.jobs:
        yield Mistake(
            code="no-job",
            message=f"'{product.id}' has no job, so it can take the place of nothing",
            where=file,
            hint="name one of JOBS in milkpath/knowledge/vocabulary.py",
        )


def _of_statement(where: str, statement: Statement, known: Knowledge) -> Iterator[Mistake]:
    yield from _unknown("advice", statement.advice, known.advice, where)
    yield from _unknown(
        "condition", (*statement.infant_conditions, *statement.mother_conditions), known.conditions, where
    )


def _of_rule(rule: Rule, known: Knowledge, predicates: frozenset[str]) -> Iterator[Mistake]:
    file = f"rules/{rule.id}.yaml"
    yield from _unknown("advice", rule.advice, known.advice, file)
    yield from _unknown("predicate", (rule.predicate,), dict.fromkeys(predicates), file)
    named = (rule.thresholds.get("class", ()), rule.thresholds.get("classes", ()))
    for value in named:
        classes = (value,) if isinstance(value, str) else value
        if isinstance(classes, tuple):
            yield from _unknown("class", classes, known.classes, file)


def _of_sites(known: Knowledge) -> Iterator[Mistake]:
    for site in known.sites.values():
        if site.part_of is not None:
            yield from _unknown("site", (site.part_of,), known.sites, f"sites/{site.id}.yaml")


def _unknown(kind: str, identifiers: Iterable[str], known: Mapping[str, object], where: str) -> Iterator[Mistake]:
    for identifier in identifiers:
        if identifier not in known:
            yield Mistake(
                code=f"unknown-{kind}",
                message=f"there is no {kind} '{identifier}'",
                where=where,
                hint="correct the id, or write its file",
            )


def _twice(known: Knowledge) -> Iterator[Mistake]:
    """Find ids that stand twice; statements, limits and rules share one space, as a reason is told by its id."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for file, statements in statements_by_file(known):
        for statement in statements:
            files[statement.id].append(file)
    for substance in known.substances.values():
        for limit in substance.limits:
            files[limit.id].append(f"substances/{substance.id}.yaml")
    for rule in known.rules.values():
        files[rule.id].append(f"rules/{rule.id}.yaml")
    for identifier, places in files.items():
        if len(places) > 1:
            yield Mistake(
                code="duplicate",
                message=f"the id '{identifier}' stands also in {places[0]}",
                where=inside(places[-1], identifier),
                hint="give one of them another id",
            )
