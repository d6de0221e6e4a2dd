"""What a plan comes to: the case, its reasons, and the four routes. Everything else in the answer is made of this."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from milkpath.judgement.already_done import still_ahead
from milkpath.judgement.assessment import Because, NotSimulated, RouteVerdict, UnknownItem
from milkpath.judgement.case import Case
from milkpath.judgement.reason import ROUTES, Reason, combined_action, verdict
from milkpath.judgement.severity import CLEARING, strongest, weakest, worst
from milkpath.knowledge.model import Action, Grade, Route
from milkpath.plan.facts import Assumed

SILENT_RULE = "no-reason-found"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A judged plan.

    `advised` are the reasons as they stood before the visit; the steps are judged by them. `ahead` are the reasons as they
    stand now; the routes are judged by them. `pairs` is the size of the population that it rests on.
    """

    case: Case
    advised: tuple[Reason, ...]
    ahead: tuple[Reason, ...]
    routes: dict[Route, RouteVerdict]
    action: Action
    evidence: Grade
    left_out: tuple[NotSimulated, ...]
    not_established: tuple[UnknownItem, ...]
    assumed: tuple[Assumed, ...]
    pairs: int

    def step_action(self, path: str) -> Action:
        """The action of one step of the plan, by its path."""
        return combined_action(reason for reason in self.advised if reason.step == path)

    def withhold_h(self) -> float:
        """The longest wait for the milk that a source names [h]."""
        return max((reason.withhold_milk_h or 0.0 for reason in self.ahead), default=0.0)


def verdict_of(
    case: Case,
    advised: Sequence[Reason],
    *,
    left_out: tuple[NotSimulated, ...],
    not_established: tuple[UnknownItem, ...],
    assumed: tuple[Assumed, ...],
    pairs: int,
) -> Verdict:
    """The worst of the reasons of each route, and the worst of the routes."""
    ahead = still_ahead(case, list(advised))
    routes = {route: _route(case, route, ahead) for route in ROUTES}
    action = worst(route.action for route in routes.values())
    grades = [route.evidence for route in routes.values() if action in CLEARING or route.action == action]
    return Verdict(
        case=case,
        advised=tuple(advised),
        ahead=tuple(ahead),
        routes=routes,
        action=action,
        evidence=weakest(grades) if action in CLEARING else strongest(grades),
        left_out=left_out,
        not_established=not_established,
        assumed=assumed,
        pairs=pairs,
    )


def _route(case: Case, route: Route, reasons: Sequence[Reason]) -> RouteVerdict:
    if any(reason.route == route for reason in reasons):
        return verdict(route, reasons)
    rule = case.known.rules[SILENT_RULE]
    silent = Because(text=rule.text, sources=rule.sources, rule=rule.id)
    return RouteVerdict(action=rule.action, evidence=rule.grade, flags=(), because=(silent,))
