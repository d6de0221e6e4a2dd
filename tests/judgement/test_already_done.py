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


def test_what_to_do_comes_by_the_hour() -> None:
    """Of a visit that has happened: the next hour, the day, the week, feeding first; of a planned one there are no hours."""
    from milkpath import assess  # noqa: PLC0415 - the whole answer, for its order
    from milkpath.plan.read import plan_from_tree  # noqa: PLC0415

    from .built import put  # noqa: PLC0415

    cream = put("Lidocaine 4 %; Purified water", amount="6 g") | {"for": "30 min"}
    done, planned = (
        assess(plan_from_tree(visit(cream, needle(), **more)), pairs=20, workers=1, advice=False)
        for more in ({"asked": "2026-12-01T18:00", "status": "done"}, {})
    )
    hours = [task.within_h for task in done.now]
    assert done.now[0].id == "keep-feeding"
    assert hours[0] == 1
    assert [hour or 168.0 for hour in hours] == sorted(hour or 168.0 for hour in hours)
    assert {task.within_h for task in planned.now} == {None}
    assert "whom-to-call" in {task.id for task in done.now}
    assert "whom-to-call" not in {task.id for task in planned.now}


def test_nobody_is_told_to_feed_on_what_is_not_cleared() -> None:
    """Where home care goes on with something that is not for nursing mothers, feeding now is not the first thing said."""
    from milkpath import assess  # noqa: PLC0415
    from milkpath.plan.read import plan_from_tree  # noqa: PLC0415

    tablets = {"do": "take", "medicine": "isotretinoin", "dose": "20 mg", "times_per_day": 1}
    plan = visit(needle(), asked="2026-12-01T18:00", status="done") | {"home": [tablets]}
    answer = assess(plan_from_tree(plan), pairs=20, workers=1, advice=False)
    assert answer.routes.milk.action == "avoid"
    assert "keep-feeding" not in {task.id for task in answer.now}


def test_advice_that_has_passed_is_not_given() -> None:
    """Cool water in the first 24 hours is of no use a week later."""
    reason = a_reason(step=STEP, action="go-with-steps", advice=("drug-free-24h", "wash-hands", "pain-relief-choice"))
    (late,) = still_ahead(_done("2026-12-08T14:00"), [reason])  # type: ignore[arg-type]
    (soon,) = still_ahead(_done("2026-12-01T20:00"), [reason])  # type: ignore[arg-type]
    assert "drug-free-24h" in soon.advice
    assert "drug-free-24h" not in late.advice
    assert "pain-relief-choice" in late.advice
