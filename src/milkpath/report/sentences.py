"""Sentences that the terminal and the page share word for word; each is made of values of the assessment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from milkpath.judgement.assessment import (
    Alternative,
    Because,
    Clock,
    FeedingAdvice,
    LimitShare,
    Now,
    Postpone,
    Suitability,
    Swap,
)
from milkpath.judgement.severity import CLEARING
from milkpath.judgement.suitability import MEDICINE_TOPIC
from milkpath.report.hours import hours_from_start, hours_in_words, interval_in_words, moment
from milkpath.report.numbers import one_in, quantity, share_of_limit
from milkpath.report.words import NOT_KNOWN, action_words, capitalised, evidence_words, plain_part

NOT_CLEARED_RULE = "milk-not-cleared"
LEAVE_OUT = "leave it out"
NO_SET = "no-smallest-set"
WHOLE_PLAN = frozenset({"visit", "home"})
"""The step of a swap that is about the plan as a whole."""
AGAIN = "-again"
IF_YOU_WAIT = "-if-you-wait"
"""The end of the id of an entry that names its date itself, for those who wait."""
DAY_LENGTH = len("2026-12-01")
ABOUT_MILK = "-milk"
"""Stands in the id of what is said of milk."""
LONG_H = 48.0
"""From here on a minute of the day says nothing."""
NO_DAY = "no day was found on which it is fine"
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


def is_medicine(topic: Suitability) -> bool:
    """Return whether a topic is a medicine that the mother takes."""
    return topic.topic.startswith(MEDICINE_TOPIC)


def medicine_name(topic: Suitability) -> str:
    """Return the name of a medicine that she takes, as the plan writes it, to begin a line.

    >>> medicine_name(Suitability(topic="your medicine: sertraline", action="go", because=()))
    'Sertraline'
    """
    return capitalised(topic.topic.removeprefix(MEDICINE_TOPIC))


def medicine_sentence(topic: Suitability) -> str:
    """Return what is said to her of a medicine that she takes: what is said of her milk, and the most severe line.

    Beside a line that asks for a change nothing milder is said.
    """
    severest = topic.because[:1]
    milk = [one for one in topic.because if ABOUT_MILK in one.rule and one not in severest]
    told = dict.fromkeys(plain_part(one.text) for one in (*(milk[:1] if topic.action in CLEARING else []), *severest))
    return f"{action_words(topic.action)}. {' '.join(told)}"


def swap_words(swap: Swap) -> str:
    """Return what to do instead, without what becomes of the answer."""
    return f"Leave out {swap.instead_of}" if swap.use == LEAVE_OUT else f"Instead of {swap.instead_of}: {swap.use}"


def swap_sentence(swap: Swap) -> str:
    """Return what to use instead, what the answer would then be, and what would still have to change."""
    last = plain_part(swap.because[-1].text) if swap.because else ""
    instead = swap_words(swap)
    if swap.id == NO_SET:
        return last
    if swap.step in WHOLE_PLAN:
        return f"With {swap.use}. The answer would then be: {action_words(swap.action_after)}."
    if swap.action_after in CLEARING or not last:
        return f"{instead} (the answer would then be: {action_words(swap.action_after)})."
    return f"{instead}. {last} (the whole answer then: {action_words(swap.action_after)})"


def alternative_sentence(other: Alternative) -> str:
    """Return another way to the goal: what it is, the answer for this mother and infant, what it does and costs."""
    answer = f"{action_words(other.action)} · evidence {evidence_words(other.evidence)}"
    return f"{capitalised(other.procedure)}: {answer}. {capitalised(other.benefit).rstrip('.')}. Effort: {other.effort}"


def postpone_sentence(rows: Sequence[Postpone]) -> str:
    """Return how the answer changes with age, as one or two sentences; the same words stand for the plot.

    >>> row = lambda age, action: Postpone(age_months=age, feeding="exclusive", action=action, because=())
    >>> postpone_sentence([row(2.3, "defer"), row(3.3, "defer"), row(6.3, "go-with-steps")])
    'Now: ◷ wait. From 6.3 months: ☑ with steps.'
    >>> postpone_sentence([row(2.3, "avoid"), row(26.3, "avoid")])
    'At every age up to 26.3 months the answer is the same: ✕ do not do this. Waiting alone does not change it.'
    >>> postpone_sentence([row(2.3, "go"), row(26.3, "go")])
    'At every age up to 26.3 months the answer is the same: ✓ as planned. You may wait if you like; you do not have to.'
    """
    if not rows:
        return ""
    if len({row.action for row in rows}) == 1:
        same = (
            f"At every age up to {rows[-1].age_months:g} months the answer is the same: {action_words(rows[0].action)}."
        )
        fine = rows[0].action in CLEARING
        return (
            f"{same} {'You may wait if you like; you do not have to.' if fine else 'Waiting alone does not change it.'}"
        )
    told = [f"Now: {action_words(rows[0].action)}."]
    for before, row in pairwise(rows):
        if row.action != before.action:
            weaned = ", once weaned" if row.feeding == "weaned" and before.feeding != "weaned" else ""
            told.append(f"From {row.age_months:g} months{weaned}: {action_words(row.action)}.")
    return " ".join(told)


def waiting_cost(rows: Sequence[Postpone]) -> tuple[Because, ...]:
    """Return what is known of waiting: the reasons that stand in every row but the first."""
    later = [set(row.because) for row in rows[1:]]
    shared = set.intersection(*later) if later else set()
    return tuple(one for one in (rows[1].because if later else ()) if one in shared and "-benefit-" in one.rule)


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
        long = entry.interval_h is not None and entry.interval_h[0] > LONG_H
        parts.append(f"not before {moment(entry.not_before[:DAY_LENGTH] if long else entry.not_before)}")
    return ", ".join(parts) or (NO_DAY if entry.id.endswith(AGAIN) else NOT_KNOWN)


def clock_sentence(entry: Clock) -> str:
    """Return one line of the clock.

    >>> clock_sentence(Clock(id="home[0]-if-you-wait", what="X, if you wait", not_before=None, interval_h=None, because=()))
    'X, if you wait'
    """
    return capitalised(entry.what if entry.id.endswith(IF_YOU_WAIT) else f"{entry.what}: {clock_when(entry)}")


def limit_sentence(limit: LimitShare) -> str:
    """Return a limit, and how much of it is taken up.

    >>> limit_sentence(LimitShare(name="first signs", value=5000.0, unit="ug/L", sources=(), share=0.0033))
    'about 1 in 300 of the limit (0.33 %; first signs, 5 mg/L)'
    """
    named = f"{limit.name}, {quantity(limit.value, limit.unit)}"
    return f"{one_in(limit.share, 'the limit')} ({share_of_limit(limit.share)}; {named})"
