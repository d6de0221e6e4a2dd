"""What a changed plan comes to, as a reason in an answer."""

from __future__ import annotations

from milkpath.advising.change import named, placed
from milkpath.advising.edit import steps_of
from milkpath.advising.milder import more_care
from milkpath.judgement.assessment import Because
from milkpath.judgement.reason import PLAIN_END, ROUTES, prominence
from milkpath.judgement.severity import CLEARING
from milkpath.judgement.verdict import Verdict

RECOMPUTED = "recomputed-with-the-change"
MODEL = "milkpath-model"


def recomputed(before: Verdict, after: Verdict, step: str | None) -> Because:
    """The verdict on the changed plan: in plain words what still stands in the way, for the clinician each route."""
    routes = ", ".join(f"{route} {after.routes[route].action}" for route in ROUTES)
    mine = f"This step {after.step_action(step)}; the " if step is not None else "The "
    detail = f"{mine}whole plan {after.action} ({routes}), judged with {after.pairs} pairs."
    care = more_care(before, after)
    price = f" More care than before is asked for on: {', '.join(care)}." if care else ""
    return Because(text=f"{_plain(after, step)}{PLAIN_END}{detail}{price}", sources=(MODEL,), rule=RECOMPUTED)


def _plain(after: Verdict, step: str | None) -> str:
    """What else has to change, if anything."""
    if after.action in CLEARING:
        return "With this change the whole plan can go ahead, with care as listed."
    open_steps = [s for s in steps_of(after.case.plan) if after.step_action(s.path) not in CLEARING]
    others = ", ".join(f"{named(s)} ({placed(s.path)})" for s in open_steps if s.path != step)
    if step is not None and after.step_action(step) in CLEARING:
        return f"That makes this step fine. {f'Still to change: {others}.' if others else deciding(after)}".strip()
    return f"This helps, and is not enough alone. {f'Still to change as well: {others}.' if others else deciding(after)}".strip()


def deciding(verdict: Verdict) -> str:
    """The plain words of the reason that decides; empty where it has none."""
    reasons = [reason for reason in verdict.ahead if reason.action == verdict.action and reason.plain]
    return min(reasons, key=prominence).plain or "" if reasons else ""


def problems(verdict: Verdict) -> frozenset[tuple[str, str, str | None]]:
    """What stands in the way of going ahead: route, rule and step of each reason that does not clear."""
    return frozenset(
        (reason.route, reason.rule, reason.step) for reason in verdict.ahead if reason.action not in CLEARING
    )
