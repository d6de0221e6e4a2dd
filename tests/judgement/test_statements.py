"""When a statement applies: each condition, one at a time. A fact that is missing counts as met."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from milkpath.judgement.statements import applies, statement_reasons, statements_of
from milkpath.knowledge.reader import knowledge

from .built import a_statement, case_of, home, needle, put, visit

CASE = case_of(
    visit(needle(), infant={"age": "10 weeks", "conditions": ["jaundice"]}, mother={"conditions": ["cold sores"]})
)
FOREHEAD = case_of(visit(needle("forehead")))
LIP = case_of(visit(needle("upper lip")))
AT_HOME = case_of(visit(needle()) | {"visit": {"setting": "home", "steps": [needle()]}})
STEP = CASE.plan.visit.steps[0]  # type: ignore[union-attr]


def _holds(case: Any = CASE, *, step: Any = STEP, percent: float | None = 5.0, **wanted: Any) -> bool:
    return applies(case, a_statement(**wanted), ("open-skin",), step, percent)


def test_a_statement_without_conditions_alwaysapplies() -> None:
    """Nothing asked, nothing refused."""
    assert _holds()


@pytest.mark.parametrize(
    ("wanted", "applies"),
    [
        ({"settings": ("open-skin", "injected")}, True),
        ({"settings": ("whole-skin",)}, False),
        ({"infant_age_weeks_below": 10.1}, True),
        ({"infant_age_weeks_below": 10}, False),
        ({"infant_age_weeks_from": 10}, True),
        ({"infant_age_weeks_from": 10.1}, False),
        ({"infant_conditions": ("jaundice", "preterm")}, True),
        ({"infant_conditions": ("preterm",)}, False),
        ({"mother_conditions": ("cold-sores",)}, True),
        ({"mother_conditions": ("melasma",)}, False),
        ({"percent_above": 4.9}, True),
        ({"percent_above": 5}, False),
        ({"percent_up_to": 5}, True),
        ({"percent_up_to": 4.9}, False),
        ({"depth_mm_above": 0.9}, True),
        ({"depth_mm_above": 1.0}, False),
        ({"setting_of_use": "clinic"}, True),
        ({"setting_of_use": "home"}, False),
    ],
)
def test_each_condition_decides_on_its_own(wanted: dict[str, Any], applies: bool) -> None:
    """A step of 1 mm in a clinic, 5 % on open skin, an infant of ten weeks with jaundice, a mother with cold sores."""
    assert _holds(**wanted) is applies


def test_a_strength_or_depth_that_is_not_known_counts_as_met() -> None:
    """The cautious side: the cream may be strong and the needles may go deep."""
    deep = msgspec.structs.replace(STEP, depth_mm=None)
    assert _holds(percent=None, percent_above=50)
    assert _holds(step=deep, depth_mm_above=3)


def test_near_the_mouth_means_that_skin_there_is_opened() -> None:
    """The upper lip is near the mouth, the forehead is not."""
    assert _holds(LIP, near_mouth=True)
    assert not _holds(FOREHEAD, near_mouth=True)


def test_home_is_where_the_visit_or_the_item_is() -> None:
    """A session at home, and home care after a visit to a clinic."""
    assert _holds(AT_HOME, setting_of_use="home")
    item = msgspec.structs.replace(STEP, phase="home")
    assert _holds(step=item, setting_of_use="home")


def test_a_substance_has_its_own_statements_and_those_of_its_classes() -> None:
    """Lidocaine is a local anaesthetic."""
    known = knowledge()
    ids = {statement.id for statement in statements_of(known.substances["lidocaine"], known)}
    assert {"lidocaine-mother-strong", "local-anaesthetic-contact-residue"} <= ids


def test_a_statement_on_all_routes_is_a_reason_on_each() -> None:
    """And names its step and its substance."""
    reasons = [
        r for r in statement_reasons(case_of(home(put("Lidocaine 4 %; Aqua")))) if r.rule == "lidocaine-milk-low"
    ]
    assert {(r.route, r.step, r.substance) for r in reasons} == {("milk", "home[0]", "lidocaine")}


def test_whole_skin_statements_do_not_hold_on_needled_skin() -> None:
    """Needled skin voids what rests on low absorption through whole skin."""
    rules = {reason.rule for reason in statement_reasons(case_of(visit(needle(), put("Lidocaine 4 %; Aqua"))))}
    assert "lidocaine-mother-open-skin" in rules
    assert not {"lidocaine-milk-low", "lidocaine-mother-whole-skin", "lidocaine-contact-whole-skin"} & rules


@pytest.mark.parametrize(("day", "deferred"), [(1, True), (4, True), (8, False), (30, False)])
def test_a_deferral_ends_when_its_time_has_passed(day: int, deferred: bool) -> None:
    """A retinoid is put off for a week after needles, and not for ever."""
    item = put("Tretinoin 0.05 %; Aqua") | {"from": f"day {day}", "times_per_day": 1}
    reasons = statement_reasons(case_of(visit(needle(), home=[item])))
    assert any(reason.action == "defer" for reason in reasons) is deferred


@pytest.mark.parametrize(("most_mg", "holds"), [(599, True), (600, False)])
def test_a_medicine_counts_by_what_is_taken_in_a_day(most_mg: float, holds: bool) -> None:
    """200 mg three times a day are 600 mg; a dose that is left out counts as too much."""
    taken = {"do": "take", "medicine": "ibuprofen", "times_per_day": 3}
    stated, left_out = case_of(home(taken | {"dose": "200 mg"})), case_of(home(taken))
    assert _holds(stated, step=stated.plan.home[0], daily_mg_above=most_mg) is holds
    assert _holds(left_out, step=left_out.plan.home[0], daily_mg_above=most_mg)
