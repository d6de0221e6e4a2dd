"""Sentences that the terminal and the page share word for word; each is made of values of the assessment."""

from __future__ import annotations

from milkpath.judgement.assessment import Clock, FeedingAdvice, LimitShare, Now, Swap
from milkpath.report.hours import hours_from_start, hours_in_words, interval_in_words, moment
from milkpath.report.numbers import one_in, quantity, share_of_limit
from milkpath.report.words import NOT_KNOWN, action_words, capitalised

NOT_CLEARED_RULE = "milk-not-cleared"
NO_WAIT = "No need to wait or throw milk away."


def feeding_sentence(feeding: FeedingAdvice) -> str:
    """Return the wait for the milk, said plainly.

    >>> feeding_sentence(FeedingAdvice(withhold_h=0, because=(), schedule=()))
    'No need to wait or throw milk away.'
    >>> feeding_sentence(FeedingAdvice(withhold_h=12, because=(), schedule=()))
    'Do not give your milk for 12 hours.'
    """
    if feeding.withhold_h <= 0:
        return next((one.text for one in feeding.because if one.rule == NOT_CLEARED_RULE), NO_WAIT)
    return f"Do not give your milk for {hours_in_words(feeding.withhold_h)}."


def now_sentence(task: Now) -> str:
    """Return one thing to do next, with its time where it has one."""
    if task.within_h is None:
        return task.do
    soon = "right away" if task.within_h <= 0 else f"within {hours_in_words(task.within_h)}"
    return f"{task.do} ({soon})"


def swap_sentence(swap: Swap) -> str:
    """Return what to use instead, and what the answer would then be."""
    return f"Instead of {swap.instead_of}: {swap.use} (the answer would then be: {action_words(swap.action_after)})"


def feed_time(at: str) -> str:
    """Return a time of the feeding schedule as the start of a line.

    >>> feed_time("just before the visit"), feed_time("-0.5 h"), feed_time("+3 h")
    ('Just before the visit', '30 minutes before the start', '3 hours after the start')
    """
    offset = hours_from_start(at, None)
    if offset is None:
        return capitalised(moment(at))
    return f"{hours_in_words(abs(offset))} {'before' if offset < 0 else 'after'} the start"


def clock_when(entry: Clock) -> str:
    """Return when one thing is back to usual, as an interval and, where known, a date.

    >>> clock_when(Clock(id="a", what="b", not_before="2026-12-02T14:00", interval_h=(24.0, 72.0), because=()))
    'after 24 to 72 hours, not before 2 December 2026, 14:00'
    >>> clock_when(Clock(id="a", what="b", not_before=None, interval_h=None, because=()))
    'not known'
    """
    parts: list[str] = []
    if entry.interval_h is not None:
        words = interval_in_words(entry.interval_h)
        parts.append(words if entry.interval_h[1] == 0 else f"after {words}")
    if entry.not_before is not None:
        parts.append(f"not before {moment(entry.not_before)}")
    return ", ".join(parts) or NOT_KNOWN


def clock_sentence(entry: Clock) -> str:
    """Return one line of the clock."""
    return f"{entry.what}: {clock_when(entry)}"


def limit_sentence(limit: LimitShare) -> str:
    """Return a limit, and how much of it is taken up.

    >>> limit_sentence(LimitShare(name="first signs", value=5000.0, unit="ug/L", sources=(), share=0.0033))
    'about 1 in 300 of the limit (0.33 %; first signs, 5 mg/L)'
    """
    named = f"{limit.name}, {quantity(limit.value, limit.unit)}"
    return f"{one_in(limit.share, 'the limit')} ({share_of_limit(limit.share)}; {named})"
