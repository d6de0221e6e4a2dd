"""From the words that a person types to the records that have that name, or nearly."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from milkpath.knowledge.model import Condition, Procedure, Site, Substance, SubstanceClass
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise

Record = Substance | SubstanceClass | Procedure | Condition | Site

_MOST_NEAREST: Final = 5
_KINDS: Final[dict[type, str]] = {
    Substance: "substance",
    SubstanceClass: "class of substances",
    Procedure: "procedure",
    Condition: "condition",
    Site: "part of the body",
}


def kind_of(record: Record) -> str:
    """Return the kind of a record in words."""
    return _KINDS[type(record)]


def records(known: Knowledge) -> Iterator[Record]:
    """Give all records that can be shown, substances first."""
    yield from known.substances.values()
    yield from known.classes.values()
    yield from known.procedures.values()
    yield from known.conditions.values()
    yield from known.sites.values()


def names_of(record: Record) -> tuple[str, ...]:
    """Return all names of a record: its id, the name for readers, and the others."""
    match record:
        case Substance():
            more = tuple(name.text for name in record.names)
        case SubstanceClass():
            more = ()
        case _:
            more = record.names
    return (record.id, record.name, *more)


def records_named(known: Knowledge, words: str) -> tuple[Record, ...]:
    """Find the records with that id or name, however it is spaced, hyphenated or accented."""
    wanted = normalise(words)
    if not wanted:
        return ()
    return tuple(record for record in records(known) if wanted in {normalise(name) for name in names_of(record)})


def nearest(known: Knowledge, words: str) -> list[str]:
    """Name what comes near to words under which nothing was found, the nearest first."""
    text = normalise(words)[:60]  # comparing takes long, and no name is longer
    names = {normalise(name): name for record in records(known) for name in names_of(record)}
    found = difflib.get_close_matches(text, names, n=_MOST_NEAREST, cutoff=0.6)
    holding = sorted((name for name in names if text and text in name.split()), key=len)
    return [names[name] for name in dict.fromkeys((*found, *holding))][:_MOST_NEAREST]
