"""The report for the terminal."""

from __future__ import annotations

import re

import msgspec
import pytest

from milkpath.judgement.assessment import Assessment
from milkpath.report.explain import explain
from milkpath.report.terminal import cleaned, table
from milkpath.report.text import text
from milkpath.report.text_sheet import paint_of

from .bare import BARE
from .example import EXAMPLE

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [30, 40, 60, 78, 120])
@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("assessment", [EXAMPLE, BARE])
def test_no_line_is_longer_than_the_width(assessment: Assessment, width: int, colour: bool) -> None:
    """Text wraps at the width, colours not counted."""
    lines = ESCAPES.sub("", text(assessment, width=width, colour=colour)).splitlines()
    assert width >= max(map(len, lines))


def test_colour_adds_nothing_but_colour() -> None:
    """Without colour the words are the same."""
    assert text(EXAMPLE, colour=False) == ESCAPES.sub("", text(EXAMPLE, colour=True))


def test_no_colour_means_no_escapes() -> None:
    """A file or a pipe gets plain text."""
    assert "\x1b" not in text(EXAMPLE, colour=False)


def test_a_label_cannot_drive_the_terminal() -> None:
    """Control characters of a product name do not reach the terminal."""
    step = msgspec.structs.replace(EXAMPLE.steps[1], product="cream\x1b]0;title\x07\x1b[2J\u202ereversed")
    written = text(msgspec.structs.replace(EXAMPLE, steps=(step,)), colour=False)
    assert not {"\x1b", "\x07", "\u202e"} & set(written)


def test_cleaning_keeps_ordinary_words() -> None:
    """Letters of any language stay."""
    assert cleaned("Crème  à la 卵\t5 %") == "Crème à la 卵 5 %"


def test_sections_stand_in_the_order_of_need() -> None:
    """Urgent first, then the answer, then what to do; the numbers last."""
    order = (
        "CALL FOR HELP",
        "DO NOT DO THIS",
        "WHAT TO DO NOW",
        "THE FOUR WAYS",
        "WHAT TO CHANGE",
        "FEEDING",
        "BACK TO USUAL",
        "ASK THE CLINIC",
        "SIGNS TO WATCH",
        "WHAT IS NOT KNOWN",
        "WHAT WE ASSUMED",
        "For your clinician",
        "NUMBERS",
        "SOURCES THAT DISAGREE",
        "SOURCES\n",
    )
    places = [text(EXAMPLE, colour=False).index(title) for title in order]
    assert sorted(places) == places


def test_not_enough_is_known_is_never_green() -> None:
    """Grade D does not fall back to the colour of fine."""
    assert paint_of("go", "D") == "bold"
    assert "\x1b[32m" not in text(BARE, colour=True)


def test_a_narrow_table_becomes_blocks() -> None:
    """Each cell keeps its name where columns do not fit."""
    assert table(("substance", "mother", "milk"), [("lidocaine", "1 mg/L", "2 mg/L")], 30) == [
        "lidocaine",
        "  mother: 1 mg/L",
        "  milk: 2 mg/L",
    ]


def test_explanation_is_a_tree() -> None:
    """The first line is the answer, all others hang under it."""
    first, *rest = explain(EXAMPLE).splitlines()
    assert first.startswith("✕ do not do this")
    assert {"├", "└", "│", " "} == {line[0] for line in rest}


@pytest.mark.parametrize("width", [40, 100])
def test_explanation_respects_its_width(width: int) -> None:
    """A tree wraps as well."""
    assert width >= max(map(len, explain(EXAMPLE, width=width).splitlines()))


def test_explanation_leads_from_route_to_rule_to_source_and_number() -> None:
    """Each route shows its reasons with their sources, then its numbers."""
    written = explain(EXAMPLE)
    places = [
        written.index(part)
        for part in (
            "milk (through your milk)",
            "rule lidocaine-milk",
            "source lactmed-lidocaine",
            "in milk, peak: 810 µg/L",
            "contact (through touch)",
        )
    ]
    assert sorted(places) == places
