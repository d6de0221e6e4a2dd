"""Reasons: each once, with all its places."""

from __future__ import annotations

from milkpath.report.reasons import every_reason

from .example import EXAMPLE, GRANULOMAS
from .walk import reasons


def test_no_reason_of_the_json_is_missed() -> None:
    """A list of reasons added to the types cannot be forgotten."""
    expected = {(one["text"], one["rule"], tuple(one["sources"])) for one in reasons(EXAMPLE)}
    assert expected == {(one.text, one.rule, one.sources) for one, _ in every_reason(EXAMPLE)}


def test_a_reason_of_several_places_comes_once() -> None:
    """Readers are not shown the same sentence over and over."""
    found = [places for because, places in every_reason(EXAMPLE) if because == GRANULOMAS]
    assert found == [
        (
            "put on: Glow serum",
            "Retinoid and acids on the treated skin",
            "use plain sterile hyaluronic acid gel",
        )
    ]
