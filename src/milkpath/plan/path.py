"""Paths such as `visit.steps[1].amount`: where something stands in a plan, and putting a value there."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from milkpath.errors import Mistake, PlanError

Part = str | int

_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")
_PART = re.compile(
    r"""(?:^|\.)(?P<key>[^\W\d][\w-]*)|\[(?P<index>[0-9]{1,6})\]|\[(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]"""
)


def joined(path: str, part: Part) -> str:
    """Extend a path by a key or an index; a key that is not one plain word is quoted.

    >>> joined("visit.steps", 1)
    'visit.steps[1]'
    >>> joined("product.strengths", "salicylic acid")
    "product.strengths['salicylic acid']"
    """
    if isinstance(part, int):
        return f"{path}[{part}]"
    if not _PLAIN_KEY.fullmatch(part):
        return f"{path}[{part!r}]"
    return f"{path}.{part}" if path else part


def parent(path: str) -> str:
    """Shorten a path by its last part.

    >>> parent("visit.steps[1].amount"), parent("visit.steps[1]"), parent("visit")
    ('visit.steps[1]', 'visit.steps', '')
    """
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def parts(path: str) -> tuple[Part, ...]:
    """Split a path into its keys and indices.

    >>> parts("visit.steps[1].product.strengths['salicylic acid']")
    ('visit', 'steps', 1, 'product', 'strengths', 'salicylic acid')
    """
    found: list[Part] = []
    position = 0
    while match := _PART.match(path, position):
        found.append(_part(match))
        position = match.end()
    if not found or position != len(path):
        raise PlanError([_no_such_place(path, "is not a path", "write it like 'visit.steps[1].amount'")])
    return tuple(found)


def changed(tree: dict[str, object], path: str, value: object) -> dict[str, object]:
    """Return a copy of a raw plan with a value put at a path; the plan that came in stays as it was.

    The last key may be new; everything before it has to be there.

    >>> plan = {"infant": {"age": "10 weeks"}, "home": [{"do": "apply"}]}
    >>> changed(plan, "infant.age", "2 weeks")
    {'infant': {'age': '2 weeks'}, 'home': [{'do': 'apply'}]}
    >>> changed(plan, "home[0].amount", "1 g")["home"]
    [{'do': 'apply', 'amount': '1 g'}]
    >>> plan
    {'infant': {'age': '10 weeks'}, 'home': [{'do': 'apply'}]}
    """
    copy = _with(tree, parts(path), value, path)
    if not isinstance(copy, dict):
        raise PlanError([_no_such_place(path, "does not start at a key", "start with a key such as 'visit'")])
    return copy


def _with(node: object, where: Sequence[Part], value: object, path: str) -> object:
    if not where:
        return value
    part, rest = where[0], where[1:]
    if isinstance(node, dict) and isinstance(part, str) and (part in node or not rest):
        return {**node, part: _with(node.get(part), rest, value, path)}
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return [*node[:part], _with(node[part], rest, value, path), *node[part + 1 :]]
    raise PlanError([_no_such_place(path, f"leads nowhere: the plan has no {part!r} there", "")])


def _part(match: re.Match[str]) -> Part:
    if match["index"]:
        return int(match["index"])
    return str(ast.literal_eval(match["quoted"])) if match["quoted"] else match["key"]


def _no_such_place(path: str, message: str, hint: str) -> Mistake:
    return Mistake(code="no-such-place", message=message, where=path, hint=hint)
