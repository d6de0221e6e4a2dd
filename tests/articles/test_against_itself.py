"""A text that says a thing and its opposite is told so, with the place."""

from __future__ import annotations

from articles.reading import read


def test_a_claim_and_its_opposite_are_set_against_each_other() -> None:
    """Where the evidence does not decide, both sides are `contradicts-other` and point at each other."""
    one, other = read("Needling does not affect your milk supply. Yet needling may reduce your milk supply.").claims
    assert [one.verdict, other.verdict] == ["contradicts-other", "contradicts-other"]
    assert (one.against[0].quote, other.against[0].quote) == (other.quote, one.quote)


def test_where_the_evidence_decides_it_is_said() -> None:
    """The side that is right stays `supported`, the other `contradicted`; both point at each other."""
    one, other = read("You must discard your milk. Later on, there is no need to discard your milk.").claims
    assert [one.verdict, other.verdict] == ["contradicted", "supported"]
    assert one.against
    assert other.against


def test_claims_that_exclude_each_other_are_found() -> None:
    """That it is fine and that one has to wait are two claims that cannot stand in one text."""
    found = read("Microneedling is considered safe while breastfeeding. Nursing mothers should postpone the procedure.")
    assert [one.verdict for one in found.claims] == ["contradicts-other", "contradicts-other"]


def test_two_substances_are_two_things() -> None:
    """One cream is fine and another is not: that is no contradiction."""
    found = read("Azelaic acid is safe while nursing. Kojic acid is unsafe while nursing.").claims
    assert all(not one.against for one in found)


def test_a_text_of_one_mind_is_left_alone() -> None:
    """Saying the same twice is no contradiction."""
    found = read("You must discard your milk. Remember to pump and dump.").claims
    assert [one.against for one in found] == [(), ()]
