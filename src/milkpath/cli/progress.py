"""A line of progress on standard error, once something takes longer than two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PATIENCE_S = 2.0


def progress(what: str) -> Callable[[int, int], None]:
    """A callback for (done, in all). It is silent when standard error is not a terminal."""
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > PATIENCE_S:
            end = "\n" if done == total else ""
            print(f"\r{what}: {done} of {total} pieces", end=end, file=sys.stderr, flush=True)

    return tell
