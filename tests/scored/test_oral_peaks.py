"""Peaks in plasma after tablets are near those that labels print, but for the known ones."""

from __future__ import annotations

from validation import oral_peaks

KNOWN_MISSES = {
    "clindamycin": "the label measured all that kills bacteria",
    "prednisolone": "the clearance is that of high doses",
}


def test_printed_peaks_are_within_twofold_but_for_the_known_misses() -> None:
    """No peak is more than twofold off in silence, and none of the known ones has come right unnoticed."""
    far = {one.substance for one in oral_peaks.found() if not 0.5 <= one.middle / one.observed <= 2}
    assert far == set(KNOWN_MISSES)


def test_a_peak_has_an_interval_around_its_middle() -> None:
    """The interval of one person is a real one."""
    assert all(0 < one.low < one.middle < one.high for one in oral_peaks.found())
