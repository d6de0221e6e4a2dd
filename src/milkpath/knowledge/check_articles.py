"""What holds for the claims of articles: their words can be read, what they rest on exists, and they are honest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from milkpath.errors import Mistake
from milkpath.knowledge.check_claims import reassures
from milkpath.knowledge.cues import cues_of
from milkpath.knowledge.model import ArticleClaim, Grade
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.reasons import Reason, reasons

_GRADES: Final[tuple[Grade, ...]] = get_args(Grade)


def article_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with the claims of articles and the lists of words they use."""
    found = reasons(known)
    for term in known.terms.values():
        yield from _words(f"terms/{term.id}.yaml", (f"<{term.id}>",), known)
    for claim in known.claims.values():
        yield from _words(f"claims/{claim.id}.yaml", _groups(claim), known)
        yield from _links(claim, found, known)
        yield from _verdict(claim)
        yield from _honesty(claim, found)


def _groups(claim: ArticleClaim) -> tuple[str, ...]:
    ways = [group for way in (*claim.says, *claim.denies) for group in way]
    return (*claim.about, *ways, *([claim.without] if claim.without is not None else []))


def _words(file: str, groups: tuple[str, ...], known: Knowledge) -> Iterator[Mistake]:
    for group in groups:
        try:
            cues_of(group, known.terms)
        except ValueError as error:
            yield Mistake(code="bad-words", message=str(error), where=file, hint="see docs/articles.md")


def _links(claim: ArticleClaim, found: Mapping[str, Reason], known: Knowledge) -> Iterator[Mistake]:
    file = f"claims/{claim.id}.yaml"
    for kind, names, there in (
        ("reason", claim.because, found),
        ("source", claim.sources, known.sources),
        ("claim", claim.contradicts, known.claims),
    ):
        for name in names:
            if name not in there:
                yield Mistake(
                    code=f"unknown-{kind}",
                    message=f"there is no {kind} '{name}'",
                    where=file,
                    hint="correct the id, or write what it names",
                )


def _verdict(claim: ArticleClaim) -> Iterator[Mistake]:
    """Find claims that nothing decides, or two things: the file itself, or the statements of a subject."""
    file = f"claims/{claim.id}.yaml"
    by_file = claim.verdict is not None and bool(claim.because or claim.sources)
    by_subject = claim.subject is not None and bool(claim.by_action and claim.routes)
    if by_file == by_subject:
        yield Mistake(
            code="nothing-decides",
            message=f"'{claim.id}' needs a verdict with because or sources, or else a subject with routes and by_action",
            where=file,
            hint="give one of the two",
        )
    if not claim.says or any(not way for way in (*claim.says, *claim.denies)):
        yield Mistake(code="no-words", message=f"'{claim.id}' has no way to put it, or an empty one", where=file)
    if not claim.examples:
        yield Mistake(
            code="no-example", message=f"'{claim.id}' shows no sentence that says it", where=file, hint="add examples"
        )


def _honesty(claim: ArticleClaim, found: Mapping[str, Reason]) -> Iterator[Mistake]:
    file = f"claims/{claim.id}.yaml"
    grades = [found[name].grade for name in claim.because if name in found]
    if grades and not claim.sources and _GRADES.index(claim.grade) < min(map(_GRADES.index, grades)):
        yield Mistake(
            code="grade-above-reasons",
            message=f"'{claim.id}' has grade {claim.grade}, better than all that it rests on",
            where=file,
            hint="take the grade of the best reason, or name a source that was read",
        )
    texts = [claim.why, claim.why_denied or "", claim.number.why_outside if claim.number else ""]
    if claim.grade == "D" and any(reassures(text) for text in texts):
        yield Mistake(
            code="safe-at-grade-d",
            message=f"'{claim.id}' has grade D and says 'safe'",
            where=file,
            hint="say 'no study found' or 'no known way'",
        )
