"""Figures with units, as articles write them."""

from __future__ import annotations

import pytest

from milkpath.articles.figures import figures


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("24-48 hours", 24, 48, "h"),
        ("24 to 48 hrs", 24, 48, "h"),
        ("two days", 48, 48, "h"),
        ("a week", 168, 168, "h"),
        ("30 minutes", 0.5, 0.5, "h"),
        ("0,5 %", 0.5, 0.5, "%"),
        ("4% lidocaine", 4, 4, "%"),
        ("a 1.5-mm needle", 1.5, 1.5, "mm"),
        ("three or four months", 2190, 2920, "h"),
    ],
)
def test_figures_are_read_in_their_unit(text: str, low: float, high: float, unit: str) -> None:
    """Ranges, words and abbreviations give hours, per cent or millimetres."""
    ((found_low, found_high, found_unit),) = figures(text)
    assert (found_low, found_high, found_unit) == (pytest.approx(low), pytest.approx(high), unit)


def test_bare_numbers_are_no_figures() -> None:
    """A number without a unit, and a unit inside a word, say nothing."""
    assert figures("in 2019 some 20 women wore 3 handbags") == ()
