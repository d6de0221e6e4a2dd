"""Writing an answer: to standard output, or whole to a file."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from milkpath.errors import InputError, Mistake

WIDEST = 100


def terminal_width() -> int:
    """Return the width of the terminal, 78 where there is none, and never more than reads well."""
    return min(shutil.get_terminal_size((78, 24)).columns, WIDEST)


def write(data: bytes, out: str | None) -> None:
    """Write to standard output, or to a file that is either complete or not there.

    Raises:
        InputError: the file cannot be written.
    """
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    temporary = None
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            # A device or a pipe is written to, not replaced.
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise InputError(
            [
                Mistake(
                    code="not-written",
                    message=f"cannot be written: {error.strerror}",
                    where=out,
                    hint="choose a folder that exists and that you may write to",
                )
            ]
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
