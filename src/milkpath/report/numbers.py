"""How numbers are rounded for machines and written for people.

Machines get 4 significant digits (the rules read the same rounded figures), people get 2 with a unit whose prefix
keeps the figure short, or a comparison such as "about 1 in 300 of ...".
"""

from __future__ import annotations

import math
from typing import Final

from milkpath.judgement.assessment import BoundedInterval, Interval
from milkpath.judgement.rounding import round_significant
from milkpath.report.words import NOT_KNOWN

_PREFIXES: Final = ("pg", "ng", "µg", "mg", "g")
_STEP: Final = 1000.0
_SUPERSCRIPTS: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(x: float, digits: int = 2) -> str:
    """Return a number with so many significant digits, as people write it.

    >>> number(1234.5), number(0.0344), number(7.0), number(123456)
    ('1200', '0.034', '7', '120,000')
    >>> number(0.00000123)
    '1.2 × 10⁻⁶'
    """
    rounded = round_significant(x, digits)
    if rounded == 0 or not math.isfinite(rounded):
        return "0" if rounded == 0 else str(rounded)
    exponent = math.floor(math.log10(abs(rounded)))
    if -4 <= exponent <= 8:
        text = f"{rounded:,.{max(0, digits - 1 - exponent)}f}"
        plain = text.rstrip("0").rstrip(".") if "." in text else text
        return plain.replace(",", "") if abs(rounded) < 10_000 else plain
    mantissa = number(rounded / 10.0**exponent, digits)
    return f"{mantissa} × 10{str(exponent).translate(_SUPERSCRIPTS)}"


def scale(size: float, unit: str) -> tuple[float, str]:
    """Return the factor and the unit that bring `size` between 0.1 and 1000, where the unit has a prefix of mass.

    >>> scale(1150.0, "ug/L"), scale(3.0, "%")
    ((0.001, 'mg/L'), (1.0, '%'))
    """
    written = unit.replace("ug", "µg", 1) if unit.startswith("ug") else unit
    head, slash, rest = written.partition("/")
    if head not in _PREFIXES or size <= 0:
        return 1.0, written
    place, factor = _PREFIXES.index(head), 1.0
    while size * factor >= _STEP and place < len(_PREFIXES) - 1:
        place, factor = place + 1, factor / _STEP
    while size * factor < 0.1 and place > 0:
        place, factor = place - 1, factor * _STEP
    return factor, f"{_PREFIXES[place]}{slash}{rest}"


def quantity(x: float | None, unit: str) -> str:
    """Return a figure with its unit, in 2 significant digits.

    >>> quantity(1150.0, "ug/L"), quantity(0.0042, "mg"), quantity(12.0, "h"), quantity(None, "mg")
    ('1.2 mg/L', '4.2 µg', '12 h', 'not known')
    """
    if x is None:
        return NOT_KNOWN
    factor, written = scale(abs(x), unit)
    return f"{number(x * factor)} {written}"


def has_percentiles(value: Interval | BoundedInterval | None) -> bool:
    """Return whether an interval has more than its bound.

    >>> has_percentiles(BoundedInterval(p05=None, p50=None, p95=None, bound=4500.0))
    False
    """
    return value is not None and None not in {value.p05, value.p50, value.p95}


def interval(value: Interval | BoundedInterval | None, unit: str) -> str:
    """Return the median and, in brackets, the 5th to 95th percentile, all in one unit; else the bound, where known.

    >>> interval(Interval(p05=82.0, p50=214.0, p95=1540.0), "ug/L")
    '210 µg/L (82 to 1500)'
    >>> interval(BoundedInterval(p05=None, p50=None, p95=None, bound=4500.0), "mg"), interval(None, "ug/L")
    ('at most 4.5 g', 'not known')
    """
    if value is None:
        return NOT_KNOWN
    if value.p05 is None or value.p50 is None or value.p95 is None:
        return bound(value, unit) or NOT_KNOWN
    factor, written = scale(value.p50 or value.p95, unit)
    low, middle, high = (number(x * factor) for x in (value.p05, value.p50, value.p95))
    return f"{middle} {written} ({low} to {high})"


def bound(value: Interval | BoundedInterval | None, unit: str) -> str | None:
    """Return the deterministic bound above an interval, or `None` where there is none.

    >>> bound(BoundedInterval(p05=1.0, p50=2.0, p95=4.0, bound=4500.0), "mg")
    'at most 4.5 g'
    """
    if not isinstance(value, BoundedInterval) or value.bound is None:
        return None
    return f"at most {quantity(value.bound, unit)}"


def share_of_limit(share: float | None) -> str:
    """Return a share as percent; rounding never carries it over the limit or back.

    >>> share_of_limit(0.0234), share_of_limit(0.9996), share_of_limit(1.42), share_of_limit(None)
    ('2.3 %', '99.96 %', '140 %', 'not known')
    """
    if share is None:
        return NOT_KNOWN
    digits = next((n for n in range(2, 17) if (round_significant(share, n) >= 1) == (share >= 1)), 17)
    return f"{number(100 * share, digits)} %"


def one_in(share: float | None, of: str) -> str:
    """Return a share as a comparison, which people grasp before a percentage.

    >>> one_in(0.0033, "the limit"), one_in(0.23, "the limit")
    ('about 1 in 300 of the limit', 'about 2 in 10 of the limit')
    >>> one_in(0.97, "the limit"), one_in(1.42, "the limit"), one_in(0.0, "the limit")
    ('nearly all of the limit', 'about 1.4 times the limit', 'none of the limit')
    """
    if share is None:
        return f"an unknown part of {of}"
    if share <= 0:
        return f"none of {of}"
    if share < 0.15:
        return f"about 1 in {number(1 / share)} of {of}"
    if share < 0.95:
        return f"about {round(10 * share)} in 10 of {of}"
    return f"nearly all of {of}" if share < 1 else f"about {number(share)} times {of}"


def percent_range(low: float | None, best: float | None, high: float | None) -> str:
    """Return what may be in a product, lowest to highest, with the best guess.

    >>> percent_range(23.0, 23.0, 23.0), percent_range(0.1, 1.0, 5.0), percent_range(None, None, None)
    ('23 %', '0.1 to 5 %, best guess 1 %', 'not known')
    """
    if low is None and best is None and high is None:
        return NOT_KNOWN
    if low == best == high and best is not None:
        return f"{number(best, 4)} %"
    ends = " to ".join("?" if end is None else number(end) for end in (low, high))
    return f"{ends} %" if best is None else f"{ends} %, best guess {number(best)} %"
