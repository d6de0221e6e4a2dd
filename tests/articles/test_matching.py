"""Claims in many words: each is found, with the verdict that the knowledge gives it."""

from __future__ import annotations

import pytest

from articles.reading import only, read
from milkpath.knowledge.model import ArticleClaim
from milkpath.knowledge.reader import knowledge

CLAIMS = list(knowledge().claims.values())
PUT_SO = [
    ("Some clinics ask you to hold off nursing for 24 hours after the anesthetic.", "wait-to-feed", "contradicted"),
    ("Sclerotherapy is safe for nursing mothers.", "any-procedure-fine", "contradicted"),
    ("After sclerotherapy do not breastfeed for 48 hours.", "sclerotherapy-wait", "supported"),
    ("After sclerotherapy do not breastfeed for 3 weeks.", "sclerotherapy-wait", "partly"),
    ("Lidocaine has a half-life of twelve hours.", "lidocaine-half-life", "contradicted"),
    ("The half-life of lidocaine is 90 to 120 minutes.", "lidocaine-half-life", "supported"),
    ("The channels close within 15 minutes.", "channels-close", "contradicted"),
    ("Minoxidil is safe while breastfeeding.", "any-substance-fine", "partly"),
    ("Niacinamide is safe while breastfeeding.", "any-substance-fine", "supported"),
    ("Azelaic acid is safe while breastfeeding.", "any-substance-fine", "supported"),
    ("Azelaic acid is unsafe while breastfeeding.", "any-substance-fine", "contradicted"),
    ("The AAD recommends against microneedling during lactation.", "academy-against-needling", "unsupported"),
    ("Hyaluronic acid and vitamin C are generally considered safe.", "vitamin-c-under-needles", "contradicted"),
    ("Exosomes are not FDA approved.", "exosomes-fine", "supported"),
    ("Nobody has studied microneedling in nursing women.", "limited-research", "supported"),
    ("Growth factors could reach the milk and change its quality.", "growth-factors-in-milk", "unsupported"),
    ("Most dermatologic medications are compatible with breastfeeding.", "most-medicines-compatible", "supported"),
    ("Others claim that you need to wait a day after lidocaine; that's not true.", "wait-to-feed", "supported"),
    ("The tiny wounds close within a couple of hours.", "channels-close", "contradicted"),
    ("Lidocaine is unlikely to cause any problems for your baby.", "lidocaine-in-milk", "supported"),
    (
        "Never put on a second coat of numbing cream once the skin has been needled.",
        "numbing-on-open-skin",
        "supported",
    ),
    ("Botox does not get into your milk.", "toxin-in-milk", "supported"),
    ("Laser hair removal doesn't affect breast milk.", "laser-fine", "partly"),
    ("Codeine should never be taken by nursing mothers.", "any-substance-fine", "supported"),
    ("Skip retinol, glycolic acid and salicylic acid for a week.", "retinoid-and-needles", "supported"),
    ("Zinc oxide is not absorbed.", "mineral-sunscreen", "supported"),
    ("Put sunscreen on right after needling.", "sunscreen-after-needling", "contradicted"),
    ("Lidocaine 30% cream is safe while breastfeeding.", "lidocaine-fine-while-nursing", "contradicted"),
    ("Tretinoin is fine to use on freshly needled skin.", "any-substance-fine", "unsupported"),
    ("Glycolic acid is safe right after microneedling.", "any-substance-fine", "unsupported"),
    ("EMLA is perfectly safe for newborns.", "prilocaine-fine-with-newborn", "contradicted"),
    ("Pseudoephedrine reduces milk supply.", "any-substance-and-supply", "supported"),
    ("A steroid injection can temporarily lower your milk supply.", "any-procedure-and-supply", "partly"),
    ("Tattoos are safe while breastfeeding.", "any-procedure-fine", "contradicted"),
    ("Your skin may heal more slowly while you are nursing.", "heals-slower-while-nursing", "unsupported"),
]


def _cases(opposite: bool) -> list[tuple[ArticleClaim, str]]:
    return [(claim, text) for claim in CLAIMS for text in (claim.examples_denied if opposite else claim.examples)]


