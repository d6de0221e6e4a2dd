"""Facts that a plan left out: which they are, and the plan with another value put there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from milkpath.advising.change import named
from milkpath.advising.edit import step_at, steps_of, with_step
from milkpath.judgement.case import Case
from milkpath.judgement.verdict import Verdict
from milkpath.knowledge.model import MissingFact
from milkpath.plan.contact import contacts
from milkpath.plan.infant import infant as read_infant
from milkpath.plan.mother import mother as read_mother
from milkpath.plan.notebook import Notebook
from milkpath.plan.place import Place
from milkpath.plan.plan import Infant, Mother, Plan, Step
from milkpath.plan.step import steps as read_steps
from milkpath.plan.visit import visit as read_visit

_STEP: Final = re.compile(r"((?:visit\.steps|home)\[\d+\])\.(\w+)")
_NUMBER: Final = re.compile(r"([0-9.]+)")


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that is missing: its place, the question, and the plans with other values, each with words for the value."""

    path: str
    question: str
    others: tuple[tuple[str, Plan], ...]


def missing_facts(verdict: Verdict) -> Iterator[Missing]:
    """The facts that the plan left out, as far as the knowledge says what else they might be."""
    case = verdict.case
    for fact in case.known.missing_facts.values():
        if fact.path == "label.unread":
            yield from _unread(case, fact)
        elif fact.path == "label.unknown-word":
            yield from _unknown_words(case, fact)
        else:
            yield from _assumed(verdict, fact)


def _assumed(verdict: Verdict, fact: MissingFact) -> Iterator[Missing]:
    case = verdict.case
    taken = {one.path: one.value for one in (*case.facts.assumed, *verdict.assumed)}
    for path in _places(case, fact, set(taken)):
        raws = [*fact.values, *(scaled(taken[path], factor) for factor in fact.factors if path in taken)]
        plans = tuple((_words(raw), with_fact(case.plan, path, raw)) for raw in raws)
        step = step_at(case.plan, found[1]) if (found := _STEP.fullmatch(path)) else None
        question = fact.question.format(product=named(step) if step else "it", word="")
        if plans:
            yield Missing(path=path, question=question, others=plans)


def _places(case: Case, fact: MissingFact, taken: set[str]) -> Iterator[str]:
    """The paths of the plan where this fact is missing."""
    if not fact.path.startswith("step."):
        if fact.path in taken or _is_left_out(case.plan, fact.path):
            yield fact.path
        return
    key = fact.path.removeprefix("step.")
    for step in steps_of(case.plan):
        path = f"{step.path}.{key}"
        if path in taken or _step_lacks(case, step, key):
            yield path


def _is_left_out(plan: Plan, path: str) -> bool:
    """Facts that the plan may leave out without an assumption about them.

    A plan cannot tell "none" from "not said" for conditions: they count as not said where nothing else is said either.
    """
    infant = msgspec.structs.replace(plan.infant, age_days=None, born=None, feeding=None, feeds_per_day=None)
    left_out = {
        "mother.skin_type": plan.mother.skin_type is None,
        "mother.conditions": plan.mother == Mother(),
        "infant.conditions": infant == Infant(),
        "visit.setting": plan.visit is not None and plan.visit.setting is None,
        "contact": not plan.contact,
    }
    return left_out.get(path, False)


def _step_lacks(case: Case, step: Step, key: str) -> bool:
    numbing = any(
        "local-anaesthetic" in s.classes and i.application.step == step for i in case.contained for s in [i.substance]
    )
    lacks = {
        "for": step.do == "apply" and step.phase == "visit" and step.duration_h is None and numbing,
        "covered": step.do == "apply" and step.phase == "visit" and step.covered is None and numbing,
        "depth": step.do == "needle" and step.depth_mm is None,
    }
    return lacks.get(key, False)


def _unread(case: Case, fact: MissingFact) -> Iterator[Missing]:
    for product in case.products:
        step = step_at(case.plan, product.step)
        if not product.unreadable or step is None or step.product is None:
            continue
        plans = tuple((f"'{label}'", _with_label(case.plan, step, str(label))) for label in fact.values)
        yield Missing(
            path=f"{product.step}.product.label",
            question=fact.question.format(product=named(step), word=""),
            others=plans,
        )


def _unknown_words(case: Case, fact: MissingFact) -> Iterator[Missing]:
    """A word that was not recognised, as if it were a plain base ingredient: the label without it."""
    for product in case.products:
        step = step_at(case.plan, product.step)
        if product.unreadable or step is None or step.product is None:
            continue
        for found in product.ingredients:
            if found.status == "unresolved":
                label = (step.product.label or "").replace(found.text, "Aqua")
                yield Missing(
                    path=f"{product.step}.product.label",
                    question=fact.question.format(product=named(step), word=found.text),
                    others=(("a plain base ingredient", _with_label(case.plan, step, label)),),
                )


def _with_label(plan: Plan, step: Step, label: str) -> Plan:
    def relabelled(one: Step) -> Step:
        product = one.product and msgspec.structs.replace(one.product, label=label)
        return msgspec.structs.replace(one, product=product)

    return with_step(plan, step.path, relabelled)


def scaled(value: str, factor: float) -> str:
    """A value as a plan writes it, times a factor.

    >>> scaled("5.4 kg", 0.5), scaled("anywhere", 2)
    ('2.7 kg', 'anywhere')
    """
    return _NUMBER.sub(lambda found: f"{float(found[1]) * factor:.3g}", value, count=1)


def with_fact(plan: Plan, path: str, raw: Any) -> Plan:
    r"""The plan with a value put at a path, read as the plan's document is read.

    >>> from milkpath.plan.read import read_plan
    >>> plan = read_plan("infant: {age: 10 weeks}\nhome: [{do: take, medicine: ibuprofen}]")
    >>> with_fact(plan, "infant.weight", "5 kg").infant.weight_kg
    5.0
    """
    found = _STEP.fullmatch(path)
    if found is not None:
        return with_step(plan, found[1], lambda step: _step_with(step, found[2], raw))
    place, _, key = path.partition(".")
    if place == "contact":
        return msgspec.structs.replace(plan, contact=contacts(Place(raw, "contact", Notebook())))
    number = float(raw) if key == "feeds_per_day" else raw
    given = Place({key: number}, place, Notebook())
    if place == "infant":
        return msgspec.structs.replace(plan, infant=_merged(plan.infant, read_infant(given), Infant()))
    if place == "mother":
        return msgspec.structs.replace(plan, mother=_merged(plan.mother, read_mother(given), Mother()))
    new = read_visit(given)
    return (
        plan
        if plan.visit is None or new is None
        else msgspec.structs.replace(plan, visit=msgspec.structs.replace(plan.visit, setting=new.setting))
    )


def _merged(old: Any, new: Any, empty: Any) -> Any:
    """The old value with every field that the new one has and the empty one has not."""
    fields = {f: getattr(new, f) for f in new.__struct_fields__ if getattr(new, f) != getattr(empty, f)}
    return msgspec.structs.replace(old, **fields)


def _step_with(step: Step, key: str, raw: Any) -> Step:
    place = Place([{"do": step.do, key: raw}], "visit.steps" if step.phase == "visit" else "home", Notebook())
    read = read_steps(place, step.phase)
    if not read:
        return step
    empty = Step(path=read[0].path, phase=step.phase, do=step.do)
    merged: Step = _merged(step, read[0], empty)
    return merged


def _words(raw: Any) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list):
        return ", ".join(_words(one) for one in raw) or "none"
    if isinstance(raw, dict):
        return " ".join(str(value) for value in raw.values())
    return str(raw)
