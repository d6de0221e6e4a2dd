"""What holds for every figure: a name from the closed list, its unit, and a spread that makes sense."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.claims import maximum_name
from milkpath.knowledge.model import Limit, Parameter, Quantity, Substance
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.vocabulary import LIMIT_UNITS, QUANTITY_UNITS

_OF_A_MOLECULE: Final = frozenset({"molar-mass", "log-kow"})
_MAY_BE_NEGATIVE: Final = frozenset({"log-kow", "log-permeability-coefficient", "pka-acid", "pka-base"})
_SHARE: Final = re.compile(r"fraction|bioavailability")
_NO_MOLECULE: Final = frozenset({"polymer", "protein", "particle", "botanical", "mixture"})


def quantity_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with figures."""
    for file, quantities in _quantities_by_file(known):
        for quantity in quantities:
            yield from _name_and_unit(file, quantity)
            yield from _spread(file, quantity.name, quantity)
            yield from _possible(file, quantity)
        yield from _twice(file, quantities)
    for substance in known.substances.values():
        yield from _of_no_molecule(substance)
        for limit in substance.limits:
            yield from _limit(f"substances/{substance.id}.yaml", limit)
        yield from _legal_maxima(substance)
    for parameter in known.parameters.values():
        if not parameter.unit.strip():
            yield Mistake(
                code="no-unit",
                message=f"parameter '{parameter.id}' has no unit",
                where=inside("physiology/", parameter.id),
                hint="'1' for a plain ratio",
            )
        yield from _spread("physiology/", parameter.id, parameter)


def _quantities_by_file(known: Knowledge) -> Iterator[tuple[str, tuple[Quantity, ...]]]:
    for substance in known.substances.values():
        yield f"substances/{substance.id}.yaml", substance.quantities
    for procedure in known.procedures.values():
        yield f"procedures/{procedure.id}.yaml", procedure.quantities
    for site in known.sites.values():
        yield f"sites/{site.id}.yaml", site.quantities


def _name_and_unit(file: str, quantity: Quantity) -> Iterator[Mistake]:
    unit = QUANTITY_UNITS.get(quantity.name)
    where = inside(file, quantity.name)
    if unit is None:
        yield Mistake(
            code="unknown-quantity",
            message=f"'{quantity.name}' is not a quantity",
            where=where,
            hint="see milkpath/knowledge/vocabulary.py",
        )
    if not quantity.unit.strip():
        yield Mistake(code="no-unit", message=f"'{quantity.name}' has no unit", where=where, hint=f"'{unit or 1}'")
    elif unit is not None and quantity.unit != unit:
        yield Mistake(
            code="wrong-unit",
            message=f"'{quantity.name}' is given in '{quantity.unit}'",
            where=where,
            hint=f"convert it to '{unit}'",
        )


def _spread(file: str, name: str, figure: Quantity | Parameter) -> Iterator[Mistake]:
    """Find a geometric standard deviation below 1, and a value outside its ends."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    ignorance = 1.0 if figure.gsd_uncertainty is None else figure.gsd_uncertainty
    apart = 1 <= ignorance <= (figure.gsd or 1.0)
    if (figure.gsd is not None and figure.gsd < 1) or not apart or not low <= figure.value <= high:
        yield Mistake(
            code="bad-spread",
            message=f"'{name}' has a spread that does not hold its value",
            where=inside(file, name),
            hint="1 <= gsd_uncertainty <= gsd; low <= value <= high",
        )


def _possible(file: str, quantity: Quantity) -> Iterator[Mistake]:
    """Find a share above the whole, a percentage above 100, and a size below zero."""
    if quantity.name in _MAY_BE_NEGATIVE:
        return
    most = {"1": 1.0 if _SHARE.search(quantity.name) else math.inf, "%": 100.0}.get(quantity.unit, math.inf)
    if not 0 <= quantity.value <= most:
        yield Mistake(
            code="impossible-value",
            message=f"'{quantity.name}' is {quantity.value:g} {quantity.unit}",
            where=inside(file, quantity.name),
            hint=f"it lies between 0 and {most:g}; is the unit right?",
        )


def _legal_maxima(substance: Substance) -> Iterator[Mistake]:
    file = f"substances/{substance.id}.yaml"
    names = [maximum_name(maximum) for maximum in substance.legal_maxima]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Mistake(
            code="duplicate",
            message=f"the legal maximum of '{substance.id}' for '{name}' stands twice",
            where=inside(file, name, "legal_maxima"),
            hint="keep the one that holds, and say the rest in its text",
        )
    for maximum in substance.legal_maxima:
        if not 0 <= maximum.percent <= 100:
            yield Mistake(
                code="impossible-value",
                message=f"the legal maximum for '{maximum_name(maximum)}' is {maximum.percent:g} %",
                where=inside(file, maximum_name(maximum), "legal_maxima"),
                hint="a percentage by weight, 0 where it is banned",
            )


def _twice(file: str, quantities: tuple[Quantity, ...]) -> Iterator[Mistake]:
    names = [quantity.name for quantity in quantities]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Mistake(
            code="duplicate",
            message=f"'{name}' stands twice",
            where=inside(file, name),
            hint="keep one and put the other into its note",
        )


def _of_no_molecule(substance: Substance) -> Iterator[Mistake]:
    if substance.matter not in _NO_MOLECULE:
        return
    for quantity in substance.quantities:
        if quantity.name in _OF_A_MOLECULE:
            yield Mistake(
                code="not-a-molecule",
                message=f"a {substance.matter} has no {quantity.name} of a small molecule",
                where=inside(f"substances/{substance.id}.yaml", quantity.name),
                hint="delete it",
            )


def _limit(file: str, limit: Limit) -> Iterator[Mistake]:
    where = inside(file, limit.id)
    units = LIMIT_UNITS[limit.kind]
    if not limit.unit.strip():
        yield Mistake(code="no-unit", message=f"limit '{limit.id}' has no unit", where=where, hint=" or ".join(units))
    elif limit.unit not in units:
        yield Mistake(
            code="wrong-unit",
            message=f"limit '{limit.id}' is given in '{limit.unit}'",
            where=where,
            hint=f"convert it to {' or '.join(units)}",
        )
