"""A substance with a release rate of its own leaves the place of injection at that rate."""

from __future__ import annotations

from milkpath import assess
from milkpath.plan.read import plan_from_tree

STEROID = {
    "do": "treat", "area": "chest", "procedure": "intralesional steroid", "amount": "1 mL",
    "product": {"name": "crystals", "label": "Triamcinolone acetonide 40 mg/mL; Water for injections", "kind": "injected"},
}  # fmt: skip


def test_crystals_of_a_steroid_reach_the_blood_over_weeks() -> None:
    """The median peak after 40 mg is near the 10 ug/L that were measured, and a trace is left for more than a week."""
    plan = {
        "mother": {"weight": "70 kg"},
        "infant": {"age": "5 months", "weight": "7 kg", "feeding": "exclusive", "feeds_per_day": 8},
        "visit": {"starts": "2026-12-01T10:00", "setting": "clinic", "steps": [STEROID]},
    }
    answer = assess(plan_from_tree(plan), pairs=200, workers=1, advice=False)
    (found,) = [one for one in answer.exposure if one.substance == "triamcinolone-acetonide"]
    peak = found.mother_peak_ug_per_l
    assert peak is not None
    assert 5 < (peak.p50 or 0) < 20
    assert not [
        entry for entry in answer.clock if entry.id == "milk-triamcinolone-acetonide" and entry.interval_h[1] < 168
    ]
