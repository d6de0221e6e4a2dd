"""The claims of an article for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from milkpath.articles.finding import ArticleReading, Finding
from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.reader import Knowledge
from milkpath.report.citations import citation_marks, reference
from milkpath.report.claims_words import VERDICT_SIGNS, VERDICT_WORDS, cited, counted, position_sentence
from milkpath.report.terminal import Paint, cleaned, painted, wrapped

_PAINTS: dict[str, Paint] = {
    "supported": "green",
    "partly": "yellow",
    "unsupported": "magenta",
    "contradicted": "red",
    "contradicts-other": "red",
    "unmatched": "faint",
}
_INDENT = "     "
NOTE = (
    "What is not matched was not checked. A claim that is supported may still be no advice for one mother and one baby."
)


def claims_text(reading: ArticleReading, known: Knowledge, *, width: int, colour: bool) -> str:
    """Return every claim with its verdict, the reason and the sources, then the list of sources."""
    numbers = {identifier: place for place, identifier in enumerate(cited(reading), start=1)}
    lines = [*([cleaned(reading.title), ""] if reading.title else []), *wrapped(counted(reading), width), ""]
    for place, one in enumerate(reading.claims, start=1):
        lines += [*_claim(place, one, numbers, width, colour), ""]
    if numbers:
        lines.append("Sources")
        for identifier, place in numbers.items():
            lines += wrapped(reference(csl_item(known.sources[identifier])), width, first=f"[{place}] ")
        lines.append("")
    return "\n".join([*lines, *wrapped(NOTE, width), f"Knowledge {reading.knowledge}"]) + "\n"


def _claim(place: int, one: Finding, numbers: dict[str, int], width: int, colour: bool) -> Iterator[str]:
    grade = f", evidence {one.grade}" if one.grade else ""
    head = f"{place:3d}. {VERDICT_SIGNS[one.verdict]} {VERDICT_WORDS[one.verdict]}{grade}"
    yield from painted([head], _PAINTS[one.verdict], "bold", colour=colour)
    yield from wrapped(f"“{one.quote}”", width, first=_INDENT)
    if one.position:
        yield from wrapped(position_sentence(one), width, first=_INDENT)
    yield from wrapped(f"{one.why} {citation_marks(one.sources, numbers)}".strip(), width, first=_INDENT)
    if one.because:
        yield from wrapped(f"because: {', '.join(one.because)}", width, first=_INDENT)
    for other in one.against:
        yield from wrapped(f"against it in the same text: “{other.quote}”", width, first=_INDENT)
