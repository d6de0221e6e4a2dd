"""The check of article claims: every defect that is built by hand is found in its file."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.faults import DAY, Fault, added, changed
from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge.check import check
from milkpath.knowledge.cues import cues_of, words_of
from milkpath.knowledge.model import ArticleClaim, ArticleTerm
from milkpath.knowledge.reader import knowledge

FILE = "claims/test-claim.yaml"


def _claim(**fields: Any) -> Fault:
    """Build the knowledge with one claim more, faultless but for the given fields."""
    usual: dict[str, Any] = {
        "id": "test-claim",
        "statement": "Milk turns blue.",
        "examples": ("Milk turns blue.",),
        "says": (("<milk>", "blue"),),
        "verdict": "unsupported",
        "why": "Nothing was found.",
        "sources": ("no-lactation-study-found",),
        "grade": "D",
        "date": DAY,
    }
    return added("claims", ArticleClaim(**{**usual, **fields}))


def _term(*words: str) -> Fault:
    return added("terms", ArticleTerm(id="test-term", words=words, reviewed=DAY))


FAULTS: list[tuple[str, str, Fault]] = [
    ("bad-words", FILE, _claim(says=(("<no-such-list>", "blue"),))),
    ("bad-words", FILE, _claim(about=("milk & honey",))),
    ("bad-words", FILE, _claim(without="blue | ")),
    ("bad-words", FILE, _claim(denies=((".. blue",),))),
    ("bad-words", "terms/test-term.yaml", _term("<test-term>")),
    ("no-words", FILE, _claim(says=())),
    ("no-words", FILE, _claim(denies=((),))),
    ("unknown-reason", FILE, _claim(because=("no-such-statement",))),
    ("unknown-source", FILE, _claim(sources=("nobody-1999",))),
    ("unknown-claim", FILE, _claim(contradicts=("no-such-claim",))),
    ("nothing-decides", FILE, _claim(verdict=None)),
    ("nothing-decides", FILE, _claim(sources=())),
    ("nothing-decides", FILE, _claim(subject="substance", routes=("milk",), by_action={"go": "supported"})),
    ("grade-above-reasons", FILE, _claim(because=("microneedling-pen-supply",), sources=(), grade="A")),
    ("safe-at-grade-d", FILE, _claim(why="It is safe.")),
    ("safe-at-grade-d", FILE, _claim(why_denied="It is safe.")),
    ("no-example", FILE, _claim(examples=())),
]


@pytest.mark.parametrize(("code", "file", "build"), FAULTS)
def test_a_defect_is_found_where_it_is(code: str, file: str, build: Fault) -> None:
    """One fault gives a mistake of its kind in its file."""
    found = check(build(knowledge()), predicates=frozenset(PREDICATES), content={})
    assert code in [mistake.code for mistake in found if mistake.where == file]


def test_a_claim_without_faults_adds_none() -> None:
    """The claim that the faults are built from is itself accepted."""
    assert check(_claim()(knowledge()), predicates=frozenset(PREDICATES), content={}) == ()


def test_a_source_that_only_a_claim_cites_is_cited() -> None:
    """A source may serve article claims alone."""
    without = changed("claims", "laser-similar-results", sources=())(knowledge())
    found = check(without, predicates=frozenset(PREDICATES), content={})
    assert ("uncited-source", "sources/cachafeiro-2016.yaml") in [(one.code, one.where) for one in found]


def test_lists_are_filled_in_and_words_read_as_in_articles() -> None:
    """A list may name another; hyphens, case and curly quotes do not count."""
    terms = {
        "milk": ArticleTerm(id="milk", words=("Breast-milk", "<fluid>"), reviewed=DAY),
        "fluid": ArticleTerm(id="fluid", words=("mother’s milk",), reviewed=DAY),
    }
    assert cues_of("<milk> | pass* .. baby", terms) == (
        ("breast", "milk"),
        ("mother's", "milk"),
        ("pass*", "..", "baby"),
    )
    assert words_of("0.5 % of 24-48 h") == ("0.5", "%", "of", "24", "48", "h")
