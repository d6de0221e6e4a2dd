"""What `milkpath new` asks, as read from `new_questions.yaml`: words and order are data, so that they can be reviewed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

Kind = Literal[
    "age",
    "choice",
    "day",
    "label",
    "medicine-until",
    "medicines",
    "moment",
    "number",
    "quantity",
    "remark",
    "several",
    "text",
    "words",
    "yes-no",
]


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Choice(_Record, frozen=True, kw_only=True):
    """One answer that can be chosen by its number, and what it puts into the plan."""

    say: str
    value: Any


class Question(_Record, frozen=True, kw_only=True):
    """One question, its help, and where its answer goes."""

    id: str
    path: str
    """Place in the plan; inside a step or product relative to it, empty where the answer only steers the talk."""
    kind: Kind
    ask: str
    help: str
    unit: str = ""
    """What a bare number counts as."""
    choices: tuple[Choice, ...] = ()
    default: str | None = None
    """Taken for an empty answer, as it would be typed."""
    required: bool = False
    """Whether the talk cannot go on without it."""
    same: bool = False
    """Whether an empty answer takes the part of the body of the visit."""
    adds: str | None = None
    """For yes-no: what a yes adds to the list at the path."""
    medicine: str | None = None
    """For a medicine with its last day: its name."""
    only_if: dict[str, str] = {}
    """Keys of the plan that must have these values for the question to be asked."""
    comment: str | None = None
    """Written beside the answer in the plan; the question itself where it is left out."""


class StepPattern(_Record, frozen=True, kw_only=True):
    """A step of a usual visit, or a kind of step, with the questions about it by id."""

    do: str
    asks: tuple[str, ...]
    ask: str = ""
    say: str = ""
    name: str | None = None
    """What its product is called as long as nobody gave another name."""


class Kinds(_Record, frozen=True, kw_only=True):
    """The kinds of step of a visit, and of care at home."""

    visit: tuple[StepPattern, ...]
    home: tuple[StepPattern, ...]


class Script(_Record, frozen=True, kw_only=True):
    """The whole talk."""

    welcome: str
    skipped: str
    needed: str
    finish: str
    drafted: str
    sections: dict[str, str]
    infant: tuple[Question, ...]
    nursing: tuple[Question, ...]
    mother: tuple[Question, ...]
    visit: tuple[Question, ...]
    template: Question
    place: tuple[Question, ...]
    templates: dict[str, tuple[StepPattern, ...]]
    kinds: Kinds
    loops: dict[str, Question]
    step: tuple[Question, ...]

    def about_step(self, name: str) -> Question:
        """Return the question about a step with that id."""
        return next(question for question in self.step if question.id == name)


@cache
def script() -> Script:
    """Read the script that ships with Milkpath.

    >>> script().infant[0].id
    'infant-age'
    """
    import yaml  # noqa: PLC0415 - only this command needs it

    data = (Path(__file__).parent / "new_questions.yaml").read_bytes()
    return msgspec.convert(yaml.load(data, Loader=yaml.CSafeLoader), Script)
