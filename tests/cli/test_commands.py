"""The commands as a person runs them: what they print, where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from milkpath.cli.main import main
from milkpath.cli.output import write
from milkpath.errors import InputError
from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.reader import shipped_files

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "roller-cheeks-plain-lidocaine.yaml")
FEW = ("--pairs", "40")


def test_an_assessment_is_printed_and_succeeds(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A good plan gives an answer on standard output and exit status 0, whatever the answer says."""
    assert main(["assess", EXAMPLE, *FEW]) == 0
    printed = capfdbinary.readouterr()
    assert b"WITH THE STEPS BELOW" in printed.out
    assert printed.err == b""


def test_json_is_the_assessment(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`--format json` prints exactly one object of the published type, no key missing."""
    main(["assess", EXAMPLE, *FEW, "--format", "json"])
    printed = capfdbinary.readouterr().out
    assert set(json.loads(printed)) == set(Assessment.__struct_fields__)
    assert msgspec.json.decode(printed, type=Assessment).action == "go-with-steps"


@pytest.mark.parametrize("extra", [["--explain"], ["--full"], ["--format", "html"]])
def test_the_other_forms_are_printed(extra: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Every form of the report names the substance that decides."""
    assert main(["assess", EXAMPLE, *FEW, *extra]) == 0
    assert b"lidocaine" in capfdbinary.readouterr().out


def test_out_writes_the_whole_file(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """`--out` leaves a complete file and nothing on standard output."""
    target = tmp_path / "answer.html"
    assert main(["assess", EXAMPLE, *FEW, "--format", "html", "--out", str(target)]) == 0
    assert capfdbinary.readouterr().out == b""
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [target]


def test_a_plan_comes_from_standard_input_too() -> None:
    """`-` reads the plan from standard input."""
    plan = Path(EXAMPLE).read_bytes()
    command = [sys.executable, "-m", "milkpath", "assess", "-", *FEW]
    done = subprocess.run(command, input=plan, capture_output=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, b"")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{b}: &{b} [*{a},*{a},*{a}]" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)
BAD_PLANS = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "fifty-megabytes": b"x: 1\n" * 10_000_000,
    "deep": b"[" * 100_000,
    "bomb": BOMB.encode(),
    "tag": b"infant: !!python/object/apply:os.system ['true']\n",
    "twice": b"infant: {age: 3 months}\ninfant: {age: 4 months}\nhome: []\n",
    "four-hundred-kilograms": b"infant: {age: 3 months, weight: 400 kg}\nhome: [{do: apply, area: face, product: {label: Aqua}}]\n",
    "long-needle": b"infant: {age: 3 months}\nvisit: {steps: [{do: needle, area: face, device: pen, depth: 15 mm}]}\n",
    "two-centuries-ago": b"infant: {age: 3 months}\nvisit: {starts: 1826-01-01T10:00, steps: [{do: needle, area: face}]}\n",
    "bare-number": b"infant: {age: 10}\nhome: [{do: apply, area: face, product: {label: Aqua}}]\n",
    "not-a-mapping": b"- 1\n- 2\n",
}


@pytest.mark.parametrize("name", BAD_PLANS)
def test_bad_input_is_a_clear_error_within_seconds(name: str, tmp_path: Path) -> None:
    """Every kind of bad plan is told on standard error, with exit status 2, in a few seconds, and nothing on standard output."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(BAD_PLANS[name])
    command = [sys.executable, "-m", "milkpath", "assess", str(plan)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)  # noqa: S603
    assert (done.returncode, done.stdout) == (2, "")
    assert "to put right" in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_are_one_object_in_json(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With `--format json` all mistakes come as one object on standard error, the first one in front."""
    plan = tmp_path / "plan.yaml"
    plan.write_text("infnat: {age: 3 months}\nvisit: {steps: [{do: needel, area: face}]}\n", encoding="utf-8")
    assert main(["assess", str(plan), "--format", "json"]) == 2
    printed = capfd.readouterr()
    error = json.loads(printed.err)["error"]
    assert printed.out == ""
    assert {"code", "message", "where", "hint", "all"} == set(error)
    assert len(error["all"]) >= 2
    assert "infant" in json.dumps(error["all"])


@pytest.mark.parametrize("wrong", [["--pairs", "0"], ["--pairs", "99999999"], ["--seed", "-1"], ["--seed", str(2**70)]])
def test_impossible_numbers_are_refused(wrong: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Numbers that cannot be are refused before anything runs."""
    assert main(["assess", EXAMPLE, *wrong]) == 2
    assert wrong[0] in capfd.readouterr().err


def test_a_folder_that_is_not_there_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """An answer that cannot be written is an error with the next step."""
    assert main(["assess", EXAMPLE, *FEW, "--out", "/nowhere/answer.txt"]) == 2
    assert "folder" in capfd.readouterr().err


def test_the_label_is_read_token_by_token(capfd: pytest.CaptureFixture[str]) -> None:
    """`milkpath label --format json` gives every token with its place and status."""
    assert main(["label", "Lidocaine 4 %; Xyloferin, Purified water", "--format", "json"]) == 0
    tokens = json.loads(capfd.readouterr().out)["ingredients"]
    assert [token["status"] for token in tokens] == ["exact", "unresolved", "alias"]
    assert tokens[0]["percent"] == {"low": 4.0, "best": 4.0, "high": 4.0}


@pytest.mark.parametrize(
    "arguments", [["label"], ["label", "  "], ["label", "Aqua", "--file", "x"], ["label", "--file", "/nowhere"]]
)
def test_a_label_that_is_not_there_is_told(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """No text, two texts or a missing file are errors with exit status 2."""
    assert main(arguments) == 2
    assert "to put right" in capfd.readouterr().err


def test_show_tells_the_nearest_name(capfd: pytest.CaptureFixture[str]) -> None:
    """A misspelt name is answered with the nearest known one."""
    assert main(["show", "lidocane"]) == 2
    assert "lidocaine" in capfd.readouterr().err


@pytest.mark.parametrize("command", ["show", "compare"])
def test_a_monograph_and_a_comparison_come_as_data_too(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    """`--format json` gives one object with both versions and everything of that name."""
    assert main([command, "lignocaine", "--format", "json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert {"milkpath", "knowledge", "found"} == set(answer)
    assert [found["id"] for found in answer["found"]] == ["lidocaine"]


def test_the_same_thing_is_told_to_two_readers(capfd: pytest.CaptureFixture[str]) -> None:
    """`--for mother` gives plain words without marks of sources; the usual form has them."""
    assert main(["show", "lidocaine", "--for", "mother"]) == 0
    plain = capfd.readouterr().out
    assert main(["show", "lidocaine"]) == 0
    usual = capfd.readouterr().out
    assert ("[1]" in plain, "[1]" in usual) == (False, True)
    assert len(plain) < len(usual)


@pytest.mark.parametrize("command", ["show", "compare"])
def test_an_unknown_name_is_an_error_in_json_too(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing of that name is one error object on standard error, with the nearest names."""
    assert main([command, "lidocane", "--format", "json"]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "lidocaine" in json.loads(printed.err)["error"]["hint"]


def test_maturity_is_printed_as_text_and_data(capfd: pytest.CaptureFixture[str]) -> None:
    """`milkpath knowledge` counts; `--full` has every list; `--format json` is the same as data."""
    assert main(["knowledge", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert main(["knowledge"]) == 0
    short = capfd.readouterr().out
    assert main(["knowledge", "--full"]) == 0
    full = capfd.readouterr().out
    assert f"{found['counts']['substances']} substances" in short
    assert len(full) > len(short)


def test_the_knowledge_keeps_its_rules(capfd: pytest.CaptureFixture[str]) -> None:
    """`milkpath knowledge --check` finds nothing wrong in what ships."""
    assert main(["knowledge", "--check"]) == 0
    assert "statements" in capfd.readouterr().out


def _broken(was: bytes, becomes: bytes) -> dict[str, bytes]:
    content = dict(shipped_files())
    path = "substances/lidocaine.yaml"
    assert was in content[path]
    return {**content, path: content[path].replace(was, becomes, 1)}


@pytest.mark.parametrize(
    ("was", "becomes"), [(b"cas: 137-58-6", b"cas: 137-58-7"), (b"value: 234.34", b"value: heavy"), (b"cas:", b"caas:")]
)
def test_the_check_names_file_and_line(
    was: bytes, becomes: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A wrong code, a figure that is none and a misspelt key are told with a path that can be opened, and the line."""
    content = _broken(was, becomes)
    monkeypatch.setattr("milkpath.cli.knowledge.shipped_files", lambda: content)
    assert main(["knowledge", "--check"]) == 2
    told = capfd.readouterr().err.splitlines()[1]
    file, line, _ = told.strip().split(":", 2)
    assert Path(file).is_file()
    assert becomes in content["substances/lidocaine.yaml"].splitlines()[int(line) - 1]


def test_help_costs_no_heavy_import() -> None:
    """`milkpath --help` imports neither numpy nor pint."""
    code = "import sys; from milkpath.cli.main import _parser; _parser(); print('numpy' in sys.modules, 'pint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)  # noqa: S603
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("out", ["", ".", "/nowhere/answer", "plan"])
@pytest.mark.parametrize("command", ["assess", "what-if", "claims", "predict"])
def test_an_answer_goes_neither_to_a_folder_nor_over_what_is_read(
    command: str, out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """No name, a folder, no such folder, or the file that is read: refused before any work, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    read = tmp_path / "plan"
    read.write_bytes(Path(EXAMPLE).read_bytes())
    arguments = {
        "assess": ["plan", *FEW],
        "what-if": ["plan", "infant.age=6 months", *FEW],
        "claims": ["plan"],
        "predict": ["permeability", "plan"],
    }[command]
    assert main([command, *arguments, "--out", out]) == 2
    assert "to put right" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == [read]
    assert read.read_bytes() == Path(EXAMPLE).read_bytes()


def test_sheets_without_a_folder_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """`consult --out ""` does not scatter its sheets over the folder in which one stands."""
    monkeypatch.chdir(tmp_path)
    assert main(["consult", EXAMPLE, *FEW, "--out", ""]) == 2
    assert "--out: no name" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_unfinished(tmp_path: Path) -> None:
    """Where the last step of writing fails, the unfinished file goes too."""
    (tmp_path / "answer").mkdir()
    with pytest.raises(InputError):
        write(b"text", str(tmp_path / "answer"))
    assert [path.name for path in tmp_path.iterdir()] == ["answer"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """What is no ordinary file, such as a device or a pipe, stays what it is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(b"text", str(pipe))
    assert (os.read(reader, 10), pipe.is_fifo()) == (b"text", True)
    os.close(reader)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--full", "--explain"], "--full: "),
        (["--full", "--format", "html"], "--format html"),
        (["--explain", "--format", "html"], "--explain: "),
    ],
)
def test_options_that_would_do_nothing_are_refused(
    options: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--full` and `--explain` are two forms of the text: never both, and never with another format."""
    assert main(["assess", EXAMPLE, *FEW, *options]) == 2
    printed = capfd.readouterr()
    assert (printed.out, told in printed.err) == ("", True)


def test_one_path_has_one_value(capfd: pytest.CaptureFixture[str]) -> None:
    """`what-if` does not take the last of two values in silence."""
    assert main(["what-if", EXAMPLE, "infant.age=6 weeks", "infant.age=6 months", *FEW]) == 2
    assert "infant.age: is given twice" in capfd.readouterr().err


def test_a_label_comes_from_standard_input_too() -> None:
    """`milkpath label -` reads the text that is piped in."""
    command = [sys.executable, "-m", "milkpath", "label", "-"]
    done = subprocess.run(command, input=b"Aqua, Glycerin", capture_output=True, check=True)  # noqa: S603
    assert b"glycerol" in done.stdout


@pytest.mark.parametrize("text", [",", "...", "Aqua\udcff"])
def test_a_text_without_an_ingredient_is_told(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Signs alone, or bytes that are no text, are no label that was read."""
    assert main(["label", text]) == 2
    assert "TEXT: " in capfd.readouterr().err


def test_a_label_in_bytes_is_told_without_the_words_of_a_decoder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file that is no text says so, and no more."""
    file = tmp_path / "label.txt"
    file.write_bytes(b"\xff\xfe\x00\xc4")
    assert main(["label", "--file", str(file)]) == 2
    told = capfd.readouterr().err
    assert ("no text in UTF-8" in told, "codec" in told) == (True, False)


def test_a_name_of_odd_bytes_is_an_error_in_json_too(capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes that are no UTF-8 come back as escapes, not as a traceback."""
    assert main(["show", "a\udcff", "--format", "json"]) == 2
    assert "\\udcff" in json.loads(capfd.readouterr().err)["error"]["message"]


def test_an_unknown_substance_is_told_with_what_the_plan_can_simulate(capfd: pytest.CaptureFixture[str]) -> None:
    """A misspelt `--substance` gets the names that would do."""
    assert main(["export", EXAMPLE, "--substance", "lidocane"]) == 2
    assert "can simulate: lidocaine" in capfd.readouterr().err


@pytest.mark.parametrize("wrong", [["--pairs", "0"], ["--seed", "-1"], ["--seed", str(2**63)]])
def test_an_export_refuses_impossible_numbers_too(wrong: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """`export` draws from the same seeds and pairs as `assess`."""
    assert main(["export", EXAMPLE, "--substance", "lidocaine", *wrong]) == 2
    assert wrong[0] in capfd.readouterr().err
