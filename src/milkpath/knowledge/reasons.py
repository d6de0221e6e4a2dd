"""Everything in the knowledge that another record may give as its reason, by id, with its text, sources and grade."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from milkpath.knowledge.claims import statements_by_file
from milkpath.knowledge.model import Grade
from milkpath.knowledge.reader import Knowledge


class Reason(msgspec.Struct, frozen=True):
    """A statement, limit, rule, parameter or piece of advice."""

    text: str
    sources: tuple[str, ...]
    grade: Grade


def reasons(known: Knowledge) -> dict[str, Reason]:
    """Return them by id."""
    return dict(_reasons(known))


def _reasons(known: Knowledge) -> Iterator[tuple[str, Reason]]:
    for parameter in known.parameters.values():
        yield parameter.id, Reason(parameter.text, (parameter.source,), parameter.grade)
    for advice in known.advice.values():
        yield advice.id, Reason(advice.text, advice.sources, advice.grade)
    for rule in known.rules.values():
        yield rule.id, Reason(rule.text, rule.sources, rule.grade)
    for substance in known.substances.values():
        for limit in substance.limits:
            yield limit.id, Reason(limit.text, (limit.source,), limit.grade)
    for _, statements in statements_by_file(known):
        for statement in statements:
            yield statement.id, Reason(statement.text, statement.sources, statement.grade)
