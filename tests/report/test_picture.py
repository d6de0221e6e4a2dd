"""The picture that stands outside a page."""

from __future__ import annotations

from milkpath.report.picture import picture

from .example import EXAMPLE


def test_the_picture_needs_no_page() -> None:
    """The file brings its own style, loads nothing, and keeps its text alternative."""
    svg = picture(EXAMPLE)
    assert svg.count("<style>") == 1
    assert "var(--" not in svg or ":root{" in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert "<desc" in svg
