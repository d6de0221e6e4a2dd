"""The assessment as JSON, and the JSON Schema of it, both straight from the types."""

from __future__ import annotations

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
