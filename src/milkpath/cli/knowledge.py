"""`milkpath knowledge`: what is there, and whether it keeps the house rules."""

from __future__ import annotations

import argparse
from collections import Counter

from milkpath.cli.output import write
from milkpath.errors import KnowledgeError
from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge.check import check
from milkpath.knowledge.reader import Knowledge, knowledge


def run(chosen: argparse.Namespace) -> int:
    """Print counts; with `--check`, fail with every mistake in the knowledge files."""
    known = knowledge()
    if chosen.check:
        mistakes = check(known, predicates=frozenset(PREDICATES))
        if mistakes:
            raise KnowledgeError(list(mistakes))
    write(("\n".join(counts(known)) + "\n").encode(), None)
    return 0


def counts(known: Knowledge) -> list[str]:
    """One line per kind of record, and the statements by grade and status."""
    kinds = ("substances", "classes", "procedures", "conditions", "sites", "rules", "sources", "parameters", "claims")
    lines = [f"knowledge {known.version} ({known.checksum[:12]})"]
    lines += [f"{len(getattr(known, kind)):5d} {kind}" for kind in kinds]
    statements = [statement for substance in known.substances.values() for statement in substance.statements]
    statements += [statement for group in known.classes.values() for statement in group.statements]
    statements += [statement for procedure in known.procedures.values() for statement in procedure.statements]
    statements += [statement for condition in known.conditions.values() for statement in condition.statements]
    lines.append(f"{len(statements):5d} statements")
    for field in ("grade", "status"):
        tally = Counter(str(getattr(statement, field)) for statement in statements)
        lines.append("      by " + field + ": " + ", ".join(f"{name} {count}" for name, count in sorted(tally.items())))
    return lines
