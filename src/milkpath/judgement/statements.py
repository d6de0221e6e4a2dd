"""Statements of the knowledge that apply to a plan, as reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from milkpath.exposure.amounts import Contained
from milkpath.judgement.case import Case
from milkpath.judgement.reason import ROUTES, Reason
from milkpath.knowledge.matching import match_site
from milkpath.knowledge.model import Setting, Statement, Substance
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.plan import Step
from milkpath.plan.timeline import Application, procedure_of


def statement_reasons(case: Case) -> Iterator[Reason]:
    """All reasons that the knowledge gives for this plan."""
    for item in case.contained:
        yield from _of_substance(case, item)
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    for step in steps:
        yield from _of_procedure(case, step)
        yield from _of_site(case, step)
    settings = tuple(sorted(case.settings()))
    for condition in (*case.infant_conditions, *case.mother_conditions):
        # A plan that puts nothing on and opens nothing has no setting, and so none that a statement may name.
        statements = [statement for statement in condition.statements if settings or not statement.settings]
        for reason in _reasons(case, statements, settings, None, None, None):
            yield msgspec.structs.replace(reason, about_person=True)


def statements_of(substance: Substance, known: Knowledge) -> tuple[Statement, ...]:
    """The statements of a substance and of its classes."""
    shared = (statement for class_id in substance.classes for statement in known.classes[class_id].statements)
    return (*substance.statements, *shared)


def _of_substance(case: Case, item: Contained) -> Iterator[Reason]:
    statements = statements_of(item.substance, case.known)
    application = item.application
    still = tuple(statement for statement in statements if not has_passed(statement, application))
    yield from _reasons(case, still, application.settings, application.step, item.percent_high, item.substance.id)


def has_passed(statement: Statement, application: Application) -> bool:
    """Whether a product is put on only after the time until which a statement defers it."""
    age = application.hours_after_opening
    return statement.until_hours is not None and age is not None and age >= statement.until_hours[1]


def _of_procedure(case: Case, step: Step) -> Iterator[Reason]:
    procedure = procedure_of(step, case.known)
    if procedure is not None:
        yield from _reasons(case, procedure.statements, (), step, step.strength_percent, None)


def _of_site(case: Case, step: Step) -> Iterator[Reason]:
    site = match_site(case.known, step.area.site) if step.area else None
    if site is not None and step.do in ("needle", "peel", "treat"):
        yield from _reasons(case, site.statements, (), step, None, None)


def _reasons(
    case: Case,
    statements: Iterable[Statement],
    settings: tuple[Setting, ...],
    step: Step | None,
    percent: float | None,
    substance: str | None,
) -> Iterator[Reason]:
    for statement in statements:
        if statement.action is None or not applies(case, statement, settings, step, percent):
            continue
        for route in ROUTES if statement.route == "all" else (statement.route,):
            yield Reason(
                route=route,
                action=statement.action,
                grade=statement.grade,
                text=_one_line(statement.text),
                plain=statement.plain,
                sources=statement.sources,
                rule=statement.id,
                step=step.path if step else None,
                flags=statement.flags,
                advice=statement.advice,
                until_hours=statement.until_hours,
                withhold_milk_h=statement.withhold_milk_h,
                substance=substance,
                about_person=bool(statement.infant_conditions or statement.mother_conditions),
            )


def applies(
    case: Case, statement: Statement, settings: tuple[Setting, ...], step: Step | None, percent: float | None
) -> bool:
    """Whether every condition that the statement names holds. A missing fact counts as met: the cautious side."""
    weeks = case.infant_age_weeks
    at_home = step is not None and step.phase == "home"
    place = "home" if at_home else case.setting_of_use
    return (
        (not statement.settings or not settings or bool(set(settings) & set(statement.settings)))
        and (statement.infant_age_weeks_below is None or weeks < statement.infant_age_weeks_below)
        and (statement.infant_age_weeks_from is None or weeks >= statement.infant_age_weeks_from)
        and _has(statement.infant_conditions, [condition.id for condition in case.infant_conditions])
        and _has(statement.mother_conditions, [condition.id for condition in case.mother_conditions])
        and (statement.percent_above is None or percent is None or percent > statement.percent_above)
        and (statement.percent_up_to is None or percent is None or percent <= statement.percent_up_to)
        and (statement.daily_mg_above is None or step is None or _more_a_day(step, statement.daily_mg_above))
        and (statement.depth_mm_above is None or step is None or _deeper(step, statement.depth_mm_above))
        and (statement.near_mouth is None or case.near_mouth() == statement.near_mouth)
        and (statement.setting_of_use is None or statement.setting_of_use == place)
    )


def _more_a_day(step: Step, daily_mg: float) -> bool:
    return step.dose_mg is None or step.dose_mg * (step.times_per_day or 1.0) > daily_mg


def _deeper(step: Step, depth_mm: float) -> bool:
    return step.depth_mm is None or step.depth_mm > depth_mm


def _has(wanted: tuple[str, ...], present: Iterable[str]) -> bool:
    return not wanted or bool(set(wanted) & set(present))


def _one_line(text: str) -> str:
    return " ".join(text.split())
