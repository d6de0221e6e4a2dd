"""Lines of a YAML file: of the place that a schema error names, and of keys that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_STEP: Final = re.compile(r"\.(\w+)|\[(\d+)\]")
_PATH: Final = re.compile(r"at `\$((?:\.\w+|\[\d+\]|\[\.\.\.\])*)`")
_UNKNOWN: Final = re.compile(r"unknown field `(\w+)`")


def line_of_error(data: bytes, message: str) -> int | None:
    r"""Return the line of the value that a schema error speaks of; of the unknown key, where there is one.

    >>> line_of_error(b"id: x\nnames:\n  - {text: 1}\n", "Expected `str`, got `int` - at `$.names[0].text`")
    3
    >>> line_of_error(b"id: x\ncharm: 1\n", "Object contains unknown field `charm`")
    2
    """
    node = _compose(data)
    found = _PATH.search(message)
    steps = _STEP.findall(found[1]) if found else []
    for key, place in steps:
        node = _value(node, key) if key else _item(node, int(place))
    unknown = _UNKNOWN.search(message)
    if unknown is not None and node is not None:
        node = _key(node, unknown[1])
    return None if node is None else int(node.start_mark.line) + 1


def keys_twice(data: bytes) -> Iterator[tuple[str, int]]:
    r"""Give every key that stands twice in one mapping, with the line of the second: the first would be lost.

    >>> list(keys_twice(b"id: x\ncas: 1\nnames:\n  - {text: a, text: b}\ncas: 2\n"))
    [('cas', 5), ('text', 4)]
    """
    yield from _twice(_compose(data))


def _compose(data: bytes) -> Any:
    import yaml  # noqa: PLC0415 - only where something is wrong, or a check is asked for

    try:
        return yaml.compose(data, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None


def _twice(node: Any) -> Iterator[tuple[str, int]]:
    pairs = _pairs(node)
    seen: set[str] = set()
    for key, _ in pairs:
        if key.value in seen:
            yield str(key.value), int(key.start_mark.line) + 1
        seen.add(key.value)
    for _, value in pairs:
        yield from _twice(value)
    for value in _items(node):
        yield from _twice(value)


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    return list(node.value) if node is not None and node.id == "mapping" else []


def _items(node: Any) -> list[Any]:
    return list(node.value) if node is not None and node.id == "sequence" else []


def _value(node: Any, key: str) -> Any:
    return next((value for name, value in _pairs(node) if name.value == key), node)


def _key(node: Any, key: str) -> Any:
    return next((name for name, _ in _pairs(node) if name.value == key), node)


def _item(node: Any, place: int) -> Any:
    items = _items(node)
    return items[place] if place < len(items) else node
