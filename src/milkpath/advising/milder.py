"""When a changed plan is better: something is milder, and nothing is worse on any route."""

from __future__ import annotations

from milkpath.judgement.reason import ROUTES
from milkpath.judgement.severity import CLEARING, severity
from milkpath.judgement.verdict import Verdict


def is_no_worse(before: Verdict, after: Verdict) -> bool:
    """Whether no route is more severe than before, and no wait for the milk longer.

    Between `go` and `go-with-steps` a route may move: a little more care on one way is a fair price, and it is said.
    """
    routes = all(
        after.routes[route].action in CLEARING
        or severity(after.routes[route].action) <= severity(before.routes[route].action)
        for route in ROUTES
    )
    return routes and after.withhold_h() <= before.withhold_h()


def more_care(before: Verdict, after: Verdict) -> tuple[str, ...]:
    """The routes that ask for more than before."""
    return tuple(r for r in ROUTES if severity(after.routes[r].action) > severity(before.routes[r].action))


def is_milder(before: Verdict, after: Verdict, step: str) -> bool:
    """Whether the whole plan or this step of it is milder than before, and nothing is worse."""
    whole = severity(after.action) - severity(before.action)
    here = severity(after.step_action(step)) < severity(before.step_action(step))
    return (whole < 0 or (here and whole == 0)) and is_no_worse(before, after)
