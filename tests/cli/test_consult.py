"""`milkpath consult` as a person runs it: which files there are, and what is said where one cannot be written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from milkpath.cli.main import main

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "night-serum-at-home.yaml")
FEW = ("--pairs", "20")
NAMES = ("mother", "clinician", "ingredients", "questions")


def test_four_sheets_are_written_as_page_and_as_pdf(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All eight files are there, whole, named on standard output, and the same again on a second run."""
    out = tmp_path / "new" / "visit"
    assert main(["consult", EXAMPLE, "--out", str(out), *FEW]) == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(first) == {f"{name}.{end}" for name in NAMES for end in ("html", "pdf")}
    assert capfd.readouterr().out.split() == [str(out / f"{name}.{end}") for name in NAMES for end in ("html", "pdf")]
    assert main(["consult", EXAMPLE, "--out", str(out), *FEW]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first
    assert str(tmp_path).encode() not in b"".join(first.values())


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_one_form_can_be_chosen(form: str, tmp_path: Path) -> None:
    """`--format` leaves the other form out."""
    assert main(["consult", EXAMPLE, "--out", str(tmp_path), "--format", form, *FEW]) == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {f".{form}"}


def test_without_the_engine_the_pages_are_written_and_the_way_to_the_pdf_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The HTML is there with exit status 0; standard error says how to get the PDF."""
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["consult", EXAMPLE, "--out", str(tmp_path), *FEW]) == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".html"}
    assert 'pip install "milkpath[pdf]"' in capfd.readouterr().err


def test_a_pdf_that_was_asked_for_and_cannot_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--format pdf` without the engine ends with exit status 2 and leaves nothing half done."""
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["consult", EXAMPLE, "--out", str(tmp_path / "visit"), "--format", "pdf", *FEW]) == 2
    assert 'pip install "milkpath[pdf]"' in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file in the way of the folder is an error that names it."""
    (tmp_path / "visit").write_text("in the way", encoding="utf-8")
    assert main(["consult", EXAMPLE, "--out", str(tmp_path / "visit"), *FEW]) == 2
    assert str(tmp_path / "visit") in capfd.readouterr().err


def test_a_bad_plan_and_impossible_numbers_are_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is written for input that cannot be used."""
    assert main(["consult", EXAMPLE, "--out", str(tmp_path / "a"), "--pairs", "0"]) == 2
    assert main(["consult", str(tmp_path / "none.yaml"), "--out", str(tmp_path / "a")]) == 2
    assert "--pairs" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_mother_is_always_told_to_keep_her_own_medicine(tmp_path: Path) -> None:
    """However much else there is to do before a needling, her sheet has room for it."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        """infant: {age: 6 weeks}
mother: {medicines: [sertraline, ibuprofen]}
visit:
  starts: 2026-12-01T14:00
  steps:
    - {do: apply, area: face, amount: 5 g, for: 30 min, product: {strengths: {lidocaine: 4 %}, kind: drug}}
    - {do: needle, area: face, device: pen, depth: 1 mm}
""",
        encoding="utf-8",
    )
    assert main(["consult", str(plan), "--out", str(tmp_path / "out"), "--format", "html", *FEW]) == 0
    told = (tmp_path / "out" / "mother.html").read_text(encoding="utf-8")
    assert "Do not stop or change your daily medicine" in told
