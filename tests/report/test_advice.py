"""Swaps, waiting, other ways and what-ifs as they are shown: the answer's own facts, in words and in one small picture."""

from __future__ import annotations

from xml.etree import ElementTree

import msgspec
import pytest

from milkpath.advising.what_if import WhatIf, difference
from milkpath.judgement.assessment import Alternative, AskNext, Because, Postpone, Suitability, Swap
from milkpath.judgement.severity import ACTIONS
from milkpath.report.html import html
from milkpath.report.postpone_plot import postpone_svg
from milkpath.report.sentences import postpone_sentence, swap_sentence, waiting_cost
from milkpath.report.text import short_text, text
from milkpath.report.text_what_if import NOTHING, what_if_text
from milkpath.report.words import ACTION_WORDS

from .example import EXAMPLE

WHY = (
    Because(
        text="That makes this step fine. \u2014 This step go.",
        sources=("lactmed-lidocaine",),
        rule="recomputed-with-the-change",
    ),
)
COST = Because(text="Old scars stay. \u2014 text", sources=("chu-2021",), rule="doing-nothing-benefit-acne-scars")
ROWS = tuple(
    Postpone(age_months=age, feeding=feeding, action=action, because=(*WHY, *((COST,) if age > 2 else ())))  # type: ignore[arg-type]
    for age, feeding, action in (
        (2.0, "exclusive", "defer"),
        (5.0, "exclusive", "defer"),
        (8.0, "mixed", "go-with-steps"),
    )
)


def _swap(**given: object) -> Swap:
    usual = {
        "id": "a",
        "step": "visit.steps[0]",
        "instead_of": "old",
        "use": "new",
        "action_after": "avoid",
        "because": WHY,
    }
    return Swap(**(usual | given))  # type: ignore[arg-type]


def test_the_picture_is_sound_and_says_in_words_what_it_shows() -> None:
    """Well-formed, one mark a row, every level named, and the sentence as its description."""
    root = ElementTree.fromstring(postpone_svg(ROWS))  # noqa: S314 - our own picture
    named = {element.tag.rsplit("}", 1)[-1]: element for element in root.iter()}
    assert named["desc"].text == postpone_sentence(ROWS)
    assert sum(1 for element in root.iter() if element.tag.endswith("circle")) == len(ROWS)
    said = " ".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
    assert all(ACTION_WORDS[action] in said for action in ACTIONS)
    assert postpone_svg(()) == ""


def test_what_waiting_costs_is_what_every_later_row_says() -> None:
    """It stands once, not in each row."""
    assert waiting_cost(ROWS) == (COST,)
    assert waiting_cost(ROWS[:1]) == ()


@pytest.mark.parametrize(
    ("swap", "words"),
    [
        (_swap(action_after="go"), "(the answer would then be: \u2713 as planned)"),
        (_swap(), "That makes this step fine. (the whole answer then: \u2715 do not do this)"),
        (
            _swap(id="together", step="visit", use="these 2 changes together: (1) x", action_after="go"),
            "With these 2 changes",
        ),
        (_swap(id="no-smallest-set", step="visit"), "That makes this step fine."),
    ],
)
def test_a_swap_says_what_it_is_good_for(swap: Swap, words: str) -> None:
    """A good change of one step is not called bad because of another step."""
    assert words in swap_sentence(swap)


def test_every_rendering_shows_the_advice() -> None:
    """Swaps, what waiting brings, other ways, the topic that speaks against it, and the fact to ask for."""
    answer = msgspec.structs.replace(
        EXAMPLE,
        swaps=(
            _swap(step=EXAMPLE.steps[0].id),
            _swap(id="together", step="visit", use="both changes", action_after="go"),
        ),
        postpone=ROWS,
        suitability=(Suitability(topic="keloid", action="defer", because=(COST,)),),
        alternatives=(
            Alternative(
                procedure="care", action="go", evidence="D", benefit="a little", effort="One minute.", because=()
            ),
        ),
        ask_next=AskNext(path="infant.weight", question="How heavy?", why="It moves the dose."),
    )
    for page in (short_text(answer, colour=False, width=200), text(answer, colour=False, width=200), html(answer)):
        for words in ("both changes", postpone_sentence(ROWS), "eloid", "One minute.", "How heavy?", "Old scars stay."):
            assert words in page


def test_a_what_if_that_changes_nothing_says_so() -> None:
    """No empty headings."""
    same = WhatIf(
        changes={"infant.weight": None}, before=EXAMPLE, after=EXAMPLE, difference=difference(EXAMPLE, EXAMPLE)
    )
    told = what_if_text(same, width=78)
    assert NOTHING.split(":", maxsplit=1)[0] in told
    assert "left out" in told
    assert "REASONS THAT" not in told
