"""The JSON rendering and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from milkpath.judgement.assessment import Assessment
from milkpath.report.as_json import SCHEMA_DIALECT, as_json, schema, write_schema

from .bare import BARE
from .example import EXAMPLE


@pytest.mark.parametrize("assessment", [EXAMPLE, BARE])
def test_json_reads_back_into_the_same_assessment(assessment: Assessment) -> None:
    """Nothing is lost or altered on the way."""
    assert assessment == msgspec.json.decode(as_json(assessment), type=Assessment)


def test_keys_stand_in_the_order_of_the_types() -> None:
    """Two runs can be compared line by line."""
    assert list(Assessment.__struct_fields__) == list(json.loads(as_json(EXAMPLE)))


def test_json_is_indented_and_ends_with_a_newline() -> None:
    """The file is readable, and well-behaved in a shell."""
    written = as_json(EXAMPLE).decode()
    assert written.startswith('{\n  "milkpath": {\n    "version"')
    assert written.endswith("}\n")


def test_no_key_is_absent_when_there_is_nothing_to_say() -> None:
    """Empty lists are printed as empty lists."""
    assert set(json.loads(as_json(EXAMPLE))) == set(json.loads(as_json(BARE)))


def _objects(definitions: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in definitions.values() if one.get("type") == "object"]


def test_the_schema_requires_every_key() -> None:
    """The contract says that no key is ever absent."""
    made = schema()
    assert made["$schema"] == SCHEMA_DIALECT
    for one in _objects(made["$defs"]):
        assert one["title"]
        assert set(one["properties"]) == set(one["required"])


def test_the_example_is_valid_by_the_schema() -> None:
    """Another program can check an assessment with the schema alone."""
    jsonschema = pytest.importorskip("jsonschema", reason="an independent validator is not installed")
    for assessment in (EXAMPLE, BARE):
        jsonschema.Draft202012Validator(schema()).validate(json.loads(as_json(assessment)))


def test_the_schema_file_is_the_schema(tmp_path: Path) -> None:
    """The file in the documentation is written from the types."""
    file = tmp_path / "assessment.schema.json"
    write_schema(file)
    assert schema() == json.loads(file.read_text())
