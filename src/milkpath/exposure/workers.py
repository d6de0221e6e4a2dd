"""Pieces of work on several processes, in order."""

from __future__ import annotations

import itertools
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

_INHERITED: dict[str, Callable[[int], object]] = {}


def in_order(work: Callable[[int], Result], count: int, workers: int) -> Iterator[Result]:
    """Give `work(0) .. work(count - 1)` in order, made in forked processes where that is possible and worth it.

    What the work needs is inherited by the fork; only numbers and results travel. The steps of the solver are too short for
    threads to run beside each other. A process that already has other threads is not forked.

    >>> list(in_order(lambda number: number * number, 3, 1))
    [0, 1, 4]
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if workers < 2 or count < 2 or not can_fork:
        yield from (work(number) for number in range(count))
        return
    with ProcessPoolExecutor(
        min(workers, count), multiprocessing.get_context("fork"), initializer=_inherit, initargs=(work,)
    ) as processes:
        numbers = iter(range(count))
        ahead = deque(processes.submit(_inherited, number) for number in itertools.islice(numbers, workers))
        try:
            while ahead:
                done = ahead.popleft().result()
                # Only so much is made ahead of whoever takes it, so that memory does not grow with the work.
                ahead.extend(processes.submit(_inherited, number) for number in itertools.islice(numbers, 1))
                yield done  # type: ignore[misc]
        finally:
            # Pieces that are being made are waited for: a process that is killed while it hands one over would leave half of it,
            # and whoever reads would wait for the rest for ever.
            for task in ahead:
                task.cancel()


def _inherit(work: Callable[[int], object]) -> None:
    """Keep the work; whoever started the processes is told to stop, and ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _INHERITED["work"] = work


def _inherited(number: int) -> object:
    return _INHERITED["work"](number)
