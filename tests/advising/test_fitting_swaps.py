"""Swaps fit the job and the place, as a pharmacist would ask: the right product, the right way, nothing doubled."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.advising.swaps import swaps, tried_changes

from .judged import GEL, PEN, PREP, SCENTED, STRONG, WIPE, home, judge, verdict, visit

LATE_CREAM = {
    "do": "apply",
    "area": "face",
    "amount": "6 g",
    "for": "30 min",
    "product": {"name": "numbing", "label": "Lidocaine 4 %; Purified water", "kind": "drug"},
}


def test_needles_that_must_go_less_deep_do_not_rule_out_the_licensed_cream() -> None:
    """Where the needles are deeper than the site allows, numbing has to reach what is allowed, and its cover goes."""
    deep = verdict(visit(PREP, STRONG, WIPE, GEL, PEN | {"depth": "2.5 mm"}), one := judge())
    (change,) = [change for change, _ in tried_changes(deep, one) if change.kind == "lidocaine-cream-4"]
    steps = change.edit(deep.case.plan).visit
    assert steps is not None
    assert steps.steps[1].covered is False
    assert steps.steps[1].duration_h == 0.5
    assert "without a cover, for 30 minutes" in change.use


def test_less_of_a_wrong_product_is_no_swap() -> None:
    """Half of a mixture that nobody should use, or half of a numbing cream on open skin, is not offered."""
    mix = STRONG | {"product": {"name": "blt", "label": "Benzocaine 20 %, Lidocaine 6 %, Tetracaine 4 %; Macrogol 400"}}
    for plan in (visit(PREP, mix, WIPE, GEL, PEN), visit(PREP, GEL, PEN, LATE_CREAM)):
        one = judge()
        before = verdict(plan, one)
        families = {change.id: change.family for change, _ in tried_changes(before, one)}
        offered = {families.get(swap.id) for swap in swaps(before, one)}
        assert "amount" in families.values()
        assert not offered & {"amount", "area", "time", "cover"}


@pytest.mark.parametrize("steps", [(PREP, SCENTED, PEN), (PREP, GEL, PEN, SCENTED)])
def test_only_what_is_sterile_replaces_a_product_on_fresh_open_skin(steps: tuple[dict[str, Any], ...]) -> None:
    """Within the day of needling no cream or serum is offered; the same answer tells her to use none."""
    one = judge()
    before = verdict(visit(*steps), one)
    path = f"visit.steps[{steps.index(SCENTED)}]"
    offered = {c.kind for c, _ in tried_changes(before, one) if c.step == path and c.family == "product"} - {"left-out"}
    assert "sterile-hyaluronic-gel" in offered
    assert all(one.known.products[kind].product.get("sterile") for kind in offered)


def test_an_antiseptic_is_replaced_by_an_antiseptic_first() -> None:
    """Among swaps that make the step fine the ones that do its job come first, not the mildest."""
    brown = PREP | {"product": {"name": "brown", "label": "Povidone-iodine 10 %; Purified water", "kind": "drug"}}
    before = verdict(visit(brown, GEL, PEN, infant={"age": "2 weeks", "weight": "3.6 kg"}), one := judge())
    offered = [swap.id for swap in swaps(before, one) if swap.step == "visit.steps[0]"]
    assert "visit.steps[0]-chlorhexidine-in-alcohol" in offered


def test_a_painkiller_that_she_takes_is_not_offered_again() -> None:
    """Instead of a pain gel she gets paracetamol, never a second dose of the ibuprofen that stands in the plan."""
    gel = {"do": "apply", "area": "face", "amount": "2 g", "from": "day 0",
           "product": {"name": "pain gel", "label": "Diclofenac sodium 1 %; Purified water", "kind": "drug"}}  # fmt: skip
    taken = {"do": "take", "medicine": "ibuprofen", "dose": "400 mg", "times_per_day": 3, "from": "day 0"}
    for home_steps, expected in (([gel, taken], {"paracetamol"}), ([gel], {"ibuprofen", "paracetamol"})):
        before = verdict(visit(PREP, GEL, PEN, home=home_steps), one := judge())
        kinds = [c.kind for c, _ in tried_changes(before, one) if c.step == "home[0]" and c.family == "product"]
        assert set(kinds) - {"left-out"} == expected
        first = next(swap for swap in swaps(before, one) if swap.step == "home[0]")
        assert first.id == "home[0]-paracetamol"


def test_a_medicine_that_is_fine_with_care_is_not_talked_out_of() -> None:
    """A prescribed acne gel on whole skin gets no cosmetic in its place."""
    acne = {"do": "apply", "area": "face", "amount": "0.5 g",
            "product": {"name": "gel", "label": "Azelaic acid 15 %; Purified water", "kind": "drug"}}  # fmt: skip
    before = verdict(home(acne), one := judge())
    assert before.action == "go-with-steps"
    assert swaps(before, one) == ()
