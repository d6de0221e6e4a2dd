"""A plan as YAML that people can read and go on with: one value a line, comments beside what needs one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z]*(?:[ -][A-Za-z]+)*|\d+(?:\.\d+)? ?[A-Za-z%]+2?|day -?\d+")
_RESERVED: Final = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null", "none"})
_TAGGED: Final = re.compile(r"\d+(?:\.\d+)?e\d*", re.IGNORECASE)


def plan_yaml(tree: Mapping[str, Any], comments: Mapping[str, str], head: Sequence[str]) -> str:
    r"""Return a plan as YAML; `comments` are by path, `head` stands above it.

    >>> print(plan_yaml({"infant": {"age": "10 weeks"}, "home": [{"do": "take", "times_per_day": 2}]}, {}, ["A plan."]), end="")
    # A plan.
    infant:
      age: 10 weeks
    home:
      - do: take
        times_per_day: 2
    """
    lines = [*(f"# {_one_line(line)}".rstrip() for line in head), *_mapping(tree, "", "", comments)]
    return "\n".join(lines) + "\n"


def _mapping(tree: Mapping[str, Any], path: str, indent: str, comments: Mapping[str, str]) -> Iterator[str]:
    for key, value in tree.items():
        place = f"{path}.{key}" if path else key
        beside = f"  # {_one_line(comments[place])}" if place in comments else ""
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:{beside}"
            yield from _mapping(value, place, f"{indent}  ", comments)
        elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            yield f"{indent}{key}:{beside}"
            yield from _items(value, place, f"{indent}  ", comments)
        else:
            yield f"{indent}{key}: {_flow(value)}{beside}"


def _items(items: Sequence[Any], path: str, indent: str, comments: Mapping[str, str]) -> Iterator[str]:
    for place, item in enumerate(items):
        lines = list(_mapping(item, f"{path}[{place}]", f"{indent}  ", comments))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """One value; text is quoted wherever YAML could take it for something else.

    >>> _scalar("face"), _scalar("no"), _scalar("1e5"), _scalar("2026-12-01T14:00"), _scalar(True), _scalar(8)
    ('face', '"no"', '"1e5"', '"2026-12-01T14:00"', 'true', '8')
    """
    if not isinstance(value, str):
        return json.dumps(value)
    plain = _PLAIN.fullmatch(value) and value.lower() not in _RESERVED and not _TAGGED.fullmatch(value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
