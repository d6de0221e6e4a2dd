"""What was typed, as a value of the plan: numbers get their unit, choices their word, lists their commas."""

from __future__ import annotations

import re
from typing import Any, Final

from milkpath.cli.new_script import Question

SKIP: Final = "skip"
"""The answer of somebody who does not know."""
_YES: Final = frozenset({"y", "yes"})
_NO: Final = frozenset({"n", "no", "none", "never"})
_BARE: Final = re.compile(r"\d+(?:[.,]\d+)?")
_DAY: Final = re.compile(r"[-+]?\d{1,4}")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}):(\d{2})(?::\d{2})?")
_PHOTO: Final = re.compile(r"photo[: ]\s*(\S.*)", re.IGNORECASE)


class NotUnderstoodError(ValueError):
    """An answer that fits the question in no way; its text says what would."""


def value_of(question: Question, typed: str) -> Any:
    """Return the value of what was typed.

    >>> weight = Question(id="w", path="mother.weight", kind="quantity", unit="kg", ask="?", help="")
    >>> value_of(weight, "66"), value_of(weight, "146 kg")
    ('66 kg', '146 kg')

    Raises:
        NotUnderstoodError: where it fits in no way.
    """
    text = typed.strip()
    readers = {
        "age": _age,
        "choice": _choice,
        "day": _day,
        "label": _label,
        "medicine-until": _medicine_until,
        "medicines": _medicines,
        "moment": _moment,
        "number": _number,
        "quantity": _quantity,
        "remark": _as_typed,
        "several": _several,
        "text": _as_typed,
        "words": _words,
        "yes-no": _yes_no,
    }
    return readers[question.kind](question, text)


def _as_typed(_question: Question, text: str) -> str:
    return text


def _medicines(question: Question, text: str) -> list[dict[str, str]]:
    return [{"name": name} for name in _words(question, text)]


def _quantity(question: Question, text: str) -> str:
    return f"{text.replace(',', '.')} {question.unit}" if _BARE.fullmatch(text) else text


def _age(question: Question, text: str) -> str:
    return text if _DATE.fullmatch(text) else _quantity(question, text)


def _number(_question: Question, text: str) -> float | int:
    if not _BARE.fullmatch(text):
        raise NotUnderstoodError("Please give a number, such as 8.")
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _yes_no(_question: Question, text: str) -> bool:
    word = text.lower().rstrip(".!")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise NotUnderstoodError("Please say yes, no or skip.")


def _choice(question: Question, text: str) -> Any:
    """One of the choices, by its number or its words."""
    return question.choices[_place(question, text)].value


def _place(question: Question, text: str) -> int:
    names = [choice.say.lower() for choice in question.choices]
    values = [str(choice.value).lower() for choice in question.choices]
    word = text.lower()
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(names):
        return int(word) - 1
    for known in (names, values):
        if word in known:
            return known.index(word)
    starts = [place for place, name in enumerate(names) if word and name.startswith(word)]
    if len(starts) == 1:
        return starts[0]
    raise NotUnderstoodError(f"Please give a number from 1 to {len(names)}.")


def _several(question: Question, text: str) -> list[Any]:
    """Some of the choices by their numbers, or none."""
    if text.lower() in _NO:
        return []
    numbers = re.split(r"[\s,;]+", text.strip(" ,;"))
    return [question.choices[place].value for place in dict.fromkeys(_place(question, one) for one in numbers)]


def _words(_question: Question, text: str) -> list[str]:
    if text.lower() in _NO:
        return []
    return [word.strip() for word in re.split(r"[,;]", text) if word.strip()]


def _moment(_question: Question, text: str) -> str:
    found = _MOMENT.fullmatch(text)
    return f"{found[1]}T{int(found[2]):02d}:{found[3]}" if found else text


def _day(_question: Question, text: str) -> str:
    return f"day {int(text)}" if _DAY.fullmatch(text) else text


def _medicine_until(question: Question, text: str) -> list[dict[str, str]]:
    """No medicine, one that is taken, or one that was taken until a day."""
    if _DATE.fullmatch(text):
        return [{"name": question.medicine or "", "until": text}]
    try:
        return [{"name": question.medicine or ""}] if _yes_no(question, text) else []
    except NotUnderstoodError as error:
        raise NotUnderstoodError("Please say no, yes, or a day such as 2026-05-01.") from error


def _label(_question: Question, text: str) -> dict[str, str]:
    """The list of ingredients, or the name of a photo.

    >>> _label(None, "photo back.jpg"), _label(None, "Aqua, Glycerin")
    ({'photo': 'back.jpg'}, {'label': 'Aqua, Glycerin'})
    """
    photo = _PHOTO.fullmatch(text)
    return {"photo": photo[1].strip()} if photo else {"label": text}
