"""The verdict of each step, with its advice and its label as read."""

from __future__ import annotations

from milkpath.judgement.assessment import AdviceItem, IngredientRead, Percent, StepVerdict
from milkpath.judgement.case import Case
from milkpath.judgement.reason import Reason, because, combined_action, combined_grade, flags_of, prominence, unique
from milkpath.judgement.severity import CLEARING
from milkpath.knowledge.reader import Knowledge
from milkpath.label.ingredient import Ingredient
from milkpath.plan.plan import Step


def step_verdicts(case: Case, reasons: list[Reason]) -> tuple[StepVerdict, ...]:
    """One verdict per step of the visit and item of home care, in the order of the plan."""
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    return tuple(_verdict(case, step, [reason for reason in reasons if reason.step == step.path]) for step in steps)


def _verdict(case: Case, step: Step, reasons: list[Reason]) -> StepVerdict:
    action = combined_action(reasons)
    ordered = sorted(reasons, key=prominence)
    fine = action in CLEARING
    telling = [reason for reason in ordered if reason.action == action and not (fine and reason.route == "milk")]
    # Every mother asks about her milk: what is said of it stands last where it does not decide.
    milk = [reason for reason in ordered if reason.route == "milk" and reason.plain]
    milk = [reason for reason in milk if reason.action == milk[0].action]
    by_milk = [reason for reason in milk if not reason.from_rule or reason.action not in CLEARING][:1] or milk[:1]
    by_milk += [reason for reason in ordered if fine and reason.route == "milk" and reason.action == action]
    product = next((product for product in case.products if product.step == step.path), None)
    return StepVerdict(
        id=step.path,
        phase=step.phase,
        do=step.do,
        product=step.product.name if step.product else step.medicine,
        action=action,
        evidence=combined_grade(reasons, action),
        flags=flags_of(reasons),
        because=unique(because(reason) for reason in (*telling, *by_milk)),
        advice=advice_items(ordered, case.known),
        ingredients=tuple(ingredient_read(found, case.known) for found in (product.ingredients if product else ())),
    )


def advice_items(reasons: list[Reason], known: Knowledge) -> tuple[AdviceItem, ...]:
    """The advice that goes with the reasons, most severe first, each once."""
    wanted = list(dict.fromkeys(identity for reason in reasons for identity in reason.advice))
    entries = [known.advice[identity] for identity in wanted]
    return tuple(AdviceItem(id=entry.id, text=" ".join(entry.text.split()), sources=entry.sources) for entry in entries)


def ingredient_read(found: Ingredient, known: Knowledge) -> IngredientRead:
    """One token of a label as it stands in the answer."""
    return IngredientRead(
        text=found.text,
        start=found.start,
        end=found.end,
        section=found.section,
        status=found.status,
        substance=found.substance,
        name=known.substances[found.substance].name if found.substance else found.name,
        percent=Percent(low=found.percent_low, best=found.percent_best, high=found.percent_high),
        basis=found.basis,
    )
