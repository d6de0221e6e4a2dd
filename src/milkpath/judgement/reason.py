"""One reason for an action on one route, and how reasons make a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from milkpath.judgement.assessment import Because, RouteVerdict
from milkpath.judgement.severity import CLEARING, severity, strongest, weakest, worst
from milkpath.knowledge.model import Action, Flag, Grade, Route

ROUTES: tuple[Route, ...] = ("milk", "contact", "mother", "supply")


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a route has an action.

    `rule` is the id of a statement or of a rule; `step` is the path of the step it is about, `None` for the whole plan.
    """

    route: Route
    action: Action
    grade: Grade
    text: str
    plain: str | None
    sources: tuple[str, ...]
    rule: str
    step: str | None = None
    flags: tuple[Flag, ...] = ()
    advice: tuple[str, ...] = ()
    until_hours: tuple[float, float] | None = None
    withhold_milk_h: float | None = None
    substance: str | None = None
    from_rule: bool = False
    """From a rule file, with figures or words of this plan, and not from a general statement."""


def because(reason: Reason) -> Because:
    """The reason as it stands in the answer."""
    return Because(text=reason.text, sources=reason.sources, rule=reason.rule)


def combined_action(reasons: Iterable[Reason]) -> Action:
    """The worst action of the reasons."""
    return worst(reason.action for reason in reasons)


def combined_grade(reasons: Sequence[Reason], action: Action) -> Grade:
    """Evidence behind a verdict.

    Clearing is a chain, as weak as its weakest link; a stop needs only one good reason, so it is as strong as its strongest.
    """
    if action in CLEARING:
        return weakest(reason.grade for reason in reasons)
    return strongest(reason.grade for reason in reasons if reason.action == action)


def verdict(route: Route, reasons: Sequence[Reason]) -> RouteVerdict:
    """The verdict of one route: the worst of its reasons, most severe and best supported first."""
    mine = [reason for reason in reasons if reason.route == route]
    action = combined_action(mine)
    ordered = sorted(mine, key=prominence)
    return RouteVerdict(
        action=action,
        evidence=combined_grade(mine, action),
        flags=flags_of(mine),
        because=unique(because(reason) for reason in ordered),
    )


def prominence(reason: Reason) -> tuple[int, int, str]:
    """Sort key: the most severe first, and what is said of the substance itself before what is said of its whole class.

    Among reasons that clear, a rule with figures for this plan comes before a general statement.
    """
    own = reason.substance is not None and reason.rule.startswith(reason.substance)
    general = reason.substance is not None and not own and not reason.from_rule
    if reason.action in CLEARING:
        kind = 0 if reason.from_rule and reason.substance else 1 if own else 3 if general else 2
    else:
        kind = 0 if own else 2 if general else 1
    return -severity(reason.action), kind, reason.grade


def flags_of(reasons: Iterable[Reason]) -> tuple[Flag, ...]:
    """All flags of the reasons, in alphabetical order, each once."""
    return tuple(sorted({flag for reason in reasons for flag in reason.flags}))


def unique(items: Iterable[Because]) -> tuple[Because, ...]:
    """Each rule once, the first time it comes: one statement holds for many steps and is said once."""
    seen: dict[str, Because] = {}
    for item in items:
        seen.setdefault(item.rule + item.text, item)
    return tuple(seen.values())
