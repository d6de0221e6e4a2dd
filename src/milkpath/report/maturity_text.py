"""What `milkpath knowledge` prints: a screenful, or with all lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from milkpath.knowledge.maturity import KINDS, Maturity
from milkpath.report.terminal import wrapped

_FIRST = 5
"""Entries of a list that the short form shows."""


def maturity_text(found: Maturity, *, full: bool = False, width: int = 78) -> str:
    """Return the counts as text; with `full` every unverified figure and sentence, every disagreement and gap.

    Each list of the short form says how many more there are.
    """
    lines = [
        f"Knowledge {found.version} ({found.checksum[:12]}), Milkpath {found.milkpath}",
        *_counts(found, width),
        *_coverage(found),
        *_statements(found, width),
        *_reviews(found, width),
        *_lists(found, full=full, width=width),
    ]
    return "\n".join(lines)


def _counts(found: Maturity, width: int) -> Iterator[str]:
    yield from ("", "WHAT THERE IS")
    files = ", ".join(f"{found.counts[kind]} {kind.replace('_', ' ')}" for kind in KINDS)
    parts = ", ".join(f"{count} {what}" for what, count in found.counts.items() if what not in KINDS)
    yield from wrapped(f"Records: {files}.", width, first="  ", rest="  ")
    yield from wrapped(f"In them: {parts}.", width, first="  ", rest="  ")


def _coverage(found: Maturity) -> Iterator[str]:
    yield from ("", "SHARE OF SUBSTANCES WITH")
    longest = max(len(share.what) for share in found.coverage)
    for share in found.coverage:
        percent = 100 * share.count / share.of if share.of else 0.0
        yield f"  {share.what.ljust(longest)}  {share.count:4d} of {share.of:4d}  {percent:3.0f} %"


def _statements(found: Maturity, width: int) -> Iterator[str]:
    yield from ("", "STATEMENTS")
    for name, tally in (("grade", found.grades), ("status", found.status), ("route", found.routes)):
        yield from wrapped(f"by {name}: {_tally(tally)}", width, first="  ", rest="    ")
    yield from wrapped(f"all figures and sentences: {_tally(found.claims_by_status)}", width, first="  ", rest="    ")


def _tally(tally: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in tally.items())


def _reviews(found: Maturity, width: int) -> Iterator[str]:
    ages = found.reviews
    older = ", ".join(f"{count} over {days} days" for days, count in ages.older_than_days.items())
    yield from ("", "REVIEWS")
    text = f"{ages.oldest} to {ages.newest}; half are older than {ages.median_days} days; {older}."
    yield from wrapped(text, width, first="  ", rest="  ")


def _lists(found: Maturity, *, full: bool, width: int) -> Iterator[str]:
    unverified = [f"{_bare(one.file)}: {one.name} ({', '.join(one.sources)})" for one in found.unverified]
    disputes = [
        f"{_bare(one.file)}: {one.topic} ({' against '.join(', '.join(side) for side in one.sides)})"
        for one in found.conflicts
    ]
    gaps = [f"{gap.substance}, {gap.setting}" for gap in found.not_judged]
    yield from _list("NOBODY HAS READ THE SOURCE", unverified, full=full, width=width)
    yield from _list("SOURCES DISAGREE", disputes, full=full, width=width)
    yield from _list("STATEMENTS FLAGGED AS DISPUTED", found.flagged_conflict, full=full, width=width)
    yield from _list("NO VERDICT ON MILK, SAID AS UNKNOWN", gaps, full=full, width=width)


def _bare(file: str) -> str:
    return file.removesuffix(".yaml").rstrip("/")


def _list(title: str, entries: Iterable[str], *, full: bool, width: int) -> Iterator[str]:
    every = list(entries)
    shown = every if full else every[:_FIRST]
    yield from ("", f"{title}: {len(every)}")
    for entry in shown:
        yield from wrapped(entry, width, first="  - ")
    if len(shown) < len(every):
        yield f"  and {len(every) - len(shown)} more: milkpath knowledge --full"
