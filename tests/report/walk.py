"""Readers of a rendering that know nothing of how it was made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from milkpath.judgement.assessment import Assessment
from milkpath.report.as_json import as_json

VOID = {"meta", "br", "input", "hr", "img", "link", "base", "area", "col", "embed", "source", "track", "wbr"}
BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return text with all white space as single blanks."""
    return BLANKS.sub(" ", text).strip()


def _values(value: Any, key: str) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from _values(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, key)


def document(assessment: Assessment) -> dict[str, Any]:
    """Return the assessment as another program reads it."""
    read: dict[str, Any] = json.loads(as_json(assessment))
    return read


def reasons(assessment: Assessment) -> list[dict[str, Any]]:
    """Return every reason of the JSON document, wherever it stands."""
    return [reason for found in _values(document(assessment), "because") for reason in found]


def said(assessment: Assessment) -> set[str]:
    """Return the sentences of the JSON document that every rendering must hold."""
    read = document(assessment)
    keys = ("text", "do", "sign", "summary", "what", "question", "would_change", "use", "procedure", "topic", "reason")
    words = {value for key in keys for value in _values(read, key) if isinstance(value, str)}
    verbs = {step["do"] for step in read["steps"]}  # shown by their labels
    return {one_line(word) for word in words - verbs if word}


def source_ids(assessment: Assessment) -> set[str]:
    """Return the ids of all sources that the JSON document cites or lists."""
    read = document(assessment)
    cited = {name for found in _values(read, "sources") for name in found if isinstance(name, str)}
    return cited | {item["id"] for item in read["sources"]}


class Page(HTMLParser):
    """The words, tags and attributes of a page, and whether its tags are balanced."""

    def __init__(self, page: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opening tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a closing tag that does not close the tag opened last."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Note the words outside of the style."""
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page in one line."""
        return one_line("".join(self.words))
