"""Numbers for people: never carried over a limit by rounding, never a false nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.judgement.assessment import BoundedInterval, Interval
from milkpath.report.numbers import interval, number, one_in, percent_range, quantity, share_of_limit

POSITIVE = st.floats(min_value=1e-12, max_value=1e12)


@given(POSITIVE)
def test_a_positive_number_is_never_written_as_nothing(x: float) -> None:
    """However small a dose is, it is not printed as zero."""
    assert number(x) != "0"


@given(st.floats(min_value=1e-9, max_value=1e9))
def test_a_share_is_written_on_its_own_side_of_the_limit(share: float) -> None:
    """Rounding never turns under the limit into over it, or the other way round."""
    written = share_of_limit(share).removesuffix(" %")
    if "×" not in written:
        assert (share >= 1) == (float(written.replace(",", "")) >= 100)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, "an unknown part of it"),
        (0.0, "none of it"),
        (0.0033, "about 1 in 300 of it"),
        (0.1, "about 1 in 10 of it"),
        (0.5, "about 5 in 10 of it"),
        (0.999, "nearly all of it"),
        (1.0, "about 1 times it"),
        (12.25, "about 12 times it"),
    ],
)
def test_a_share_is_a_comparison(share: float | None, words: str) -> None:
    """Comparisons come before percentages."""
    assert words == one_in(share, "it")


def test_an_interval_has_one_unit_for_its_three_figures() -> None:
    """Median and ends can be compared at a glance."""
    assert interval(BoundedInterval(p05=412, p50=1150, p95=3400, bound=None), "ug/L") == "1.2 mg/L (0.41 to 3.4)"


def test_an_interval_around_nothing_takes_its_unit_from_the_high_end() -> None:
    """A median of zero does not hide a high end."""
    assert interval(Interval(p05=0, p50=0, p95=0.003), "ug/L") == "0 ng/L (0 to 3)"


def test_a_bound_without_percentiles_is_said_as_a_bound() -> None:
    """An upper bound is never shown as a median."""
    only_bound = BoundedInterval(p05=None, p50=None, p95=None, bound=6900.0)
    nothing = BoundedInterval(p05=None, p50=None, p95=None, bound=None)
    assert interval(only_bound, "mg") == "at most 6.9 g"
    assert interval(nothing, "mg") == "not known"


def test_what_is_not_known_is_said_so() -> None:
    """A missing figure is never blank or zero."""
    assert {"not known"} == {quantity(None, "mg"), interval(None, "mg"), share_of_limit(None)}


def test_half_known_percentages_show_the_open_end() -> None:
    """A missing end of a range is a question mark."""
    assert percent_range(1.0, None, None) == "1 to ? %"
