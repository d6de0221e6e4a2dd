"""The one reader of the knowledge files: folders of YAML in, one frozen value out.

YAML is imported only when it has to be read: with a compiled form in the cache (`compiled`) it is not paid for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from milkpath.errors import KnowledgeError, Mistake
from milkpath.infant.weight import WeightForAge
from milkpath.knowledge import compiled
from milkpath.knowledge.model import (
    Advice,
    ArticleClaim,
    ArticleTerm,
    ClinicQuestion,
    Condition,
    ConsentPoint,
    Emergency,
    Goal,
    MissingFact,
    Parameter,
    Procedure,
    ReferenceProduct,
    Rule,
    Sign,
    Site,
    Source,
    Substance,
    SubstanceClass,
)

Record = TypeVar(
    "Record",
    Source,
    Substance,
    SubstanceClass,
    Procedure,
    Condition,
    Site,
    Advice,
    Rule,
    Sign,
    ClinicQuestion,
    ConsentPoint,
    Emergency,
    Goal,
    ReferenceProduct,
    MissingFact,
    ArticleClaim,
    ArticleTerm,
)
Files = Mapping[str, bytes]
"""Path inside the knowledge folder -> content."""

_WEIGHT_TABLE = "physiology/who-weight-for-age.yaml"
_FOLDER = os.path.dirname(os.path.abspath(__file__))
_CODE = ("model.py", "reader.py", os.path.join(os.pardir, "infant", "weight.py"))
"""The files that say what a compiled form looks like."""


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known, by kind and id."""

    version: str
    """Calendar version (`2026.11.22`): the date of the newest review among the files."""
    checksum: str
    """SHA-256 over all files, so that no figure changes unnoticed."""
    sources: dict[str, Source]
    substances: dict[str, Substance]
    classes: dict[str, SubstanceClass]
    procedures: dict[str, Procedure]
    conditions: dict[str, Condition]
    sites: dict[str, Site]
    advice: dict[str, Advice]
    rules: dict[str, Rule]
    signs: dict[str, Sign]
    questions: dict[str, ClinicQuestion]
    consent: dict[str, ConsentPoint]
    emergency: dict[str, Emergency]
    goals: dict[str, Goal]
    products: dict[str, ReferenceProduct]
    missing_facts: dict[str, MissingFact]
    claims: dict[str, ArticleClaim]
    terms: dict[str, ArticleTerm]
    parameters: dict[str, Parameter]
    weight_for_age: tuple[WeightForAge, ...]

    def parameter(self, identifier: str) -> Parameter:
        """Find the parameter of that id; a missing one is an error, never a default."""
        if identifier not in self.parameters:
            raise KnowledgeError([missing(f"physiology parameter '{identifier}'", "physiology/")])
        return self.parameters[identifier]


