"""The pages of `docs/knowledge/`: one for each record, every link leads somewhere, out-of-date ones are named."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from knowledge.faults import disagreement, legal_maximum, with_more, with_statement
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.report.monograph import monograph
from milkpath.report.monograph_markdown import markdown
from milkpath.report.pages import INDEX, main, out_of_date, pages, write


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """Make all pages once."""
    return pages(knowledge())


def _few() -> Knowledge:
    """Give a small knowledge, so that writing and comparing is quick."""
    known = knowledge()
    return msgspec.structs.replace(
        known,
        substances={name: known.substances[name] for name in ("glycerin", "lidocaine")},
        classes={"humectant": known.classes["humectant"]},
        procedures={"waxing": known.procedures["waxing"]},
    )


def test_every_substance_class_and_procedure_has_a_page(found: dict[str, str]) -> None:
    """There is a page for each of them, and the index, and nothing else."""
    known = knowledge()
    expected = {
        f"{folder}/{name}.md" for folder in ("substances", "classes", "procedures") for name in getattr(known, folder)
    }
    assert set(found) == {INDEX, *expected}


def test_every_link_between_pages_leads_somewhere(found: dict[str, str]) -> None:
    """A link to another page names one that is there."""
    for path, text in found.items():
        for link in re.findall(r"\]\(([^)]+\.md)\)", text):
            parts = [*Path(path).parent.parts]
            for part in Path(link).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in found, (path, link)


def test_the_index_leads_to_every_page(found: dict[str, str]) -> None:
    """From the first page each other one is one click away."""
    assert set(re.findall(r"\]\(([^)]+\.md)\)", found[INDEX])) == set(found) - {INDEX}


def test_every_own_statement_and_source_is_on_the_page(found: dict[str, str]) -> None:
    """Each statement of a record stands on its page, and every mark of a source has its entry."""
    for record in (*knowledge().substances.values(), *knowledge().procedures.values()):
        page = (
            found.get(f"substances/{record.id}.md")
            if record.id in knowledge().substances
            else found[f"procedures/{record.id}.md"]
        )
        assert page is not None
        marks = set(re.findall(r"\\\[(\d+)\\\]", page))
        assert marks == set(re.findall(r"^(\d+)\. ", page, flags=re.MULTILINE)), record.id
    for told in knowledge().substances["lidocaine"].statements:
        assert " ".join(told.text.split()) in found["substances/lidocaine.md"]


def test_disputes_and_legal_maxima_are_on_the_page() -> None:
    """Both sides of a disagreement and a legal maximum are told."""
    known = with_more("substances", "glycerin", "disagreements", disagreement())(knowledge())
    known = with_more("substances", "glycerin", "legal_maxima", legal_maximum())(known)
    page = markdown(monograph(known, known.substances["glycerin"]))
    assert "KR, nail: at most 2 % (D)" in page
    assert "It passes into milk." in page
    assert "It does not." in page


def test_text_cannot_break_the_page() -> None:
    """Characters that Markdown takes as its own are escaped, also inside a list."""
    known = with_statement("substances", "glycerin", text="a <b>bold</b> | claim\n\n# of *stars*")(knowledge())
    page = markdown(monograph(known, known.substances["glycerin"]))
    assert r"- a \<b\>bold\</b\> \| claim \# of \*stars\*" in page


def test_what_is_out_of_date_is_named(tmp_path: Path) -> None:
    """A changed, a missing and a left-over page are each named; after writing all is current again."""
    found = pages(_few())
    write(tmp_path, found)
    assert out_of_date(tmp_path, found) == ()
    (tmp_path / "substances" / "glycerin.md").write_text("old", encoding="utf-8")
    (tmp_path / "substances" / "lidocaine.md").unlink()
    (tmp_path / "substances" / "gone.md").write_text("left over", encoding="utf-8")
    named = {Path(mistake.where).name: mistake.message for mistake in out_of_date(tmp_path, found)}
    assert named == {
        "glycerin.md": "is not what the knowledge says",
        "lidocaine.md": "is missing",
        "gone.md": "belongs to nothing",
    }
    write(tmp_path, found)
    assert out_of_date(tmp_path, found) == ()


def test_make_docs_and_make_lint_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What one command writes the other accepts; an empty folder it does not, and says what to run."""
    assert main(["--check", str(tmp_path)]) == 1
    assert "run 'make docs'" in capsys.readouterr().err
    assert main(["--write", str(tmp_path)]) == 0
    assert main(["--check", str(tmp_path)]) == 0
