"""The positions of the sources as text: `milkpath compare lidocaine`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from milkpath.knowledge.reader import Knowledge
from milkpath.report.comparison import Comparison, Group, Outcome, Voice
from milkpath.report.monograph_text import dispute_lines, reference_words
from milkpath.report.text_sheet import NARROWEST, Sheet, bullet, cited, heading, paragraph, section
from milkpath.report.words import SETTING_NAMES, action_words
from milkpath.version import VERSION

OUTCOME_WORDS: Final[dict[Outcome, str]] = {
    "disagree": "The sources come to different actions here.",
    "agree": "All sources come to the same action.",
    "one": "Only one source speaks.",
    "own": "Only the project's own choices speak; no source was found.",
    "none": "No source judges this for everybody.",
}
OVERALL_WORDS: Final[dict[Outcome, str]] = {
    "disagree": "The sources do not say the same. Nothing was averaged; each position stands below.",
    "agree": "The sources agree wherever more than one of them speaks.",
    "one": "On every point only one source speaks: there is nothing to hold it against.",
    "own": "No source was found that judges it. What stands below are the project's own cautious choices.",
    "none": "Nothing is recorded that judges it. That says nothing in either direction.",
}


def comparison_text(known: Knowledge, found: Comparison, *, width: int = 78) -> str:
    """Return the comparison as text, the disagreements first."""
    numbers = {source.id: place for place, source in enumerate(found.references, start=1)}
    sheet = Sheet(width=max(width, NARROWEST), colour=False, numbers=numbers)
    disputes = [
        line
        for one in found.disagreements
        for line in dispute_lines(one.disagreement, sheet, f", of the class {one.shared_by}" if one.shared_by else "")
    ]
    references = [
        line
        for source in found.references
        for line in bullet(reference_words(source), sheet, f"[{numbers[source.id]}] ")
    ]
    lines = [
        *paragraph(f"{found.name.upper()} ({found.kind}): WHAT EACH SOURCE SAYS", sheet),
        *paragraph(OVERALL_WORDS[found.outcome], sheet),
        *section("Recorded disagreements", disputes, sheet),
        *_groups(found, sheet),
        *section("References", references, sheet),
        "",
        *paragraph(f"Knowledge {known.version}, Milkpath {VERSION}.", sheet),
    ]
    return "\n".join(lines)


def _groups(found: Comparison, sheet: Sheet) -> Iterator[str]:
    said: set[tuple[str, str]] = set()
    for alike in _alike(found):
        group = alike[0]
        settings = ", ".join(SETTING_NAMES[one.setting] if one.setting else "every setting" for one in alike)
        yield from heading(f"{group.route}: {settings}", sheet)
        yield from paragraph(OUTCOME_WORDS[group.outcome], sheet)
        for voice in group.voices:
            yield from _voice_lines(voice, sheet, shown=(group.route, voice.statement) in said)
        said |= {(group.route, voice.statement) for voice in group.voices}


def _alike(found: Comparison) -> list[list[Group]]:
    """Put the settings together in which the same is said on a route."""
    together: dict[tuple[str, tuple[Voice, ...]], list[Group]] = {}
    for group in found.groups:
        together.setdefault((group.route, group.voices), []).append(group)
    return list(together.values())


def _voice_lines(voice: Voice, sheet: Sheet, *, shown: bool) -> list[str]:
    """Give a position: action, grade, year, whose it is; its text only the first time on a route."""
    action = action_words(voice.action) if voice.action else "no action"
    years = "/".join(str(year) if year else "no year" for year in voice.years)
    remarks = [
        action,
        f"evidence {voice.grade}",
        years,
        "" if voice.outside else "the project's own",
        "source not read" if voice.status == "unverified" else "",
        "for some only" if voice.for_some else "",
        f"of the class {voice.shared_by}" if voice.shared_by else "",
    ]
    text = f"{voice.statement}, as above" if shown else voice.text
    head = cited(" · ".join(remark for remark in remarks if remark), voice.sources, sheet)
    return [*bullet(head, sheet), *bullet(text, sheet, "  ")]
