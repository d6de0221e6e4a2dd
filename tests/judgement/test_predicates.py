"""Each predicate of the rules: a plan in which it holds, and the nearest one in which it does not."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge.reader import knowledge

from .built import case_of, home, needle, put, visit

WHOLE = {"settings": ("whole-skin", "recovering-skin", "breast")}
OPEN = {"settings": ("open-skin", "injected", "taken")}
MIX = "Lidocaine 5 %, Tetracaine 4 %, Prilocaine 2 %; Macrogol 400"
MUCH = put("Lidocaine 30 %; Carbomer", {"site": "legs", "size": "2000 cm2"}, amount="100 g", covered=True) | {
    "for": "3 h"
}
UNREADABLE = {"do": "apply", "area": "face", "product": {"name": "numbing gel", "label": ""}}
TWO = put("Lidocaine 10 %, Prilocaine 5 %; Macrogol 400", {"site": "legs", "size": "2000 cm2"}, amount="100 g") | {
    "for": "3 h"
}
INJECTED = {
    "do": "apply",
    "area": "face",
    "amount": "15 mL",
    "product": {"label": "Mepivacaine 2 %; Water for injections", "kind": "injected"},
}

HOLDS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("ingredient_unresolved", WHOLE, home(put("Aqua, Zorblatin"))),
    ("ingredient_unresolved", OPEN, visit(needle(), put("Aqua, Zorblatin"))),
    ("nothing_known", WHOLE, home(put("Naproxen 10 %; Aqua"))),
    ("nothing_known", OPEN, visit(needle(), put("Clindamycin 1 %; Aqua"))),
    ("label_unreadable", {}, home(put(""))),
    ("label_unreadable", {"words": ("numb", "numbing")}, home(UNREADABLE)),
    ("members_in_product", {"class": "local-anaesthetic", "count": 3}, home(put(MIX))),
    ("mother_peak_over", {"limit": "mother-plasma-first-signs", "share": 1.0}, visit(MUCH)),
    ("infant_dose_over", {"limit": "infant-therapeutic-dose", "share": 0.01}, visit(MUCH)),
    ("bound_over_maximum_dose", {"share": 1.0}, visit(needle(), put("Lidocaine 4 %; Aqua", amount="20 g"))),
    ("injected_over_maximum_dose", {"class": "local-anaesthetic", "share": 1.0}, visit(INJECTED, INJECTED)),
    ("area_over_maximum", {}, visit(put("Lidocaine 4 %; Aqua", {"site": "legs", "size": "401 cm2"}))),
    ("group_over", {"class": "local-anaesthetic", "share": 1.0}, visit(TWO)),
    ("needles_deeper_than_site_allows", {}, visit(needle("tear trough", depth="1.5 mm"))),
    ("needles_deeper_than_site_allows", {}, visit({"do": "needle", "area": "tear trough", "device": "pen"})),
    ("opened_skin_of_type", {"skin_types": ("IV", "V")}, visit(needle(), mother={"skin_type": "V"})),
    ("opened_skin", {}, visit(needle())),
    ("opened_skin", {"weeks_below": 11}, visit(needle())),
    ("contact_with_opened_skin", {}, visit(needle("cheeks"), contact=[{"what": "kissed", "area": "face"}])),
    ("contact_with_opened_skin", {}, visit(needle("legs"), contact=[{"what": "licked", "area": "flapdoodle"}])),
    (
        "class_where_baby_meets",
        {"classes": ("retinoid",)},
        home(put("Retinol 1 %; Aqua", "chest"), contact=[{"what": "sleeps-on", "area": "chest"}]),
    ),
    ("not_sterile_under_needles", {}, visit(put("Aqua"), needle())),
    ("medicine_unknown", {}, home({"do": "take", "medicine": "zorblatin"})),
    ("procedure_unknown", {}, visit({"do": "treat", "procedure": "moonbeam"})),
    ("procedure_unknown", {}, visit({"do": "peel", "acid": "stardust"})),
    ("condition_unknown", {}, home(put("Aqua"), mother={"conditions": ["asthma of the toenail"]})),
    ("visit_with_young_infant", {"weeks_below": 11}, visit(needle())),
]
DOES_NOT_HOLD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("needles_deeper_than_site_allows", {}, visit(needle("tear trough", depth="0.25 mm"))),
    ("opened_skin_of_type", {"skin_types": ("IV", "V")}, visit(needle(), mother={"skin_type": "II"})),
    ("opened_skin_of_type", {"skin_types": ("IV", "V")}, home(put("Aqua"), mother={"skin_type": "V"})),
    ("opened_skin_of_type", {"skin_types": ("IV", "V")}, visit(needle())),
    ("ingredient_unresolved", WHOLE, home(put("Aqua, Glycerin"))),
    ("ingredient_unresolved", OPEN, home(put("Aqua, Zorblatin"))),
    ("ingredient_unresolved", WHOLE, visit(needle(), put("Aqua, Zorblatin"))),
    ("nothing_known", WHOLE, home(put("Lidocaine 4 %; Aqua"))),
    ("label_unreadable", {}, home(put("Aqua"))),
    (
        "label_unreadable",
        {"words": ("numb", "numbing")},
        home(put("") | {"product": {"name": "number seven", "label": ""}}),
    ),
    (
        "members_in_product",
        {"class": "local-anaesthetic", "count": 3},
        home(put("Lidocaine 5 %; Aqua"), put("Tetracaine 4 %, Prilocaine 2 %")),
    ),
    (
        "mother_peak_over",
        {"limit": "mother-plasma-first-signs", "share": 1.0},
        visit(put("Lidocaine 1 %; Aqua", {"site": "face", "size": "10 cm2"})),
    ),
    ("infant_dose_over", {"limit": "infant-therapeutic-dose", "share": 0.0, "share_below": 1e-9}, visit(MUCH)),
    (
        "infant_dose_over",
        {"limit": "infant-therapeutic-dose", "share": 0.1},
        visit(put("Lidocaine 1 %; Aqua", {"site": "face", "size": "1 cm2"})),
    ),
    ("bound_over_maximum_dose", {"share": 1.0}, visit(put("Lidocaine 4 %; Aqua", amount="20 g"))),
    ("injected_over_maximum_dose", {"class": "local-anaesthetic", "share": 1.0}, visit(INJECTED)),
    ("injected_over_maximum_dose", {"class": "local-anaesthetic", "share": 1.0}, visit(MUCH)),
    ("area_over_maximum", {}, visit(put("Lidocaine 4 %; Aqua", {"site": "legs", "size": "400 cm2"}))),
    (
        "group_over",
        {"class": "local-anaesthetic", "share": 1.0},
        visit(put("Lidocaine 1 %; Aqua", {"site": "face", "size": "10 cm2"})),
    ),
    ("opened_skin", {}, visit(put("Aqua"))),
    ("opened_skin", {"weeks_below": 10}, visit(needle())),
    ("contact_with_opened_skin", {}, visit(needle("legs"), contact=[{"what": "kissed", "area": "face"}])),
    (
        "class_where_baby_meets",
        {"classes": ("retinoid",)},
        home(put("Retinol 1 %; Aqua", "legs"), contact=[{"what": "sleeps-on", "area": "chest"}]),
    ),
    ("not_sterile_under_needles", {}, visit(put("Aqua") | {"product": {"label": "Aqua", "sterile": True}}, needle())),
    ("not_sterile_under_needles", {}, visit(put("Aqua"), {"do": "remove", "area": "face"}, needle())),
    ("medicine_unknown", {}, home({"do": "take", "medicine": "Ibuprofen"})),
    ("procedure_unknown", {}, visit({"do": "treat", "procedure": "Botulinum toxin"})),
    ("condition_unknown", {}, home(put("Aqua"), mother={"conditions": ["Cold Sores"]})),
    ("visit_with_young_infant", {"weeks_below": 10}, visit(needle())),
    ("visit_with_young_infant", {"weeks_below": 11}, home(put("Aqua"))),
    ("route_is_silent", {}, visit(needle())),
]


@pytest.mark.parametrize(("name", "thresholds", "tree"), HOLDS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(HOLDS)])
def test_a_predicate_finds_what_it_looks_for(name: str, thresholds: dict[str, Any], tree: dict[str, Any]) -> None:
    """And every value that it reports is a text to be printed."""
    findings = list(PREDICATES[name](case_of(tree), thresholds))
    assert findings
    assert all(isinstance(value, str) and value for finding in findings for value in finding.values.values())


@pytest.mark.parametrize(
    ("name", "thresholds", "tree"), DOES_NOT_HOLD, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(DOES_NOT_HOLD)]
)
def test_a_predicate_is_silent_on_the_nearest_other_plan(
    name: str, thresholds: dict[str, Any], tree: dict[str, Any]
) -> None:
    """One fact less, and it does not hold."""
    assert list(PREDICATES[name](case_of(tree), thresholds)) == []


def test_every_predicate_is_tested_and_named_by_a_rule() -> None:
    """No predicate is without a test, and none without a rule."""
    assert {name for name, _, _ in HOLDS} | {"route_is_silent"} == set(PREDICATES)
    assert {rule.predicate for rule in knowledge().rules.values()} == set(PREDICATES)


@pytest.mark.parametrize("rule", sorted(knowledge().rules))
def test_a_rule_has_the_words_that_its_text_asks_for(rule: str) -> None:
    """The gaps in the text and plain words of a rule are filled by its predicate."""
    record = knowledge().rules[rule]
    trees = [tree for name, _, tree in HOLDS if name == record.predicate]
    findings = [finding for tree in trees for finding in PREDICATES[record.predicate](case_of(tree), record.thresholds)]
    for finding in findings:
        assert record.text.format_map(finding.values)
        assert (record.plain or " ").format_map(finding.values)
