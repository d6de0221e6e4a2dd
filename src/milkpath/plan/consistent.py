"""What the parts of a plan say about each other: contradictions that no single field shows."""

from __future__ import annotations

import datetime as dt

from milkpath.plan.limits import INFANT_AGE, LARGEST_AGE_CONTRADICTION_DAYS, LONGEST_TO_VISIT_DAYS
from milkpath.plan.notebook import Notebook
from milkpath.plan.plan import Plan

_DAY = dt.timedelta(days=1)


def note_contradictions(plan: Plan, notebook: Notebook) -> None:
    """Note every contradiction between the parts of a plan.

    >>> from milkpath.plan.plan import Infant, Visit
    >>> day = dt.datetime(2026, 12, 1)
    >>> notebook = Notebook()
    >>> plan = Plan(infant=Infant(born=dt.date(2026, 12, 5)), visit=Visit(starts=day))
    >>> note_contradictions(plan, notebook)
    >>> notebook.mistakes()[0].where, notebook.mistakes()[0].message
    ('infant.born', 'the infant is born after the plan')
    """
    _note_asked(plan, notebook)
    _note_birth(plan, notebook)
    _note_order(plan, notebook)


def _note_asked(plan: Plan, notebook: Notebook) -> None:
    starts = plan.visit.starts if plan.visit else None
    if plan.asked is None or starts is None:
        return
    if plan.status == "done" and plan.asked < starts:
        hint = "with 'status: done' the question comes after the visit; give the time of day too"
        notebook.note("asked", "contradiction", "is before visit.starts", hint)
    if abs(starts - plan.asked) > LONGEST_TO_VISIT_DAYS * _DAY:
        hint = "expected the visit within 5 years of 'asked'; is the year right?"
        notebook.note("visit.starts", "out-of-range", f"'{starts.date()}' is not plausible", hint)


def _note_birth(plan: Plan, notebook: Notebook) -> None:
    asked = plan.asked or (plan.visit.starts if plan.visit else None)
    born = plan.infant.born
    if asked is None or born is None:
        return
    age_days = float((asked.date() - born).days)
    if age_days < 0:
        notebook.note("infant.born", "contradiction", "the infant is born after the plan", "is the year right?")
    elif not INFANT_AGE.holds(age_days):
        message = f"makes the infant {age_days / 365.25:.0f} years old"
        notebook.note("infant.born", "out-of-range", message, f"expected {INFANT_AGE.expects}")
    elif plan.infant.age_days is not None and abs(plan.infant.age_days - age_days) > LARGEST_AGE_CONTRADICTION_DAYS:
        message = f"contradicts infant.born, which makes the infant {age_days:.0f} days old"
        notebook.note("infant.age", "contradiction", message, "give the one that is right, and leave the other out")


def _note_order(plan: Plan, notebook: Notebook) -> None:
    latest = float("-inf")
    for step in plan.visit.steps if plan.visit else ():
        if step.at_h is None:
            continue
        if step.at_h < latest:
            message = "is earlier than a step above it"
            notebook.note(f"{step.path}.at", "contradiction", message, "write the steps in the order of time")
        latest = max(latest, step.at_h)
