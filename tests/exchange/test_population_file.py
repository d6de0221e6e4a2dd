"""The file of a population: complete or not there."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest
import xarray

from milkpath.exchange import population_file as module
from milkpath.exchange.population_file import Coordinate, PopulationFile

NAMES = Coordinate(name="substance", dimension="substance", values=("a", "bé"), units="", long_name="substance")
HOURS = Coordinate(name="hour", dimension="hour", values=(0.0, 1.5), units="h", long_name="hours")


def opened(path: Path) -> PopulationFile:
    file = PopulationFile(path, {"substance": 2, "hour": 2, "pair": 5}, chunk=3)
    file.coordinate(NAMES)
    file.coordinate(HOURS)
    file.variable("level", ("substance", "hour", "pair"), units="ug/L", long_name="a level", dtype="float32")
    file.describe("level", {"error": [0.1, 0.2]})
    file.describe(None, {"title": "test", "seed": 3})
    return file


def test_what_is_written_is_read_by_xarray(tmp_path: Path) -> None:
    """Values, labels, units and attributes come back."""
    values = np.arange(20.0).reshape(2, 2, 5)
    with opened(tmp_path / "x.nc") as file:
        file.fill("level", values[..., :3])
        file.fill("level", values[..., 3:], 3)
        file.complete()
    with xarray.open_dataset(tmp_path / "x.nc") as found:
        assert np.array_equal(found.level.values, values)
        assert found.level.sel(substance="bé", hour=1.5).shape == (5,)
        assert (found.level.units, found.hour.units, found.title, found.seed) == ("ug/L", "h", "test", 3)
        assert found.level.error.tolist() == [0.1, 0.2]
    assert [path.name for path in tmp_path.iterdir()] == ["x.nc"]


def test_what_was_not_filled_is_missing_rather_than_zero(tmp_path: Path) -> None:
    """Pairs that were not written are not a number."""
    with opened(tmp_path / "x.nc") as file:
        file.fill("level", np.ones((2, 2, 3)))
        file.complete()
    with xarray.open_dataset(tmp_path / "x.nc") as found:
        assert np.isnan(found.level.values[..., 3:]).all()


def test_a_stop_leaves_nothing_behind_and_keeps_what_was_there(tmp_path: Path) -> None:
    """An error on the way removes the hidden file; an older file of that name stays."""
    (tmp_path / "x.nc").write_text("older")

    def stopped() -> None:
        with opened(tmp_path / "x.nc") as file:
            file.fill("level", np.ones((2, 2, 3)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert [path.name for path in tmp_path.iterdir()] == ["x.nc"]
    assert (tmp_path / "x.nc").read_text() == "older"


def test_a_full_disk_is_an_error_and_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full the error says so, and nothing is left behind."""
    file = opened(tmp_path / "x.nc")
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(module._Steady, "failure", full)
    with pytest.raises(OSError, match="No space left"), file:
        file.fill("level", np.ones((2, 2, 5)))
    assert list(tmp_path.iterdir()) == []
