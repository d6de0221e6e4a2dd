"""Reading one field of a raw plan: each function returns the value, or notes what is wrong and returns `None`."""

from __future__ import annotations

import unicodedata
from typing import TypeVar

from milkpath.plan.limits import LONGEST_TEXT, MOST_ITEMS, Range
from milkpath.plan.nearest import nearest
from milkpath.plan.place import Place, found, items
from milkpath.plan.quantity import QuantityError, measured

Word = TypeVar("Word", bound=str)

_TRUTH = {"yes": True, "no": False}
"""YAML 1.1 reads these as true and false, and people write them."""


def text(place: Place | None, longest: int = LONGEST_TEXT, *, empty: bool = False, lines: bool = False) -> str | None:
    r"""Read a text without control characters; `empty` and `lines` allow an empty one, and several lines.

    >>> from milkpath.plan.notebook import Notebook
    >>> text(Place("acne scars", "goal", Notebook()))
    'acne scars'
    >>> notebook = Notebook()
    >>> text(Place("a\x1b[2J", "goal", notebook)), notebook.mistakes()[0].message
    (None, "holds the control character '\\x1b'")
    """
    if place is None:
        return None
    if not isinstance(place.value, str):
        place.note("not-a-text", f"{found(place.value)} where a text is expected", "put quotes around it")
    elif len(place.value) > longest:
        place.note("too-long", f"has {len(place.value)} characters", f"expected at most {longest}")
    elif not place.value.strip() and not empty:
        place.note("empty", "is empty", "leave the key out where the answer is not known")
    elif control := _control_character(place.value, lines):
        place.note("control-character", f"holds the control character {control!r}", "remove it")
    else:
        return place.value
    return None


def texts(place: Place | None, example: str) -> tuple[str, ...]:
    """Read a list of texts.

    >>> from milkpath.plan.notebook import Notebook
    >>> texts(Place(["cold sores"], "mother.conditions", Notebook()), "[cold sores]")
    ('cold sores',)
    >>> notebook = Notebook()
    >>> texts(Place("cold sores", "mother.conditions", notebook), "[cold sores]"), notebook.mistakes()[0].hint
    ((), 'write it as [cold sores]')
    """
    read = [text(item) for item in items(place, MOST_ITEMS, example)]
    return tuple(value for value in read if value)


def choice(place: Place | None, words: tuple[Word, ...]) -> Word | None:
    """Read one word of a closed list.

    >>> from milkpath.plan.notebook import Notebook
    >>> notebook = Notebook()
    >>> choice(Place("planed", "status", notebook), ("planned", "done")), notebook.mistakes()[0].hint
    (None, "did you mean 'planned'?")
    """
    if place is None:
        return None
    for word in words:
        if place.value == word:
            return word
    hint = nearest(place.value, words) if isinstance(place.value, str) else f"expected one of: {', '.join(words)}"
    place.note("unknown-word", f"{found(place.value)} is not a word known here", hint)
    return None


def truth(place: Place | None) -> bool | None:
    """Read true or false.

    >>> from milkpath.plan.notebook import Notebook
    >>> truth(Place(True, "covered", Notebook())), truth(Place("no", "covered", Notebook()))
    (True, False)
    """
    if place is None:
        return None
    if isinstance(place.value, bool):
        return place.value
    if isinstance(place.value, str) and place.value in _TRUTH:
        return _TRUTH[place.value]
    place.note("not-true-or-false", f"{found(place.value)} is neither true nor false", "write true or false")
    return None


def number(place: Place | None, plausible: Range) -> float | None:
    """Read a bare number; a truth value or a text is none.

    >>> from milkpath.plan.limits import TIMES_PER_DAY
    >>> from milkpath.plan.notebook import Notebook
    >>> number(Place(3, "times_per_day", Notebook()), TIMES_PER_DAY)
    3.0
    """
    if place is None:
        return None
    if isinstance(place.value, bool) or not isinstance(place.value, int | float):
        place.note("not-a-number", f"{found(place.value)} is not a bare number", f"expected {plausible.expects}")
    elif not plausible.holds(place.value):
        place.note("out-of-range", f"{found(place.value)} is not plausible", f"expected {plausible.expects}")
    else:
        return float(place.value)
    return None


def quantity(place: Place | None, plausible: Range) -> float | None:
    """Read a quantity in the unit of its range.

    >>> from milkpath.plan.limits import INFANT_WEIGHT
    >>> from milkpath.plan.notebook import Notebook
    >>> quantity(Place("5400 g", "infant.weight", Notebook()), INFANT_WEIGHT)
    5.4
    >>> notebook = Notebook()
    >>> quantity(Place(5.4, "infant.weight", notebook), INFANT_WEIGHT)
    >>> notebook.mistakes()[0].message, notebook.mistakes()[0].hint
    ('the number 5.4 has no unit', "expected a weight from 0.4 kg to 30 kg, such as '5.4 kg'")
    """
    return either_quantity(place, plausible)[0]


def either_quantity(place: Place | None, *plausible: Range) -> list[float | None]:
    """Read a quantity that may be one of several kinds; the answer has one place for each, and fills one.

    >>> from milkpath.plan.limits import AMOUNT_G, AMOUNT_ML
    >>> from milkpath.plan.notebook import Notebook
    >>> either_quantity(Place("2 mL", "amount", Notebook()), AMOUNT_G, AMOUNT_ML)
    [None, 2.0]
    """
    nothing: list[float | None] = [None for _ in plausible]
    if place is None:
        return nothing
    expected = f"expected {plausible[0].expects}"
    if not isinstance(place.value, str):
        bare = isinstance(place.value, int | float) and not isinstance(place.value, bool)
        code, what = ("no-unit", "has no unit") if bare else ("not-a-quantity", "is not a quantity")
        place.note(code, f"{found(place.value)} {what}", expected)
        return nothing
    try:
        value, unit = measured(place.value, *(each.unit for each in plausible))
    except QuantityError as error:
        place.note(error.code, str(error), expected)
        return nothing
    if not next(each for each in plausible if each.unit == unit).holds(value):
        place.note("out-of-range", f"{found(place.value)} is not plausible", expected)
        return nothing
    return [value if each.unit == unit else None for each in plausible]


def _control_character(value: str, lines: bool) -> str:
    allowed = "\n\r\t" if lines else ""
    # a lone surrogate (Cs) cannot be printed or saved, a control character (Cc) may steer a terminal
    return next((char for char in value if unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed), "")
