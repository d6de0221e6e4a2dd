"""Is this the time: topics gather reasons that already count, and judge nothing anew."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.assessment import Suitability
from milkpath.judgement.rules import rule_reasons
from milkpath.judgement.statements import statement_reasons
from milkpath.judgement.suitability import suitability

from .built import case_of, home, needle, put, visit

CREAM = put("Lidocaine 2.5 %, Prilocaine 2.5 %; Purified water") | {"for": "30 min"}


def _topics(tree: dict[str, Any]) -> dict[str, Suitability]:
    case = case_of(tree)
    reasons = [*statement_reasons(case), *rule_reasons(case)]
    return {topic.topic: topic for topic in suitability(case, reasons)}


def test_a_condition_is_a_topic_with_its_action() -> None:
    """Keloid and needles: wait, said under the condition's name."""
    topics = _topics(visit(needle(), mother={"conditions": ["keloid"]}))
    assert topics["keloid or raised scars"].action == "defer"


def test_a_condition_that_changes_nothing_is_still_answered() -> None:
    """Keloid and a moisturiser: nothing speaks against it, and the condition is not passed over."""
    topics = _topics(home(put("Aqua"), mother={"conditions": ["keloid"]}))
    assert topics["keloid or raised scars"].action == "go"


def test_an_infants_condition_gathers_what_is_said_of_it_elsewhere() -> None:
    """G6PD deficiency under prilocaine: the substance's own statement stands under the condition."""
    topics = _topics(visit(CREAM, needle(), infant={"age": "10 weeks", "conditions": ["g6pd deficiency"]}))
    rules = {because.rule for because in topics["G6PD deficiency"].because}
    assert any(rule.startswith("prilocaine") for rule in rules)


@pytest.mark.parametrize(
    ("tree", "topic"),
    [
        (visit(needle(), mother={"conditions": ["asthma of the toenail"]}), "asthma of the toenail"),
        (visit(needle(), mother={"skin_type": "V"}), "dark marks, by skin type"),
        (visit(needle("tear trough", depth="1.5 mm")), "how deep the needles go here"),
        (visit(needle()), "what the label of the device says"),
        (visit(CREAM, needle()), "the most lidocaine for your weight"),
        (visit(CREAM, needle()), "everything of one kind on the day: local anaesthetics"),
        (visit(needle(), infant={"age": "3 weeks"}), "your baby's age (3 weeks)"),
        (home(put("Aqua"), mother={"medicines": ["isotretinoin"]}), "your medicine: isotretinoin"),
    ],
)
def test_each_topic_of_a_consultation_is_found(tree: dict[str, Any], topic: str) -> None:
    """People, medicines, device, depth and doses."""
    found = _topics(tree)[topic]
    assert found.because


def test_the_largest_dose_stands_beside_the_planned_one() -> None:
    """Both figures and her weight are in one sentence."""
    topic = _topics(visit(CREAM, needle(), mother={"weight": "60 kg"}))["the most lidocaine for your weight"]
    assert any("25 mg" in because.text and "60 kg" in because.text for because in topic.because)


def test_what_could_not_be_counted_is_not_called_fine() -> None:
    """Lidocaine with tetracaine, whose level nobody can compute: the sum is not called as planned."""
    mixed = put("Lidocaine 2 %, Tetracaine 2 %; Purified water", amount="1 g") | {"for": "20 min"}
    topics = _topics(visit(mixed, needle()))
    joint = topics.get("everything of one kind on the day: local anaesthetics")
    assert joint is None or joint.action != "go"


def test_more_than_may_be_injected_is_never_called_as_planned() -> None:
    """20 g of a plain cream hold more than the largest injected dose: care at least."""
    much = put("Lidocaine 4 %; Purified water", amount="20 g") | {"for": "30 min"}
    topic = _topics(visit(much, {"do": "remove", "area": "face", "how": "wipe"}, needle()))[
        "the most lidocaine for your weight"
    ]
    assert topic.action != "go"


def test_a_dose_that_fits_does_not_make_a_drug_fine() -> None:
    """A gram of prilocaine cream, and a baby with G6PD deficiency: no topic of prilocaine says as planned."""
    little = put("Prilocaine 2 %; Purified water", amount="1 g") | {"for": "20 min"}
    topics = _topics(visit(little, needle(), infant={"age": "10 weeks", "conditions": ["g6pd deficiency"]}))
    assert topics["the most prilocaine for your weight"].action not in ("go", "go-with-steps")


def test_a_bland_plan_has_no_topics() -> None:
    """Nothing to ask, nothing to say."""
    assert _topics(home(put("Aqua"))) == {}
