"""One reason for an action on one route, and how reasons make a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from milkpath.judgement.assessment import Because, RouteVerdict
from milkpath.judgement.severity import CLEARING, severity, strongest, weakest, worst
from milkpath.knowledge.model import Action, Flag, Grade, Route

ROUTES: tuple[Route, ...] = ("milk", "contact", "mother", "supply")


PLAIN_END = " \u2014 "
"""In a text, the plain words for the mother stand before this mark, and the details for her clinician after it."""


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
    about_person: bool = False
    """About a condition of this mother or infant, and so said before what holds for everyone."""
    from_rule: bool = False
    """From a rule file, with figures or words of this plan, and not from a general statement."""


def because(reason: Reason) -> Because:
    """The reason as it stands in the answer: plain words first, then the details."""
    text = f"{reason.plain}{PLAIN_END}{reason.text}" if reason.plain else reason.text
    return Because(text=text, sources=reason.sources, rule=reason.rule)


def combined_action(reasons: Iterable[Reason]) -> Action:
    """The worst action of the reasons."""
    return worst(reason.action for reason in reasons)


def combined_grade(reasons: Sequence[Reason], action: Action) -> Grade:
    """Evidence behind a verdict.

    Clearing is a chain, as weak as its weakest link (plain base ingredients apart); a stop needs only one good reason, so it
    is as strong as its strongest.
    """
    if action in CLEARING:
        telling = [reason for reason in reasons if not _of_base(reason)] or reasons
        return weakest(reason.grade for reason in telling)
    return strongest(reason.grade for reason in reasons if reason.action == action)


def _of_base(reason: Reason) -> bool:
    """What is said of a whole class of base ingredients, and asks for nothing: it does not carry the verdict."""
    own = reason.substance is not None and reason.rule.startswith(reason.substance)
    return reason.substance is not None and not own and not reason.from_rule and reason.action == "go"


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
    if reason.about_person:
        kind = 0
    elif reason.from_rule:
        kind = 1 if reason.action in CLEARING and reason.substance else 2
    elif own:
        kind = 2 if reason.action in CLEARING else 1
    else:
        kind = 4 if reason.substance is not None else 3
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