def missing(what: str, where: str) -> Mistake:
    """Describe the lack of a thing that the model needs and the knowledge does not hold."""
    return Mistake(
        code="knowledge-missing", message=f"{what} is needed and missing", where=where, hint="add it, with its source"
    )


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Give the knowledge that ships with Milkpath, read once in a process."""
    state = compiled.state_of(_FOLDER, _CODE)
    kept = compiled.load(compiled.key_of(state), Knowledge)
    return _from_content(state) if kept is None else kept


def _from_content(state: compiled.State) -> Knowledge:
    """Read the knowledge by the content of its files, and remember the content of which this state of the files is."""
    content = shipped_files()
    key = key_of_content(content)
    kept = compiled.load(key, Knowledge)
    if kept is None:
        kept = compiled.load_shipped(_FOLDER, key, Knowledge) or read_knowledge(content)
        compiled.store(key, kept)
    compiled.remember(state, key)
    return kept


def shipped_files() -> Files:
    """Read the YAML files of this package, by path, in a fixed order."""
    return dict(sorted(_walk(_FOLDER, "")))


def checksum_of(content: Files) -> str:
    """Return the SHA-256 over all files, by path and content."""
    return hashlib.sha256(b"".join(path.encode() + content[path] for path in sorted(content))).hexdigest()


def key_of_content(content: Files) -> str:
    """Return the key of the compiled form: another one as soon as a file, the schema or this reader changes."""
    code = b"".join(_bytes(os.path.join(_FOLDER, name)) for name in _CODE)
    return hashlib.sha256(checksum_of(content).encode() + msgspec.__version__.encode() + code).hexdigest()


def _walk(folder: str, prefix: str) -> Iterable[tuple[str, bytes]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".yaml"):
                yield f"{prefix}{entry.name}", _bytes(entry.path)
            elif entry.is_dir() and not entry.name.startswith("_"):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")


def _bytes(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def read_knowledge(content: Files) -> Knowledge:
    """Read files into one value; every file that does not fit the schema is named, with the field.

    Raises:
        KnowledgeError: with one mistake for each file that could not be read.
    """
    mistakes: list[Mistake] = []
    trees = {path: _tree(path, data, mistakes) for path, data in content.items()}
    kinds: dict[str, dict[str, Any]] = {
        folder: _records(trees, folder, kind, content, mistakes) for folder, kind in _KINDS.items()
    }
    parameters = _parameters(trees, content, mistakes)
    weights = _weights(trees, mistakes)
    if mistakes:
        raise KnowledgeError(mistakes)
    return Knowledge(
        version=_version(kinds, parameters),
        checksum=checksum_of(content),
        parameters=parameters,
        weight_for_age=weights,
        **kinds,
    )


_KINDS: dict[str, type] = {
    "sources": Source,
    "substances": Substance,
    "classes": SubstanceClass,
    "procedures": Procedure,
    "conditions": Condition,
    "sites": Site,
    "advice": Advice,
    "rules": Rule,
    "signs": Sign,
    "questions": ClinicQuestion,
    "consent": ConsentPoint,
    "emergency": Emergency,
    "goals": Goal,
    "products": ReferenceProduct,
    "missing_facts": MissingFact,
    "claims": ArticleClaim,
    "terms": ArticleTerm,
}


def _tree(path: str, data: bytes, mistakes: list[Mistake]) -> Any:
    import yaml  # noqa: PLC0415 - only where the compiled form is missing

    try:
        return yaml.load(data, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mistakes.append(Mistake(code="not-yaml", message=" ".join(str(error).split()), where=path))
        return None


def _records(
    trees: Mapping[str, Any], folder: str, kind: type[Record], content: Files, mistakes: list[Mistake]
) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for path, tree in trees.items():
        if not path.startswith(f"{folder}/") or tree is None:
            continue
        record = _convert(tree, kind, content, path, mistakes)
        if record is None:
            continue
        if f"{folder}/{record.id}.yaml" != path:
            mistakes.append(
                Mistake(
                    code="wrong-file",
                    message=f"holds the id '{record.id}'",
                    where=path,
                    hint=f"name the file {record.id}.yaml",
                )
            )
        found[record.id] = record
    return found


def _convert(tree: Any, kind: type[Record], content: Files, path: str, mistakes: list[Mistake]) -> Record | None:
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        mistakes.append(_not_in_schema(error, content, path))
        return None


def _not_in_schema(error: msgspec.ValidationError, content: Files, path: str) -> Mistake:
    from milkpath.knowledge.yaml_lines import line_of_error  # noqa: PLC0415 - only where something is wrong

    line = line_of_error(content[path], str(error))
    where = path if line is None else f"{path}:{line}"
    return Mistake(code="not-in-schema", message=str(error), where=where, hint="see docs/knowledge-files.md")


def _parameters(trees: Mapping[str, Any], content: Files, mistakes: list[Mistake]) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for path, tree in trees.items():
        if not path.startswith("physiology/") or path == _WEIGHT_TABLE or tree is None:
            continue
        try:
            records = msgspec.convert(tree, list[Parameter])
        except msgspec.ValidationError as error:
            mistakes.append(_not_in_schema(error, content, path))
            continue
        for record in records:
            if record.id in found:
                mistakes.append(Mistake(code="duplicate", message=f"'{record.id}' stands twice", where=path))
            found[record.id] = record
    return found


def _weights(trees: Mapping[str, Any], mistakes: list[Mistake]) -> tuple[WeightForAge, ...]:
    tree = trees.get(_WEIGHT_TABLE)
    if tree is None:
        mistakes.append(missing("the WHO weight-for-age table", _WEIGHT_TABLE))
        return ()
    return tuple(msgspec.convert(tree["rows"], list[WeightForAge]))


def _version(kinds: Mapping[str, Mapping[str, Any]], parameters: Mapping[str, Parameter]) -> str:
    dates: list[dt.date] = [parameter.date for parameter in parameters.values()]
    dates += [
        getattr(record, "reviewed", None) or getattr(record, "date", None) or record.retrieved
        for folder in kinds.values()
        for record in folder.values()
    ]
    return max(dates).strftime("%Y.%m.%d")
