"""From a plan to its verdict, in the order in which a molecule goes. Whatever changes a plan asks here what it would come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec

from milkpath.judgement.assessment import NotSimulated, UnknownItem
from milkpath.judgement.case import Case
from milkpath.judgement.conditions import conditions_of
from milkpath.judgement.exposures import exposures
from milkpath.judgement.ingredients import LabelReader, contents_of
from milkpath.judgement.remembered import Remembered, Run
from milkpath.judgement.rules import rule_reasons
from milkpath.judgement.slowed import with_slowed_clearance
from milkpath.judgement.statements import statement_reasons
from milkpath.judgement.verdict import Verdict, verdict_of
from milkpath.knowledge.reader import Knowledge
from milkpath.label.face import reader_of
from milkpath.plan.facts import Assumed, facts
from milkpath.plan.plan import Plan


class Gaps(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be followed to the infant, or only with an amount that was assumed."""

    left_out: tuple[NotSimulated, ...]
    not_established: tuple[UnknownItem, ...]
    assumed: tuple[Assumed, ...]


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """All that a verdict depends on besides the plan, and what was simulated so far.

    A verdict does not depend on `workers`, nor on what was judged before: `remembered` only saves time.
    """

    known: Knowledge
    read: LabelReader
    now: dt.datetime
    """Used only where a plan names no time."""
    pairs: int
    seed: int
    workers: int
    remembered: Remembered

    def verdict(
        self, plan: Plan, *, pairs: int | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Verdict:
        """Judge one plan, with as many pairs as asked for, else with all."""
        size = self.pairs if pairs is None else min(pairs, self.pairs)
        run = Run(pairs=size, seed=self.seed, workers=self.workers, progress=progress, remembered=self.remembered)
        case, gaps = self.followed(plan, run)
        reasons = (*statement_reasons(case), *rule_reasons(case))
        return verdict_of(
            case,
            reasons,
            left_out=gaps.left_out,
            not_established=gaps.not_established,
            assumed=gaps.assumed,
            pairs=size,
        )

    def followed(self, plan: Plan, run: Run) -> tuple[Case, Gaps]:
        """What there is to judge of a plan, every substance followed to the infant, and what could not be followed."""
        stated = facts(plan, self.known, self.now)
        who = conditions_of(plan, stated, self.known)
        people = with_slowed_clearance(stated, who.mother)
        held = contents_of(plan, self.known, self.read)
        found, left_out, unknown = exposures(plan, people, self.known, held.timeline, held.contained, held.grams, run)
        case = Case(
            plan=plan,
            known=self.known,
            facts=people,
            timeline=held.timeline,
            products=held.products,
            contained=held.contained,
            grams=held.grams,
            exposures=found,
            infant_conditions=who.infant,
            mother_conditions=who.mother,
            unmatched_conditions=who.unmatched,
        )
        return case, Gaps(left_out=left_out, not_established=unknown, assumed=held.assumed)


def judge_by(known: Knowledge, *, pairs: int, seed: int, workers: int, now: dt.datetime) -> Judge:
    """A judge who has seen nothing yet."""
    return Judge(known=known, read=reader_of(known), now=now, pairs=pairs, seed=seed, workers=workers, remembered={})
