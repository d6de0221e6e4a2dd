"""Labels that all renderings share."""

from __future__ import annotations

from typing import get_args

from milkpath.judgement.assessment import IngredientStatus, NumberBasis, PercentBasis
from milkpath.knowledge.model import Action, Flag, Grade
from milkpath.report import words


def test_every_word_of_the_contract_has_a_label() -> None:
    """A new action, grade, flag, status or basis cannot be forgotten."""
    pairs = (
        (Action, words.ACTION_WORDS),
        (Action, words.ACTION_SENTENCES),
        (Action, words.ACTION_SYMBOLS),
        (Grade, words.GRADE_WORDS),
        (Grade, words.GRADE_FILLED),
        (Flag, words.FLAG_WORDS),
        (IngredientStatus, words.STATUS_WORDS),
        (IngredientStatus, words.STATUS_MARKS),
        (PercentBasis, words.PERCENT_BASIS_WORDS),
        (NumberBasis, words.NUMBER_BASIS_WORDS),
    )
    for names, labels in pairs:
        assert set(get_args(names)) == set(labels)


def test_actions_are_told_apart_by_word_and_by_symbol() -> None:
    """The mapping from action to word and to symbol is one to one."""
    assert len(words.ACTION_WORDS) == len(set(words.ACTION_WORDS.values())) == len(set(words.ACTION_SYMBOLS.values()))


def test_a_step_of_an_unknown_kind_keeps_its_own_word() -> None:
    """Nothing is lost where no label exists."""
    assert words.step_name("soak", "X") == "soak: X"
