"""The report for the terminal, which a tired mother can read: the answer first, the numbers last."""

from __future__ import annotations

from milkpath.judgement.assessment import Assessment
from milkpath.report.text_clinician import clinicians_half
from milkpath.report.text_mother import mothers_half
from milkpath.report.text_sheet import sheet_for
from milkpath.report.text_short import short_report


def text(assessment: Assessment, *, width: int = 78, colour: bool) -> str:
    """Return the assessment as text of at most `width` characters a line, with terminal colours where `colour` is set.

    Colour only repeats what a word and a symbol already say.
    """
    sheet = sheet_for(assessment, width=width, colour=colour)
    lines = [*mothers_half(assessment, sheet), *clinicians_half(assessment, sheet)]
    return "\n".join(lines).strip("\n") + "\n"


def short_text(assessment: Assessment, *, width: int = 78, colour: bool) -> str:
    """Return the short report: what to do, why in a sentence, and one table of figures, without the sources."""
    lines = short_report(assessment, sheet_for(assessment, width=width, colour=colour))
    return "\n".join(lines).strip("\n") + "\n"
