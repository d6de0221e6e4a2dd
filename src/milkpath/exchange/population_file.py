"""A population as a NetCDF-4 file, written chunk by chunk; xarray opens it as a Dataset.

The file appears under its name only when it is complete: until then it has a hidden name beside it that ends in `.partial`. It
holds no time of writing, so that the same run gives the same bytes; it is not compressed, which would save a fifth and take longer
than solving. It needs the extra `simulate`.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.errors import InputError, Mistake

Attribute = str | int | float | Sequence[float]
LARGEST_BLOCK_BYTES = 4_000_000


def library(name: str) -> ModuleType:
    """One of the libraries of the extra.

    Raises:
        InputError: it is not there.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message, hint = f"needs the library {name}", "pip install 'milkpath[simulate]'"
        raise InputError([Mistake(code="missing-extra", message=message, where="simulate", hint=hint)]) from error


class Coordinate(msgspec.Struct, frozen=True, kw_only=True):
    """Labels along one dimension; the dimension has the name of its first coordinate."""

    name: str
    dimension: str
    values: tuple[str, ...] | tuple[float, ...]
    units: str
    long_name: str


class _Steady(io.FileIO):
    """A file whose failures are kept for later: the HDF5 library may crash where one comes up inside it."""

    failure: OSError | None = None

    def write(self, data: Any) -> int:
        """Write all of it; after a failure, only say so."""
        view = memoryview(data).cast("B")
        while len(view) and self.failure is None:
            try:
                view = view[super().write(view) :]
            except OSError as error:
                self.failure = error
        return int(memoryview(data).nbytes)

    def truncate(self, size: int | None = None) -> int:
        """Set the length."""
        try:
            return super().truncate(size)
        except OSError as error:
            self.failure = self.failure or error
            return size or 0


class PopulationFile:
    """A file that is being written; a context in which an error, or a stop, leaves nothing behind."""

    def __init__(self, path: Path, sizes: Mapping[str, int], *, chunk: int) -> None:
        """Open a hidden file beside `path`.

        Args:
            path: the name of the file once it is complete.
            sizes: length of each dimension.
            chunk: pairs that are written together.
        """
        self._path = path
        self._chunk = chunk
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
        os.close(handle)
        self._partial = Path(name)
        self._stream = _Steady(name, "r+")
        self._file = library("h5netcdf").File(self._stream, "w")
        self._file.dimensions = dict(sizes)
        self._complete = False

    def __enter__(self) -> PopulationFile:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, and remove what is not complete."""
        if self._complete:
            return
        with contextlib.suppress(Exception):
            self._file.close()
        self._stream.close()
        self._partial.unlink(missing_ok=True)

    def coordinate(self, coordinate: Coordinate) -> None:
        """Write the labels of a dimension."""
        values: NDArray[Any]
        if coordinate.values and isinstance(coordinate.values[0], str):
            values = np.array(coordinate.values, dtype=library("h5py").string_dtype())
        else:
            values = np.array(coordinate.values, dtype=np.float64)
        made = self._file.create_variable(coordinate.name, (coordinate.dimension,), values.dtype, data=values)
        made.attrs["long_name"] = coordinate.long_name
        if coordinate.units:
            made.attrs["units"] = coordinate.units

    def variable(self, name: str, dims: tuple[str, ...], *, units: str, long_name: str, dtype: str = "float64") -> None:
        """Lay out a variable, to be filled chunk by chunk; where pairs are its last dimension, it is cut along them."""
        sizes = [self._file.dimensions[dim].size for dim in dims]
        kind = np.dtype(dtype)
        blocks = list(sizes)
        if dims[-1] == "pair":
            blocks[-1] = min(self._chunk, sizes[-1])
        for place in range(len(dims) - 1):
            if np.prod(blocks, dtype=float) * kind.itemsize > LARGEST_BLOCK_BYTES:
                blocks[place] = 1
        empty = kind.type(np.nan) if kind.kind == "f" else None
        made = self._file.create_variable(name, dims, kind, chunks=tuple(blocks), fillvalue=empty)
        made.attrs["long_name"] = long_name
        made.attrs["units"] = units

    def describe(self, name: str | None, attributes: Mapping[str, Attribute]) -> None:
        """Add attributes to a variable, or to the file where no name is given."""
        place = self._file if name is None else self._file.variables[name]
        for key, value in attributes.items():
            place.attrs[key] = value if isinstance(value, str | int | float) else np.asarray(value, dtype=np.float64)

    def fill(self, name: str, values: NDArray[Any], start: int = 0) -> None:
        """Write values of the pairs from `start` on."""
        self._file.variables[name][..., start : start + values.shape[-1]] = values
        self._check()

    def complete(self) -> None:
        """Close the file, and give it its name."""
        self._file.close()
        self._check()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._partial.chmod(0o644)
        self._partial.replace(self._path)
        self._complete = True

    def _check(self) -> None:
        if self._stream.failure is not None:
            raise self._stream.failure
