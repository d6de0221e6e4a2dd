"""What a cover does: it wets the skin, and a coefficient from water belongs to skin that is wet already."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from milkpath.exposure.simulate import Population, simulate
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.simulating import job_of

KNOWN = knowledge()


def absorbed(substance: str, *, covered: bool) -> Population:
    step = {
        "do": "apply",
        "area": {"site": "thighs", "size": "100 cm2"},
        "amount": "5 g",
        "for": "2 h",
        "covered": covered,
        "product": {"name": "cream", "strengths": {substance: "1 %"}},
    }
    tree = {"infant": {"age": "3 months"}, "visit": {"starts": "2026-12-01T14:00", "steps": [step]}}
    job, facts = job_of(plan_from_tree(tree), substance, KNOWN, dt.datetime(2026, 12, 1, 14))
    return simulate([job], facts, KNOWN, pairs=50, seed=1, workers=1)[0]


def has(substance: str, name: str) -> bool:
    return any(figure.name == name for figure in KNOWN.substances[substance].quantities)


@pytest.mark.parametrize(("substance", "measured"), [("lidocaine", True), ("diclofenac", False)])
def test_a_cover_never_lets_less_through(substance: str, measured: bool) -> None:
    """Beside a coefficient from water it changes nothing; beside a fraction absorbed without a cover it lets more through."""
    assert has(substance, "log-permeability-coefficient") == measured
    assert measured or has(substance, "fraction-absorbed-whole-skin")
    under, bare = (absorbed(substance, covered=covered).absorbed_mg.sum(axis=0) for covered in (True, False))
    if measured:
        assert under == pytest.approx(bare, rel=1e-9)
    else:
        assert np.all(under >= bare)
        assert under.mean() > bare.mean()
