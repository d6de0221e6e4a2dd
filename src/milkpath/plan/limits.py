"""What is plausible: outside these ranges a plan holds a slip of the pen, not a person.

They are wide on purpose. They catch a wrong unit or a lost decimal point and judge nothing.
"""

from __future__ import annotations

import msgspec


class Range(msgspec.Struct, frozen=True, kw_only=True):
    """The plausible values of one number in one unit, and how to say what was expected."""

    low: float
    high: float
    expects: str
    unit: str = ""
    above_low: bool = False
    """Whether the lowest value itself is excluded."""

    def holds(self, value: float) -> bool:
        """Tell whether a value is plausible; what is not finite never is.

        >>> INFANT_WEIGHT.holds(5.4), INFANT_WEIGHT.holds(400), AMOUNT_G.holds(0)
        (True, False, False)
        """
        return value <= self.high and (value > self.low if self.above_low else value >= self.low)


def _more_than_zero(high: float, unit: str, expects: str) -> Range:
    return Range(low=0, high=high, unit=unit, expects=expects, above_low=True)


# the people
INFANT_WEIGHT = Range(low=0.4, high=30, unit="kilogram", expects="a weight from 0.4 kg to 30 kg, such as '5.4 kg'")
INFANT_AGE = Range(low=0, high=5 * 365.25, unit="day", expects="an age from 0 days to 5 years, such as '10 weeks'")
GESTATIONAL_AGE = Range(low=22, high=44, unit="week", expects="22 to 44 weeks of pregnancy, such as '39 weeks'")
MOTHER_AGE = Range(low=12, high=60, unit="year", expects="an age from 12 to 60 years, such as '32 years'")
MOTHER_WEIGHT = Range(low=30, high=300, unit="kilogram", expects="a weight from 30 kg to 300 kg, such as '66 kg'")
FEEDS_PER_DAY = Range(low=0, high=24, above_low=True, expects="a number above 0 and up to 24, such as 8")

# the skin
AREA_SIZE = _more_than_zero(20_000, "cm2", "an area above 0 and up to 20000 cm2, such as '300 cm2'")
NEEDLE_DEPTH = _more_than_zero(
    3.5, "millimetre", "a depth above 0 and up to 3.5 mm (8 mm with device: radiofrequency), such as '1.5 mm'"
)
RADIOFREQUENCY_DEPTH = _more_than_zero(8, "millimetre", "a depth above 0 and up to 8 mm, such as '2.5 mm'")
DENSITY = _more_than_zero(10_000, "1/cm2", "a density above 0 and up to 10000 /cm2, such as '250 /cm2'")
PASSES = Range(low=0, high=50, above_low=True, expects="a number above 0 and up to 50, such as 3")

# the products
_AMOUNT = "an amount above 0 and up to 500 g or 500 mL, such as '10 g' or '2 mL'"
AMOUNT_G = _more_than_zero(500, "gram", _AMOUNT)
AMOUNT_ML = _more_than_zero(500, "millilitre", _AMOUNT)
_DOSE = "a dose above 0 and up to 20 g or 500000 U, such as '400 mg' or '20 U'"
DOSE_MG = _more_than_zero(20_000, "milligram", _DOSE)
DOSE_UNITS = _more_than_zero(500_000, "biological_unit", _DOSE)
_STRENGTH = "a strength from 0 % to 100 %, such as '4 %', '50 mg/g' or '40 mg/mL'"
STRENGTH = Range(low=0, high=100, unit="percent", expects=_STRENGTH)
STRENGTH_IN_VOLUME = Range(low=0, high=100, unit="percent_in_volume", expects=_STRENGTH)
PH = Range(low=0, high=14, expects="a pH from 0 to 14, such as 3.5")
COATS = Range(low=0, high=50, above_low=True, expects="a number above 0 and up to 50, such as 2")

# the times
AT_VISIT = Range(
    low=-72, high=72, unit="hour", expects="a time from the start of the visit, up to 72 h, such as '45 min'"
)
AT_HOME = Range(
    low=-744, high=744, unit="hour", expects="a time from the start of the visit, up to 31 days, such as '8 h'"
)
FOR_VISIT = _more_than_zero(72, "hour", "a duration above 0 and up to 72 h, such as '45 min'")
FOR_HOME = _more_than_zero(31 * 24, "hour", "a duration above 0 and up to 31 days, such as '8 h'")
FOR_COURSE = _more_than_zero(366 * 24, "hour", "a course above 0 and up to 366 days, such as '3 days'")
FOR_CONTACT = _more_than_zero(24, "hour", "a duration above 0 and up to 24 h, such as '2 h'")
TIMES_PER_DAY = Range(low=0, high=48, above_low=True, expects="a number above 0 and up to 48, such as 2")
REPEAT_EVERY = _more_than_zero(5 * 365.25, "day", "an interval above 0 and up to 5 years, such as '4 weeks'")
REPEAT_TIMES = Range(low=1, high=100, expects="a whole number from 1 to 100, such as 3")
DAY = Range(low=-3660, high=3660, expects="a day from -3660 to 3660, such as 'day 1'")
FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_TO_VISIT_DAYS = 5 * 365.25
LARGEST_AGE_CONTRADICTION_DAYS = 14

# the document
MOST_STEPS = 200
MOST_ITEMS = 100
LONGEST_TEXT = 500
LONGEST_LABEL = 20_000
