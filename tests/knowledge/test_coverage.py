"""Coverage: which substances no statement on milk speaks of."""

from __future__ import annotations

from knowledge.faults import DAY, added, changed, statement
from milkpath.knowledge.coverage import Gap, coverage
from milkpath.knowledge.model import SubstanceClass
from milkpath.knowledge.reader import Knowledge, knowledge

BLAND = SubstanceClass(
    id="bland",
    name="Bland",
    description="Bland things.",
    statements=(statement(id="bland-milk", action="go", settings=("whole-skin",)),),
    reviewed=DAY,
)


def _gaps(known: Knowledge) -> list[str]:
    return [gap.setting for gap in coverage(known) if gap.substance == "glycerin"]


def test_a_substance_without_statements_has_a_gap_in_each_setting() -> None:
    """Without own statements and classes, whole and open skin are both uncovered."""
    known = changed("substances", "glycerin", statements=(), classes=())(knowledge())
    assert _gaps(known) == ["whole-skin", "open-skin"]


def test_a_class_covers_the_settings_that_it_names() -> None:
    """A statement of a class covers its members, in its own settings only."""
    known = changed("substances", "glycerin", statements=(), classes=("bland",))(added("classes", BLAND)(knowledge()))
    assert _gaps(known) == ["open-skin"]


def test_only_a_verdict_on_milk_for_everybody_covers() -> None:
    """Statements without an action, on another route, or only for some infants leave the gap open."""
    told = (
        statement(id="a"),
        statement(id="b", route="mother", action="go"),
        statement(id="c", action="go", infant_conditions=("preterm",)),
    )
    known = changed("substances", "glycerin", statements=told, classes=())(knowledge())
    assert _gaps(known) == ["whole-skin", "open-skin"]


def test_plain_base_ingredients_are_covered() -> None:
    """Water, glycerin, a bland emollient and a thickener leave no gap, on whole and on open skin."""
    plain = {"water", "glycerin", "caprylic-capric-triglyceride", "carbomer", "sodium-hyaluronate"} & set(
        knowledge().substances
    )
    assert "glycerin" in plain
    assert [gap for gap in coverage(knowledge()) if gap.substance in plain] == []
    assert Gap(substance="glycerin", setting="open-skin") not in coverage(knowledge())
