"""The text of a plan, YAML or JSON, as a raw tree with the line of everything in it."""

from __future__ import annotations

import json
from typing import Literal

from milkpath.plan.decode import decoded
from milkpath.plan.json_text import json_document
from milkpath.plan.tree import Document
from milkpath.plan.yaml_text import yaml_document

Format = Literal["yaml", "json"]


def read_document(data: bytes | str, format: Format | None = None) -> Document:  # noqa: A002 - the word callers know
    """Read text that is YAML or JSON; without a format, a text that is valid JSON is JSON.

    >>> read_document("infant: {age: 10 weeks}").tree
    {'infant': {'age': '10 weeks'}}
    >>> read_document(b'{"country": "NO"}', "json").tree
    {'country': 'NO'}
    """
    text = decoded(data)
    if format == "json" or (format is None and _is_json(text)):
        return json_document(text)
    return yaml_document(text)


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False  # saves a second pass over what can only be YAML
    try:
        json.loads(text, parse_int=str)  # `int` refuses numbers of thousands of digits with an error of its own
    except ValueError:
        return False
    except RecursionError:
        return True
    return True
