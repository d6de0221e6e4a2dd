"""What the files say of how many substances: by route and setting, by kind of figure, by code of identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import msgspec

from milkpath.knowledge.model import Route, Setting, Statement, Substance
from milkpath.knowledge.reader import Knowledge

SETTINGS: Final[tuple[Setting, ...]] = ("whole-skin", "open-skin")
"""The settings in which a plain base ingredient meets the mother."""
ROUTES: Final[tuple[Route, ...]] = ("milk", "contact", "mother", "supply")

_VOLUMES: Final = frozenset({"volume-central", "volume-steady-state"})
_ABSORPTION: Final = frozenset({"fraction-absorbed-whole-skin", "log-permeability-coefficient"})


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A substance without a statement with an action on milk in one setting; a plan with it gets the flag `unknown`."""

    substance: str
    setting: Setting


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the substances that could have something have it."""

    what: str
    count: int
    of: int


class _Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something to count: what has it, among those that could."""

    what: str
    has: Callable[[Substance], bool]
    among: Callable[[Substance], bool] = lambda _: True


def coverage(known: Knowledge) -> tuple[Gap, ...]:
    """Find the gaps, in the order of the ids. A gap is no mistake: not to know is an answer, and is given as one."""
    return tuple(
        Gap(substance=substance.id, setting=setting)
        for substance in known.substances.values()
        for setting in SETTINGS
        if not speaks(substance, known, "milk", setting)
    )


def speaks(substance: Substance, known: Knowledge, route: Route, setting: Setting) -> bool:
    """Tell whether a statement of a substance, or of its classes, judges a route in a setting for everybody."""
    return any(judges(statement, route, setting) for statement in statements_of(substance, known))


def shares(known: Knowledge) -> tuple[Share, ...]:
    """Count what how many substances have: identity, figures, statements by route and setting, silence said as such."""
    substances = tuple(known.substances.values())
    return tuple(
        Share(
            what=question.what,
            count=sum(1 for one in substances if question.among(one) and question.has(one)),
            of=sum(1 for one in substances if question.among(one)),
        )
        for question in (*_QUESTIONS, *_by_route_and_setting(known))
    )


def _by_route_and_setting(known: Knowledge) -> Iterator[_Question]:
    for route in ROUTES:
        for setting in SETTINGS:
            yield _Question(
                what=f"judged on {route}, {setting}",
                has=partial(_spoken_of, known, route, setting),
            )


def _spoken_of(known: Knowledge, route: Route, setting: Setting, substance: Substance) -> bool:
    return speaks(substance, known, route, setting)


def statements_of(substance: Substance, known: Knowledge) -> Iterator[Statement]:
    """Give the statements of a substance and of its classes."""
    yield from substance.statements
    for identifier in substance.classes:
        if identifier in known.classes:
            yield from known.classes[identifier].statements


def judges(statement: Statement, route: Route, setting: Setting | None) -> bool:
    """Tell whether a statement judges a route in a setting, and not only for people with some condition.

    Without a setting, whether it does in any.
    """
    return (
        statement.route in (route, "all")
        and statement.action is not None
        and not (statement.infant_conditions or statement.mother_conditions)
        and (setting is None or not statement.settings or setting in statement.settings)
    )


def _names(substance: Substance) -> set[str]:
    return {quantity.name for quantity in substance.quantities}


def _has_chemistry(substance: Substance) -> bool:
    return {"molar-mass", "log-kow"} <= _names(substance)


def _has_kinetics(substance: Substance) -> bool:
    names = _names(substance)
    return "clearance" in names and bool(names & _VOLUMES)


def _has_milk_data(substance: Substance) -> bool:
    """Tell whether milk or breastfed infants were measured: a ratio that was read, or a statement of grade A on milk."""
    ratio = any(one.name == "milk-to-plasma-ratio" and one.grade in ("A", "B") for one in substance.quantities)
    return ratio or any(one.route == "milk" and one.grade == "A" for one in substance.statements)


def _is_molecule(substance: Substance) -> bool:
    return substance.matter == "small-molecule"


_QUESTIONS: Final = (
    _Question(what="CAS number", has=lambda one: one.cas is not None),
    _Question(what="UNII", has=lambda one: one.unii is not None),
    _Question(what="InChIKey (small molecules)", has=lambda one: one.inchikey is not None, among=_is_molecule),
    _Question(what="SMILES (small molecules)", has=lambda one: one.smiles is not None, among=_is_molecule),
    _Question(what="molar mass and log Kow (small molecules)", has=_has_chemistry, among=_is_molecule),
    _Question(what="kinetics in people (those simulated)", has=_has_kinetics, among=lambda one: one.simulate),
    _Question(what="milk or infant data", has=_has_milk_data),
    _Question(what="absorption through skin", has=lambda one: bool(_names(one) & _ABSORPTION)),
    _Question(what="typical strength", has=lambda one: "typical-percent" in _names(one)),
    _Question(what="a limit to hold exposures against", has=lambda one: bool(one.limits), among=lambda one: one.simulate),
    _Question(what="legal maximum", has=lambda one: bool(one.legal_maxima)),
    _Question(what="a statement of its own", has=lambda one: bool(one.statements)),
    _Question(what="unknowns said as such", has=lambda one: bool(one.unknowns)),
)  # fmt: skip
