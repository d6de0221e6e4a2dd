"""What a product is there for."""

from __future__ import annotations

from typing import Any

import pytest

from milkpath.advising.edit import step_at
from milkpath.advising.jobs import jobs_of

from .judged import GEL, PEN, PREP, SCENTED, STRONG, home, judge, verdict, visit


def _jobs(tree: dict[str, Any], path: str) -> tuple[str, ...]:
    found = verdict(tree, judge(pairs=1)).case
    step = step_at(found.plan, path)
    assert step is not None
    return jobs_of(found, step)


@pytest.mark.parametrize(
    ("label", "job"),
    [
        ("Zinc Oxide 20 %, Glycerin", "sun-protection"),
        ("Tretinoin 0.05 %; Purified water", "renewal"),
        ("Aqua, Glycerin, Cetearyl Alcohol", "moisturising"),
        ("Diclofenac sodium 1 %; Isopropyl alcohol, Purified water", "pain-relief"),
        ("Aqua, Glycolic Acid 7 %", "exfoliation"),
    ],
)
def test_a_product_is_for_what_its_active_does(label: str, job: str) -> None:
    """The active ingredient decides, not the base around it."""
    assert (
        _jobs(home({"do": "apply", "area": "face", "product": {"name": "thing", "label": label}}), "home[0]")[0] == job
    )


def test_the_place_in_the_visit_decides_where_needles_are() -> None:
    """Under needles a product glides, after them it soothes, before them numbing numbs and antiseptic cleans."""
    plan = visit(PREP, STRONG, SCENTED, PEN, SCENTED)
    assert _jobs(plan, "visit.steps[0]") == ("antisepsis",)
    assert _jobs(plan, "visit.steps[1]") == ("anaesthesia",)
    assert _jobs(plan, "visit.steps[2]") == ("glide",)
    assert _jobs(plan, "visit.steps[4]")[0] == "soothing"


def test_a_name_tells_the_job_where_no_list_does() -> None:
    """A product without a list is taken for what it is called."""
    plan = home({"do": "apply", "area": "face", "product": {"name": "Skin Lightening Cream", "label": ""}})
    assert _jobs(plan, "home[0]")[0] == "brightening"


def test_a_medicine_has_the_job_of_its_substance() -> None:
    """Codeine is for pain; what nobody knows has no job."""
    plan = home({"do": "take", "medicine": "codeine"}, {"do": "take", "medicine": "zorblatin"})
    assert (_jobs(plan, "home[0]"), _jobs(plan, "home[1]")) == (("pain-relief",), ())


def test_a_preservative_that_numbs_makes_no_numbing_product() -> None:
    """Benzyl alcohol in a cream, as in many."""
    plan = home({"do": "apply", "area": "face", "product": {"name": "c", "label": "Aqua, Glycerin, Benzyl alcohol"}})
    assert "anaesthesia" not in _jobs(plan, "home[0]")


def test_needles_have_no_job() -> None:
    """A step without a product has none."""
    assert _jobs(visit(GEL, PEN), "visit.steps[1]") == ()
