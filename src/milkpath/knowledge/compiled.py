"""A compiled form of the knowledge in the user's cache folder, so that starting does not parse 700 files of YAML.

The YAML files are the only truth: the compiled form is kept under a key over their content, is thrown away when a
single bit of it is wrong, and nothing ever fails because of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import Final, TypeVar

import msgspec

Value = TypeVar("Value")

_DIGEST_BYTES: Final = 32
_PREFIX: Final = "knowledge-"
_SUFFIX: Final = ".msgpack"
_KEPT: Final = 4
"""Compiled forms that stay: of this version, and of a few others that may be in use beside it."""


def cache_folder() -> str | None:
    """Return the folder: `$XDG_CACHE_HOME/milkpath`, else `~/.cache/milkpath`; `None` where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the XDG rules ask to ignore a relative one
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "milkpath") if os.path.isabs(base) else None


def load(key: str, kind: type[Value]) -> Value | None:
    """Return the compiled form kept under a key, or `None` where there is none that can be trusted."""
    path = _path(key)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            kept = file.read()
    except OSError:
        return None
    digest, payload = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
    if hashlib.sha256(payload).digest() != digest:
        return None
    try:
        return msgspec.msgpack.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def store(key: str, value: object) -> None:
    """Keep the compiled form under a key, whole or not at all; where that cannot be done, nothing happens."""
    path = _path(key)
    if path is None:
        return
    payload = msgspec.msgpack.encode(value)
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        _write_whole(path, hashlib.sha256(payload).digest() + payload)
        _drop_old(os.path.dirname(path))


def _path(key: str) -> str | None:
    folder = cache_folder()
    return None if folder is None else os.path.join(folder, f"{_PREFIX}{key}{_SUFFIX}")


def _write_whole(path: str, content: bytes) -> None:
    """Write beside the file and then put it in its place, so that no reader ever sees half of it."""
    import tempfile  # noqa: PLC0415 - costs a fifth of a warm start, and is needed once in a version

    handle, unfinished = tempfile.mkstemp(dir=os.path.dirname(path), prefix=_PREFIX, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(unfinished, path)
    except OSError:
        os.unlink(unfinished)
        raise


def _drop_old(folder: str) -> None:
    with os.scandir(folder) as entries:
        kept = [entry for entry in entries if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX)]
    by_age = sorted(kept, key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in by_age[_KEPT:]:
        os.unlink(entry.path)
