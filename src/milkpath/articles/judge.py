"""From a match to a verdict with its reason: by the file of the claim, or by the statements of what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, get_args

from milkpath.articles.figures import figures
from milkpath.articles.match import Match
from milkpath.knowledge.model import Action, ArticleClaim, ClaimVerdict, Grade, NumberInClaim, Setting, Statement
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.reasons import Reason

MIRROR: Final[dict[ClaimVerdict, ClaimVerdict]] = {
    "supported": "contradicted",
    "contradicted": "supported",
    "partly": "partly",
    "unsupported": "unsupported",
}
"""The verdict of the opposite, where the file of a claim does not give one."""

_UNSAID: Final[frozenset[Setting]] = frozenset({"whole-skin"})
_OTHERWISE: Final[tuple[frozenset[Setting], ...]] = (frozenset({"taken"}), frozenset({"injected"}))
_SEVERITY: Final[tuple[Action, ...]] = get_args(Action)
_GRADES: Final[tuple[Grade, ...]] = get_args(Grade)


class Judged(NamedTuple):
    """A verdict with what it rests on."""

    verdict: ClaimVerdict
    why: str
    because: tuple[str, ...]
    sources: tuple[str, ...]
    grade: Grade


def judge(
    match: Match, quote: str, settings: frozenset[Setting], known: Knowledge, reasons: Mapping[str, Reason]
) -> Judged | None:
    """Return the verdict of a match, or nothing where the knowledge holds nothing to judge it by.

    Args:
        match: the position that was found.
        quote: the words of the article, for their figures.
        settings: where the article says that a substance meets the mother.
        known: the knowledge.
        reasons: its reasons by id.
    """
    claim = known.claims[match.claim]
    if match.subject is not None:
        return _by_subject(match, claim, settings, known)
    verdict, why = _by_file(match, claim, quote)
    found = [source for name in claim.because if name in reasons for source in reasons[name].sources]
    because = claim.because or (claim.id,)
    return Judged(verdict, why, because, tuple(dict.fromkeys((*found, *claim.sources))), claim.grade)


def _by_file(match: Match, claim: ArticleClaim, quote: str) -> tuple[ClaimVerdict, str]:
    plain: ClaimVerdict = claim.verdict or "unsupported"
    if match.opposite:
        return claim.denied or MIRROR[plain], claim.why_denied or claim.why
    if claim.number is not None:
        numbered = _by_number(claim.number, quote)
        if numbered is not None:
            return numbered, claim.why if numbered == claim.number.inside else claim.number.why_outside
    if match.absolute and claim.absolute is not None:
        return claim.absolute, claim.why
    if match.hedged and claim.hedged is not None:
        return claim.hedged, claim.why
    return plain, claim.why


def _by_number(check: NumberInClaim, quote: str) -> ClaimVerdict | None:
    found = [figure for figure in figures(quote) if figure.unit == check.unit]
    if not found:
        return None
    fits = all(check.low <= figure.low and figure.high <= check.high for figure in found)
    return check.inside if fits else check.outside


def _by_subject(match: Match, claim: ArticleClaim, settings: frozenset[Setting], known: Knowledge) -> Judged | None:
    kind, identifier = match.subject or ("", "")
    record = known.substances[identifier] if kind == "substance" else known.procedures[identifier]
    deciding = _decided(kind, identifier, claim, settings, known)
    if not deciding:
        return None
    worst = max(deciding, key=lambda one: _SEVERITY.index(one.action or "go"))
    same = [one for one in deciding if one.action == worst.action]
    grade = min((one.grade for one in same), key=_GRADES.index)
    verdict = claim.by_action[worst.action or "go"]
    if match.opposite:
        verdict = MIRROR[verdict]
    if grade == "D" and verdict in ("supported", "contradicted"):
        verdict = (claim.weak if verdict == "supported" else claim.weak_against) or verdict
    elif verdict == "supported" and match.absolute and claim.absolute is not None:
        verdict = claim.absolute
    return Judged(
        verdict,
        f"{claim.why} Of {record.name} the knowledge says: {' '.join(one.text for one in same)}",
        tuple(one.id for one in same),
        tuple(dict.fromkeys(source for one in same for source in one.sources)),
        grade,
    )


def _decided(
    kind: str, identifier: str, claim: ArticleClaim, settings: frozenset[Setting], known: Knowledge
) -> list[Statement]:
    """Return the statements that decide; of a medicine that is never put on the skin, those on taking it."""
    statements = list(_statements(kind, identifier, known))
    if kind == "procedure":
        return list(_deciding(statements, claim, None))
    usual = [settings] if settings != _UNSAID else [_UNSAID, *_OTHERWISE]
    found = (list(_deciding(statements, claim, where)) for where in usual)
    return next((deciding for deciding in found if deciding), [])


def _statements(kind: str, identifier: str, known: Knowledge) -> Iterator[Statement]:
    if kind == "procedure":
        yield from known.procedures[identifier].statements
        return
    substance = known.substances[identifier]
    yield from substance.statements
    for name in substance.classes:
        yield from known.classes[name].statements


def _deciding(
    statements: Iterable[Statement], claim: ArticleClaim, settings: frozenset[Setting] | None
) -> Iterator[Statement]:
    """Give the statements with an action that hold for everybody, on the routes of the claim and in these settings."""
    for one in statements:
        somebody = (
            one.infant_age_weeks_below,
            one.infant_age_weeks_from,
            one.percent_above,
            one.depth_mm_above,
            one.near_mouth,
            one.setting_of_use,
        )
        if (
            one.action is not None
            and one.route in (*claim.routes, "all")
            and all(value is None for value in somebody)
            and not (one.infant_conditions or one.mother_conditions or "label-only" in one.flags)
            and (settings is None or not one.settings or settings.intersection(one.settings))
        ):
            yield one
