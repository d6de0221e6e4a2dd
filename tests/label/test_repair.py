"""The guarded repair of spelling."""

from __future__ import annotations

import pytest

from milkpath.label.repair import repair

from .known import INDEX, WATCHED


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("glyzerin", "glycerin"),
        ("niacinamde", "niacinamide"),
        ("nicainamide", "niacinamide"),
        ("caprilic capric triglyceride", "caprylic capric triglyceride"),
        ("retino1", "retinol"),
        ("hydroquin0ne", "hydroquinone"),
        ("g1ycerin", "glycerin"),
    ],
)
def test_repairs_one_slip(seen: str, meant: str) -> None:
    """One slip is repaired where only one name can be meant; near a watched name, only a slip of the print."""
    assert meant == repair(seen, INDEX, WATCHED)


@pytest.mark.parametrize(
    "seen",
    [
        "ethylparaben",  # the prefix changes the substance
        "disodium benzoate",
        "benzophenone 4",  # so does a number
        "squalene",  # and an ending
        "retinal",
        "lidocain e",
        "lidocaime",  # near a watched substance, not optical
        "hydroquinon",
        "urae",  # too short
        "ascorbic acid",  # sorbic acid is two letters away
        "phenyl",
        "xyloferin",
    ],
)
def test_leaves_alone(seen: str) -> None:
    """A slip that may be another substance stays unresolved."""
    assert repair(seen, INDEX, WATCHED) is None


def test_two_candidates_are_none() -> None:
    """Where two names are equally near, neither is taken."""
    assert repair("cetyl alcoho", INDEX) == "cetyl alcohol"
    assert repair("benzophenone", INDEX) is None
