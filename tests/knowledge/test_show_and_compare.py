"""The monograph for mothers and as data, the alternatives, and the positions of sources side by side."""

from __future__ import annotations

import re

import msgspec
import pytest

from knowledge.faults import (
    added,
    benefit,
    changed,
    disagreement,
    legal_maximum,
    of_goal,
    product,
    source,
    statement,
    with_more,
    with_statement,
)
from milkpath.knowledge.check_claims import longest_sentence
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.report.alternatives import alternatives
from milkpath.report.comparison import Comparison, Outcome, compare
from milkpath.report.comparison_text import OVERALL_WORDS, comparison_text
from milkpath.report.monograph import Monograph, as_builtins, monograph
from milkpath.report.monograph_mother import NO_WORDS, mother_text
from milkpath.report.monograph_text import monograph_text
from milkpath.report.record_names import records, records_named


def _of(words: str, known: Knowledge | None = None) -> Monograph:
    known = known or knowledge()
    return monograph(known, records_named(known, words)[0])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _mother(words: str, known: Knowledge | None = None, width: int = 500) -> str:
    return mother_text(known or knowledge(), _of(words, known), width=width)


def _full() -> Knowledge:
    known = with_more("substances", "glycerin", "disagreements", disagreement())(knowledge())
    return with_more("substances", "glycerin", "legal_maxima", legal_maximum())(known)


def test_legal_maxima_and_disagreements_are_told() -> None:
    """A legal maximum names place and product; a disagreement names both sides, their sources and why they differ."""
    text = _one_line(monograph_text(_full(), _of("glycerin", _full()), width=2000))
    assert "KR, nail: 2 %. At most 2 % on nails." in text
    assert re.search(r"whether it matters .* It passes into milk\. \[\d+\] .* It does not\. \[\d+\]", text)
    assert "Why they differ: They look at different doses." in text


def test_a_ban_is_a_ban() -> None:
    """A legal maximum of 0 is told as banned, never as a percentage."""
    known = with_more("substances", "glycerin", "legal_maxima", legal_maximum(percent=0.0))(knowledge())
    assert "KR, nail: banned." in monograph_text(known, _of("glycerin", known), width=2000)


def test_benefits_are_told_with_their_size() -> None:
    """A procedure tells what it is likely to do for a goal."""
    known = of_goal("waxing", benefit())(knowledge())
    assert "test goal: unknown. Nothing was found." in monograph_text(known, _of("waxing", known), width=2000)


def test_the_summary_is_the_worst_of_what_holds_for_everybody() -> None:
    """In one setting of one route the worst action counts, and what holds only for some is left out of it."""
    told = (
        statement(id="a", action="go", grade="B", settings=("whole-skin",)),
        statement(id="b", action="swap", grade="C", settings=("whole-skin", "breast")),
        statement(id="c", action="avoid", grade="A", settings=("whole-skin",), infant_conditions=("preterm",)),
    )
    known = changed("substances", "glycerin", statements=told, classes=())(knowledge())
    found = [(one.route, one.setting, one.action, one.grade) for one in _of("glycerin", known).summary]
    assert found == [("milk", "whole-skin", "swap", "C"), ("milk", "breast", "swap", "C")]


@pytest.mark.parametrize("words", ["lidocaine", "microneedling-pen", "retinoid", "preterm", "decollete"])
def test_the_json_holds_all_that_the_text_does(words: str) -> None:
    """Every statement, figure and source of the text is in the data, references as CSL-JSON with their ids."""
    told = _of(words)
    tree = msgspec.json.decode(msgspec.json.encode(as_builtins(told)))
    ids = {one["statement"]["id"] for section in tree["sections"] for one in section["told"]}
    cited = {name for section in told.sections for one in section.told for name in one.statement.sources}
    assert ids == {one.statement.id for section in told.sections for one in section.told}
    assert cited <= {item["id"] for item in tree["references"]}
    assert tree["reviewed"] == told.reviewed.isoformat()


