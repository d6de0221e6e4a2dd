"""A change of a plan: what it is about, in words, and what it makes of the plan."""

from __future__ import annotations

import re

import msgspec

from milkpath.advising.edit import Edit
from milkpath.judgement.assessment import Because
from milkpath.knowledge.model import Parameter
from milkpath.plan.plan import Step


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change of one step.

    `kind` tells the changes of a step apart (`grams`, `cover`, the id of a product); of one `family` only one is made at a
    time. `effort` says how much it asks of the mother: 1 little, 3 giving something up.
    """

    step: str
    kind: str
    family: str
    instead_of: str
    use: str
    effort: int
    edit: Edit
    because: tuple[Because, ...] = ()

    @property
    def id(self) -> str:
        """The identity of the change in the answer."""
        return f"{self.step}-{self.kind}"


def named(step: Step) -> str:
    """What a step is called when something is offered instead of it.

    >>> named(Step(path="home[0]", phase="home", do="take", medicine="codeine"))
    'codeine'
    """
    product = step.product.name if step.product else None
    words = {"needle": "the needles", "clean": "the cleaner", "apply": "the product", "remove": "taking it off"}
    return product or step.medicine or step.procedure or step.acid or words.get(step.do, "this step")


def by_choice(parameter: Parameter) -> tuple[Because, ...]:
    """The reason for trying just this: a parameter of the knowledge."""
    return (Because(text=" ".join(parameter.text.split()), sources=(parameter.source,), rule=parameter.id),)


def placed(path: str) -> str:
    """Where a step stands, in words, counted from one.

    >>> placed("visit.steps[1]"), placed("home[0]")
    ('step 2 of the visit', 'item 1 at home')
    """
    found = re.fullmatch(r"(visit\.steps|home)\[(\d+)\]", path)
    if found is None:
        return path
    return f"{'step' if found[1] != 'home' else 'item'} {int(found[2]) + 1} {'of the visit' if found[1] != 'home' else 'at home'}"
