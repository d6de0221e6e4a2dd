"""What is known of one thing, as text."""

from __future__ import annotations

import re

import pytest

from knowledge.faults import added, source, with_statement
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.report.monograph import SECTIONS, monograph
from milkpath.report.monograph_text import NOTHING, monograph_text
from milkpath.report.record_names import nearest, records_named


def _text(words: str, width: int = 78, known: Knowledge | None = None) -> str:
    known = known or knowledge()
    return "\n".join(monograph_text(known, monograph(known, one), width=width) for one in records_named(known, words))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _all_ids() -> list[str]:
    known = knowledge()
    return [*known.substances, *known.classes, *known.procedures, *known.conditions, *known.sites]


@pytest.mark.parametrize("words", _all_ids())
def test_everything_can_be_shown(words: str) -> None:
    """Each record has a text within the width, and every source mark in it has its entry."""
    text = _text(words, width=60)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 60
    listed = set(re.findall(r"^\[(\d+)\]", text, flags=re.MULTILINE))
    assert set(re.findall(r"\[(\d+)\]", text)) == listed


@pytest.mark.parametrize("words", ["lidocaine", "Lignocaine", "LIDOCAINE HCl", "lidocaine-hydrochloride"])
def test_any_name_finds_it(words: str) -> None:
    """A substance is found under each of its names, in any spelling."""
    assert [record.id for record in records_named(knowledge(), words)] == ["lidocaine"]


def test_sections_come_in_the_order_of_a_lactation_database() -> None:
    """All sections of statements stand there, in their order, with the other parts after them."""
    text = _text("lidocaine")
    titles = [*SECTIONS, "Limits", "Kinetics", "What is not known", "Names and identifiers", "References"]
    places = [text.index(f"\n{title.upper()}") for title in titles]
    assert places == sorted(places)
    assert text.splitlines()[-1].startswith("Revised ")


def test_silence_is_shown() -> None:
    """A section of a substance about which nothing is recorded says so, and does not reassure."""
    text = _one_line(_text("lidocaine"))
    assert f"DRUG LEVELS: INFANT ─────────────────── {NOTHING}" in text


def test_every_statement_carries_what_it_rests_on() -> None:
    """Text, action, grade, status, route and settings of each statement of lidocaine are in the monograph."""
    text = _one_line(_text("lidocaine", width=2000))
    for told in knowledge().substances["lidocaine"].statements:
        assert _one_line(told.text) in text
        assert f"route {told.route}" in text
    assert "evidence A, measured in milk or babies" in text
    assert "whole skin, injected; source read: Summary of Use during Lactation" in text
    assert "sources disagree" in text
    assert "of the class Local anaesthetics" in text


def test_conditions_of_a_statement_are_told() -> None:
    """A statement that holds only for some says for whom."""
    known = with_statement(
        "substances",
        "glycerin",
        action="defer",
        infant_conditions=("preterm",),
        infant_age_weeks_below=4.0,
        until_hours=(24.0, 72.0),
        withhold_milk_h=12.0,
        sources=("seen",),
    )(added("sources", source(id="seen", title="A source of a test"))(knowledge()))
    text = _one_line(_text("glycerin", 500, known))
    assert "every setting, infant with preterm, infant under 4 weeks" in text
    assert "fine again 24 to 72 h after opening; withhold milk 12 h" in text
    assert "A source of a test" in text


def test_kinds_of_things_tell_what_is_their_own() -> None:
    """A class names its members, a procedure whether it opens the skin, a site where it lies."""
    assert "lidocaine" in _text("local-anaesthetic").split("SUMMARY")[0]
    assert "It opens the skin." in _text("microneedling-pen")
    assert "Where a baby often lies." in _text("decollete")
    assert "(condition)" in _text("g6pd deficiency")


def test_what_is_not_simulated_says_why() -> None:
    """A substance that is not simulated names the reason."""
    known = knowledge()
    left_out = next(one for one in known.substances.values() if not one.simulate)
    assert _one_line(left_out.not_simulated_because or "") in _one_line(_text(left_out.id, width=1000))


@pytest.mark.parametrize("words", ["", " ", "-", "snake oil"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    """Words that name nothing give no record."""
    assert records_named(knowledge(), words) == ()


@pytest.mark.parametrize(
    ("words", "near"), [("lidocane", "lidocaine"), ("hydroquinne", "hydroquinone"), ("Retinl", "retinol")]
)
def test_the_nearest_name_is_offered(words: str, near: str) -> None:
    """A slip of the pen leads to the name that was meant."""
    assert nearest(knowledge(), words)[0].casefold() == near


def test_few_names_are_offered() -> None:
    """Never more than five names, none twice, and none for words far from all."""
    found = nearest(knowledge(), "peel")
    assert 1 <= len(found) <= 5
    assert len(set(found)) == len(found)
    assert nearest(knowledge(), "qqqqqqqq") == []