@pytest.mark.parametrize(("claim", "text"), _cases(False), ids=lambda it: getattr(it, "id", ""))
def test_every_claim_is_found_in_its_examples(claim: ArticleClaim, text: str) -> None:
    """A claim that nothing is read as would be dead knowledge."""
    assert (claim.id, False) in [(one.claim, one.opposite) for one in read(text).claims]


@pytest.mark.parametrize(("claim", "text"), _cases(True), ids=lambda it: getattr(it, "id", ""))
def test_every_denial_is_found_in_its_examples(claim: ArticleClaim, text: str) -> None:
    """The opposite of a claim is read as its opposite."""
    assert (claim.id, True) in [(one.claim, one.opposite) for one in read(text).claims]


@pytest.mark.parametrize(("text", "claim", "verdict"), [case for case in PUT_SO if case[2]])
def test_a_claim_is_judged_by_the_knowledge(text: str, claim: str, verdict: str) -> None:
    """One sentence, one claim, one verdict, with what it rests on."""
    found = only(text)
    assert (found.claim, found.verdict) == (claim, verdict)
    assert found.because
    assert found.sources


def test_a_substance_is_judged_where_the_article_puts_it() -> None:
    """On skin and by mouth are two questions; what the knowledge says of the one is not used for the other."""
    whole, taken = only("Minoxidil is safe while nursing."), only("Minoxidil tablets are safe while nursing.")
    assert set(whole.because).isdisjoint(taken.because)
    assert taken.verdict == "contradicted"


def test_pregnancy_is_not_nursing() -> None:
    """What is said of pregnancy alone is not judged, and the reason is given."""
    found = only("Salicylic acid should be avoided during pregnancy.")
    assert found.verdict == "unmatched"
    assert "pregnancy" in found.why
    assert only("Salicylic acid should be avoided while pregnant or breastfeeding.").verdict == "contradicted"


def test_questions_headings_and_invitations_claim_nothing() -> None:
    """What claims nothing is not listed."""
    assert (
        read("Should you pump and dump?\n\nPump and dump or not\n\nSubscribe for tips on safe skin care.").claims == ()
    )


def test_a_condition_alone_claims_nothing() -> None:
    """`If you take isotretinoin` says nothing of isotretinoin."""
    assert all("hydroquinone" not in one.quote for one in read("If you avoid hydroquinone, drink more water.").claims)


def test_what_is_not_matched_is_named() -> None:
    """A claim on skin that no file speaks of is listed as not matched; the weather is not."""
    found = read("Collagen powder thickens the skin of your hands and helps against frost. The sky is blue.").claims
    assert [(one.verdict, one.claim, one.because) for one in found] == [("unmatched", None, ())]


def test_advice_behind_a_fact_is_judged_apart() -> None:
    """What is right in the first half does not clear the advice in the second (found as a fault)."""
    found = read("Lidocaine passes into breast milk and you should pump and dump for a day.").claims
    assert [(one.claim, one.verdict) for one in found] == [
        ("lidocaine-in-milk", "partly"),
        ("pump-and-dump", "contradicted"),
    ]


def test_a_list_gives_each_of_its_members() -> None:
    """Two things of one list are two claims, each with its own words."""
    found = read("Good alternatives are treatments such as retinoids and vitamin C serums.").claims
    assert [(one.claim, one.quote) for one in found] == [
        ("retinoid-as-alternative", "Good alternatives are treatments such as retinoids"),
        ("vitamin-c-as-alternative", "vitamin C serums"),
    ]


def test_it_stands_for_what_was_named_before() -> None:
    """A pronoun takes the thing of the sentence before."""
    found = read("Oxybenzone is a common filter. It has been found in breast milk.").claims
    assert found[-1].claim == "chemical-filters-absorbed"


def test_neighbours_that_say_the_same_are_one() -> None:
    """A claim that runs over two clauses is quoted whole."""
    found = only("These wounds stimulate the natural healing process, promoting collagen and elastin production.")
    assert found.quote.endswith("collagen and elastin production")
