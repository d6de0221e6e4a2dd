"""Stopping a long command: Ctrl-C and a polite kill both unwind, so that nothing half-done stays behind."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
"""Exit status of a command that was stopped."""


def stoppable(work: Callable[[], int], how_far: Callable[[], str]) -> int:
    """Run some work; if it is stopped, say how far it came, and give the exit status for that."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        return work()
    except KeyboardInterrupt:
        print(f"\nmilkpath: stopped {how_far()}", file=sys.stderr)
        return INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
