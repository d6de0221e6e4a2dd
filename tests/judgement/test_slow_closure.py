"""Skin that a pain gel keeps open: the dates and the later products know of it."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.case import Case
from milkpath.judgement.clock import clock
from milkpath.judgement.statements import statement_reasons

from .built import case_of, needle, put, visit

GEL = put("Diclofenac 1 %; Purified water", "face", amount="2 g")
RETINOID = put("Retinol 1 %; Purified water", "face", amount="1 g") | {"from": "day 4", "until": "day 6"}


def _interval(case: Case, identity: str) -> tuple[float, float]:
    return next(entry.interval_h for entry in clock(case, []) if entry.id == identity)


def _planned(*steps: dict[str, Any]) -> Case:
    return case_of(visit(*steps) | {"home": [RETINOID]})


@pytest.mark.parametrize("identity", ["skin-touches-baby", "active-care"])
def test_a_gel_that_keeps_pores_open_draws_the_dates_out(identity: str) -> None:
    """Twice as long and more, from the needles on."""
    alone, beside = _planned(needle("face")), _planned(needle("face"), GEL)
    assert _interval(beside, identity)[0] > 2 * _interval(alone, identity)[0]
    assert _interval(beside, identity)[1] > 2 * _interval(alone, identity)[1]


def test_an_active_on_day_four_then_meets_open_skin() -> None:
    """Without the gel the skin is recovering by then."""
    settings = []
    for steps in ((needle("face"),), (needle("face"), GEL)):
        applications = _planned(*steps).timeline.applications
        settings.append(next(one.settings for one in applications if one.step.phase == "home"))
    assert "recovering-skin" in settings[0]
    assert "open-skin" in settings[1]


def test_a_gel_elsewhere_changes_no_date() -> None:
    """On other skin it keeps nothing open."""
    elsewhere = GEL | {"area": "thighs"}
    assert _interval(_planned(needle("face"), elsewhere), "active-care") == _interval(
        _planned(needle("face")), "active-care"
    )


def test_a_substance_that_is_put_off_comes_back_as_much_later() -> None:
    """What waits for closed skin waits for as long as the skin takes."""
    later = []
    for steps in ((needle("face"),), (needle("face"), GEL)):
        case = case_of(visit(*steps) | {"home": [RETINOID | {"from": "day 1"}]})
        entries = clock(case, [*statement_reasons(case)])
        later.append(next(entry.interval_h for entry in entries if entry.id == "retinol-again"))
    assert later[1][0] > 2 * later[0][0]
