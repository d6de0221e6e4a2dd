"""A claim that is denied is read as denied, however the article puts it."""

from __future__ import annotations

import pytest

from articles.reading import only, read

DENIED = [
    "You do not have to discard your milk.",
    "There's no need to pump and dump.",
    "It is a myth that you must pump and dump.",
    "The idea that you must discard your milk is a misconception.",
    "Women are wrongly told to discard their milk.",
    "Pumping and dumping isn’t required.",
    "Never discard your milk.",
]
SAID = [
    "You must discard your milk.",
    "You should not only wait but also discard your milk.",
    "It is not a myth that you must pump and dump.",
    "Some experts advise mothers to pump and dump.",
]


@pytest.mark.parametrize("text", DENIED)
def test_denials_are_read_as_denials(text: str) -> None:
    """`not`, `no need`, `myth` and `wrongly` turn a claim round."""
    found = next(one for one in read(text).claims if one.claim == "pump-and-dump")
    assert (found.opposite, found.verdict) == (True, "supported"), found


@pytest.mark.parametrize("text", SAID)
def test_what_only_looks_like_a_denial_is_none(text: str) -> None:
    """`not only`, a denied myth and a quoted opinion leave the claim as it is."""
    found = next(one for one in read(text).claims if one.claim == "pump-and-dump")
    assert (found.opposite, found.verdict) == (False, "contradicted"), found


def test_a_denial_behind_the_claim_counts() -> None:
    """`... is unlikely` turns round what stands before it."""
    found = only("The risk of an effect on your milk supply is very low.")
    assert (found.claim, found.opposite) == ("needling-affects-milk", True)


def test_the_next_sentence_may_take_a_claim_back() -> None:
    """`That is a myth.` belongs to the sentence before, and is no claim of its own."""
    found = only("After the cream you must pump and dump. That is a myth.")
    assert (found.claim, found.opposite, found.verdict) == ("pump-and-dump", True, "supported")


def test_a_myth_does_not_reach_over_but() -> None:
    """What follows `but` or `because` is said by the article itself."""
    claims = read(
        "It is a myth that you must pump and dump, because lidocaine is compatible with breastfeeding."
    ).claims
    assert [(one.claim, one.opposite) for one in claims] == [
        ("pump-and-dump", True),
        ("lidocaine-fine-while-nursing", False),
    ]


def test_contrary_to_popular_belief_asserts() -> None:
    """What stands after `contrary to popular belief` is meant."""
    found = only("Contrary to popular belief, lidocaine is compatible with breastfeeding.")
    assert (found.opposite, found.verdict) == (False, "supported")


def test_a_negation_inside_a_phrase_counts_as_part_of_it_only() -> None:
    """`not recommended` is advice against; it is not turned round by its own `not`."""
    assert only("Hydroquinone is not recommended.").opposite is False
    assert only("Microneedling poses minimal risk to your baby.").verdict == "partly"


def test_should_not_be_avoided_is_no_warning() -> None:
    """The head of a phrase is not taken for the whole."""
    found = only("Retinol should not be avoided while breastfeeding.")
    assert (found.claim, found.opposite) == ("retinoid-avoid", True)


def test_may_and_never_change_the_strength() -> None:
    """A hedge is noted, and a claim without any doubt is held to more."""
    assert only("Serums may be absorbed into the bloodstream.").hedged
    assert only("Lidocaine is compatible with breastfeeding.").verdict == "supported"
    assert only("Lidocaine is completely safe while breastfeeding.").verdict == "partly"


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear whether microneedling is safe for most people.",
        "There is no evidence that microneedling is safe.",
        "Microneedling has not been shown to be safe for nursing mothers.",
    ],
)
def test_doubt_is_no_denial(text: str) -> None:
    """That a thing is not known is not the claim that it is false."""
    found = only(text)
    assert (found.claim, found.verdict) == ("limited-research", "supported")
