"""Sentences and clauses: they end where a reader ends them, and their words are those of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.articles.plain import read_plain
from milkpath.articles.sentences import LONGEST, Sentence, Words, sentences, words_in


def _read(text: str) -> tuple[Words, list[Sentence]]:
    article = read_plain(text)
    words = words_in(article.text)
    return words, list(sentences(article, words))


def _sentences(text: str) -> list[str]:
    words, found = _read(text)
    return [" ".join(words.texts[one.first : one.last]) for one in found]


def _clauses(text: str) -> list[str]:
    words, found = _read(text)
    return [" ".join(words.texts[clause.first : clause.last]) for one in found for clause in one.clauses]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It hurts. It heals!", 2),
        ("Dr. Smith says so. So does e.g. the label.", 2),
        ("It takes 1.5 hours. Then it is gone.", 2),
        ("“It is fine.” That is what she said.", 2),
        ("In the U.S. it is sold. In the U.K. too.", 2),
        ("Is it fine? Yes…", 2),
        ("No stop at the end", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    """Abbreviations and decimals end no sentence."""
    assert len(_sentences(f"{text} ")) == count


def test_questions_and_headings_say_what_they_are() -> None:
    """A question mark and a missing stop tell them apart."""
    _, found = _read("Needles and milk\n\nIs it fine? It is fine.\n")
    assert [(one.heading, one.question) for one in found] == [(True, False), (False, True), (False, False)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("While needling is fine, the cream is not.", ["needling is fine", "the cream is not"]),
        ("While breastfeeding you may use it.", ["while breastfeeding you may use it"]),
        ("It is absorbed, but the amount is small.", ["it is absorbed", "the amount is small"]),
        ("Wait a day because it is absorbed.", ["wait a day", "it is absorbed"]),
        ("In short, while it is fine, ask your doctor first.", ["it is fine", "ask your doctor first"]),
        ("Use mineral sunscreen daily and avoid strong acids.", ["use mineral sunscreen daily", "avoid strong acids"]),
        ("Retinol, vitamin C and acids are absorbed.", ["retinol vitamin c and acids are absorbed"]),
        ("It stings; it heals within days.", ["it stings it heals within days"]),
    ],
)
def test_clauses_say_one_thing(text: str, clauses: list[str]) -> None:
    """A clause begins at a contrast, a reason, a new subject or a new piece of advice; lists stay together."""
    assert _clauses(text) == clauses


@settings(deadline=None)
@given(st.text(max_size=400))
def test_every_word_belongs_to_one_sentence_in_order(text: str) -> None:
    """Nothing is lost or read twice, whatever the text."""
    words, found = _read(text)
    assert [at for one in found for at in range(one.first, one.last)] == list(range(len(words.texts)))
    for one in found:
        assert all(one.first <= clause.first < clause.last <= one.last for clause in one.clauses)


def test_a_text_without_any_stop_is_cut() -> None:
    """A run of words without end does not become one sentence."""
    _, found = _read("word " * (LONGEST * 3) + ".")
    assert max(one.last - one.first for one in found) == LONGEST
