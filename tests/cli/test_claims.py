"""`milkpath claims` as a person runs it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from milkpath.cli.main import main

PAGE = "<!doctype html><title>Needles</title><p>After the numbing cream you must pump and dump.</p>"


@pytest.fixture
def page(tmp_path: Path) -> str:
    """Save a page."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def test_the_claims_are_printed_as_text(page: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The quote and its verdict come on standard output, with exit status 0."""
    assert main(["claims", page]) == 0
    printed = capfdbinary.readouterr()
    assert b"contradicted" in printed.out
    assert b"you must pump and dump" in printed.out
    assert printed.err == b""


def test_json_gives_places_in_the_extracted_text(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    """For a page the text that offsets count in is given, without its mark-up."""
    assert main(["claims", page, "--format", "json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert answer["text"] == "After the numbing cream you must pump and dump."
    (claim,) = answer["claims"]
    assert (claim["verdict"], answer["text"][claim["start"] : claim["end"]]) == ("contradicted", claim["quote"])


def test_the_page_is_written_whole(page: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`--format html --out` leaves one complete page and prints nothing."""
    target = tmp_path / "marked.html"
    assert main(["claims", page, "--format", "html", "--out", str(target)]) == 0
    assert capfd.readouterr().out == ""
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """`-` reads the article from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["claims", "-"]) == 0
    assert "pump and dump" in capfd.readouterr().out


@pytest.mark.parametrize("data", [None, b"", b"\x00\x01\x02" * 500, b"%PDF-1.7\n"])
def test_what_is_no_article_is_a_clear_error(
    data: bytes | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A missing, empty or binary file is told on standard error, with exit status 2 and the next step."""
    path = tmp_path / "thing"
    if data is not None:
        path.write_bytes(data)
    assert main(["claims", str(path)]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "thing to put right" in printed.err
