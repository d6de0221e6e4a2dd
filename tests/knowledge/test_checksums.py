"""Digests of the figures: wording may change, figures may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from milkpath.knowledge.checksums import as_lines, changes, digests, figures_digest, from_lines, main
from milkpath.knowledge.reader import shipped_files

LIDOCAINE = "substances/lidocaine.yaml"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("molar-mass, value: 234.34", "molar-mass, value: 234.35"),
        ("unit: g/mol", "unit: mg/mol"),
        ("action: go-with-steps", "action: go"),
        ("settings: [whole-skin, injected]", "settings: [whole-skin, open-skin, injected]"),
        ("grade: A", "grade: B"),
        ("{text: Lignocaine", "{text: Lignocane"),
        ("72-144 mg", "72-145 mg"),
        ("cas: 137-58-6", "cas: 59-46-1"),
        ("sources: [lactmed-lidocaine", "sources: [lactmed-tretinoin"),
    ],
)
def test_every_kind_of_figure_is_noticed(was: str, becomes: str) -> None:
    """A value, unit, action, setting, grade, number in a text, code or source that changes gives another digest."""
    content = shipped_files()[LIDOCAINE].decode()
    assert was in content
    assert figures_digest(content.replace(was, becomes, 1).encode()) != figures_digest(content.encode())


def test_better_words_are_no_change() -> None:
    """Wording, line breaks, comments and the order of keys are free."""
    content = shipped_files()[LIDOCAINE].decode()
    other = "# a comment\n" + content.replace("plain: a numbing medicine", "plain: a medicine that numbs", 1)
    assert other.count("that numbs") == 1
    assert figures_digest(other.encode()) == figures_digest(content.encode())


def test_the_message_names_the_files() -> None:
    """Changed, new and missing files are told apart, by name, and others are not mentioned."""
    found = changes({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4"})
    assert [(mistake.where, mistake.message) for mistake in found] == [
        ("b", "its figures changed"), ("c", "is gone"), ("d", "is new")
    ]  # fmt: skip


def test_what_is_written_is_what_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file just written passes; one digit of it changed fails with the name of that file alone."""
    kept = tmp_path / "checksums.txt"
    assert main(["--write", str(kept)]) == 0
    assert main(["--check", str(kept)]) == 0
    assert from_lines(kept.read_text(encoding="utf-8")) == digests(shipped_files())
    wrong = {**digests(shipped_files()), LIDOCAINE: "0" * 16}
    kept.write_text(as_lines(wrong), encoding="utf-8")
    assert main(["--check", str(kept)]) == 1
    [told] = capsys.readouterr().err.strip().splitlines()
    assert told.startswith(f"{LIDOCAINE}: its figures changed; ")


def test_a_missing_file_is_no_pass(tmp_path: Path) -> None:
    """Without kept digests nothing is vouched for."""
    assert main(["--check", str(tmp_path / "nothing.txt")]) == 1
