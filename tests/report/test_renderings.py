"""What holds for text, explanation and page alike: the same facts, no added reassurance, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest

from milkpath.judgement.assessment import Assessment, Because
from milkpath.report.explain import explain
from milkpath.report.html import html
from milkpath.report.text import text

from .bare import BARE
from .example import EXAMPLE
from .walk import Page, one_line, reasons, said, source_ids


def _text(assessment: Assessment) -> str:
    return one_line(text(assessment, width=100_000, colour=False))


def _page(assessment: Assessment) -> str:
    return Page(html(assessment)).text


def _explanation(assessment: Assessment) -> str:
    return one_line(explain(assessment, width=100_000))


RENDERERS = pytest.mark.parametrize("render", [_text, _page, _explanation])
FULL_RENDERERS = pytest.mark.parametrize("render", [_text, _page])
Render = Callable[[Assessment], str]


@RENDERERS
def test_both_versions_are_named(render: Render) -> None:
    """Every rendering says which code and which knowledge made it."""
    said = render(EXAMPLE)
    assert f"Milkpath {EXAMPLE.milkpath.version}" in said
    assert f"knowledge {EXAMPLE.milkpath.knowledge}" in said


@RENDERERS
def test_every_reason_of_the_json_appears(render: Render) -> None:
    """A reason that decided something can be read in every rendering."""
    written = render(EXAMPLE)
    assert [reason["text"] for reason in reasons(EXAMPLE) if one_line(reason["text"]) not in written] == []


@RENDERERS
def test_every_rule_of_the_json_appears(render: Render) -> None:
    """A clinician can look up the rule behind each reason."""
    written = render(EXAMPLE)
    assert [reason["rule"] for reason in reasons(EXAMPLE) if reason["rule"] not in written] == []


@RENDERERS
def test_every_source_id_of_the_json_appears(render: Render) -> None:
    """No source is lost."""
    written = render(EXAMPLE)
    assert set() == {name for name in source_ids(EXAMPLE) if name not in written}


@FULL_RENDERERS
def test_every_sentence_of_the_json_appears(render: Render) -> None:
    """The report holds what the document holds (names of labels as printed, advice, questions, signs, unknowns)."""
    written = render(EXAMPLE).lower()
    assert set() == {sentence for sentence in said(EXAMPLE) if sentence.lower() not in written}


@FULL_RENDERERS
def test_an_unrecognised_ingredient_is_named(render: Render) -> None:
    """What was not recognised is in the answer, with its status."""
    written = render(EXAMPLE)
    assert "Glow Complex 7" in written
    assert "not recognised" in written


@RENDERERS
@pytest.mark.parametrize("assessment", [EXAMPLE, BARE])
def test_no_rendering_says_safe_by_itself(render: Render, assessment: Assessment) -> None:
    """No label reassures, least of all beside grade D."""
    assert not re.search(r"\b(safe|safely|harmless|no risk)\b", render(assessment), re.IGNORECASE)


@RENDERERS
def test_grade_d_says_that_not_enough_is_known(render: Render) -> None:
    """Where nothing is known, each of the four routes and the whole say so."""
    assert render(BARE).count("not enough is known") >= 5


@FULL_RENDERERS
def test_no_wait_is_said_plainly(render: Render) -> None:
    """The default wait is none, in words."""
    assert "No need to wait or throw milk away." in render(EXAMPLE)


@FULL_RENDERERS
def test_a_wait_is_said_plainly_and_never_with_the_default(render: Render) -> None:
    """A wait that a source names replaces the sentence on no wait."""
    wait = msgspec.structs.replace(EXAMPLE.feeding, withhold_h=24.0)
    written = render(msgspec.structs.replace(EXAMPLE, feeding=wait))
    assert "Do not give your milk for 24 hours." in written
    assert "No need to wait" not in written


@FULL_RENDERERS
def test_red_flags_come_before_the_answer(render: Render) -> None:
    """Call for help before reading on."""
    written = render(EXAMPLE)
    assert 0 <= written.index(EXAMPLE.urgent[0].sign) < written.index(EXAMPLE.summary)


@RENDERERS
def test_empty_lists_render(render: Render) -> None:
    """An assessment with nothing in it is still a page."""
    assert "as planned" in render(BARE).lower()


@FULL_RENDERERS
def test_empty_sections_have_no_heading(render: Render) -> None:
    """No heading stands over nothing."""
    written = render(BARE).lower()
    for heading in ("back to usual", "ask the clinic", "signs to watch for", "sources that disagree", "call for help"):
        assert heading not in written


@FULL_RENDERERS
def test_a_swap_of_a_step_that_may_stay_is_shown(render: Render) -> None:
    """A swap is not lost because its step is fine."""
    steps = tuple(msgspec.structs.replace(step, action="go") for step in EXAMPLE.steps)
    written = render(msgspec.structs.replace(EXAMPLE, steps=steps))
    assert "No step has to change." in written
    assert EXAMPLE.swaps[0].use in written


@RENDERERS
def test_rendering_twice_gives_the_same(render: Render) -> None:
    """No clock and no chance."""
    assert render(EXAMPLE) == render(EXAMPLE)


@FULL_RENDERERS
def test_what_several_rules_say_of_a_step_in_the_same_words_is_said_once(render: Render) -> None:
    """Only the list of all reasons, which names the rules, has the same words again."""
    place, step = next((at, one) for at, one in enumerate(EXAMPLE.steps) if one.action == "swap" and one.because)
    words = "These words are said by two rules."
    once = msgspec.structs.replace(step.because[0], text=words, rule="rule-one")
    twice = (once, msgspec.structs.replace(once, rule="rule-two"))

    def count(because: tuple[Because, ...]) -> int:
        changed = msgspec.structs.replace(step, because=because)
        steps = (*EXAMPLE.steps[:place], changed, *EXAMPLE.steps[place + 1 :])
        return render(msgspec.structs.replace(EXAMPLE, steps=steps)).count(words)

    assert count(twice) == count((once,)) + 1
