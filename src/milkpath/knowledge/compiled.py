"""A compiled form of the knowledge in the user's cache folder, so that starting does not parse a thousand files of YAML.

The YAML files are the only truth. The compiled form is kept under a key over their content, is thrown away when a single
bit of it is wrong, and nothing ever fails because of it. To find the key without reading every file, a second, tiny file
remembers to which key a state of the folder belongs: name, size, inode and the times of change of each file. No program can
set the time of change (`ctime`) of a file, so an edit always gives another state; a state that is younger than two seconds
is not remembered, since a second edit might fall on the same tick of the clock.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

import msgspec

Value = TypeVar("Value")

SHIPPED: Final = "compiled.msgpack"
"""Name of the compiled form that the build of a wheel puts beside the YAML files."""

_DIGEST_BYTES: Final = 32
_PREFIX: Final = "knowledge-"
_SUFFIX: Final = ".msgpack"
_UNFINISHED: Final = ".part"
_SEEN: Final = "seen-"
_KEPT: Final = 8
"""Compiled forms that stay: of this version, and of a few others that may be in use beside it."""
_SETTLED_S: Final = 2.0
"""Age of the newest change, from which the state of a folder can be told from every later one."""
_HAS_CHANGE_TIME: Final = os.name == "posix"
"""Whether `st_ctime` is the time of change; elsewhere it is that of creation, and states are not remembered."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What the file system says of a folder, in one digest."""

    digest: str
    changed: float
    """Time of the newest change, in seconds."""


def state_of(folder: str, more: Iterable[str]) -> State:
    """Return the state of the YAML files below a folder, and of some more files by their path from it."""
    entries = sorted((*_stats(folder, ""), *((name, os.stat(os.path.join(folder, name))) for name in more)))
    told = [(name, one.st_size, one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for name, one in entries]
    digest = hashlib.sha256(repr((msgspec.__version__, folder, told)).encode()).hexdigest()
    return State(digest=digest, changed=max(max(one.st_ctime, one.st_mtime) for _, one in entries))


def _stats(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".yaml"):
                yield f"{prefix}{entry.name}", entry.stat()
            elif entry.is_dir() and not entry.name.startswith("_"):
                yield from _stats(entry.path, f"{prefix}{entry.name}/")


def key_of(state: State) -> str | None:
    """Return the key that was remembered for a state, or `None`."""
    folder = cache_folder()
    if folder is None or not _HAS_CHANGE_TIME:
        return None
    try:
        with open(os.path.join(folder, f"{_SEEN}{state.digest}"), encoding="ascii") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return None


def remember(state: State, key: str) -> None:
    """Remember the key of a state that no later edit can be taken for."""
    folder = cache_folder()
    if folder is None or not _HAS_CHANGE_TIME or not 0 <= state.changed < time.time() - _SETTLED_S:
        return
    with contextlib.suppress(OSError):
        _write_whole(os.path.join(folder, f"{_SEEN}{state.digest}"), key.encode())
        _drop_old(folder, _SEEN)


def cache_folder() -> str | None:
    """Return the folder: `$XDG_CACHE_HOME/milkpath`, else `~/.cache/milkpath`; `None` where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the XDG rules ask to ignore a relative one
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "milkpath") if os.path.isabs(base) else None


def load(key: str | None, kind: type[Value]) -> Value | None:
    """Return the compiled form kept under a key, or `None` where there is none that can be trusted."""
    path = _path(key) if key is not None and key.isalnum() else None
    return None if path is None or key is None else _unpack(path, key, kind)


def load_shipped(folder: str, key: str, kind: type[Value]) -> Value | None:
    """Return the compiled form that came with an installed package, if it was made from this very content."""
    return _unpack(os.path.join(folder, SHIPPED), key, kind)


def pack(key: str, value: object) -> bytes:
    """Return a value as the bytes of a compiled form: a digest over the rest, the key, the value."""
    payload = key.encode() + msgspec.msgpack.encode(value)
    return hashlib.sha256(payload).digest() + payload


def _unpack(path: str, key: str, kind: type[Value]) -> Value | None:
    try:
        with open(path, "rb") as file:
            kept = file.read()
    except OSError:
        return None
    digest, payload = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
    if not payload.startswith(key.encode()) or hashlib.sha256(payload).digest() != digest:
        return None
    collects = gc.isenabled()
    gc.disable()  # it makes a hundred thousand values that stay; looking for cycles among them would double the time
    try:
        return msgspec.msgpack.decode(memoryview(payload)[len(key) :], type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    finally:
        if collects:
            gc.enable()


def store(key: str, value: object) -> None:
    """Keep the compiled form under a key, whole or not at all; where that cannot be done, nothing happens."""
    path = _path(key)
    if path is None:
        return
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        _write_whole(path, pack(key, value))
        _drop_old(os.path.dirname(path), _PREFIX)


def _path(key: str) -> str | None:
    folder = cache_folder()
    return None if folder is None else os.path.join(folder, f"{_PREFIX}{key}{_SUFFIX}")


def _write_whole(path: str, content: bytes) -> None:
    """Write beside the file and then put it in its place, so that no reader ever sees half of it."""
    import tempfile  # noqa: PLC0415 - costs a fifth of a warm start, and is needed once in a version

    handle, unfinished = tempfile.mkstemp(dir=os.path.dirname(path), prefix=_PREFIX, suffix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(unfinished, path)
    except OSError:
        os.unlink(unfinished)
        raise


def _drop_old(folder: str, prefix: str) -> None:
    with os.scandir(folder) as entries:
        kept = [entry for entry in entries if entry.name.startswith(prefix) and not entry.name.endswith(_UNFINISHED)]
    by_age = sorted(kept, key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in by_age[_KEPT:]:
        os.unlink(entry.path)
