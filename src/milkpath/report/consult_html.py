"""A sheet as one HTML file: no script, nothing loaded from elsewhere, good at 320 px and on paper."""

from __future__ import annotations

from markupsafe import Markup

from milkpath.report.sheet import Sheet
from milkpath.report.templates import environment
from milkpath.report.words import ACTION_WORDS, evidence_ladder


def sheet_html(sheet: Sheet) -> str:
    """Return the page; every text of the plan is escaped by the template.

    >>> from milkpath.report.sheet import Line, Paragraph, section
    >>> made = {"id": "questions", "language": "en", "made_for": "2026-12-01T14:00", "foot": ()}
    >>> page = sheet_html(Sheet(title="<b>", sections=section("Why", Paragraph(line=Line(text="1 < 2"))), **made))
    >>> "&lt;b&gt;" in page, "1 &lt; 2" in page
    (True, True)
    """
    return (
        environment()
        .get_template("consult_sheet.html.j2")
        .render(
            sheet=sheet,
            ladder=evidence_ladder,
            action_words=ACTION_WORDS,
            anchors=frozenset(_anchors(sheet)),
            # The picture comes from an escaping template, so that it can stand in the page as it is.
            drawn=Markup,
        )
    )


def _anchors(sheet: Sheet) -> list[str]:
    return [
        line.anchor
        for part in sheet.sections
        for block in part.blocks
        for line in getattr(block, "lines", ())
        if line.anchor
    ]
