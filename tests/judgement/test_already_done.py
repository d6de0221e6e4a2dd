"""What still matters of a visit that has happened."""

from __future__ import annotations

import pytest

from milkpath.judgement.already_done import hours_since_visit, still_ahead

from .built import a_reason, case_of, needle, visit

STEP = "visit.steps[0]"


def _done(asked: str) -> object:
    return case_of(visit(needle(), asked=asked, status="done"))


def test_a_planned_visit_has_no_hours_behind_it() -> None:
    """Only what is done is in the past."""
    assert hours_since_visit(case_of(visit(needle()))) is None


def test_hours_count_from_the_end_of_the_visit() -> None:
    """The needling itself takes part of the first hour."""
    case = _done("2026-12-01T20:00")
    assert hours_since_visit(case) == pytest.approx(6.0 - case.timeline.visit_ends_h)  # type: ignore[attr-defined, arg-type]


@pytest.mark.parametrize("action", ["swap", "avoid", "defer"])
def test_what_was_done_is_at_most_a_matter_of_care(action: str) -> None:
    """Nobody is blamed for yesterday."""
    (now,) = still_ahead(_done("2026-12-02T14:00"), [a_reason(step=STEP, action=action)])  # type: ignore[arg-type]
    assert now.action == "go-with-steps"


@pytest.mark.parametrize(("step", "action"), [("home[0]", "avoid"), (None, "swap"), (STEP, "go")])
def test_home_care_whole_plans_and_mild_reasons_stay_as_they_are(step: str | None, action: str) -> None:
    """What goes on counts in full, and `go` does not become harsher."""
    (now,) = still_ahead(_done("2026-12-02T14:00"), [a_reason(step=step, action=action)])  # type: ignore[arg-type]
    assert now.action == action


@pytest.mark.parametrize(("asked", "action"), [("2026-12-02T14:00", "defer"), ("2026-12-12T14:00", "go-with-steps")])
def test_a_wait_counts_until_it_is_over(asked: str, action: str) -> None:
    """Until the latest time that the statement names."""
    (now,) = still_ahead(_done(asked), [a_reason(step=STEP, action="defer", until_hours=(120.0, 168.0))])  # type: ignore[arg-type]
    assert now.action == action
