"""The text of a plan as a raw tree, and every text that is none."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.errors import PlanError
from milkpath.plan.document import read_document

from .plans import CONTRACT, TREES


def test_lines_are_kept() -> None:
    """Every path of a YAML plan knows its line."""
    lines = read_document("infant:\n  age: 10 weeks\nhome:\n- do: take\n  for: 2 days\n").notebook.lines
    assert lines == {"infant": 1, "infant.age": 2, "home": 3, "home[0]": 4, "home[0].do": 4, "home[0].for": 5}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01T14:00:00Z", "2026-12-01T14:00:00Z"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("010", "010"),
        ("'8'", "8"),
        ("8", 8),
        ("-8", -8),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        (">-\n  two\n  lines", "two lines"),
    ],
)
def test_the_traps_of_yaml_1_1_are_not_there(text: str, expected: object) -> None:
    """A country stays a country, a time a time, a date a date."""
    found = read_document(f"country: {text}").tree["country"]
    assert (type(expected), expected) == (type(found), found)


@settings(deadline=None)
@given(TREES)
def test_yaml_and_json_give_the_tree_that_was_written(tree: dict[str, object]) -> None:
    """A valid tree survives being written in either format, with the format named or not."""
    as_yaml, as_json = yaml.safe_dump(tree, allow_unicode=True), json.dumps(tree)
    assert tree == read_document(as_yaml, "yaml").tree == read_document(as_yaml).tree
    assert tree == read_document(as_json, "json").tree == read_document(as_json).tree


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    """What an editor under Windows saves is read like anything else."""
    data = b"\xef\xbb\xbf" + CONTRACT.replace("\n", "\r\n").encode()
    assert read_document(CONTRACT).tree == read_document(data).tree


MB = 1_000_000
REFUSED: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "empty"),
    "blank": (" \n\n", "empty"),
    "only a comment": ("# nothing", "not-a-mapping"),
    "a list": ("[1, 2]", "not-a-mapping"),
    "a word": ("hello", "not-a-mapping"),
    "binary": (bytes(range(256)), "binary"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "utf-16": ("infant: {}".encode("utf-16"), "not-utf-8"),
    "latin-1": ("goal: sérum".encode("latin-1"), "not-utf-8"),
    "50 MB": (b"a" * 50 * MB, "too-long"),
    "deep list": ("[" * 500_000, "too-deep"),
    "deep mapping": ("{" * 500_000, "too-deep"),
    "deep block": ("- " * 400_000, "too-deep"),
    "deep indentation": ("".join(" " * depth + "a:\n" for depth in range(1300)), "too-deep"),
    "deep JSON": ('{"a":' * 100_000, "too-deep"),
    "deep but closed JSON": ('{"a":' + "[" * 25 + "]" * 25 + "}", "too-deep"),
    "bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "anchor"),
    "merge": ("a: &a {x: 1}\nb: {<<: *a}", "anchor"),
    "python tag": ("home: !!python/object/apply:os.system [ls]", "tag"),
    "own tag": ("home: !thing 1", "tag"),
    "harmless tag": ("goal: !!str 1", "tag"),
    "two documents": ("infant: {age: 1 week}\n---\ninfant: {age: 2 weeks}", "several-documents"),
    "not closed": ("infant: {age: 1 week", "not-yaml"),
    "tab": ("infant:\n\tage: 1 week", "not-yaml"),
    "control character": ("goal: a\x07b", "not-yaml"),
    "lone surrogate": ("goal: \ud800", "not-utf-8"),
    "colons": (": " * 499_999, "not-yaml"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plan_is_refused_clearly_and_quickly(name: str) -> None:
    """Each of these files ends in one clear mistake within seconds."""
    data, code = REFUSED[name]
    start = time.monotonic()
    with pytest.raises(PlanError) as caught:
        read_document(data)
    assert [code] == [mistake.code for mistake in caught.value.mistakes]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("text", ['{"a": 1,}', "{'a': 1}", "infant: {}", '{"a": 1} {"b": 2}', "["])
def test_a_json_file_has_to_be_json(text: str) -> None:
    """Where the format is named, nothing looser is accepted."""
    with pytest.raises(PlanError) as caught:
        read_document(text, "json")
    assert caught.value.mistakes[0].code == "not-json"


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3", '{"a": 1, "b": 2, "a": 3}', "{a: 1, a: 1}"])
def test_a_key_given_twice_is_noted(text: str) -> None:
    """Neither of the two values wins silently."""
    assert [mistake.code for mistake in read_document(text).notebook.mistakes()] == ["duplicate-key"]


def test_keys_that_are_no_words_are_noted() -> None:
    """A number, a truth value, a list and a mapping are no keys."""
    notebook = read_document("1: x\ntrue: y\n[a]: z\n? {b: 1}\n: v\n").notebook
    assert [mistake.code for mistake in notebook.mistakes()] == ["key-not-text"] * 4


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_document_or_a_plan_error(text: str) -> None:
    """No text makes the reader fail in another way."""
    for format_ in (None, "yaml", "json"):
        with contextlib.suppress(PlanError):
            assert isinstance(read_document(text, format_).tree, dict)  # type: ignore[arg-type]
