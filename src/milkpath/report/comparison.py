"""What each source says of one thing, side by side: by route and setting, with what they disagree on in front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import msgspec

from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import Action, Grade, Route, Setting, Source, Statement, VerificationStatus
from milkpath.knowledge.reader import Knowledge
from milkpath.report.monograph import ROUTES, SETTINGS, Disputed, Monograph, Told, holds_for_some

Outcome = Literal["disagree", "agree", "one", "own", "none"]
"""How the sources of a group stand to each other; `own`: only the project's own choices and derivations speak."""

OWN_KINDS: Final = frozenset({"assumption", "derivation"})


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, as the position of its sources."""

    statement: str
    """Its id."""
    text: str
    action: Action | None
    grade: Grade
    status: VerificationStatus
    sources: tuple[str, ...]
    years: tuple[int | None, ...]
    """Of the sources, in their order."""
    outside: tuple[str, ...]
    """Those of the sources that are no choice or derivation of the project itself."""
    for_some: bool
    """Whether it holds only for some people, strengths, depths or places; then it is not held against the others."""
    shared_by: str | None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said on one route in one setting."""

    route: Route
    setting: Setting | None
    """`None`: in every setting."""
    outcome: Outcome
    voices: tuple[Voice, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The positions of all sources on one thing."""

    id: str
    name: str
    kind: str
    outcome: Outcome
    """`disagree` where a disagreement is recorded or sources come to different actions, else by how many speak."""
    disagreements: tuple[Disputed, ...]
    disputed_statements: tuple[str, ...]
    """Ids of statements with the flag `conflict`."""
    groups: tuple[Group, ...]
    references: tuple[Source, ...]


def compare(known: Knowledge, told: Monograph) -> Comparison:
    """Group what a monograph holds by route and setting, and say of each group whether its sources agree."""
    every = [one for section in told.sections for one in section.told]
    groups = tuple(_groups(known, every))
    flagged = tuple(one.statement.id for one in every if "conflict" in one.statement.flags)
    return Comparison(
        id=told.id,
        name=told.name,
        kind=told.kind,
        outcome=_overall(groups, disputed=bool(told.disagreements or flagged)),
        disagreements=told.disagreements,
        disputed_statements=flagged,
        groups=groups,
        references=told.references,
    )


def comparison_builtins(found: Comparison) -> dict[str, Any]:
    """Return the comparison as mappings and lists, its references as CSL-JSON items."""
    tree: dict[str, Any] = msgspec.to_builtins(found)
    return {**tree, "references": [csl_item(source) for source in found.references]}


def _groups(known: Knowledge, every: list[Told]) -> Iterator[Group]:
    named = {setting for one in every for setting in one.statement.settings}
    settings: tuple[Setting | None, ...] = tuple(one for one in SETTINGS if one in named) or (None,)
    for route in ROUTES:
        told = [one for one in every if one.statement.route in (route, "all")]
        # What holds in every setting and asks for nothing is told once, if nothing else is said on the route.
        general = told and not any(one.statement.action or one.statement.settings for one in told)
        for setting in (None,) if general else settings:
            here = [one for one in told if _holds(one.statement, route, setting)]
            if any(one.statement.action is not None or setting in (None, *one.statement.settings) for one in here):
                voices = sorted((_voice(known, one) for one in here), key=_order)
                yield Group(route=route, setting=setting, outcome=_outcome(voices), voices=tuple(voices))


def _holds(statement: Statement, route: Route, setting: Setting | None) -> bool:
    return statement.route in (route, "all") and (not statement.settings or setting in statement.settings)


def _voice(known: Knowledge, told: Told) -> Voice:
    statement = told.statement
    sources = [known.sources[name] for name in statement.sources if name in known.sources]
    return Voice(
        statement=statement.id,
        text=" ".join(statement.text.split()),
        action=statement.action,
        grade=statement.grade,
        status=statement.status,
        sources=tuple(source.id for source in sources),
        years=tuple(source.year for source in sources),
        outside=tuple(source.id for source in sources if source.kind not in OWN_KINDS),
        for_some=holds_for_some(statement),
        shared_by=told.shared_by,
    )


def _order(voice: Voice) -> tuple[bool, str, int, str]:
    newest = max((year for year in voice.years if year is not None), default=0)
    return not voice.outside, voice.grade, -newest, voice.statement


def _outcome(voices: Iterable[Voice]) -> Outcome:
    """Hold those that judge for everybody against each other, the project's own choices apart."""
    judging = [voice for voice in voices if voice.action is not None and not voice.for_some]
    speaking = {source for voice in judging for source in voice.outside}
    if len(speaking) > 1:
        by_source = {source: {one.action for one in judging if source in one.outside} for source in speaking}
        return "agree" if len({frozenset(said) for said in by_source.values()}) == 1 else "disagree"
    if speaking:
        return "one"
    return "own" if judging else "none"


def _overall(groups: tuple[Group, ...], *, disputed: bool) -> Outcome:
    outcomes = [group.outcome for group in groups]
    if disputed:
        return "disagree"
    order: tuple[Outcome, ...] = ("disagree", "agree", "one", "own")
    return next((outcome for outcome in order if outcome in outcomes), "none")
