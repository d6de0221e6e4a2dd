"""The claims of an article as text, JSON and page: the same claims, nothing of the article is trusted."""

from __future__ import annotations

import html
import re

import msgspec

from milkpath.articles.read import read_article
from milkpath.knowledge.reader import knowledge
from milkpath.report.claims_json import claims_json
from milkpath.report.claims_page import claims_page, paragraphs
from milkpath.report.claims_text import claims_text
from milkpath.report.claims_words import VERDICT_SIGNS, VERDICT_WORDS, cited, counted

TEXT = (
    "Numbing & needling <b>at home</b>\n\nYou must pump and dump \x1b[31mfor a day. Needling may reduce your milk supply.\n\n"
    "Needling does not reduce your milk supply. Good options are retinoids and vitamin C serums. "
    "A gadget <script>alert(1)</script> makes skin younger & firmer.\nLidocaine is compatible with breastfeeding."
)
READING = read_article(TEXT.encode(), knowledge())


def test_every_verdict_has_its_own_words_and_sign() -> None:
    """No verdict is told by colour alone."""
    assert len(set(VERDICT_WORDS.values())) == len(set(VERDICT_SIGNS.values())) == len(VERDICT_WORDS)


def test_the_text_names_every_claim_within_the_width() -> None:
    """Quote, verdict and source list are there; no line is too long, and no control character comes through."""
    shown = claims_text(READING, knowledge(), width=60, colour=False)
    flat = " ".join(shown.split())
    for one in READING.claims:
        assert VERDICT_WORDS[one.verdict] in shown
        assert " ".join(one.quote.replace("\x1b", "").split()) in flat
    assert max(len(line) for line in shown.splitlines()) <= 60
    assert "\x1b" not in shown
    assert f"[{len(cited(READING))}] " in shown


def test_the_json_holds_the_text_that_its_places_count_in() -> None:
    """`text[start:end]` is the quote, and every source of a claim has its reference."""
    answer = msgspec.json.decode(claims_json(READING, knowledge()))
    assert set(answer) == {"milkpath", "title", "text", "claims", "references"}
    references = {item["id"] for item in answer["references"]}
    for claim in answer["claims"]:
        assert {"quote", "start", "end", "verdict", "because", "sources"} <= set(claim)
        assert answer["text"][claim["start"] : claim["end"]] == claim["quote"]
        assert set(claim["sources"]) <= references
    assert len(answer["claims"]) == len(READING.claims)


def test_the_page_loads_nothing_and_escapes_the_article() -> None:
    """No script of the article runs, and nothing comes from elsewhere."""
    page = claims_page(READING, knowledge())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"<(?:img|link|iframe|object)\b|@import|url\(", page)


def test_the_page_marks_every_claim_and_keeps_the_text() -> None:
    """Each claim has a mark that leads to its card, and the pieces put together are the article."""
    page = claims_page(READING, knowledge())
    for number, one in enumerate(READING.claims, start=1):
        assert f'href="#claim-{number}"' in page
        assert f'id="claim-{number}"' in page
        assert html.escape(one.quote.split("<")[0].strip(), quote=False) in page
    pieces = "".join(piece.text for paragraph in paragraphs(READING) for piece in paragraph)
    assert re.sub(r"\s", "", pieces) == re.sub(r"\s", "", TEXT)
    assert len(re.findall(r"\bid=\"([^\"]+)\"", page)) == len(set(re.findall(r"\bid=\"([^\"]+)\"", page)))


def test_an_article_without_claims_says_so() -> None:
    """Nothing found is an answer."""
    nothing = read_article(b"The sky was blue that day.", knowledge())
    assert counted(nothing) == "No claim was found."
    assert "No claim was found." in claims_page(nothing, knowledge())
    assert "Sources" not in claims_text(nothing, knowledge(), width=60, colour=False)
