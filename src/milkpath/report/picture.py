"""The milk timeline as a file of its own, for a page that does not bring the style sheet."""

from __future__ import annotations

import datetime as dt
import re

from milkpath.judgement.assessment import Assessment
from milkpath.report.templates import environment
from milkpath.report.timeline import timeline_svg
from milkpath.report.timeline_words import by_relevance


def picture(assessment: Assessment, *, starts: dt.datetime | None = None) -> str:
    """Return the timeline of the most relevant substance as a self-contained SVG on a white ground, empty without one."""
    drawn = next((one for one in by_relevance(assessment) if one.timeline is not None), None)
    return "" if drawn is None else standalone(timeline_svg(drawn, assessment, starts=starts))


def standalone(svg: str) -> str:
    """Return an SVG with the rules of the style sheet that it needs inside it.

    >>> standalone('<svg class="timeline" viewBox="0 0 1 1"></svg>').count("<style>")
    1
    """
    sheet = environment().get_template("style.css.j2").render()
    colours = re.search(r":root\{.*?\}", sheet, re.DOTALL)
    rules = [line for line in sheet.splitlines() if line.startswith(".timeline")]
    ground = ".timeline{font-family:sans-serif;background:#fff}"
    light = colours.group(0).replace("color-scheme:light dark", "color-scheme:light") if colours else ""
    style = "\n".join([light, ground, *rules])
    return re.sub(r"(<svg[^>]*>)", lambda opening: f"{opening.group(1)}<style>{style}</style>", svg, count=1)
