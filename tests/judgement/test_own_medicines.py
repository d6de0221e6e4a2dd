"""What a mother takes anyway: named, with its own reason, and never hidden behind a milder one."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.rules import rule_reasons
from milkpath.judgement.severity import severity
from milkpath.judgement.statements import statement_reasons
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.report.consult_mother import mothers_sheet
from milkpath.report.sheet import texts
from milkpath.report.text import short_text

from .built import case_of, home, put

DAILY = ("sertraline", "fluoxetine", "escitalopram", "venlafaxine", "desvenlafaxine", "metformin")
NEWBORN = {"age": "10 days", "born_at": "33 weeks"}
SIX_WEEKS = {"age": "6 weeks", "born_at": "40 weeks"}
BABIES = pytest.mark.parametrize("infant", [NEWBORN, SIX_WEEKS, {"age": "5 months"}], ids=["early", "young", "older"])
MORE_PASSES = "More gets into milk than with some others. Do not stop on your own."
STILL_BEST = "Ask your doctor if it is still the best one for you."


def _tree(medicines: tuple[str, ...], infant: dict[str, str]) -> dict[str, Any]:
    return {**home(put("Aqua"), mother={"medicines": list(medicines)}), "infant": infant}


def _answer(medicines: tuple[str, ...], infant: dict[str, str]) -> Assessment:
    return assess(plan_from_tree(_tree(medicines, infant)), pairs=20, workers=1, advice=False)


def _written(medicines: tuple[str, ...], infant: dict[str, str]) -> tuple[str, str]:
    """The default text and the page of the consultation, each as one line."""
    answer = _answer(medicines, infant)
    page = " ".join(texts(mothers_sheet(answer, knowledge())))
    return " ".join(short_text(answer, width=100_000, colour=False).split()), " ".join(page.split())


@BABIES
def test_each_medicine_is_named_to_the_mother(infant: dict[str, str]) -> None:
    """Every medicine that she takes begins a line of its own, in the text and on the page."""
    for written in _written(DAILY[:3] + DAILY[-1:], infant):
        assert [
            name
            for name in (*DAILY[:3], DAILY[-1])
            if f"{name.capitalize()}: \u2611" not in written and f"{name.capitalize()}: \u2713" not in written
        ] == []


@pytest.mark.parametrize("infant", [NEWBORN, SIX_WEEKS], ids=["early", "young"])
@pytest.mark.parametrize("others", [("metformin",), ("sertraline", "metformin")])
def test_a_mild_medicine_hides_nothing_of_a_harsher_one(others: tuple[str, ...], infant: dict[str, str]) -> None:
    """What is said of fluoxetine stands beside any other medicine, whichever comes first."""
    for written in (*_written((*others, "fluoxetine"), infant), *_written(("fluoxetine", *others), infant)):
        assert MORE_PASSES in written
        assert STILL_BEST in written


@BABIES
@pytest.mark.parametrize("medicines", list(permutations(DAILY, 2)), ids="-".join)
def test_a_reason_that_clears_is_never_the_why_of_harsher_advice(
    medicines: tuple[str, ...], infant: dict[str, str]
) -> None:
    """The why of each piece of advice is a most severe reason among all that give it."""
    case = case_of(_tree(medicines, infant))
    reasons = [*statement_reasons(case), *rule_reasons(case)]
    for task in _answer(medicines, infant).now:
        given = [reason for reason in reasons if task.id in reason.advice]
        why = [reason for reason in given if reason.rule == task.because[0].rule]
        assert max(severity(one.action) for one in why) == max(severity(one.action) for one in given)


@BABIES
@pytest.mark.parametrize("medicine", DAILY[:-1])
def test_she_is_told_not_to_stop_on_her_own(medicine: str, infant: dict[str, str]) -> None:
    """The sentence stands in the default text and on the page."""
    for written in _written((medicine,), infant):
        assert "Do not stop or change your daily medicine on your own." in written


@pytest.mark.parametrize("medicine", ["paroxetine", "insulin", "warfarin"])
def test_nobody_is_told_to_leave_out_what_a_doctor_ordered(medicine: str) -> None:
    """Of a medicine of hers that is not known: ask, and do not stop it; never: leave it out."""
    for written in _written((medicine,), SIX_WEEKS):
        assert "Do not stop it on your own." in written
        assert "leave it out" not in written


@BABIES
@pytest.mark.parametrize("medicine", DAILY[:-1])
def test_a_medicine_of_months_is_not_watched_for_a_day(medicine: str, infant: dict[str, str]) -> None:
    """No statement of these medicines asks to watch for the next day only."""
    case = case_of(_tree((medicine,), infant))
    mine = [reason for reason in statement_reasons(case) if reason.substance == medicine]
    assert mine
    assert [reason.rule for reason in mine if "watch-baby" in reason.advice] == []


@pytest.mark.parametrize("medicine", DAILY)
def test_a_medicine_stands_for_no_illness(medicine: str) -> None:
    """Each of these is taken for more than one illness, so that taking it names none."""
    assert case_of(_tree((medicine,), SIX_WEEKS)).mother_conditions == ()
