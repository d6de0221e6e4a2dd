"""Other ways to the same goal, waiting among them, each judged for this mother and infant like any plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from milkpath.advising.changes.product import product_of
from milkpath.advising.goals import because_of_benefit, benefits_for, goals_of, one_line
from milkpath.advising.nearness import settled
from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import Alternative, Because, Benefit, UnknownItem
from milkpath.judgement.case import Case
from milkpath.judgement.reason import because, prominence
from milkpath.judgement.severity import GRADES, severity
from milkpath.judgement.verdict import Verdict
from milkpath.judging import Judge
from milkpath.knowledge.model import ExpectedBenefit, Goal, Procedure
from milkpath.knowledge.reader import Knowledge
from milkpath.plan.notebook import Notebook
from milkpath.plan.place import Place
from milkpath.plan.plan import Area, Plan, Step, Visit
from milkpath.plan.step import steps as read_steps
from milkpath.plan.timeline import procedure_of

SIZES: Final = ("large", "moderate", "small", "unknown", "none")
MOST: Final = 30
"""More than any goal has now; a bound on the time that a goal can cost."""
MOST_REASONS: Final = 2
PRICKING: Final = ("pen", "roller", "stamp")
"""Devices that do the same thing: many needles by hand or motor."""
NO_BENEFIT = "nothing is known of what it does for this goal"
NUMBING_RULE = "alternative-with-numbing"
UNKNOWN_RULE = "alternative-unknown"


def benefit(case: Case) -> tuple[Benefit | None, tuple[UnknownItem, ...]]:
    """What the planned procedure is likely to do for the goal; `None` with an entry on what is not known."""
    goals = goals_of(case.known, case.plan.goal)
    found = [(b, p) for p in _planned(case) for b in benefits_for(p, goals)]
    if not found:
        return None, (_no_benefit(case, goals),)
    best = min(found, key=lambda one: (SIZES.index(one[0].size), GRADES.index(one[0].grade)))[0]
    told = Benefit(
        text=one_line(best.plain),
        evidence=best.grade,
        because=tuple(because_of_benefit(b, p) for b, p in found),
    )
    return told, ()


def alternatives(verdict: Verdict, judge: Judge) -> tuple[Alternative, ...]:
    """The procedures with a benefit for the goal, and doing nothing; the mildest first, then what helps most.

    Nothing where no goal is known, or the visit has happened.
    """
    case = verdict.case
    goals = goals_of(case.known, case.plan.goal)
    if not goals or hours_since_visit(case) is not None:
        return ()
    planned = {procedure.id for procedure in _planned(case)}
    others = [
        p
        for p in case.known.procedures.values()
        if p.id not in planned and not _same_needles(case, p) and not _in_use(case, p)
    ]
    helping = [(p, found) for p in others if p.kind != "waiting" and (found := benefits_for(p, goals))]
    helping.sort(key=lambda one: (*_helps(one[1]), one[0].id))
    waiting = [(p, benefits_for(p, goals)) for p in others if p.kind == "waiting"]
    judged = [(p, found, settled(judge, _plan(case, p))) for p, found in (*helping[:MOST], *waiting)]
    judged.sort(key=lambda one: (severity(one[2].action), *_helps(one[1]), one[0].id))
    return tuple(_alternative(p, found, after) for p, found, after in judged)


def _same_needles(case: Case, procedure: Procedure) -> bool:
    """Whether it is what is planned, with needles in another holder: no other way to the goal."""
    return procedure.device in PRICKING and any(one.device in PRICKING for one in _planned(case))


def _in_use(case: Case, procedure: Procedure) -> bool:
    """Whether it is care with what the plan puts on at home already: no other way."""
    if procedure.kind != "home":
        return False
    items = (item.substance for item in case.contained if item.application.step.phase == "home")
    names = {name for substance in items for name in (substance.id, *substance.classes)}
    return any(procedure.id == f"{name}-care" for name in names)


def _helps(found: Sequence[ExpectedBenefit]) -> tuple[int, int]:
    return min(
        ((SIZES.index(b.size), GRADES.index(b.grade)) for b in found), default=(SIZES.index("none"), len(GRADES))
    )


def _alternative(procedure: Procedure, found: Sequence[ExpectedBenefit], after: Verdict) -> Alternative:
    reasons = sorted((r for r in after.ahead if r.action == after.action), key=prominence)
    told = tuple(dict.fromkeys(because(reason) for reason in reasons))[:MOST_REASONS]
    best = min(found, key=lambda b: (SIZES.index(b.size), GRADES.index(b.grade)), default=None)
    size = NO_BENEFIT if best is None else f"{one_line(best.plain)} (size {best.size}, evidence {best.grade})"
    return Alternative(
        procedure=procedure.name,
        action=after.action,
        evidence=after.evidence,
        benefit=size,
        effort=one_line(procedure.effort or "Effort not known."),
        because=(
            *(because_of_benefit(b, procedure) for b in found),
            *told,
            *_about_numbing(procedure, after),
            *_not_known(procedure),
        ),
    )


def _about_numbing(procedure: Procedure, after: Verdict) -> Iterator[Because]:
    """An alternative that needs the same numbing is not without its risks, and says so."""
    numbed = any("local-anaesthetic" in item.substance.classes for item in after.case.contained)
    if procedure.numbing == "usual" or numbed:
        text = "It usually needs a numbing medicine too, and is judged with one."
        yield Because(text=text, sources=_sources(procedure), rule=NUMBING_RULE)
    elif procedure.numbing == "sometimes":
        text = "It may need a numbing medicine. Then the risks of that medicine come on top; it is judged without."
        yield Because(text=text, sources=_sources(procedure), rule=NUMBING_RULE)


def _not_known(procedure: Procedure) -> Iterator[Because]:
    for unknown in procedure.unknowns[:1]:
        yield Because(text=f"Not known: {one_line(unknown.what)}.", sources=_sources(procedure), rule=UNKNOWN_RULE)


def _sources(procedure: Procedure) -> tuple[str, ...]:
    own = (source for statement in procedure.statements for source in statement.sources)
    return next(((source,) for source in own), ("project-safety-choices",))


def _planned(case: Case) -> list[Procedure]:
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    return list({p.id: p for step in steps if (p := procedure_of(step, case.known))}.values())


def _no_benefit(case: Case, goals: tuple[Goal, ...]) -> UnknownItem:
    if case.plan.goal is None:
        why, change = "the plan names no goal", "saying what you want to change"
    elif not goals:
        why, change = f"the goal '{case.plan.goal}' was not recognised", "another word for it"
    else:
        why, change = "nothing is known of what this plan does for the goal", "a trial of this treatment for this goal"
    return UnknownItem(path="goal", what="what the plan is likely to do for you", why=why, would_change=change)


def _plan(case: Case, procedure: Procedure) -> Plan:
    """A usual course of the procedure for the same people, on the skin that the plan is about."""
    visit_steps = _steps(procedure.typical_visit, "visit.steps", "visit")
    if procedure.numbing == "usual" and not any("local-anaesthetic" in _classes(case.known, s) for s in visit_steps):
        visit_steps = (*_numbing(case.known), *visit_steps)
    area = _area(case)
    here = tuple(_on(step, area) for step in visit_steps)
    home = tuple(_on(step, area) for step in _steps(procedure.typical_home, "home", "home"))
    starts = case.plan.visit.starts if case.plan.visit else None
    visit = Visit(starts=starts, setting="clinic", steps=here) if here else None
    asked = case.plan.asked or (starts if visit is None else None) or (None if visit else case.facts.at)
    return msgspec.structs.replace(case.plan, asked=asked, visit=visit, home=home)


def _steps(items: Sequence[Mapping[str, Any]], path: str, phase: str) -> tuple[Step, ...]:
    return read_steps(Place([dict(item) for item in items], path, Notebook()), "home" if phase == "home" else "visit")


def _classes(known: Knowledge, step: Step) -> set[str]:
    text = f"{step.product.label or ''} {step.product.name or ''}".lower() if step.product else ""
    return {c for s in known.substances.values() if s.name.lower() in text for c in s.classes if text.strip()}


def _numbing(known: Knowledge) -> tuple[Step, ...]:
    """The reference product that numbs deepest, on for the usual time and wiped off."""
    numbing = [one for one in known.products.values() if "anaesthesia" in one.jobs and one.product]
    product = max(numbing, key=lambda one: (one.covers_depth_mm or 0.0, one.id), default=None)
    if product is None:
        return ()
    stays = known.parameter("change-shorter-time").value
    put = Step(path="visit.numbing", phase="visit", do="apply", product=product_of(product), duration_h=stays)
    return (put, Step(path="visit.numbing-off", phase="visit", do="remove", how="wipe"))


def _area(case: Case) -> Area | None:
    """The skin that the plan is about: where it opens it, else where it puts something."""
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    opened = [opening.step.area for opening in case.timeline.openings if opening.step.area]
    return next(iter([*opened, *(step.area for step in steps if step.area)]), None)


def _on(step: Step, area: Area | None) -> Step:
    """The step on the skin that the plan is about; a step without skin stays as it is."""
    if area is None or step.do == "take":
        return step
    return msgspec.structs.replace(step, area=area)
