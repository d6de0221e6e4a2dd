"""Several independent pieces of advice worked out beside each other, in forked processes where that is possible."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from typing import Any

Work = Callable[[], Any]

_INHERITED: dict[str, Sequence[Work]] = {}


def side_by_side(pieces: Sequence[Work], workers: int) -> list[Any]:
    """The results in the order of the pieces. They do not depend on the number of workers: no piece sees another.

    A process that already has other threads is not forked.

    >>> side_by_side([lambda: 1, lambda: 2], workers=1)
    [1, 2]
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if workers < 2 or len(pieces) < 2 or not can_fork or multiprocessing.current_process().daemon:
        return [piece() for piece in pieces]
    context = multiprocessing.get_context("fork")
    # What a piece needs is inherited by the fork; only its number and its result travel.
    with context.Pool(min(workers, len(pieces)), initializer=_inherit, initargs=(pieces,)) as pool:
        return pool.map(_done, range(len(pieces)), chunksize=1)


def _inherit(pieces: Sequence[Work]) -> None:
    _INHERITED["pieces"] = pieces


def _done(number: int) -> Any:
    return _INHERITED["pieces"][number]()
