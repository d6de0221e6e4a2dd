"""Quantities as people write them ("45 min", "2,5 %", "250 /cm2"), turned into a number in a wanted unit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pint

_DEFINITIONS = (
    # the bodies and products of a plan need no more; a unit that is not here is a mistake with a hint
    "gram = [mass] = g = gramme",
    "kilogram = 1000 gram = kg = kilo",
    "milligram = 0.001 gram = mg",
    "microgram = 1e-6 gram = ug = µg = μg = mcg",
    "litre = [volume] = L = l = liter",
    "millilitre = 0.001 litre = mL = ml = milliliter",
    "microlitre = 1e-6 litre = uL = µL = μL = ul = µl = μl = microliter",
    "centimetre = [length] = cm = centimeter",
    "millimetre = 0.1 centimetre = mm = millimeter",
    "micrometre = 0.0001 centimetre = um = µm = μm = micrometer = micron",
    "cm2 = centimetre ** 2",
    "mm2 = millimetre ** 2",
    "m2 = 10000 centimetre ** 2",
    "second = [time] = s = sec",
    "minute = 60 second = min",
    "hour = 3600 second = h = hr",
    "day = 24 hour = d",
    "week = 7 day = wk",
    "month = 30.4375 day",
    "year = 365.25 day = yr",
    "percent = 0.01",
    "percent_in_volume = 0.01 gram / millilitre",
    "biological_unit = [biological_activity] = U = IU = unit",
)
_NUMBER = r"[-+−]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]{1,3})?"
_UNIT = r"%|[a-zA-Zµμ]+[2²]?(?:\s?/\s?[a-zA-Zµμ]+[2²]?)?|1?/\s?[a-zA-Zµμ]+[2²]?"
_TERM = re.compile(rf"({_NUMBER})\s*({_UNIT})")
_TERMS = re.compile(rf"{_NUMBER}\s*(?:{_UNIT})(?:\s+{_NUMBER}\s*(?:{_UNIT}))*")
_BARE = re.compile(_NUMBER)
_THOUSANDS = re.compile(r"[-+−]?[1-9][0-9]{0,2},[0-9]{3}")
_LONGEST = 80


class Measured(NamedTuple):
    """A number in the wanted unit that it fitted."""

    value: float
    unit: str


class QuantityError(ValueError):
    """A text that is no quantity, or one of another kind than wanted; `code` says which."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code beside the message."""
        self.code = code
        super().__init__(message)


def measured(text: str, *units: str) -> Measured:
    """Read a quantity as a number in the first of the wanted units that it can be converted to.

    >>> measured("5400 g", "kilogram").value, measured("2,5 %", "percent").value, measured("250 /cm²", "1/cm2").value
    (5.4, 2.5, 250.0)
    >>> measured("1 h 30 min", "hour").value
    1.5
    >>> measured("2 mL", "gram", "millilitre")
    Measured(value=2.0, unit='millilitre')
    >>> measured("10", "gram")
    Traceback (most recent call last):
    ...
    milkpath.plan.quantity.QuantityError: '10' has no unit
    """
    terms = _terms(text)
    for wanted in units:
        if all(term.is_compatible_with(wanted) for term in terms):
            value = sum(float(term.to(wanted).magnitude) for term in terms)
            # twelve digits, so that 10 weeks and 70 days are the same number whatever was multiplied on the way
            return Measured(float(f"{value:.12g}"), wanted)
    raise QuantityError("wrong-unit", f"{text.strip()!r} is measured in another unit")


def _checked(text: str) -> str:
    stripped = text.strip()
    if len(stripped) > _LONGEST:
        raise QuantityError("not-a-quantity", f"'{stripped[:40]}...' is not a quantity")
    if _BARE.fullmatch(stripped):
        raise QuantityError("no-unit", f"{stripped!r} has no unit")
    if not _TERMS.fullmatch(stripped):
        raise QuantityError("not-a-quantity", f"{stripped!r} is not one number with its unit")
    return stripped


def _terms(text: str) -> list[pint.Quantity[Any]]:
    terms = [_term(number, unit) for number, unit in _TERM.findall(_checked(text))]
    if len(terms) > 1 and not all(term.is_compatible_with("day") for term in terms):
        # "1 h 30 min" is one duration; "4 % 5 %" is no strength
        raise QuantityError("not-a-quantity", f"{text.strip()!r} is not one number with its unit")
    return terms


def _term(number: str, unit: str) -> pint.Quantity[Any]:
    if _THOUSANDS.fullmatch(number):
        plain, decimal = number.replace(",", ""), number.replace(",", ".")
        raise QuantityError("ambiguous-number", f"'{number} {unit}' could mean {plain} or {decimal} {unit}")
    value = float(number.replace(",", ".").replace("−", "-"))
    return _registry().Quantity(value, _unit(unit))


@cache
def _unit(text: str) -> pint.Unit:
    import pint  # noqa: PLC0415 - it takes half a second, which only a plan with a quantity in it needs

    name = re.sub(r"\s", "", text).replace("²", "2").replace("%", "percent")
    try:
        return _registry().Unit(f"1{name}" if name.startswith("/") else name)
    except pint.UndefinedUnitError as error:
        raise QuantityError("unknown-unit", f"{text!r} is not a known unit") from error


@cache
def _registry() -> pint.UnitRegistry[Any]:
    import pint  # noqa: PLC0415 - as above

    return pint.UnitRegistry(list(_DEFINITIONS), cache_folder=None)
