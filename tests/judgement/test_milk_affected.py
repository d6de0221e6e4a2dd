"""From when to when milk holds a level that could matter, if ever."""

from __future__ import annotations

from typing import Any

from milkpath.judgement.assessment import Clock
from milkpath.judgement.milk_affected import milk_affected, relevant_span

from .built import case_of, home, needle, put, visit

MUCH = put("Lidocaine 30 %; Carbomer", {"site": "legs", "size": "2000 cm2"}, amount="100 g", covered=True) | {
    "for": "3 h"
}
LITTLE = put("Lidocaine 4 %; Purified water", {"site": "cheeks", "size": "20 cm2"}, amount="0.2 g") | {"for": "20 min"}


def _entries(tree: dict[str, Any]) -> dict[str, Clock]:
    return {entry.id: entry for entry in milk_affected(case_of(tree))}


def test_a_little_never_reaches_a_level_that_could_matter() -> None:
    """And the answer says so."""
    found = _entries(visit(LITTLE, needle("cheeks")))
    assert set(found) == {"in-milk-never"}
    assert found["in-milk-never"].interval_h == (0.0, 0.0)


def test_much_is_told_with_its_hours_and_without_a_wait() -> None:
    """First and last hour, and that no wait follows."""
    case = case_of(visit(MUCH))
    report = next(pooled.report for pooled in case.exposures if pooled.report.substance == "lidocaine")
    span = relevant_span(case, report)
    assert span is not None
    assert 0 <= span.starts < span.ends_in_the_middle <= span.ends
    entry = _entries(visit(MUCH))["milk-affected-lidocaine"]
    assert entry.interval_h == (span.ends_in_the_middle, span.ends)
    assert entry.not_before is None
    assert "no wait" in entry.what


def test_good_news_on_one_substance_is_not_told_beside_another_that_matters() -> None:
    """Where something does reach such a level, what does not is for the clinician."""
    found = _entries(visit(MUCH, {"do": "take", "medicine": "ibuprofen", "dose": "1 mg"}))
    assert "milk-affected-lidocaine" in found
    assert "in-milk-never" not in found


def test_more_of_it_ends_no_sooner() -> None:
    """A larger amount keeps the milk above the level for at least as long."""
    ends = []
    for grams in ("25 g", "100 g"):
        case = case_of(visit(MUCH | {"amount": grams}))
        span = relevant_span(case, next(p.report for p in case.exposures if p.report.substance == "lidocaine"))
        assert span is not None
        ends.append(span.ends)
    assert ends == sorted(ends)


def test_nothing_simulated_says_nothing() -> None:
    """No figures, no hours."""
    assert _entries(home(put("Aqua"))) == {}
