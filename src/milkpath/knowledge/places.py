"""From a file and a name inside it to the line on which that name stands, so that an editor can jump there."""

from __future__ import annotations

import re

import msgspec

from milkpath.errors import Mistake
from milkpath.knowledge.reader import Files

_BETWEEN = "#"
_KEYS = r"(?:id|name|text|what|substance|pathway|cas|doi|pmid|pmcid|bookshelf)"


def inside(file: str, name: str) -> str:
    """Return the place of a named thing inside a file, before its line is known.

    >>> inside("substances/lidocaine.yaml", "lidocaine-milk-low")
    'substances/lidocaine.yaml#lidocaine-milk-low'
    """
    return f"{file}{_BETWEEN}{name}"


def with_lines(mistakes: tuple[Mistake, ...], content: Files) -> tuple[Mistake, ...]:
    """Return the mistakes, each with the line in place of the name wherever the files show it."""
    return tuple(msgspec.structs.replace(mistake, where=_line(mistake.where, content)) for mistake in mistakes)


def _line(where: str, content: Files) -> str:
    file, between, name = where.partition(_BETWEEN)
    if not between:
        return where
    wanted = re.compile(rf"(?:^|[\s{{-]){_KEYS}: *['\"]?{re.escape(name)}['\"]?\s*(?:$|[,}}#])".encode())
    for path in (path for path in content if path == file or (file.endswith("/") and path.startswith(file))):
        for number, line in enumerate(content[path].splitlines(), start=1):
            if wanted.search(line):
                return f"{path}:{number}"
    return where
