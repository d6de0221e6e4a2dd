"""From a file and a name inside it to the line on which that name stands, so that an editor can jump there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from milkpath.errors import Mistake
from milkpath.knowledge.reader import Files

_BETWEEN = "#"
_PART_END = "//"
_KEYS = r"(?:id|name|text|what|substance|pathway|goal|topic|cas|unii|inchikey|smiles|doi|pmid|pmcid|bookshelf|reviewed|date)"


def inside(file: str, name: str, part: str | None = None) -> str:
    """Return the place of a named thing inside a file, before its line is known.

    Args:
        file: path inside the knowledge folder.
        name: what stands on its line.
        part: the list of the record that holds it, where the name alone may stand elsewhere too.

    >>> inside("substances/lidocaine.yaml", "lidocaine-milk-low")
    'substances/lidocaine.yaml#lidocaine-milk-low'
    >>> inside("substances/urea.yaml", "EU leave-on", "legal_maxima")
    'substances/urea.yaml#legal_maxima//EU leave-on'
    """
    return f"{file}{_BETWEEN}{name}" if part is None else f"{file}{_BETWEEN}{part}{_PART_END}{name}"


def with_lines(mistakes: tuple[Mistake, ...], content: Files) -> tuple[Mistake, ...]:
    """Return the mistakes, each with the line in place of the name wherever the files show it."""
    return tuple(msgspec.structs.replace(mistake, where=_line(mistake.where, content)) for mistake in mistakes)


def _line(where: str, content: Files) -> str:
    file, between, rest = where.partition(_BETWEEN)
    if not between:
        return where
    part, ends, name = rest.rpartition(_PART_END)
    paths = (path for path in content if path == file or (file.endswith("/") and path.startswith(file)))
    for path in paths:
        lines = content[path].decode(errors="replace").splitlines()
        number = _in_part(lines, part, name) if ends else _named(lines, name)
        if number is not None:
            return f"{path}:{number}"
    return where


def _named(lines: list[str], name: str) -> int | None:
    """Find the first line on which one of the keys has this value; else the first that holds it as a word of a list."""
    value = rf"['\"]?{re.escape(name)}['\"]?\s*(?:$|[,}}\]#])"
    for wanted in (re.compile(rf"(?:^|[\s{{-]){_KEYS}: *{value}"), re.compile(rf"(?:[\[,]|- ) *{value}")):
        for number, line in enumerate(lines, start=1):
            if wanted.search(line):
                return number
    return None


def _in_part(lines: list[str], part: str, name: str) -> int | None:
    """Find the first line of a list that holds all words of the name; else the line on which the list begins."""
    body = list(_part(lines, part))
    words = [re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])") for word in name.split()]
    held = (number for number, line in body if all(word.search(line) for word in words))
    return next(held, body[0][0] if body else None)


def _part(lines: list[str], part: str) -> Iterator[tuple[int, str]]:
    within = False
    for number, line in enumerate(lines, start=1):
        if re.match(r"[a-z_]+:", line):
            within = line.startswith(f"{part}:")
        if within:
            yield number, line