# --- for the mother -------------------------------------------------------------------------------------------------------


def test_the_mothers_words_are_never_lost() -> None:
    """Every plain sentence of every record is on its page, and every page fits a narrow window."""
    for record in records(knowledge()):
        told = monograph(knowledge(), record)
        text = _one_line(mother_text(knowledge(), told, width=5000))
        for one in (one.statement for section in told.sections for one in section.told):
            if one.plain:
                assert _one_line(one.plain) in text, record.id
        assert max(map(len, mother_text(knowledge(), told, width=60).splitlines())) <= 60, record.id


def test_the_mothers_page_is_short() -> None:
    """A well-known substance fits two screens of a telephone's width, its longest sentence is short, no source is cited."""
    text = mother_text(knowledge(), _of("lidocaine"), width=78)
    assert len(text.splitlines()) <= 70
    assert re.search(r"\[\d+\]", text) is None
    plain = [one.statement.plain for part in _of("lidocaine").sections for one in part.told if one.statement.plain]
    assert max(longest_sentence(words) for words in plain) <= 15


def test_for_whom_a_sentence_holds_is_said_in_plain_words() -> None:
    """Conditions, ages, strengths and places stand in front of the sentence, in words and not as ids."""
    known = with_statement(
        "substances",
        "glycerin",
        id="special",
        plain="Wait a little.",
        action="defer",
        settings=("open-skin",),
        infant_conditions=("g6pd-deficiency",),
        infant_age_weeks_below=4.0,
        percent_above=10.0,
        setting_of_use="home",
    )(knowledge())
    line = (
        "◷ On open skin; if your baby has: G6PD deficiency; if your baby is under 4 weeks old; "
        "if it is stronger than 10 %; at home: Wait a little. (wait; not enough is known)"
    )
    assert line in _one_line(_mother("glycerin", known))


def test_nothing_in_plain_words_is_said_as_such() -> None:
    """Where no plain words are recorded the page says so, and does not reassure."""
    known = changed("substances", "glycerin", statements=(), classes=())(knowledge())
    text = _one_line(_mother("glycerin", known))
    assert NO_WORDS in text
    assert "✓" not in text


def test_grade_d_is_never_left_alone_with_a_tick() -> None:
    """Wherever an action stands on the page, what it rests on stands beside it."""
    lines = [line for line in _mother("platelet-rich-plasma").splitlines() if line.startswith(("✓", "☑"))]
    assert lines
    assert all(re.search(r"\(.*; .*\)$", line) for line in lines)


# --- alternatives ---------------------------------------------------------------------------------------------------------


def test_a_plain_product_with_the_same_job_is_offered() -> None:
    """A reference product of one of the substance's jobs comes first."""
    known = changed("substances", "tretinoin", functions=("renewal",))(
        added("products", product(jobs=("renewal",)))(knowledge())
    )
    found = alternatives(known, known.substances["tretinoin"])
    assert found[0].kind == "product"
    assert ("product", "test-product", ("renewal",)) in [(one.kind, one.id, one.shared) for one in found]


def test_what_is_advised_against_is_no_alternative() -> None:
    """A substance with the same job is offered only where every route lets it pass on whole skin."""
    plain = (statement(id="x", route="milk", action="go", settings=("whole-skin",)),)
    harsh = (*plain, statement(id="y", route="mother", action="avoid", settings=("whole-skin",)))
    for told, offered in ((plain, True), (harsh, False), ((), False)):
        known = changed("substances", "urea", functions=("renewal",), statements=told, classes=())(
            changed("substances", "tretinoin", functions=("renewal",))(knowledge())
        )
        found = {one.id for one in alternatives(known, known.substances["tretinoin"])}
        assert ("urea" in found) is offered


