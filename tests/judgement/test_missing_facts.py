"""What a plan leaves out, misspells, lets run on or has behind it is taken on the cautious side, and is named."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.judgement.assessment import Assessment
from plans import Tree

from .invariants import answer_to, route_actions, severity

TRETINOIN = {"name": "night cream", "label": "Tretinoin 0.05 %; Glycerin, Purified water"}
LIDOCAINE = {"name": "cream", "label": "Lidocaine 4 %; Carbomer, Purified water"}


def _needle(area: Any = "face") -> Tree:
    return {"do": "needle", "area": area, "device": "pen", "depth": "1 mm", "sterile_tip": True}


def _visit(*steps: Tree, **more: Any) -> Tree:
    visit = {"starts": "2026-12-01T14:00", "setting": "clinic", "steps": list(steps)}
    return {"infant": {"age": "20 weeks", "feeding": "exclusive", "feeds_per_day": 8}, "visit": visit} | more


def _home(*items: Tree, **more: Any) -> Tree:
    return {
        "asked": "2026-12-01T14:00",
        "infant": {"age": "20 weeks", "feeding": "exclusive"},
        "home": list(items),
    } | more


def _apply(product: Tree, **more: Any) -> Tree:
    return {"do": "apply", "product": product, "amount": "1 g"} | more


def _named(answer: Assessment) -> str:
    return " ".join(
        [*(f"{a.path} {a.value} {a.why}" for a in answer.assumptions), *(f"{u.path} {u.what}" for u in answer.unknowns)]
    )


def _assert_not_milder(answer: Assessment, than: Assessment) -> None:
    before, after = route_actions(than), route_actions(answer)
    assert {route for route in before if severity(after[route]) < severity(before[route])} == set(), after


@pytest.mark.parametrize("area", [{}, {"area": "flumox bend"}], ids=["no area", "unknown area"])
def test_a_product_on_skin_not_named_is_taken_to_be_on_the_needled_skin(area: Tree) -> None:
    """A product without a known place may lie on the needled abdomen, and is judged so."""
    there = answer_to(_visit(_needle("abdomen"), _apply(TRETINOIN, area="abdomen")))
    _assert_not_milder(answer_to(_visit(_needle("abdomen"), _apply(TRETINOIN, **area))), than=there)


def test_needles_on_skin_not_named_are_taken_to_open_the_skin_of_the_product() -> None:
    """Needles without a place may go where the product is."""
    there = answer_to(_visit(_needle("abdomen"), _apply(TRETINOIN, area="abdomen")))
    needle = {key: value for key, value in _needle().items() if key != "area"}
    _assert_not_milder(answer_to(_visit(needle, _apply(TRETINOIN, area="abdomen"))), than=there)


@pytest.mark.parametrize("place", ["flumox bend", "left brest"])
def test_a_place_that_was_not_recognised_is_named(place: str) -> None:
    """An area that is not known is named in the answer, as an assumption or as unknown."""
    assert place in _named(answer_to(_visit(_needle(place))))


def test_a_longer_name_of_a_known_place_is_that_place() -> None:
    """`left breast` is the breast, not the face."""
    assert route_actions(answer_to(_visit(_needle("left breast")))) == route_actions(
        answer_to(_visit(_needle("breast")))
    )


def test_an_area_left_out_is_an_assumption() -> None:
    """Which skin was assumed is said."""
    assert "area" in _named(answer_to(_visit(_apply(LIDOCAINE))))


@pytest.mark.parametrize("phase", ["visit", "home"])
def test_a_product_that_is_not_described_at_all_is_not_cleared(phase: str) -> None:
    """`apply` without a product says that something unknown goes on the skin."""
    step = {"do": "apply", "area": "face"}
    answer = answer_to(_visit(_needle(), step) if phase == "visit" else _home(step))
    assert answer.steps[-1].action == "swap"
    assert "unknown" in answer.flags


@pytest.mark.parametrize("start", [-60, -30, -8, -6, -1])
def test_home_care_without_an_end_still_goes_on_at_the_visit(start: int) -> None:
    """A retinoid used nightly since long before the visit is on the skin when the needles go in, and afterwards."""
    since_yesterday = answer_to(
        _visit(_needle(), home=[_apply(TRETINOIN, area="face", **{"from": "day -1", "times_per_day": 1})])
    )
    home = [_apply(TRETINOIN, area="face", **{"from": f"day {start}", "times_per_day": 1})]
    _assert_not_milder(answer_to(_visit(_needle(), home=home)), than=since_yesterday)


@pytest.mark.parametrize("until", [0, 2, 28])
def test_home_care_that_ends_after_the_visit_is_on_needled_skin(until: int) -> None:
    """However early it began."""
    home = [_apply(TRETINOIN, area="face", **{"from": "day -20", "until": f"day {until}", "times_per_day": 1})]
    assert severity(answer_to(_visit(_needle(), home=home)).routes.mother.action) >= severity("swap")


def test_a_course_that_ended_long_before_the_visit_counts_as_whole_skin() -> None:
    """What was stopped is not held against the visit."""
    home = [_apply(TRETINOIN, area="face", **{"from": "day -30", "until": "day -20", "times_per_day": 1})]
    assert severity(answer_to(_visit(_needle(), home=home)).action) <= severity("go-with-steps")


def test_a_roller_used_every_day_opens_the_skin_every_day() -> None:
    """A product from day 14 meets skin that was rolled that very day."""
    roller = {
        "do": "needle",
        "area": "face",
        "device": "roller",
        "depth": "0.5 mm",
        "from": "day 1",
        "until": "day 28",
        "times_per_day": 1,
    }
    together = answer_to(_home(roller, _apply(TRETINOIN, area="face", **{"from": "day 1", "times_per_day": 1})))
    later = answer_to(_home(roller, _apply(TRETINOIN, area="face", **{"from": "day 14", "times_per_day": 1})))
    _assert_not_milder(later, than=together)


def test_a_visit_that_is_repeated_opens_the_skin_again() -> None:
    """Home care from day 14 on meets the second visit of a course every two weeks."""
    home = [_apply(TRETINOIN, area="face", **{"from": "day 14", "until": "day 40", "times_per_day": 1})]
    tree = _visit(_needle(), home=home)
    tree["visit"]["repeat"] = {"every": "2 weeks", "times": 3}
    assert severity(answer_to(tree).routes.mother.action) >= severity("swap")


def test_a_cream_that_is_also_wiped_later_is_not_milder_than_one_that_is_not() -> None:
    """Leaving out the wipe after the needles never makes the plan milder."""
    cream = _apply({"label": "Lidocaine 7 %; Carbomer"}, area="face", **{"amount": "10 g", "for": "60 min"})
    wiped = answer_to(_visit(cream, _needle(), {"do": "remove", "area": "face", "how": "wipe"}))
    _assert_not_milder(answer_to(_visit(cream, _needle())), than=wiped)


def test_three_passes_do_not_carry_in_the_same_cream_three_times() -> None:
    """The bound is what is on the skin, however many needle steps follow: 2.5 g of 4 % is 100 mg, not 300."""
    cream = _apply(LIDOCAINE, area="face", amount="2.5 g")
    answer = answer_to(_visit(cream, _needle(), _needle(), _needle()))
    assert "open-skin-bound-over-maximum" not in {because.rule for because in answer.routes.mother.because}


@pytest.mark.parametrize("product", ["Lidocaine 2.5 %, Prilocaine 2.5 %; Carbomer"])
def test_a_baby_born_early_is_preterm_however_it_is_said(product: str) -> None:
    """`born_at: 28 weeks` counts as the condition `preterm` does."""
    cream = _apply({"label": product}, area={"site": "face", "size": "50 cm2"}, amount="2 g", **{"for": "30 min"})
    said, counted = _visit(cream), _visit(cream)
    said["infant"] |= {"conditions": ["preterm"]}
    counted["infant"] |= {"born_at": "28 weeks"}
    _assert_not_milder(answer_to(counted), than=answer_to(said))


def test_a_medicine_that_she_takes_now_is_judged() -> None:
    """`mother.medicines` counts as a medicine that is taken: isotretinoin is not for nursing."""
    answer = answer_to(_home(_apply({"label": "Aqua, Glycerin"}), mother={"medicines": ["isotretinoin"]}))
    assert answer.routes.milk.action == "avoid"


def test_a_medicine_of_hers_that_nobody_knows_is_named_and_not_cleared() -> None:
    """An unknown medicine is unknown wherever the plan names it."""
    answer = answer_to(_home(_apply({"label": "Aqua, Glycerin"}), mother={"medicines": ["zorblatin forte"]}))
    assert severity(answer.action) >= severity("swap")
    assert "zorblatin forte" in _named(answer) + " ".join(because.text for because in answer.routes.milk.because)


@pytest.mark.parametrize("medicine", ["ibuprofen", "naproxen"])
def test_a_dose_left_out_is_not_a_dose_of_nothing(medicine: str) -> None:
    """A medicine without a dose is assumed at a usual one, which is said; or its exposure is not shown as nothing."""
    answer = answer_to(_home({"do": "take", "medicine": medicine, "times_per_day": 3, "for": "2 days"}))
    assert "dose" in _named(answer)
    assert all(exposure.applied_mg != 0 for exposure in answer.exposure)


@pytest.mark.parametrize("medicine", ["Ibuprofen 400 mg", "ibuprofen tablets", "IBUPROFEN"])
def test_a_medicine_is_known_by_its_name_with_strength_or_form(medicine: str) -> None:
    """What people read off the box is not unknown."""
    answer = answer_to(_home({"do": "take", "medicine": medicine, "dose": "400 mg"}))
    assert "unknown" not in answer.flags


@pytest.mark.parametrize("cream", ["Hydrocortisone 1 %", "Povidone-iodine 10 %"])
def test_the_mother_is_told_something_of_a_drug_on_needled_skin(cream: str) -> None:
    """No route is silent on a drug put on opened skin."""
    answer = answer_to(_visit(_needle(), _apply({"label": f"{cream}; Purified water"}, area="face")))
    bare = answer_to(_visit(_needle(), _apply({"label": "Purified water"}, area="face")))
    mother, water = ({because.rule for because in a.routes.mother.because} for a in (answer, bare))
    assert mother - water


def test_home_care_that_goes_on_keeps_its_own_verdict_after_a_visit() -> None:
    """A visit that is over does not excuse a home cream of the same substance that is too much by itself."""
    much = _apply(LIDOCAINE, area="legs", **{"amount": "100 g", "times_per_day": 4, "from": "day 1"})
    little = _apply(LIDOCAINE, area={"site": "face", "size": "100 cm2"}, **{"amount": "3 g", "for": "30 min"})
    wipe = {"do": "remove", "area": "face", "how": "wipe"}
    done = answer_to(_visit(little, wipe, _needle(), home=[much], asked="2026-12-02T09:00", status="done"))
    _assert_not_milder(done, than=answer_to(_home(much)))
    assert done.steps[-1].action == answer_to(_home(much)).steps[-1].action


@pytest.mark.parametrize(("asked", "hours"), [("2026-12-02T14:00", 48.0), ("2026-12-08T14:00", 0.0)])
def test_a_wait_that_has_passed_is_over(asked: str, hours: float) -> None:
    """Two days after a sclerosant the wait still counts until they are over, and then no longer."""
    product = {"label": "Polidocanol 1 %; Water for injections", "kind": "injected", "sterile": True}
    treated = {"do": "treat", "area": "legs", "procedure": "sclerotherapy", "amount": "2 mL", "product": product}
    answer = answer_to(_visit(treated, asked=asked, status="done"))
    assert answer.feeding.withhold_h == hours
    assert ("wait 48 hours" in answer.summary) == (hours > 0)


def test_what_to_do_now_is_not_about_the_past() -> None:
    """After the visit nobody is told to wipe the cream off before the first needle, or to choose a smaller area."""
    cream = _apply(LIDOCAINE, area="face", **{"amount": "5 g", "for": "30 min"})
    wipe = {"do": "remove", "area": "face", "how": "wipe"}
    answer = answer_to(_visit(cream, wipe, _needle(), asked="2026-12-02T09:00", status="done"))
    assert {task.id for task in answer.now} & {
        "wipe-before-needles",
        "smaller-area",
        "shorter-time",
        "no-film",
        "feed-first",
    } == set()
