"""A plan written in JSON as a raw tree."""

from __future__ import annotations

import json

from milkpath.errors import Mistake, PlanError
from milkpath.plan.notebook import Notebook
from milkpath.plan.path import joined
from milkpath.plan.tree import DEEPEST, Document, note_duplicate, too_deep, top_level


class _Pairs(list[tuple[str, object]]):
    """The members of one object as they stand there, so that a key given twice is still seen."""


def json_document(text: str) -> Document:
    """Read JSON; duplicate keys are kept as mistakes, syntax and depth stop the reading.

    >>> json_document('{"infant": {"age": "10 weeks", "age": "10 days"}}').notebook.mistakes()[0].where
    'infant.age'
    >>> json_document('{"infant": }')
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: line 1, column 12: is not JSON: Expecting value; check commas, quotes and brackets
    """
    notebook = Notebook()
    return Document(tree=top_level(_plain(_parsed(text), "", 0, notebook)), notebook=notebook)


def _parsed(text: str) -> object:
    try:
        # numbers go through `float` where `int` could take long; what is no finite number is refused by its reader
        return json.loads(text, object_pairs_hook=_Pairs, parse_int=_integer)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        message = f"is not JSON: {error.msg}"
        hint = "check commas, quotes and brackets"
        raise PlanError([Mistake(code="not-json", message=message, where=where, hint=hint)]) from error
    except RecursionError as error:
        raise too_deep("plan") from error


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= 15 else float(digits)


def _plain(node: object, path: str, depth: int, notebook: Notebook) -> object:
    if isinstance(node, list) and depth >= DEEPEST:
        raise too_deep(path)
    if isinstance(node, _Pairs):
        return _mapping(node, path, depth, notebook)
    if isinstance(node, list):
        return [_plain(item, joined(path, index), depth + 1, notebook) for index, item in enumerate(node)]
    return node


def _mapping(pairs: _Pairs, path: str, depth: int, notebook: Notebook) -> dict[str, object]:
    tree: dict[str, object] = {}
    for key, value in pairs:
        where = joined(path, key)
        if key in tree:
            note_duplicate(key, where, notebook)
        tree[key] = _plain(value, where, depth + 1, notebook)
    return tree