def test_procedures_for_the_same_goal_are_offered() -> None:
    """Two procedures with a benefit for one goal are each other's alternatives, but not where one does nothing for it."""
    known = of_goal("waxing", benefit(size="small"))(of_goal("tattoo", benefit(size="large"))(knowledge()))
    assert "tattoo" in {one.id for one in alternatives(known, known.procedures["waxing"])}
    none = of_goal("waxing", benefit(size="small"))(of_goal("tattoo", benefit(size="none"))(knowledge()))
    assert "tattoo" not in {one.id for one in alternatives(none, none.procedures["waxing"])}


# --- compare --------------------------------------------------------------------------------------------------------------


def _compared(*told: dict[str, object], **fields: object) -> Comparison:
    known = knowledge()
    for name, kind in (("paper", "article"), ("book", "monograph"), ("choice", "assumption")):
        known = added("sources", source(id=name, kind=kind))(known)
    statements = tuple(statement(id=f"s{place}", **one) for place, one in enumerate(told))
    known = changed("substances", "glycerin", statements=statements, classes=(), disagreements=(), **fields)(known)
    return compare(known, _of("glycerin", known))


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ([{"action": "go", "sources": ("paper",)}, {"action": "avoid", "sources": ("book",)}], "disagree"),
        ([{"action": "go", "sources": ("paper",)}, {"action": "go", "sources": ("book",)}], "agree"),
        ([{"action": "go", "sources": ("paper", "book")}], "agree"),
        ([{"action": "go", "sources": ("paper",)}, {"action": "swap", "sources": ("paper",)}], "one"),
        ([{"action": "go", "sources": ("paper",)}, {"action": "swap", "sources": ("choice",)}], "one"),
        ([{"action": "go", "sources": ("paper", "choice")}], "one"),
        ([{"action": "swap", "sources": ("choice",)}], "own"),
        ([{"sources": ("paper",)}], "none"),
        ([], "none"),
        (
            [{"action": "go", "sources": ("paper",)}, {"action": "avoid", "sources": ("book",), "infant_conditions": ("preterm",)}],
            "one",
        ),
        ([{"sources": ("paper",), "flags": ("conflict",)}], "disagree"),
    ],
)  # fmt: skip
def test_it_says_whether_sources_agree(told: list[dict[str, object]], outcome: Outcome) -> None:
    """Different actions from different sources disagree; the same source twice, own choices and special cases do not."""
    found = _compared(*told)
    assert found.outcome == outcome
    assert OVERALL_WORDS[outcome] in _one_line(comparison_text(knowledge(), found, width=500))


def test_a_recorded_disagreement_comes_first() -> None:
    """A disagreement on record makes the sources disagree, and stands in front of all statements."""
    known = _full()
    found = compare(known, _of("glycerin", known))
    text = comparison_text(known, found, width=500)
    assert found.outcome == "disagree"
    assert text.index("It does not.") < text.index("MILK:")


def test_every_position_is_shown_with_grade_year_and_source() -> None:
    """Each statement of a substance stands in the comparison with its evidence, year and mark."""
    found = compare(knowledge(), _of("lidocaine"))
    text = _one_line(comparison_text(knowledge(), found, width=5000))
    for one in (one.statement for section in _of("lidocaine").sections for one in section.told):
        assert _one_line(one.text) in text
    assert re.search(r"evidence A · 2020/2001 \[1\] \[2\]", text)


def test_everything_can_be_compared() -> None:
    """Each record has a comparison within the width, every mark in it with its entry, and it reads back as data."""
    for record in records(knowledge()):
        found = compare(knowledge(), monograph(knowledge(), record))
        text = comparison_text(knowledge(), found, width=60)
        assert max(map(len, text.splitlines())) <= 60, record.id
        listed = set(re.findall(r"^\[(\d+)\]", text, flags=re.MULTILINE))
        assert set(re.findall(r"\[(\d+)\]", text)) <= listed, record.id
        assert msgspec.json.decode(msgspec.json.encode(found), type=Comparison) == found
