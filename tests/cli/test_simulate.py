"""`milkpath simulate` and `milkpath sensitivity` as a person runs them."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import xarray

from milkpath.cli.main import main

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "pen-face-strong-cream.yaml")
PLAN = """\
infant: {{age: 10 weeks}}
visit:
  starts: 2026-12-01T14:00
  steps:
    - {{do: apply, area: {{site: face, size: {size}}}, amount: {amount}, for: 45 min, product: {{label: "Lidocaine 4 %; Water"}}}}
"""
COURSE = """\
  - {{do: apply, area: {{site: face, size: 100 cm2}}, from: day 1, until: day 7, times_per_day: 48, amount: 0.2 g,
     product: {{name: p{number}, label: "Lidocaine 4 %; Purified water"}}}}
"""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "milkpath", *arguments]


def test_the_population_is_a_dataset_with_units_and_names(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It opens in xarray; everything has a unit and a name; what it stands on is in its attributes; the text is short."""
    out = tmp_path / "population.nc"
    assert main(["simulate", EXAMPLE, "--pairs", "600", "--out", str(out)]) == 0
    printed = capfd.readouterr().out
    assert "Monte Carlo error of the 95th percentile" in printed
    assert "no advice" in printed
    with xarray.open_dataset(out) as found:
        assert set(found.sizes) == {"pair", "substance", "hour", "feed", "application", "figure"}
        assert found.sizes["pair"] == 600
        assert all(variable.attrs["units"] and variable.attrs["long_name"] for variable in found.data_vars.values())
        assert {"substance_id", "parent", "step", "way", "world"} <= set(found.coords)
        wanted = {
            "milkpath_version",
            "knowledge_version",
            "knowledge_checksum",
            "seed",
            "plan_sha256",
            "license",
            "comment",
        }
        assert wanted <= set(found.attrs)
        peak = found.milk_concentration.sel(substance="lidocaine").max("hour")
        assert np.allclose(peak, found.milk_peak.sel(substance="lidocaine"), rtol=1e-6)
        assert len(found.infant_dose.attrs["relative_monte_carlo_error_p95"]) == found.sizes["substance"]


def test_the_same_bytes_with_any_number_of_workers(tmp_path: Path) -> None:
    """The file does not depend on the workers, nor on when it was made; it does on the seed."""
    for name, extra in {"one": ["--workers", "1"], "two": ["--workers", "2"], "other": ["--seed", "2"]}.items():
        assert main(["simulate", EXAMPLE, "--pairs", "1100", "--out", str(tmp_path / f"{name}.nc"), *extra]) == 0
    one, two, other = ((tmp_path / f"{name}.nc").read_bytes() for name in ("one", "two", "other"))
    assert one == two
    assert one != other


def test_a_summary_holds_quantiles_and_its_error(tmp_path: Path) -> None:
    """`--summary` keeps no pairs, and says how exact its quantiles are."""
    out = tmp_path / "quantiles.nc"
    assert main(["simulate", EXAMPLE, "--pairs", "500", "--summary", "--out", str(out)]) == 0
    with xarray.open_dataset(out) as found:
        assert "pair" not in found.sizes
        assert (found.milk_concentration.diff("quantile") >= 0).all()
        assert found.milk_concentration.attrs["relative_error_of_the_quantile_sketch"] == 0.005


