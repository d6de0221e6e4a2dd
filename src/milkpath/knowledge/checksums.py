"""A digest of the figures of every knowledge file, kept in a file of its own, so that no figure changes unnoticed.

Words may be put better without a trace here; a number, unit, source, grade, action, setting or date may not. In free text
only the numbers count.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from milkpath.errors import KnowledgeError, Mistake
from milkpath.knowledge.reader import Files, shipped_files

WORDS: Final = frozenset(
    {"text", "plain", "note", "why", "what", "would_change", "description", "title", "topic", "effort", "place"}
)
"""Keys whose values are free text: only the numbers in them are figures."""

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_NAME: Final = re.compile(r"\.names\[\d+\]\.text$")
"""A name by which a substance is found on labels: no mere wording."""
_DIGITS: Final = 16
_HEAD: Final = "# Digest of the figures of each knowledge file; `make checksums` writes it, `make lint` compares it.\n"


def figures_digest(content: bytes) -> str:
    """Return the digest of a knowledge file over all that is not mere wording.

    >>> first = figures_digest(b"{value: 3, text: Up to 2 % of it}")
    >>> first == figures_digest(b"{text: At most 2 %, value: 3.0}")
    True
    >>> first == figures_digest(b"{text: Up to 2 % of it, value: 4}")
    False
    >>> first == figures_digest(b"{text: Up to 5 % of it, value: 3}")
    False
    """
    import yaml  # noqa: PLC0415 - reading starts without it

    lines = sorted(_figures(yaml.load(content, Loader=yaml.CSafeLoader), ""))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS]


def digests(content: Files) -> dict[str, str]:
    """Return the digest of every file, by path."""
    return {path: figures_digest(data) for path, data in sorted(content.items())}


def as_lines(found: Mapping[str, str]) -> str:
    """Return digests as the text of the file, one line each."""
    return _HEAD + "".join(f"{digest}  {path}\n" for path, digest in sorted(found.items()))


def from_lines(text: str) -> dict[str, str]:
    """Read the text of the file again.

    >>> from_lines(as_lines({"sites/face.yaml": "00ff"}))
    {'sites/face.yaml': '00ff'}
    """
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def changes(kept: Mapping[str, str], found: Mapping[str, str]) -> tuple[Mistake, ...]:
    """Name every file whose figures are not those that were kept, every new file, and every one that is gone."""
    hint = "if that is meant, write the new digests with 'make checksums' and say why in the change"
    told = {path: "its figures changed" for path in found if path in kept and found[path] != kept[path]}
    told |= {path: "is new" for path in found if path not in kept}
    told |= {path: "is gone" for path in kept if path not in found}
    return tuple(
        Mistake(code="figures-changed", message=message, where=path, hint=hint)
        for path, message in sorted(told.items())
    )


def _figures(node: Any, path: str) -> Iterator[str]:
    """Give every figure of a tree with the keys that lead to it; the order of lists counts, that of keys does not."""
    match node:
        case dict():
            for key, value in node.items():
                yield from _figures(value, f"{path}.{key}")
        case list():
            for place, value in enumerate(node):
                yield from _figures(value, f"{path}[{place}]")
        case str() if path.rpartition(".")[2] in WORDS and not _NAME.search(path):
            yield f"{path}={' '.join(_NUMBER.findall(node))}"
        case bool() | None:
            yield f"{path}={node}"
        case int() | float():
            yield f"{path}={float(node)!r}"
        case _:
            yield f"{path}={node}"


def main(arguments: list[str]) -> int:
    """`--write FILE` keeps the digests; `--check FILE` fails with every file whose figures changed since."""
    action, path = arguments[0], Path(arguments[1])
    found = digests(shipped_files())
    if action == "--write":
        path.write_text(as_lines(found), encoding="utf-8")
        return 0
    kept = from_lines(path.read_text(encoding="utf-8")) if path.is_file() else {}
    mistakes = changes(kept, found)
    if mistakes:
        sys.stderr.write(f"{KnowledgeError(list(mistakes))}\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
