"""The README is true: its commands are run, and its output is the real one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAIN = {**os.environ, "COLUMNS": "78", "NO_COLOR": "1"}
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "milkpath", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True, env=PLAIN)  # noqa: S603
    return done.stdout


def test_the_shown_output_is_the_real_one() -> None:
    """The console block of the README holds what its command prints."""
    block = re.search(r"```console\n\$ \.venv/bin/milkpath assess (\S+) \| head -n (\d+)\n(.*?)```", README, re.DOTALL)
    assert block is not None
    plan, lines, shown = block.groups()
    assert shown == "".join(_run("assess", plan).splitlines(keepends=True)[: int(lines)])


def test_the_python_example_runs() -> None:
    """The Python block of the README runs and prints what its comment says."""
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block is not None
    command = [sys.executable, "-c", block.group(1)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout  # noqa: S603
    assert printed.strip() == re.search(r"# prints: (.*)", block.group(1)).group(1)  # type: ignore[union-attr]


def test_every_shown_command_is_accepted(tmp_path: Path) -> None:
    """The commands of the shell blocks run and leave what they promise."""
    page = tmp_path / "answer.html"
    _run("assess", "examples/roller-cheeks-plain-lidocaine.yaml", "--format", "html", "--out", str(page))
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert "lidocaine" in _run("label", "Lidocaine 4 %; Benzyl alcohol, Carbomer 940, Purified water")
    assert "LIDOCAINE" in _run("show", "lidocaine")
    assert "LIDOCAINE" in _run("show", "lidocaine", "--for", "mother")
    assert "WHAT EACH SOURCE SAYS" in _run("compare", "lidocaine")
    assert "statements" in _run("knowledge")


def test_the_readme_fits_a_screen_and_a_half() -> None:
    """The README stays short enough to be read."""
    assert len(README.splitlines()) <= 80


def test_every_linked_file_is_there() -> None:
    """No link of the README leads nowhere."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_every_example_is_assessed() -> None:
    """Each plan in `examples/` gives an answer."""
    plans = sorted((ROOT / "examples").glob("*.yaml"))
    assert len(plans) >= 3
    for plan in plans:
        assert "WHAT TO DO" in _run("assess", str(plan))


def test_the_figures_are_those_of_the_validation() -> None:
    """What the README says of milk levels and needling stands in the table of `docs/validation`."""
    table = (ROOT / "docs" / "validation" / "README.md").read_text(encoding="utf-8")
    words = " ".join(README.split())

    def found(what: str) -> str:
        row = re.search(rf"^\| {re.escape(what)} \| [^|]+ \| ([^|]+) \|", table, re.MULTILINE)
        assert row is not None, what
        return row.group(1)

    milk = "milk levels and infant doses"
    apart, every = found(f"{milk}, ratio of another study or predicted: within 2x"), found(f"{milk}: within 2x")
    assert (
        f"milk levels within twofold in {apart} where the ratio to plasma is from other women, in {every} of all"
        in words
    )
    assert f"needling within threefold in {found('needling: within 3x')} of" in words