def test_worlds_tell_what_is_not_known(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With `--worlds` the share of the spread that is ignorance is printed and kept, and pairs know their world."""
    out = tmp_path / "worlds.nc"
    assert main(["simulate", EXAMPLE, "--pairs", "40", "--worlds", "8", "--out", str(out)]) == 0
    assert "of the spread not known" in capfd.readouterr().out
    with xarray.open_dataset(out) as found:
        assert np.unique(found.world.values, return_counts=True)[1].tolist() == [40] * 8
        shares = found.mother_peak.attrs["share_of_log_variance_not_known"]
        assert ((shares >= 0) & (shares <= 1)).all()


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (["--pairs", "0"], "--pairs"),
        (["--pairs", "-5"], "--pairs"),
        (["--pairs", "1000000000"], "--summary"),
        (["--pairs", "1000000000", "--summary"], "--pairs"),
        (["--pairs", "1000000", "--worlds", "100"], "--worlds"),
        (["--worlds", "2", "--summary"], "--worlds"),
        (["--seed", "-1"], "--seed"),
        (["--workers", "0"], "--workers"),
        (["--substance", "unobtainium"], "unobtainium"),
        (["--substance", "ibuprofen"], "no amount of"),
    ],
)
def test_what_cannot_be_simulated_is_told(
    extra: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Impossible numbers and substances are errors with exit status 2 before anything is written."""
    assert main(["simulate", EXAMPLE, "--out", str(tmp_path / "x.nc"), *extra]) == 2
    assert said in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "out", ["/nowhere/x.nc", "x.zarr", "folder.nc"], ids=["no such folder", "another format", "a folder"]
)
def test_a_file_that_cannot_be_written_is_told(
    out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A path that cannot be written is told before the simulation."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.nc").mkdir()
    assert main(["simulate", EXAMPLE, "--pairs", "1000", "--out", out]) == 2
    assert "to put right" in capfd.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        PLAN.format(size="0 cm2", amount="5 g"),
        PLAN.format(size="-3 cm2", amount="5 g"),
        PLAN.format(size="100 cm2", amount="-5 g"),
        PLAN.format(size="100 cm2", amount=".nan g"),
        PLAN.format(size="100 cm2", amount="1e400 g"),
        PLAN.format(size="100 cm2", amount="5 g").replace("10 weeks", "10 weeks, feeds_per_day: -8"),
        PLAN.format(size="100 cm2", amount="5 g").replace("10 weeks", "10 weeks, feeds_per_day: 1000000"),
        PLAN.format(size="100 cm2", amount="5 g").replace("10 weeks", "10 weeks, weight: .nan"),
        "",
    ],
)
def test_a_plan_that_cannot_be_is_told(text: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Zero or negative areas and amounts, what is not a number, and feeds that cannot be, are refused with the place."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    assert main(["simulate", str(plan), "--out", str(tmp_path / "x.nc")]) == 2
    assert "to put right" in capfd.readouterr().err
    assert not (tmp_path / "x.nc").exists()


def test_ten_thousand_applications_run_within_memory(tmp_path: Path) -> None:
    """Thirty products, forty-eight times a day for a week: few hours are kept, and memory stays below half a gigabyte."""
    plan, out = tmp_path / "plan.yaml", tmp_path / "x.nc"
    course = "".join(COURSE.format(number=number) for number in range(30))
    plan.write_text("infant: {age: 10 weeks}\nhome:\n" + course, encoding="utf-8")
    arguments = command("simulate", str(plan), "--pairs", "10", "--out", str(out), "--workers", "1")
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)  # noqa: S603
    assert int(done.stdout) < 500_000
    with xarray.open_dataset(out) as found:
        assert found.sizes["application"] == 30
        assert found.sizes["hour"] <= 500


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """Where no more can be written the command ends with exit status 2, and neither file nor part of it stays."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    arguments = command("simulate", EXAMPLE, "--pairs", "600", "--out", str(tmp_path / "x.nc"))
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, preexec_fn=small)  # noqa: S603
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stop_leaves_nothing_that_looks_complete(how: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C and a polite kill say how far it came and leave nothing; a hard kill leaves only a hidden part."""
    arguments = command("simulate", EXAMPLE, "--pairs", "2000000", "--out", str(tmp_path / "x.nc"), "--workers", "2")
    running = subprocess.Popen(  # noqa: S603
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until = time.monotonic() + 60
    while not list(tmp_path.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(running.pid, how) if how is not signal.SIGTERM else running.terminate()
    _, told = running.communicate(timeout=60)
    left = [path.name for path in tmp_path.iterdir()]
    if how is signal.SIGKILL:
        assert all(name.startswith(".") and name.endswith(".partial") for name in left)
    else:
        assert running.returncode == 130
        assert "stopped after" in told
        assert "of 2000000 pairs" in told or "0 pairs" in told
        assert "Traceback" not in told
        assert left == []


def test_sensitivity_ranks_in_plain_words(capfd: pytest.CaptureFixture[str]) -> None:
    """The text names what matters most, its share with the error, and what would narrow it."""
    assert main(["sensitivity", EXAMPLE, "--substance", "lidocaine", "--samples", "128"]) == 0
    printed = capfd.readouterr().out
    assert "1. " in printed
    assert "+-" in printed
    assert printed.index("from blood to milk") < printed.index("how much milk the baby drinks")
    assert "to narrow it: a level measured in her milk" in printed
    assert "no advice" in printed


def test_sensitivity_as_json_holds_every_figure(capfd: pytest.CaptureFixture[str]) -> None:
    """`--format json` gives all figures with both indices and their confidence, the strongest first."""
    arguments = ["sensitivity", EXAMPLE, "--substance", "lidocaine", "--outcome", "mother-peak", "--samples", "64"]
    assert main([*arguments, "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)["influences"]
    assert len(found) > 20
    assert {"figure", "first", "first_confidence", "total", "total_confidence", "what", "narrowed_by"} == set(found[0])
    assert found[0]["total"] >= found[1]["total"]


@pytest.mark.parametrize("extra", [["--samples", "100"], ["--samples", "-1"], ["--seed", "-1"], ["--substance", "x"]])
def test_sensitivity_refuses_what_cannot_be(extra: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Impossible numbers and substances are errors with exit status 2."""
    assert main(["sensitivity", EXAMPLE, "--substance", "lidocaine", *extra]) == 2
    assert "to put right" in capfd.readouterr().err
