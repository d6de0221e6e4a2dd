"""When a changed plan is better: something is milder, and nothing is worse on any route."""

from __future__ import annotations

from milkpath.judgement.reason import ROUTES
from milkpath.judgement.severity import severity
from milkpath.judgement.verdict import Verdict


def is_no_worse(before: Verdict, after: Verdict) -> bool:
    """Whether no route is more severe than before, and no wait for the milk longer."""
    routes = all(severity(after.routes[route].action) <= severity(before.routes[route].action) for route in ROUTES)
    return routes and after.withhold_h() <= before.withhold_h()


def is_milder(before: Verdict, after: Verdict, step: str) -> bool:
    """Whether the whole plan or this step of it is milder than before, and nothing is worse."""
    whole = severity(after.action) < severity(before.action)
    here = severity(after.step_action(step)) < severity(before.step_action(step))
    return (whole or here) and is_no_worse(before, after)
