"""Quantities as people write them."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.plan.quantity import QuantityError, measured


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("45 min", "hour", 0.75),
        ("45 minutes", "hour", 0.75),
        ("1 minute", "second", 60),
        ("2 h", "minute", 120),
        ("1 hour", "minute", 60),
        ("1 week", "day", 7),
        ("10 weeks", "day", 70),
        ("1 month", "day", 30.4375),
        ("4 months", "day", 121.75),
        ("32 years", "year", 32),
        ("1 year", "day", 365.25),
        ("3 days", "hour", 72),
        ("5400 g", "kilogram", 5.4),
        ("5,4 kg", "kilogram", 5.4),
        ("500 mg", "gram", 0.5),
        ("100 µg", "milligram", 0.1),
        ("100 μg", "milligram", 0.1),
        ("100 ug", "milligram", 0.1),
        ("1 L", "millilitre", 1000),
        ("2 ml", "millilitre", 2),
        ("1,5 mm", "millimetre", 1.5),
        ("1500 um", "millimetre", 1.5),
        ("0.15cm", "millimetre", 1.5),
        ("300 cm²", "cm2", 300),
        ("0.03 m2", "cm2", 300),
        ("2,5 %", "percent", 2.5),
        ("50 mg/g", "percent", 5),
        ("40 mg/mL", "percent_in_volume", 4),
        ("250 /cm2", "1/cm2", 250),
        ("250 1/cm2", "1/cm2", 250),
        ("2.5 /mm2", "1/cm2", 250),
        ("20 U", "biological_unit", 20),
        ("20 units", "biological_unit", 20),
        ("20\u00a0IU", "biological_unit", 20),
        ("2 weeks 3 days", "day", 17),
        ("-30 min", "hour", -0.5),
        ("1e-3 g", "milligram", 1),
        ("0,125 mg", "milligram", 0.125),
    ],
)
def test_every_spelling_of_the_contract_is_read(text: str, unit: str, expected: float) -> None:
    """A number with a unit becomes that number in the wanted unit."""
    assert measured(text, unit).value == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10", "no-unit"),
        ("2,5", "no-unit"),
        ("", "not-a-quantity"),
        ("a few", "not-a-quantity"),
        ("5-10 g", "not-a-quantity"),
        ("5 10 g", "not-a-quantity"),
        ("4 % 5 %", "not-a-quantity"),
        ("1 h 30", "not-a-quantity"),
        ("about 5 g", "not-a-quantity"),
        ("1" * 5000 + " g", "not-a-quantity"),
        ("10 stone", "unknown-unit"),
        ("10 mmg", "unknown-unit"),
        ("10 if", "unknown-unit"),
        ("10 mL", "wrong-unit"),
        ("10 h", "wrong-unit"),
        ("1,000 g", "ambiguous-number"),
    ],
)
def test_what_is_no_mass_is_refused_with_its_cause(text: str, code: str) -> None:
    """A text that is no mass says which rule it breaks."""
    with pytest.raises(QuantityError) as caught:
        measured(text, "gram")
    assert code == caught.value.code


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(st.integers(1, 10_000))
def test_the_same_duration_is_the_same_number(weeks: int) -> None:
    """Weeks, days and hours of one length give one number, to the last digit."""
    assert measured(f"{weeks} weeks", "day") == measured(f"{weeks * 7} days", "day")
    assert measured(f"{weeks} weeks", "day") == measured(f"{weeks * 168} h", "day")


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(st.text(max_size=40))
def test_any_text_is_a_quantity_or_a_quantity_error(text: str) -> None:
    """No text makes the reader of quantities fail in another way."""
    with contextlib.suppress(QuantityError):
        assert isinstance(measured(text, "gram", "millilitre").value, float)


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(st.from_regex(r"[0-9]{1,3} [a-zA-Z%/²2µ]{1,6}", fullmatch=True))
def test_any_unit_is_known_or_refused(text: str) -> None:
    """No unit makes the library of units fail in another way."""
    with contextlib.suppress(QuantityError):
        assert measured(text, "gram").unit == "gram"


def test_importing_the_reader_does_not_import_the_library_of_units() -> None:
    """The half second that the library takes is spent only where a quantity is read."""
    program = "import sys, milkpath.plan.read; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603
