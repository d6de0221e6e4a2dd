"""A plan written in YAML as a raw tree, built from the parser's events so that nothing is expanded or constructed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import yaml

from milkpath.errors import Mistake, PlanError
from milkpath.plan.notebook import Notebook
from milkpath.plan.path import joined
from milkpath.plan.tree import DEEPEST, Document, note_duplicate, too_deep, top_level
from milkpath.plan.yaml_scalar import plain_scalar


class _Build(msgspec.Struct, frozen=True):
    """What the parser still has to say, and what was noted on the way."""

    events: Iterator[yaml.Event]
    notebook: Notebook


def yaml_document(text: str) -> Document:
    r"""Read YAML without anchors, aliases and tags; duplicate keys are kept as mistakes.

    >>> yaml_document("infant:\n  age: 10 weeks").notebook.lines
    {'infant': 1, 'infant.age': 2}
    >>> yaml_document("infant: [")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: line 2, column 1: is not YAML: did not find expected node content; check ...
    >>> yaml_document("home: !!python/name:os.system [rm]")
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: line 1: YAML tags (!) are not allowed in a plan; write the value itself
    """
    build = _Build(yaml.parse(text, Loader=yaml.CSafeLoader), Notebook())
    try:
        tree = _only_document(build)
    except yaml.YAMLError as error:
        raise PlanError([_syntax(error)]) from error
    return Document(tree=top_level(tree), notebook=build.notebook)


def _only_document(build: _Build) -> object:
    next(build.events)  # the stream starts
    if isinstance(next(build.events), yaml.StreamEndEvent):
        return None
    tree = _node(next(build.events), "", 0, build)
    next(build.events)  # the document ends
    event = next(build.events)
    if not isinstance(event, yaml.StreamEndEvent):
        message = "a second document (---) starts here"
        raise _refused("several-documents", _line(event), message, "write one plan a file")
    return tree


def _node(event: yaml.Event, path: str, depth: int, build: _Build) -> object:
    _refuse_anchor_and_tag(event)
    if isinstance(event, yaml.ScalarEvent):
        return event.value if event.style else plain_scalar(event.value)
    if depth >= DEEPEST:
        raise too_deep(f"line {_line(event)}")
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(path, depth, build)
    return _mapping(path, depth, build)


def _sequence(path: str, depth: int, build: _Build) -> list[object]:
    items: list[object] = []
    while not isinstance(event := next(build.events), yaml.SequenceEndEvent):
        where = joined(path, len(items))
        build.notebook.lines[where] = _line(event)
        items.append(_node(event, where, depth + 1, build))
    return items


def _mapping(path: str, depth: int, build: _Build) -> dict[str, object]:
    tree: dict[str, object] = {}
    while not isinstance(event := next(build.events), yaml.MappingEndEvent):
        key = _node(event, joined(path, "?"), depth + 1, build)
        if not isinstance(key, str):
            message = f"on line {_line(event)} a key is {repr(key)[:60]}"
            build.notebook.note(path, "key-not-text", message, "write a word before ':'")
            _node(next(build.events), joined(path, "?"), depth + 1, build)
            continue
        where = joined(path, key)
        build.notebook.lines[where] = _line(event)
        if key in tree:
            note_duplicate(key, where, build.notebook)
        tree[key] = _node(next(build.events), where, depth + 1, build)
    return tree


def _refuse_anchor_and_tag(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
        message = "YAML anchors and aliases (&, *) are not allowed in a plan"
        raise _refused("anchor", _line(event), message, "repeat the text, or put quotes around it")
    if getattr(event, "tag", None) is not None:
        raise _refused("tag", _line(event), "YAML tags (!) are not allowed in a plan", "write the value itself")


def _syntax(error: yaml.YAMLError) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "plan"
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    hint = "check indentation, colons, quotes and brackets"
    return Mistake(code="not-yaml", message=f"is not YAML: {problem}", where=where, hint=hint)


def _refused(code: str, line: int, message: str, hint: str) -> PlanError:
    return PlanError([Mistake(code=code, message=message, where=f"line {line}", hint=hint)])


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
