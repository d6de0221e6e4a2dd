"""What swaps and alternatives are built from: procedures, goals, reference products, conditions and depths."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.matching import match_condition, match_procedure
from milkpath.knowledge.model import Procedure, ReferenceProduct
from milkpath.knowledge.reader import knowledge
from milkpath.knowledge.vocabulary import JOBS
from milkpath.plan.read import plan_from_tree

KNOWN = knowledge()
ROUTES = {"milk", "contact", "mother", "supply"}
PARTS_OF_OTHERS = {"dental-local-anaesthetic", "local-anaesthetic-infiltration"}
"""Anaesthetics that come with another treatment and are no way to a goal of their own."""
WITHOUT_A_GOAL = {*PARTS_OF_OTHERS, "hair-colour", "hair-straightening", "henna-tattoo", "hyaluronidase-injection"} | {
    "lash-nail-beauty",
    "piercing",
    "self-tanning",
    "tattoo",
}

every_procedure = pytest.mark.parametrize("procedure", KNOWN.procedures.values(), ids=list(KNOWN.procedures))
every_product = pytest.mark.parametrize("product", KNOWN.products.values(), ids=list(KNOWN.products))


def _assessed(**parts: Any) -> Assessment:
    return assess(plan_from_tree({"infant": {"age": "5 months"}, **parts}), pairs=20)


def _unresolved(answer: Assessment) -> list[str]:
    return [item.text or "" for step in answer.steps for item in step.ingredients if item.status == "unresolved"]


@every_procedure
def test_a_procedure_speaks_of_all_four_routes(procedure: Procedure) -> None:
    """Each route has a statement, with or without an action."""
    assert {statement.route for statement in procedure.statements} >= ROUTES


@every_procedure
def test_a_procedure_says_what_it_costs(procedure: Procedure) -> None:
    """Numbing and effort are told, so that an alternative is not praised for what it hides."""
    assert procedure.numbing is not None
    assert procedure.effort


@every_procedure
def test_a_way_to_a_goal_says_how_sure_its_benefit_is(procedure: Procedure) -> None:
    """A benefit that nobody has tested is called unknown, at grade D, and no other is."""
    for benefit in procedure.benefits:
        untested = benefit.sources == ("assumption-benefit-unknown",)
        assert untested == (benefit.grade == "D")
        assert not untested or benefit.size in ("unknown", "none")
    assert bool(procedure.benefits) == (procedure.id not in WITHOUT_A_GOAL)


@every_procedure
def test_a_usual_plan_of_a_procedure_can_be_judged(procedure: Procedure) -> None:
    """The usual visit and home care are read, every ingredient is recognised, and a clinic treatment has a visit."""
    parts: dict[str, Any] = {}
    if procedure.typical_visit:
        parts["visit"] = {"starts": "2026-12-01T14:00", "setting": "clinic", "steps": list(procedure.typical_visit)}
    if procedure.typical_home:
        parts["home"] = list(procedure.typical_home)
    if procedure.kind == "clinic" and procedure.id not in PARTS_OF_OTHERS:
        assert "visit" in parts
    if parts:
        answer = _assessed(**parts)
        assert _unresolved(answer) == []
        assert "procedure-unknown" not in {because.rule for because in answer.routes.mother.because}


@every_procedure
def test_a_procedure_that_usually_needs_numbing_says_so_in_its_needling_visit(procedure: Procedure) -> None:
    """Where needles go in and numbing is usual, the usual visit holds the numbing cream that is judged with it."""
    needled = any(step["do"] == "needle" for step in procedure.typical_visit)
    numbed = any("Lidocaine" in step.get("product", {}).get("label", "") for step in procedure.typical_visit)
    if needled and procedure.numbing == "usual":
        assert numbed


@pytest.mark.parametrize(
    "words",
    [
        "vitamin C injections",
        "retinol infusion",
        "carbon laser facial",
        "deep chemical peel",
        "tranexamic acid microinjections",
        "minoxidil mesogun",
        "makeup tattooing",
    ],
)
def test_what_a_clinic_does_is_not_taken_for_home_care(words: str) -> None:
    """The bare name of a product does not stand for its home care: an unknown treatment stays unknown."""
    found = match_procedure(KNOWN, words)
    assert found is None or (found.kind == "clinic" and found.id not in ("cleansing-facial", "glycolic-lactic-peel"))


def test_every_goal_can_be_reached_in_more_than_one_way() -> None:
    """Each goal has at least two procedures that speak of it."""
    ways = [benefit.goal for procedure in KNOWN.procedures.values() for benefit in procedure.benefits]
    alone = {goal for goal in KNOWN.goals if ways.count(goal) < 2}
    assert alone <= {"lips", "brows", "tattoo-removal", "dry-skin", "sweating"}


def test_waiting_is_among_the_ways_for_what_fades_after_birth() -> None:
    """Hair, pigment, stretch marks and veins: waiting has a benefit with a source that was read."""
    benefits = {benefit.goal: benefit for benefit in KNOWN.procedures["waiting-some-months"].benefits}
    for goal in ("hair-loss", "melasma", "stretch-marks", "spider-veins"):
        assert benefits[goal].status == "verified"
        assert benefits[goal].size in ("small", "moderate", "large")


@every_product
def test_a_reference_product_is_recognised_and_benign_on_whole_skin(product: ReferenceProduct) -> None:
    """A substitute has a label that is read in full, and is no worse than go-with-steps on whole skin."""
    if not product.product or product.jobs == ("pain-relief",):
        return
    answer = _assessed(
        home=[{"do": "apply", "area": "forearms", "amount": "0.5 g", "times_per_day": 1, "product": product.product}]
    )
    assert _unresolved(answer) == []
    assert answer.action in ("go", "go-with-steps")


def test_every_job_has_a_reference_product() -> None:
    """For each job that a product may have there is a plain product that does it."""
    assert {job for product in KNOWN.products.values() for job in product.jobs} == set(JOBS)


@pytest.mark.parametrize(
    ("medicine", "condition"),
    [
        ("propranolol 40 mg", "beta-blocker"),
        ("Fluvoxamine", "cyp1a2-inhibitor"),
        ("clarithromycin 500 mg", "cyp3a4-inhibitor"),
        ("isotretinoin", "recent-isotretinoin"),
        ("enoxaparin", "anticoagulant-use"),
        ("doxycycline 100 mg", "photosensitising-medicine"),
        ("co-trimoxazole", "methaemoglobin-medicine"),
        ("methotrexate", "immunosuppression"),
        ("insulin glargine", "diabetes"),
    ],
)
def test_a_medicine_that_changes_the_answer_names_its_condition(medicine: str, condition: str) -> None:
    """The names under which a condition is kept hold the medicines that amount to it."""
    found = match_condition(KNOWN, medicine, "mother")
    assert found is not None
    assert found.id == condition


@pytest.mark.parametrize("medicine", ["ibuprofen", "paracetamol 500 mg", "valaciclovir", "vitamin d", "minoxidil"])
def test_a_medicine_that_changes_nothing_names_no_condition(medicine: str) -> None:
    """Ordinary medicines are not taken for a condition."""
    assert match_condition(KNOWN, medicine, "mother") is None


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("newborn", "newborn"),
        ("cow's milk allergy", "food-allergy-infant"),
        ("sickle cell disease", "haemoglobin-disorder"),
        ("g6pd in the family", "g6pd-deficiency"),
        ("born at 34 weeks", "preterm"),
    ],
)
def test_facts_about_the_infant_only_raise_the_risk(words: str, condition: str) -> None:
    """A condition of the infant is found by the words that people use, and none of its actions clears anything."""
    found = match_condition(KNOWN, words, "infant")
    assert found is not None
    assert found.id == condition
    assert all(statement.action != "go" for statement in found.statements)


def test_needles_have_a_deepest_setting_on_every_site_that_is_needled() -> None:
    """Every part of the body but the mouth and the nails has a depth for pens and one for needles with radiofrequency."""
    for site in KNOWN.sites.values():
        if site.id in ("mouth", "nails"):
            continue
        depths = {quantity.name: quantity.value for quantity in site.quantities}
        assert "maximum-needle-depth" in depths, site.id
        assert "maximum-needle-depth-radiofrequency" in depths, site.id


def test_a_part_that_lies_in_the_orbital_rim_is_not_needled() -> None:
    """The eyelids have a deepest setting of zero, as the maker says."""
    assert next(q.value for q in KNOWN.sites["eyelids"].quantities if q.name == "maximum-needle-depth") == 0
