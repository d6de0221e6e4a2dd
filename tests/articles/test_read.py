"""Whole articles: exact quotes, whatever the file, and in seconds."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.articles.read import read_article
from milkpath.knowledge.reader import knowledge

ARTICLE = """Needles and the nursing mother

Many women ask about microneedling. While microneedling is well tolerated by most people, nobody has studied it in
nursing women. Numbing cream is usually put on first; lidocaine is compatible with breastfeeding.

What to do
- Talk to your doctor.
- Wait 24 hours before breastfeeding.

“You must discard your milk,” says one clinic. Is that so? It is a myth that you have to pump and dump.
"""
PIECES = st.sampled_from(
    [
        "Lidocaine ",
        "is not ",
        "safe ",
        "while breastfeeding",
        ". ",
        ", but ",
        "may ",
        "avoid ",
        "it ",
        "\n\n",
        "milk ",
        "?",
        "24 hours ",
    ]
)


def test_quotes_are_exact_and_in_order() -> None:
    """`text[start:end]` is the quote, and claims come in the order of the text."""
    reading = read_article(ARTICLE.encode(), knowledge())
    assert reading.claims
    assert all(reading.text[one.start : one.end] == one.quote for one in reading.claims)
    assert [one.start for one in reading.claims] == sorted(one.start for one in reading.claims)
    assert reading.title == "Needles and the nursing mother"


def test_a_page_and_its_text_claim_the_same() -> None:
    """The mark-up around an article does not change its claims."""
    paragraphs = ARTICLE.split("\n\n")
    page = "<html><body>" + "".join(f"<p>{text.replace('- ', '')}</p>" for text in paragraphs[1:]) + "</body></html>"
    page = page.replace("<body>", "<head><title>Needles and the nursing mother</title></head><body><script>1</script>")
    plain, marked = (read_article(data.encode(), knowledge()) for data in (ARTICLE, page))
    assert {one.claim for one in marked.claims} == {one.claim for one in plain.claims}


def test_the_same_article_gives_the_same_answer() -> None:
    """Nothing is drawn by lot."""
    assert read_article(ARTICLE.encode(), knowledge()) == read_article(ARTICLE.encode(), knowledge())


def test_every_reason_and_source_is_in_the_knowledge() -> None:
    """What an answer cites can be looked up."""
    known = knowledge()
    for one in read_article(ARTICLE.encode(), known).claims:
        assert set(one.sources) <= set(known.sources)
        assert (one.verdict == "unmatched") == (one.because == ())


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_text_breaks_it(pieces: list[str]) -> None:
    """Any mixture of words is read, with exact quotes."""
    text = "x " + "".join(pieces)
    reading = read_article(text.encode(), knowledge())
    assert all(reading.text[one.start : one.end] == one.quote != "" for one in reading.claims)


def test_a_page_of_five_megabytes_is_read_in_seconds() -> None:
    """A heavy page with a long article in it takes seconds of computing."""
    heavy = "<script>" + "x" * 4_000_000 + "</script>" + f"<p>{ARTICLE}</p>" * (1_000_000 // len(ARTICLE))
    started = time.process_time()
    reading = read_article(f"<html><body>{heavy}</body></html>".encode(), knowledge())
    assert time.process_time() - started < 20
    assert len(reading.claims) > 1000
