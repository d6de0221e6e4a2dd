"""Two answers side by side, and what made the difference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from milkpath import assess
from milkpath.advising.what_if import difference
from milkpath.cli.main import main
from milkpath.plan.read import plan_from_tree

from .judged import GEL, NOW, PEN, PREP, STRONG, WIPE, visit

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "pen-face-strong-cream.yaml")
LESS = ["visit.steps[1].amount=3 g", "visit.steps[1].product.label=Lidocaine 4 %; Purified water"]


def _what_if(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["what-if", EXAMPLE, "--pairs", "20", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_the_same_plan_makes_no_difference() -> None:
    """Nothing moves, nothing appears."""
    answer = assess(plan_from_tree(visit(PREP, GEL, PEN)), pairs=20, workers=1, now=NOW, advice=False)
    found = difference(answer, answer)
    assert (found.actions, found.appeared, found.disappeared, found.doses, found.dates) == ((), (), (), (), ())


def test_the_difference_names_what_went_away() -> None:
    """Without the strong cream its reasons, its step and its doses go."""
    before, after = (
        assess(plan_from_tree(plan), pairs=20, workers=1, now=NOW, advice=False)
        for plan in (visit(PREP, GEL, PEN, STRONG, WIPE), visit(PREP, GEL, PEN))
    )
    found = difference(before, after)
    assert {"whole plan", "mother"} <= {moved.what for moved in found.actions}
    assert {dose.substance for dose in found.doses if dose.after is None} >= {"lidocaine"}
    assert found.disappeared
    assert not found.appeared


def test_the_command_shows_both_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """The text has the two answers beside each other and the reasons that go away."""
    status, out, _ = _what_if(capsys, *LESS)
    assert status == 0
    assert "as planned" in out
    assert "REASONS THAT GO AWAY" in out
    assert max(map(len, out.splitlines())) <= 100


def test_the_command_prints_both_answers_whole_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Both are the answers that `assess` gives."""
    _, out, _ = _what_if(capsys, *LESS, "--format", "json")
    found = json.loads(out)
    assert set(found) == {"changes", "before", "after", "difference"}
    assert found["before"]["action"] == "avoid"
    assert found["changes"]["visit.steps[1].amount"] == "3 g"
    assert found["difference"]["actions"][0]["what"] == "whole plan"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("infant.agee=3 weeks", "agee"),
        ("visit.steps[99].amount=5 g", "visit.steps[99].amount"),
        ("infant.age=5", "unit"),
        ("infant.age", "no change"),
        ("infant.age=[3", "YAML"),
        ("=3", "not a path"),
    ],
)
def test_what_cannot_be_changed_is_told(capsys: pytest.CaptureFixture[str], change: str, word: str) -> None:
    """Exit status 2, nothing half done, and the reason."""
    status, out, err = _what_if(capsys, change)
    assert (status, out) == (2, "")
    assert word in err


def test_a_path_without_a_value_leaves_it_out(capsys: pytest.CaptureFixture[str]) -> None:
    """The answer then rests on an assumption."""
    _, out, _ = _what_if(capsys, "mother.weight=", "--format", "json")
    found = json.loads(out)
    assert "mother.weight" in {one["path"] for one in found["after"]["assumptions"]}
