"""Stopping a long command: Ctrl-C and a polite kill both unwind between two pieces, so that nothing half-done stays behind.

An error that is raised wherever a signal happens to arrive can be lost, as in a library that clears up; so a signal only asks, and
the work stops where it says that it can.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
"""Exit status of a command that was stopped."""


class Stop:
    """Whether somebody asked to stop."""

    asked = False

    def here(self) -> None:
        """Stop here, if somebody asked.

        Raises:
            KeyboardInterrupt: somebody did.
        """
        if self.asked:
            raise KeyboardInterrupt

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """Take the signal; the second one ends at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


def stoppable(work: Callable[[Stop], int], how_far: Callable[[], str]) -> int:
    """Run some work; if it is stopped, say how far it came, and give the exit status for that."""
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return work(stop)
    except KeyboardInterrupt:
        print(f"\nmilkpath: stopped {how_far()}", file=sys.stderr)
        return INTERRUPTED
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
