"""An anti-inflammatory on needled skin keeps the pores open for longer, for whatever else lies there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from milkpath.exposure.setup import Job
from milkpath.exposure.simulate import simulate
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of

KNOWN = knowledge()
NEEDLES = {"do": "needle", "area": "face", "device": "pen", "depth": "1 mm"}


def put_on(product: dict[str, Any], area: str = "face", **more: Any) -> dict[str, Any]:
    return {"do": "apply", "area": area, "amount": "2 g", "product": product} | more


SERUM = put_on(
    {"name": "serum", "kind": "leave-on", "strengths": {"minoxidil": "2 %"}}, amount="40 g", **{"for": "6 h"}
)
PAIN_GEL = {"name": "gel", "kind": "drug", "strengths": {"diclofenac": "1 %"}}


def serum_of(*steps: dict[str, Any]) -> tuple[Job, float]:
    """The job of the serum in a visit with these steps, and how much of it is absorbed in the middle."""
    tree = {"infant": {"age": "3 months"}, "visit": {"starts": "2026-12-01T14:00", "steps": list(steps)}}
    job, facts = job_of(plan_from_tree(tree), "minoxidil", KNOWN, dt.datetime(2026, 12, 1, 14))
    found = simulate([job], facts, KNOWN, pairs=100, seed=1, workers=1)[0]
    return job, float(np.median(found.absorbed_mg.sum(axis=0)))


def closes_slowly(job: Job) -> bool:
    return any(opening.closes_slowly for item in job.contained for opening, _ in item.application.openings)


def test_an_anti_inflammatory_on_the_same_needled_skin_lets_more_of_the_serum_through() -> None:
    """The serum after the needles goes in for longer beside a pain gel, though its own amount is the same."""
    alone, beside = serum_of(NEEDLES, SERUM), serum_of(NEEDLES, SERUM, put_on(PAIN_GEL))
    assert not closes_slowly(alone[0])
    assert closes_slowly(beside[0])
    assert beside[1] > alone[1] * 1.001


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param([SERUM, put_on(PAIN_GEL)], id="nothing-is-needled"),
        pytest.param([NEEDLES, SERUM, put_on(PAIN_GEL, "thighs")], id="gel-on-other-skin"),
        pytest.param([NEEDLES, SERUM, {"do": "take", "medicine": "ibuprofen", "dose": "400 mg"}], id="tablet"),
    ],
)
def test_elsewhere_it_changes_no_pore(elsewhere: list[dict[str, Any]]) -> None:
    """Where the gel does not lie on the needled skin, nothing is marked."""
    assert not closes_slowly(serum_of(*elsewhere)[0])


@pytest.mark.parametrize("how", ["wipe", "wash"])
def test_a_gel_that_was_taken_off_before_the_needles_counts(how: str) -> None:
    """What acts is in the skin by then."""
    gel = put_on(PAIN_GEL, **{"for": "60 min"})
    assert closes_slowly(serum_of(gel, {"do": "remove", "area": "face", "how": how}, NEEDLES, SERUM)[0])
