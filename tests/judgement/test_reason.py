"""How reasons make a verdict."""

from __future__ import annotations

from milkpath.judgement.reason import because, combined_action, combined_grade, flags_of, unique, verdict

from .built import a_reason


def test_a_verdict_is_the_worst_of_the_reasons_of_its_route() -> None:
    """Reasons of other routes do not count."""
    found = verdict("mother", [a_reason(action="swap"), a_reason(action="go"), a_reason(route="milk", action="avoid")])
    assert found.action == "swap"


def test_a_stop_is_as_strong_as_its_strongest_reason() -> None:
    """One good reason is enough; milder reasons do not weaken it."""
    reasons = [a_reason(action="swap", grade="D"), a_reason(action="swap", grade="B"), a_reason(action="go", grade="A")]
    assert combined_grade(reasons, "swap") == "B"


def test_clearing_is_as_weak_as_its_weakest_reason() -> None:
    """A chain of `go` holds no better than its weakest link."""
    reasons = [a_reason(action="go", grade="D"), a_reason(action="go-with-steps", grade="A")]
    assert combined_grade(reasons, combined_action(reasons)) == "D"


def test_the_most_severe_reason_comes_first() -> None:
    """Whatever the order in which the reasons were found."""
    reasons = [a_reason(rule="mild"), a_reason(rule="severe", action="avoid"), a_reason(rule="middle", action="swap")]
    assert [entry.rule for entry in verdict("mother", reasons).because] == ["severe", "middle", "mild"]


def test_flags_are_collected_once_in_order() -> None:
    """From all reasons of the route."""
    assert flags_of([a_reason(flags=("unknown",)), a_reason(flags=("conflict", "unknown"))]) == ("conflict", "unknown")


def test_the_same_sentence_is_said_once_and_another_of_the_same_rule_too() -> None:
    """A statement that holds for three steps is said once; a rule with other figures twice."""
    said = [because(a_reason(text=text)) for text in ("one", "one", "two")]
    assert [entry.text for entry in unique(said)] == ["plain words \u2014 one", "plain words \u2014 two"]


def test_a_reason_keeps_text_sources_and_rule() -> None:
    """What stands in the answer traces back."""
    entry = because(a_reason(text="why", sources=("chu-2021",), rule="x"))
    assert (entry.text, entry.sources, entry.rule) == ("plain words \u2014 why", ("chu-2021",), "x")
