"""`milkpath predict`: any table, row by row."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from milkpath.cli import predict
from milkpath.cli.main import main

HEADER = "id,name,molar_mass,log_kow,pka_acid,pka_base,ion_class,fraction_unbound"
LIDOCAINE = "1,lidocaine,234.3,2.44,,7.9,base,0.3"
WHAT = ("permeability", "milk-ratio")


def answers(tmp_path: Path, what: str, *lines: str) -> list[dict[str, str]]:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["predict", what, str(table), "--out", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("what", WHAT)
def test_columns_are_copied_and_added(what: str, tmp_path: Path) -> None:
    """Every column is copied, also one that is not known; the interval holds the middle; nothing is wrong."""
    (row,) = answers(tmp_path, what, HEADER + ",my note", LIDOCAINE + ",kept")
    assert row["name"] == "lidocaine"
    assert row["my note"] == "kept"
    assert float(row["p05"]) < float(row["p50"]) < float(row["p95"])
    assert row["method"]
    assert row["error"] == ""


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("2,x,-5,1,,,neutral,0.5", "molar_mass"),
        ("2,x,heavy,1,,,neutral,0.5", "molar_mass"),
        ("2,x,200,inf,,,neutral,0.5", "log_kow"),
        ("2,x,200,1,,,ionic,0.5", "ion_class"),
        ("2,x,200,1,,,neutral,1.5", "fraction_unbound"),
        ("2,x,200,1,,,neutral,0.5,7,8", "cells"),
    ],
    ids=["negative", "text", "infinite", "class", "share", "too many cells"],
)
def test_a_bad_row_keeps_its_place_and_says_why(
    what: str, line: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The row before and the row after are predicted; the count is told on standard error."""
    first, bad, last = answers(tmp_path, what, HEADER, LIDOCAINE, line, LIDOCAINE)
    assert named in bad["error"]
    assert [bad[name] for name in ("p05", "p50", "p95", "method")] == [""] * 4
    assert first["p50"] == last["p50"] != ""
    assert "1 row" in capsys.readouterr().err


@pytest.mark.parametrize("what", WHAT)
def test_what_is_missing_widens_the_answer(what: str, tmp_path: Path) -> None:
    """Empty cells and NaN are not errors, and the interval is wider."""
    whole, empty, nan = answers(tmp_path, what, HEADER, LIDOCAINE, "2,x,,,,,,", "3,x,NaN,nan,NA,-,none,?")
    assert empty["error"] == nan["error"] == ""
    assert float(whole["p95"]) / float(whole["p05"]) < float(empty["p95"]) / float(empty["p05"])
    assert [empty[name] for name in ("p05", "p50", "p95", "method")] == [
        nan[name] for name in ("p05", "p50", "p95", "method")
    ]


def test_a_slip_in_the_name_of_a_column_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`LogKow` is copied, and the note names the column that it may be meant for; other columns cause no note."""
    answers(tmp_path, "permeability", "id,note,molar_mass,LogKow", "1,x,200,2")
    told = capsys.readouterr().err
    assert "did you mean 'log_kow'" in told
    assert told.count("\n") == 1


def test_ph_makes_a_base_pass_slower(tmp_path: Path) -> None:
    """At pH 5 lidocaine is an ion: less than half passes; at pH 12 nothing changes."""
    plain, acid, alkaline = answers(
        tmp_path, "permeability", HEADER + ",ph", LIDOCAINE + ",", LIDOCAINE + ",5", LIDOCAINE + ",12"
    )
    assert float(acid["p50"]) < float(plain["p50"]) / 2
    assert float(alkaline["p50"]) == pytest.approx(float(plain["p50"]), rel=1e-3)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("", "empty"),
        (HEADER + "\n", "no rows"),
        ("a,b\n1,2\n", "none of the columns"),
        ("molar_mass;log_kow\n1;2\n", "commas"),
        ("log_kow,log_kow\n1,2\n", "twice"),
        ("log_kow,p50\n1,2\n", "p50"),
        ("log_kow\n\xff", "UTF-8"),
    ],
    ids=["empty", "no rows", "no column", "semicolons", "twice", "taken", "not UTF-8"],
)
def test_a_table_that_is_none_stops_with_a_sentence(
    content: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, what is wrong, and no file left behind."""
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_bytes(content.encode("latin-1"))
    assert main(["predict", "milk-ratio", str(table), "--out", str(out)]) == 2
    assert named in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [table]


def test_a_table_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 and the name of the file; so too for a place that cannot be written."""
    assert main(["predict", "permeability", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out.csv")]) == 2
    table = tmp_path / "in.csv"
    table.write_text(f"{HEADER}\n{LIDOCAINE}\n", encoding="utf-8")
    assert main(["predict", "permeability", str(table), "--out", str(tmp_path / "no" / "out.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_pieces_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table read in pieces of three gives the answers of one read whole."""
    lines = [f"{number},x,{100 + 7 * number},{number % 5},,,neutral,0.{number % 9 + 1}" for number in range(20)]
    whole = answers(tmp_path, "milk-ratio", HEADER, *lines)
    monkeypatch.setattr(predict, "PIECE", 3)
    assert answers(tmp_path, "milk-ratio", HEADER, *lines) == whole


def test_rows_are_read_as_they_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an endless table no more than a piece is held at once."""
    seen: list[int] = []
    plain = predict._read

    def watched(header: list[str], rows: list[list[str]]) -> predict.Piece:
        seen.append(len(rows))
        return plain(header, rows)

    monkeypatch.setattr(predict, "PIECE", 100)
    monkeypatch.setattr(predict, "_read", watched)
    answers(tmp_path, "permeability", HEADER, *itertools.repeat(LIDOCAINE, 1050))
    assert seen == [100] * 10 + [50]
