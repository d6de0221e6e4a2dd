"""The assessment as JSON, and the JSON Schema of it, both straight from the types."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import msgspec

from milkpath.judgement.assessment import Assessment

SCHEMA_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def as_json(assessment: Assessment) -> bytes:
    """Return the assessment as JSON: keys in the order of the types, two spaces of indent, a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(assessment), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the assessment.

    >>> sorted(schema())
    ['$defs', '$ref', '$schema', 'title']
    """
    (reference,), definitions = msgspec.json.schema_components([Assessment], ref_template="#/$defs/{name}")
    return {"$schema": SCHEMA_DIALECT, "title": "Milkpath assessment", **reference, "$defs": definitions}


def write_schema(path: Path) -> None:
    """Write the JSON Schema to a file (`make` keeps `docs/assessment.schema.json` current with it)."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n")


def main(arguments: list[str]) -> int:
    """`--write FILE` writes the schema; `--check FILE` fails where the file is not what the types say."""
    action, path = arguments[0], Path(arguments[1])
    if action == "--write":
        write_schema(path)
        return 0
    current = path.exists() and msgspec.json.decode(path.read_bytes()) == schema()
    if not current:
        sys.stderr.write(f"{path} is not current: run `make schema`\n")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
