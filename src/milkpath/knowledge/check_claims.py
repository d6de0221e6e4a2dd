"""What holds for every figure and every sentence: a source that exists and fits, an honest grade, short plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.claims import Claim, claims, statements_by_file
from milkpath.knowledge.model import Source, Statement
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge

MOST_WORDS: Final = 15
"""Words in a sentence for the mother."""

_REASSURES: Final = re.compile(r"\b(?:safe|safely)\b", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_OWN_SOURCES: Final = frozenset({"assumption", "derivation"})


def claim_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with single figures and sentences."""
    for claim in claims(known):
        yield from _sources(claim, known)
        yield from _honesty(claim)
        yield from _nothing_to_read(claim, known)
        yield from _plain_words(claim)
    for file, statements in statements_by_file(known):
        for statement in statements:
            yield from _withholding(file, statement, known)
            yield from _ranges(file, statement)


def longest_sentence(text: str) -> int:
    """Count the words of the longest sentence.

    >>> longest_sentence("Wipe it off. Keep it away from your baby. Under 0.5 mm it is fine.")
    6
    """
    return max(len(sentence.split()) for sentence in _SENTENCE_END.split(text))


def reassures(text: str) -> bool:
    """Tell whether a text uses the word that grade D must not use.

    >>> reassures("It is safe."), reassures("For your safety, ask."), reassures("unsafe")
    (True, False, False)
    """
    return _REASSURES.search(text) is not None


def _sources(claim: Claim, known: Knowledge) -> Iterator[Mistake]:
    where = claim.where
    if not claim.sources:
        yield Mistake(
            code="no-source", message=f"'{claim.name}' has no source", where=where, hint="name one in sources/"
        )
    for identifier in claim.sources:
        source = known.sources.get(identifier)
        if source is None:
            yield Mistake(
                code="unknown-source",
                message=f"'{claim.name}' cites '{identifier}', which is not in sources/",
                where=where,
                hint=f"write sources/{identifier}.yaml",
            )
        elif source.population == "pregnancy" and claim.action is not None:
            yield Mistake(
                code="pregnancy-source",
                message=f"'{claim.name}' takes an action from the pregnancy source '{identifier}'",
                where=where,
                hint="cite a lactation source, or drop the action",
            )


def _honesty(claim: Claim) -> Iterator[Mistake]:
    where = claim.where
    if claim.status == "unverified" and claim.grade in ("A", "B"):
        yield Mistake(
            code="grade-without-reading",
            message=f"'{claim.name}' has grade {claim.grade} and nobody read the source for it",
            where=where,
            hint="read it and set place, or set grade D",
        )
    if claim.status == "verified" and claim.has_place and not (claim.place or "").strip():
        yield Mistake(
            code="no-place",
            message=f"'{claim.name}' is verified and does not say where in the source it stands",
            where=where,
            hint="set place, such as 'abstract' or 'Table 2'",
        )
    if claim.grade == "D" and any(reassures(text) for text in claim.texts):
        yield Mistake(
            code="safe-at-grade-d",
            message=f"'{claim.name}' has grade D and says 'safe'",
            where=where,
            hint="say 'no study found' or 'no known way'",
        )


def _nothing_to_read(claim: Claim, known: Knowledge) -> Iterator[Mistake]:
    """Find what is called verified although it rests on choices of the project alone."""
    kinds = {known.sources[name].kind for name in claim.sources if name in known.sources}
    if claim.status == "verified" and kinds == {"assumption"}:
        yield Mistake(
            code="nothing-to-read",
            message=f"'{claim.name}' is verified and rests on the project's own choices alone",
            where=claim.where,
            hint="set status assumption, or cite what was read",
        )


def _plain_words(claim: Claim) -> Iterator[Mistake]:
    longest = longest_sentence(claim.plain) if claim.plain else 0
    if longest > MOST_WORDS:
        yield Mistake(
            code="long-sentence",
            message=f"plain of '{claim.name}' has a sentence of {longest} words",
            where=claim.where,
            hint=f"at most {MOST_WORDS}; make it two",
        )


def _withholding(file: str, statement: Statement, known: Knowledge) -> Iterator[Mistake]:
    """Find a wait for the milk that does not come from outside: what the project chose or derived is not enough."""
    found: list[Source] = [known.sources[name] for name in statement.sources if name in known.sources]
    if statement.withhold_milk_h is not None and all(source.kind in _OWN_SOURCES for source in found):
        yield Mistake(
            code="wait-without-source",
            message=f"'{statement.id}' asks to withhold milk without a source that does",
            where=inside(file, statement.id),
            hint="name the source of the wait, or drop it",
        )


def _ranges(file: str, statement: Statement) -> Iterator[Mistake]:
    """Find ends in the wrong order, a negative figure, and a time until which nothing is deferred."""
    pairs = (
        ("until_hours", *(statement.until_hours or (None, None))),
        ("infant_age_weeks", statement.infant_age_weeks_from, statement.infant_age_weeks_below),
        ("percent", statement.percent_above, statement.percent_up_to),
        ("depth_mm", statement.depth_mm_above, None),
        ("withhold_milk_h", statement.withhold_milk_h, None),
    )
    for name, low, high in pairs:
        if (low or 0) < 0 or (high is not None and high < (low or 0)):
            yield Mistake(
                code="bad-range",
                message=f"{name} of '{statement.id}' holds nothing: from {low or 0:g} to {high if high is not None else 'any'}",
                where=inside(file, statement.id),
                hint="the lower end first, and nothing below 0",
            )
    if statement.until_hours is not None and statement.action != "defer":
        yield Mistake(
            code="nothing-deferred",
            message=f"'{statement.id}' names a time until which it holds, and its action is {statement.action}",
            where=inside(file, statement.id),
            hint="set the action 'defer', or leave until_hours out",
        )
