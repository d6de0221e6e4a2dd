"""Which substances no statement on milk speaks of, in a setting in which people use them: work that is still to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from milkpath.knowledge.model import Setting, Statement, Substance
from milkpath.knowledge.reader import Knowledge

SETTINGS: Final[tuple[Setting, ...]] = ("whole-skin", "open-skin")
"""The settings in which a plain base ingredient meets the mother."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A substance without a statement with an action on milk in one setting; a plan with it gets the flag `unknown`."""

    substance: str
    setting: Setting


def coverage(known: Knowledge) -> tuple[Gap, ...]:
    """Find the gaps, in the order of the ids. A gap is no mistake: not to know is an answer, and is given as one."""
    return tuple(_gaps(known))


def _gaps(known: Knowledge) -> Iterator[Gap]:
    for substance in known.substances.values():
        for setting in SETTINGS:
            if not any(_speaks(statement, setting) for statement in _statements(substance, known)):
                yield Gap(substance=substance.id, setting=setting)


def _statements(substance: Substance, known: Knowledge) -> Iterator[Statement]:
    yield from substance.statements
    for identifier in substance.classes:
        if identifier in known.classes:
            yield from known.classes[identifier].statements


def _speaks(statement: Statement, setting: Setting) -> bool:
    """Tell whether a statement judges milk in a setting, and not only for people with some condition."""
    return (
        statement.route in ("milk", "all")
        and statement.action is not None
        and not (statement.infant_conditions or statement.mother_conditions)
        and (not statement.settings or setting in statement.settings)
    )
