"""Mutants of the knowledge: the same with one rule, limit or statement left out, milder, harsher, or with another figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from milkpath.judgement.severity import ACTIONS
from milkpath.knowledge.model import Limit, Rule, Statement, Substance
from milkpath.knowledge.reader import Knowledge

OWNERS = ("substances", "classes", "procedures", "conditions", "sites")
STOPPING = ("swap", "defer", "avoid")
Kind = Literal["rule", "limit", "statement"]


class Mutant(msgspec.Struct, frozen=True, kw_only=True):
    """The knowledge with one thing changed: what, how, and the record that holds it."""

    kind: Kind
    record: str
    """Id of the rule, limit or statement."""
    owner: str
    """Id of the record that holds it: a substance, class, procedure, condition or site; a rule holds itself."""
    change: str
    known: Knowledge


def mutants(known: Knowledge) -> Iterator[Mutant]:
    """All mutants of rules and limits, and of the statements that ask for more than steps."""
    yield from rule_mutants(known)
    yield from limit_mutants(known)
    yield from statement_mutants(known)


def rule_mutants(known: Knowledge) -> Iterator[Mutant]:
    """Each rule left out, one step milder and harsher, with each figure twice and half, and without each of its words."""
    for rule in known.rules.values():
        for change, mutated in _changed_rules(rule):
            rules = {one.id: one for one in known.rules.values() if one.id != rule.id}
            if mutated is not None:
                rules[rule.id] = mutated
            whole = msgspec.structs.replace(known, rules=rules)
            yield Mutant(kind="rule", record=rule.id, owner=rule.id, change=change, known=whole)


def _changed_rules(rule: Rule) -> Iterator[tuple[str, Rule | None]]:
    yield "left out", None
    for change, action in _next_actions(rule.action):
        yield change, msgspec.structs.replace(rule, action=action)
    for name, threshold in rule.thresholds.items():
        for change, value in _changed_thresholds(name, threshold):
            yield change, msgspec.structs.replace(rule, thresholds={**rule.thresholds, name: value})


def _changed_thresholds(name: str, threshold: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(threshold, float | int):
        yield f"{name} twice", threshold * 2
        yield f"{name} half", threshold / 2
    elif isinstance(threshold, tuple) and len(threshold) > 1:
        for left_out in threshold:
            yield f"{name} without {left_out}", tuple(word for word in threshold if word != left_out)


def _next_actions(action: str) -> Iterator[tuple[str, Any]]:
    place = ACTIONS.index(action)  # type: ignore[arg-type]
    if place > 0:
        yield "milder", ACTIONS[place - 1]
    if place + 1 < len(ACTIONS):
        yield "harsher", ACTIONS[place + 1]


def limit_mutants(known: Knowledge) -> Iterator[Mutant]:
    """Each limit left out, three times as high, and a third."""
    for substance in known.substances.values():
        for limit in substance.limits:
            for change, mutated in _changed_limits(limit):
                limits = tuple(mutated if one.id == limit.id else one for one in substance.limits)
                kept = tuple(one for one in limits if one is not None)
                whole = _with_record(known, "substances", msgspec.structs.replace(substance, limits=kept))
                yield Mutant(kind="limit", record=limit.id, owner=substance.id, change=change, known=whole)


def _changed_limits(limit: Limit) -> Iterator[tuple[str, Limit | None]]:
    yield "left out", None
    yield "three times", msgspec.structs.replace(limit, value=limit.value * 3)
    yield "a third", msgspec.structs.replace(limit, value=limit.value / 3)


def statement_mutants(known: Knowledge) -> Iterator[Mutant]:
    """Each statement that asks for more than steps left out, milder, and without one of its settings."""
    for folder in OWNERS:
        for owner in getattr(known, folder).values():
            for statement in owner.statements:
                if statement.action not in STOPPING:
                    continue
                for change, mutated in _changed_statements(statement):
                    changed = tuple(mutated if one.id == statement.id else one for one in owner.statements)
                    kept = tuple(one for one in changed if one is not None)
                    whole = _with_record(known, folder, msgspec.structs.replace(owner, statements=kept))
                    yield Mutant(kind="statement", record=statement.id, owner=owner.id, change=change, known=whole)


def _changed_statements(statement: Statement) -> Iterator[tuple[str, Statement | None]]:
    yield "left out", None
    for change, action in _next_actions(str(statement.action)):
        if change == "milder":
            yield change, msgspec.structs.replace(statement, action=action)
    if len(statement.settings) > 1:
        for setting in statement.settings:
            rest = tuple(one for one in statement.settings if one != setting)
            yield f"not for {setting}", msgspec.structs.replace(statement, settings=rest)


def _with_record(known: Knowledge, folder: str, record: Any) -> Knowledge:
    changed = {**getattr(known, folder), record.id: record}
    return msgspec.structs.replace(known, **{folder: changed})


def owners_of(substance: Substance) -> set[str]:
    """Ids of the records whose statements hold for a substance."""
    return {substance.id, *substance.classes}
