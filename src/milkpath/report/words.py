"""The labels that all renderings share, so that the word on the page is the word in the terminal.

None of them may reassure: a label stands beside every grade, and grade D means that not enough is known.
"""

from __future__ import annotations

import re
from typing import Final

from milkpath.judgement import severity
from milkpath.judgement.assessment import IngredientStatus, NumberBasis, PercentBasis, Routes, RouteVerdict
from milkpath.knowledge.model import Action, Flag, Grade, Setting

_PLACE_IN_LIST: Final = re.compile(r"(\w+)\[(\d+)\]")
_SINGULAR: Final = {"steps": "step"}

ACTION_WORDS: Final[dict[Action, str]] = severity.ACTION_WORDS
"""The five actions in the mother's words, one to one."""

ACTION_SENTENCES: Final[dict[Action, str]] = {
    "go": "As planned",
    "go-with-steps": "With the steps below",
    "swap": "Change this",
    "defer": "Wait",
    "avoid": "Do not do this",
}
"""The same five words as a headline."""

ACTION_SYMBOLS: Final[dict[Action, str]] = {
    "go": "✓",
    "go-with-steps": "☑",
    "swap": "⇄",
    "defer": "◷",
    "avoid": "✕",
}
"""One shape for each action, so that no action is told by colour alone."""

GRADE_WORDS: Final[dict[Grade, str]] = {
    "A": "measured in milk or babies",
    "B": "measured in people",
    "C": "expert opinion",
    "D": "not enough is known",
}

GRADE_FILLED: Final[dict[Grade, int]] = {"A": 3, "B": 2, "C": 1, "D": 0}
"""Filled squares of the evidence ladder, out of three."""

FLAG_WORDS: Final[dict[Flag, str]] = {
    "conflict": "sources disagree on a point",
    "label-only": "a label or form leaves out nursing mothers, without data",
    "unknown": "something could not be established",
}

ROUTE_NAMES: Final[dict[str, str]] = {
    "milk": "Through your milk",
    "contact": "Through touch",
    "mother": "To you",
    "supply": "To your milk supply",
}

SETTING_NAMES: Final[dict[Setting, str]] = {
    "whole-skin": "whole skin",
    "open-skin": "open skin",
    "recovering-skin": "recovering skin",
    "breast": "breast",
    "injected": "injected",
    "taken": "taken",
}

STEP_WORDS: Final[dict[str, str]] = {
    "clean": "clean",
    "apply": "put on",
    "remove": "take off",
    "needle": "needling",
    "peel": "peel",
    "treat": "treatment",
    "take": "take",
}

STATUS_WORDS: Final[dict[IngredientStatus, str]] = {
    "exact": "recognised",
    "alias": "recognised by another name",
    "repaired": "recognised after correcting the spelling",
    "unresolved": "not recognised",
    "not-an-ingredient": "not an ingredient",
}

STATUS_MARKS: Final[dict[IngredientStatus, str]] = {
    "exact": "=",
    "alias": "≈",
    "repaired": "✎",
    "unresolved": "?",
    "not-an-ingredient": "–",
}
"""A mark that stands in front of each word of a label, so that its status is not told by colour alone."""

PERCENT_BASIS_WORDS: Final[dict[PercentBasis, str]] = {
    "declared": "printed on the label",
    "order": "from the order of the list",
    "limit": "from a legal limit",
    "typical": "usual for its purpose",
    "none": "nothing to go by",
}

NUMBER_BASIS_WORDS: Final[dict[NumberBasis, str]] = {
    "observed": "observed in people",
    "predicted": "predicted",
    "bound": "upper bound",
}

WHO_WORDS: Final[dict[str, str]] = {"mother": "In you", "infant": "In your baby"}

NOT_KNOWN: Final = "not known"

PURPOSE: Final = "This informs a decision. It does not diagnose, and it does not replace your clinician."


PLAIN_END: Final = " \u2014 "
"""A reason says its plain words before this mark, and the details for the clinician after it."""


def plain_part(text: str) -> str:
    """Return the plain words of a reason.

    >>> plain_part("It is very strong. \u2014 Median peak 1.15 mg/L.")
    'It is very strong.'
    """
    return text.split(PLAIN_END, maxsplit=1)[0]


def detail_part(text: str) -> str:
    """Return what follows the plain words, with the mark; empty where there is nothing more.

    >>> detail_part("It is very strong.")
    ''
    """
    return text[len(plain_part(text)) :]


def evidence_ladder(grade: Grade) -> str:
    """Return the evidence ladder as three squares, filled by grade.

    >>> evidence_ladder("B")
    '■■□'
    """
    filled = GRADE_FILLED[grade]
    return "■" * filled + "□" * (max(GRADE_FILLED.values()) - filled)


def evidence_words(grade: Grade) -> str:
    """Return the grade and what it stands for.

    >>> evidence_words("D")
    'D, not enough is known'
    """
    return f"{grade}, {GRADE_WORDS[grade]}"


def action_words(action: Action) -> str:
    """Return symbol and word of an action.

    >>> action_words("avoid")
    '✕ do not do this'
    """
    return f"{ACTION_SYMBOLS[action]} {ACTION_WORDS[action]}"


def step_name(do: str, product: str | None) -> str:
    """Return what a step does, and with which product.

    >>> step_name("apply", "numbing cream")
    'put on: numbing cream'
    >>> step_name("needle", None)
    'needling'
    """
    verb = STEP_WORDS.get(do, do)
    return verb if product is None else f"{verb}: {product}"


def place_name(path: str) -> str:
    """Return the path of a plan in words, its lists counted from one.

    >>> place_name("infant.feeds_per_day"), place_name("visit.steps[1].area"), place_name("home[0]")
    ('infant › feeds per day', 'visit › step 2 › area', 'home 1')
    """
    counted = _PLACE_IN_LIST.sub(lambda found: f"{_SINGULAR.get(found[1], found[1])} {int(found[2]) + 1}", path)
    return counted.replace(".", " › ").replace("_", " ")


def capitalised(text: str) -> str:
    """Return text with a capital first letter, the rest as it is.

    >>> capitalised("put on: BLT cream")
    'Put on: BLT cream'
    """
    return text[:1].upper() + text[1:]


def routes_by_name(routes: Routes) -> dict[str, RouteVerdict]:
    """Return the four verdicts by route, in the order of the types."""
    return {name: getattr(routes, name) for name in routes.__struct_fields__}
