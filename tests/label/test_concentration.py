"""Intervals of percent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from milkpath.label.concentration import Place, intervals, order_is_kept


def plain(*figures: float | None) -> list[Place]:
    """Return a list in falling order with these declared percentages."""
    names = [chr(ord("z") - n) for n in range(len(figures))]
    return [
        Place(name, name, True, None if figure is None else (figure, figure, figure))
        for name, figure in zip(names, figures, strict=True)
    ]


def highs(places: list[Place]) -> list[float]:
    return [round(found.high, 9) for found in intervals(places, {})]


def test_rank_bounds_from_above() -> None:
    """The ingredient at rank r is at most 100/r percent, and nothing bounds it from below."""
    found = intervals(plain(None, None, None, None), {})
    assert [one.high for one in found] == [100.0, 50.0, 100.0 / 3.0, 25.0]
    assert {0.0} == {one.low for one in found}
    assert {"order"} == {one.basis for one in found}


def test_declared_neighbour_caps_what_follows() -> None:
    """What follows a declared figure is at most that much."""
    assert highs(plain(None, 5.0, None)) == [95.0, 5.0, 5.0]


def test_below_one_percent_the_order_is_free() -> None:
    """Behind a figure under one percent anything may be up to one percent."""
    assert highs(plain(None, 0.3, None)) == [99.7, 0.3, 1.0]


def test_no_upper_end_falls_below_one_percent_by_rank() -> None:
    """A long list never bounds its last ingredient by less than one percent."""
    names = [f"{chr(122 - n // 26)}{chr(122 - n % 26)}" for n in range(200)]
    assert intervals([Place(name, None, True) for name in names], {})[-1].high == 1.0


def test_figures_out_of_order_switch_the_order_off() -> None:
    """Ten percent at the 32nd place says that the list is not in falling order."""
    places = plain(*([None] * 20), 10.0)
    assert not order_is_kept(places)
    assert {90.0} == {one.high for one in intervals(places, {})[:-1]}
    assert {"none"} == {one.basis for one in intervals(places, {})[:-1]}


def test_alphabetical_list_has_no_order() -> None:
    """Names in the order of the alphabet are in no other order."""
    places = [Place(name, None, True) for name in "abcdefghij"]
    assert {100.0} == {one.high for one in intervals(places, {})}


def test_list_that_cannot_fill_up_has_no_order() -> None:
    """Bounds that leave room for no whole product come from a list that is not in falling order."""
    assert highs(plain(10.0, None)) == [10.0, 90.0]


def test_drug_list_has_no_order() -> None:
    """Excipients may each be all that is left."""
    places = [Place("a", "a", False, (4.0, 4.0, 4.0)), Place("b", "b", False), Place("c", "c", False)]
    assert highs(places) == [4.0, 96.0, 96.0]
    assert intervals(places, {})[1].best is None


def test_typical_use_gives_the_point_only() -> None:
    """What is usual moves the guess within the interval and never its upper end."""
    places = plain(None, None, None)
    found = intervals(places, {"y": 3.0, "x": 80.0})
    assert [(one.basis, one.high) for one in found] == [("order", 100.0), ("typical", 50.0), ("typical", 100.0 / 3.0)]
    assert (found[1].best, found[2].best) == (3.0, 100.0 / 3.0)


def test_doubled_name_counts_once() -> None:
    """A name that stands twice makes no later name rarer."""
    places = [Place("b", "b", True), Place("b", "b", True), Place("a", "a", True)]
    assert intervals(places, {})[2].high == 50.0


@given(st.lists(st.one_of(st.none(), st.floats(0.01, 60.0)), max_size=25), st.booleans())
def test_intervals_hold_together(figures: list[float | None], ordered: bool) -> None:
    """Low, best and high are in order, and lows that are declared to be possible never exceed the whole."""
    places = [
        Place(str(n * 7919 % 1009), None, ordered, None if f is None else (f, f, f)) for n, f in enumerate(figures)
    ]
    found = intervals(places, {})
    for one in found:
        assert 0.0 <= one.low <= one.high <= 100.0
        assert one.best is None or one.low <= one.best <= one.high
    if sum(f for f in figures if f) <= 100.0:
        assert sum(one.low for one in found) <= 100.0 + 1e-9
