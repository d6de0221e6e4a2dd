"""How mature the knowledge is: counts, coverage, grades, ages, and what is unverified, disputed or not judged."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from milkpath.knowledge.check_reviews import day_of, reviews
from milkpath.knowledge.claims import Claim, claims, disagreements_by_file, statements_by_file
from milkpath.knowledge.coverage import Gap, Share, coverage, shares
from milkpath.knowledge.reader import Knowledge
from milkpath.version import VERSION

_LAST: Final = ("parameters", "sources")
_NO_KIND: Final = ("version", "checksum", "weight_for_age")
KINDS: Final = (*(field for field in Knowledge.__struct_fields__ if field not in (*_LAST, *_NO_KIND)), *_LAST)
"""The kinds of records, in the order in which they are counted."""

_AGE_DAYS: Final = (90, 365, 730)


class Ages(msgspec.Struct, frozen=True, kw_only=True):
    """How long ago records were looked at, counted from the newest review."""

    oldest: dt.date
    newest: dt.date
    median_days: int
    older_than_days: dict[str, int]
    """Days -> how many reviews are older."""


class Unverified(msgspec.Struct, frozen=True, kw_only=True):
    """A figure or sentence whose source nobody read for it."""

    file: str
    name: str
    sources: tuple[str, ...]
    grade: str | None


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Sources that disagree, in short."""

    file: str
    topic: str
    sides: tuple[tuple[str, ...], ...]
    """The sources of each position."""


class Maturity(msgspec.Struct, frozen=True, kw_only=True):
    """All that `milkpath knowledge` prints."""

    milkpath: str
    """Version of the code."""
    version: str
    """Version of the knowledge."""
    checksum: str
    counts: dict[str, int]
    grades: dict[str, int]
    """Statements by grade."""
    status: dict[str, int]
    """Statements by status."""
    routes: dict[str, int]
    """Statements by route."""
    claims_by_status: dict[str, int]
    """All figures and sentences by status."""
    coverage: tuple[Share, ...]
    reviews: Ages
    unverified: tuple[Unverified, ...]
    conflicts: tuple[Dispute, ...]
    flagged_conflict: tuple[str, ...]
    """Ids of statements with the flag `conflict`."""
    not_judged: tuple[Gap, ...]
    """Substances without a verdict on milk in a setting: a plan with them says so."""


def maturity(known: Knowledge) -> Maturity:
    """Count all that there is, and list what is not settled."""
    statements = [one for _, held in statements_by_file(known) for one in held]
    told = tuple(claims(known))
    return Maturity(
        milkpath=VERSION,
        version=known.version,
        checksum=known.checksum,
        counts=_counts(known, told, len(statements)),
        grades=_tally(one.grade for one in statements),
        status=_tally(one.status for one in statements),
        routes=_tally(one.route for one in statements),
        claims_by_status=_tally(one.status for one in told if one.status is not None),
        coverage=shares(known),
        reviews=_ages(known),
        unverified=tuple(_unverified(told)),
        conflicts=tuple(_conflicts(known)),
        flagged_conflict=tuple(one.id for one in statements if "conflict" in one.flags),
        not_judged=coverage(known),
    )


def _counts(known: Knowledge, told: tuple[Claim, ...], statements: int) -> dict[str, int]:
    substances = known.substances.values()
    return {
        **{kind: len(getattr(known, kind)) for kind in KINDS},
        "names of substances": sum(1 + len(one.names) for one in substances),
        "statements": statements,
        "figures": _held(known, ("substances", "procedures", "sites"), "quantities"),
        "limits": sum(len(one.limits) for one in substances),
        "legal maxima": sum(len(one.legal_maxima) for one in substances),
        "benefits": sum(len(one.benefits) for one in known.procedures.values()),
        "disagreements": sum(len(held) for _, held in disagreements_by_file(known)),
        "unknowns": _held(known, ("substances", "procedures"), "unknowns"),
        "figures and sentences with a source": sum(1 for one in told if one.sources),
    }


def _held(known: Knowledge, kinds: tuple[str, ...], field: str) -> int:
    return sum(len(getattr(record, field)) for kind in kinds for record in getattr(known, kind).values())


def _tally(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _ages(known: Knowledge) -> Ages:
    dates = sorted(date for _, _, date in reviews(known))
    newest = day_of(known)
    ages = [(newest - date).days for date in dates]
    return Ages(
        oldest=dates[0],
        newest=dates[-1],
        median_days=sorted(ages)[len(ages) // 2],
        older_than_days={str(days): sum(1 for age in ages if age > days) for days in _AGE_DAYS},
    )


def _unverified(told: tuple[Claim, ...]) -> Iterator[Unverified]:
    for claim in told:
        if claim.status == "unverified":
            yield Unverified(file=claim.file, name=claim.name, sources=claim.sources, grade=claim.grade)


def _conflicts(known: Knowledge) -> Iterator[Dispute]:
    for file, disagreements in disagreements_by_file(known):
        for one in disagreements:
            yield Dispute(file=file, topic=one.topic, sides=tuple(side.sources for side in one.positions))
