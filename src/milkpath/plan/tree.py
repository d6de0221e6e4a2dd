"""The raw tree that a plan's text stands for: mappings, lists, texts and numbers, not yet checked."""

from __future__ import annotations

import msgspec

from milkpath.errors import Mistake, PlanError
from milkpath.plan.notebook import Notebook

DEEPEST = 20
"""The contract needs seven levels; deeper is never a plan, and so recursion stays small."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A raw tree, and the notebook with the line of every path in it and with what could be read past."""

    tree: dict[str, object]
    notebook: Notebook


def top_level(tree: object) -> dict[str, object]:
    """Insist that a plan is a mapping.

    >>> top_level(["face"])
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: plan: is a list; expected keys such as 'infant:' and 'visit:' at the top
    """
    if isinstance(tree, dict):
        return tree
    hint = "expected keys such as 'infant:' and 'visit:' at the top"
    found = "is empty" if tree is None else f"is a {'list' if isinstance(tree, list) else 'single value'}"
    raise PlanError([Mistake(code="not-a-mapping", message=found, where="plan", hint=hint)])


def too_deep(where: str) -> PlanError:
    """Say that the nesting is deeper than any plan.

    >>> str(too_deep("line 3"))
    'line 3: lists and mappings are nested deeper than 20 levels; a plan needs seven at most'
    """
    message = f"lists and mappings are nested deeper than {DEEPEST} levels"
    return PlanError([Mistake(code="too-deep", message=message, where=where, hint="a plan needs seven at most")])


def note_duplicate(key: str, path: str, notebook: Notebook) -> None:
    """Note that a mapping holds a key twice.

    >>> notebook = Notebook()
    >>> note_duplicate("age", "infant.age", notebook)
    >>> notebook.mistakes()[0].message
    "the key 'age' is there twice"
    """
    notebook.note(path, "duplicate-key", f"the key {key[:60]!r} is there twice", "keep one of the two")
