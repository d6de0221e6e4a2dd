"""`docs/knowledge/`: one page for each substance, class and procedure, and an index by class; `make docs` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from milkpath.errors import KnowledgeError, Mistake
from milkpath.knowledge.maturity import maturity
from milkpath.knowledge.model import Procedure, Substance, SubstanceClass
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.report.monograph import monograph
from milkpath.report.monograph_markdown import FOLDERS, escaped, markdown
from milkpath.report.record_names import kind_of

Paged = Substance | SubstanceClass | Procedure
"""The records that have a page."""

INDEX: Final = "README.md"
COUNTED: Final = ("substances", "classes", "procedures", "statements", "disagreements", "unknowns", "sources")
NO_CLASS: Final = "Of no class"


def pages(known: Knowledge) -> dict[str, str]:
    """Return all pages by path inside the folder; the same knowledge gives the same bytes."""
    records: list[Paged] = [*known.substances.values(), *known.classes.values(), *known.procedures.values()]
    found = {page_of(record): markdown(monograph(known, record)) for record in records}
    return {INDEX: index(known), **found}


def page_of(record: Paged) -> str:
    """Return the path of a record's page."""
    return f"{FOLDERS[kind_of(record)]}/{record.id}.md"


def index(known: Knowledge) -> str:
    """Return the first page: how much there is, substances by class, procedures."""
    found = maturity(known)
    counts = found.counts
    lines = [
        "# What Milkpath knows",
        "",
        f"Knowledge {found.version}, Milkpath {found.milkpath}.",
        f"{', '.join(f'{counts[what]} {what}' for what in COUNTED)}.",
        "Written by `make docs`; `milkpath knowledge` counts what is known and what is not.",
        "It informs a decision; it is no diagnosis.",
        "",
        "## Procedures",
        "",
        _links(known.procedures.values(), "procedures"),
        "",
        "## Substances by class",
        "",
        *_by_class(known),
    ]
    return "\n".join(lines) + "\n"


def _by_class(known: Knowledge) -> Iterator[str]:
    for group in sorted(known.classes.values(), key=lambda one: one.name.casefold()):
        members = [one for one in known.substances.values() if group.id in one.classes]
        yield f"**[{escaped(group.name)}](classes/{group.id}.md)** ({len(members)})  "
        yield f"{_links(members, 'substances') or 'none'}"
        yield ""
    alone = [one for one in known.substances.values() if not one.classes]
    if alone:
        yield f"**{NO_CLASS}** ({len(alone)})  "
        yield _links(alone, "substances")


def _links(records: Iterable[Substance | Procedure], folder: str) -> str:
    named = sorted(records, key=lambda one: one.name.casefold())
    return " · ".join(f"[{escaped(one.name)}]({folder}/{one.id}.md)" for one in named)


def write(folder: Path, found: Mapping[str, str]) -> None:
    """Write the pages, and take away those that are none any more."""
    for path in _present(folder) - set(found):
        (folder / path).unlink()
    for path, text in found.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def out_of_date(folder: Path, found: Mapping[str, str]) -> tuple[Mistake, ...]:
    """Name every page that is missing, is not what the knowledge says, or should not be there."""
    present = _present(folder)
    told = {path: "is missing" for path in found if path not in present}
    told |= {path: "belongs to nothing" for path in present if path not in found}
    told |= {
        path: "is not what the knowledge says"
        for path in present & set(found)
        if (folder / path).read_text(encoding="utf-8") != found[path]
    }
    return tuple(
        Mistake(code="page-out-of-date", message=message, where=f"{folder}/{path}", hint="run 'make docs'")
        for path, message in sorted(told.items())
    )


def _present(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def main(arguments: list[str]) -> int:
    """`--write FOLDER` writes all pages; `--check FOLDER` fails with every page that is out of date."""
    action, folder = arguments[0], Path(arguments[1])
    found = pages(knowledge())
    if action == "--write":
        write(folder, found)
        return 0
    mistakes = out_of_date(folder, found)
    if mistakes:
        sys.stderr.write(f"{KnowledgeError(list(mistakes))}\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
