"""Substances that a mended spelling must not reach or leave by a slip that a reader could not see."""

from __future__ import annotations

from milkpath.knowledge.reader import Knowledge

HARMLESS = frozenset({"go", "go-with-steps"})


def watched_substances(known: Knowledge) -> frozenset[str]:
    """Every substance of which a statement of its own asks for more than handling: a wrong guess would matter."""
    return frozenset(
        substance.id
        for substance in known.substances.values()
        if any(statement.action is not None and statement.action not in HARMLESS for statement in substance.statements)
    )
