"""The mother's own medicines: what may be said of them, and where the rest belongs."""

from __future__ import annotations

import pytest

from milkpath.plan.mother import mother
from milkpath.plan.notebook import Notebook
from milkpath.plan.place import Place


@pytest.mark.parametrize("key", ["dose", "times_per_day", "strength"])
def test_a_dose_of_a_daily_medicine_is_sent_to_home_care(key: str) -> None:
    """The mistake says where a dose is followed, with an item to copy."""
    notebook = Notebook()
    mother(Place({"medicines": [{"name": "sertraline", key: "50 mg"}]}, "mother", notebook))
    (mistake,) = notebook.mistakes()
    assert "home care" in (mistake.hint or "")
    assert "do: take" in (mistake.hint or "")


def test_another_unknown_word_gets_the_nearest_known_one() -> None:
    """A slip of the pen is still answered with the key that was meant."""
    notebook = Notebook()
    mother(Place({"medicines": [{"nmae": "sertraline"}]}, "mother", notebook))
    assert any("name" in (mistake.hint or "") for mistake in notebook.mistakes())
