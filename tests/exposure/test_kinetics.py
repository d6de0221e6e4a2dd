"""Kinetics of drawn pairs: what the infant's binding and the stage of lactation change, and what they do not."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from milkpath.exposure.body import Kinetics
from milkpath.exposure.kinetics import draw_kinetics, draw_pairs
from milkpath.exposure.streams import Streams
from milkpath.knowledge.model import Substance
from milkpath.knowledge.quantities import quantity
from milkpath.knowledge.reader import knowledge
from milkpath.plan.facts import facts
from milkpath.plan.read import plan_from_tree

KNOWN = knowledge()
STREAMS = Streams(seed=1, total=400, start=0, stop=400)


def drawn(substance: str | Substance, age: str, *, binding: bool = True) -> Kinetics:
    tablet = {"do": "take", "medicine": "paracetamol", "dose": "500 mg"}
    plan = plan_from_tree({"infant": {"age": age, "weight": "4 kg"}, "asked": "2026-12-01T14:00", "home": [tablet]})
    people = facts(plan, KNOWN, dt.datetime(2026, 12, 1, 14))
    pairs = draw_pairs(people, KNOWN, STREAMS)
    record = KNOWN.substances[substance] if isinstance(substance, str) else substance
    if not binding:
        figures = tuple(figure for figure in record.quantities if figure.name != "fraction-unbound")
        record = msgspec.structs.replace(record, quantities=figures)
    found = draw_kinetics(record, people, pairs, KNOWN, STREAMS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("substance", "least", "most"),
    [("lidocaine", 1.5, 2.6), ("ibuprofen", 1.0, 1.4), ("caffeine", 1.0, 1.15)],
)
def test_a_newborn_binds_less_of_what_the_glycoprotein_holds(substance: str, least: float, most: float) -> None:
    """Lidocaine has about twice the adult's unbound share at birth, what albumin holds next to no more."""
    assert least < np.median(drawn(substance, "0 days").infant.unbound_relative_to_adult) < most


def test_half_life_and_unbound_level_do_not_hang_on_binding() -> None:
    """A newborn who bound like an adult would have the same half-life and unbound volume: only the bound part changes."""
    newborn, adult_like = drawn("lidocaine", "0 days").infant, drawn("lidocaine", "0 days", binding=False).infant
    assert newborn.clearance_l_per_h / newborn.volume_l == pytest.approx(
        adult_like.clearance_l_per_h / adult_like.volume_l
    )
    assert newborn.volume_l / newborn.unbound_relative_to_adult == pytest.approx(adult_like.volume_l)
    assert np.median(newborn.volume_l / adult_like.volume_l) > 1.5


@pytest.mark.parametrize("substance", ["lidocaine", "ibuprofen", "salicylic-acid", "paracetamol", "hydrocortisone"])
def test_a_younger_infant_never_gets_milk_with_less_in_it(substance: str) -> None:
    """The worst stage of lactation from now on counts, so that the ratio only falls with age."""
    ratios = [
        drawn(substance, age).milk.milk_to_plasma for age in ("0 days", "10 days", "3 months", "9 months", "2 years")
    ]
    for younger, older in pairwise(ratios):
        assert np.all(younger >= older * (1 - 1e-12))


@pytest.mark.parametrize("age", ["0 days", "6 months", "2 years"])
def test_an_observed_ratio_stays_as_it_was_observed(age: str) -> None:
    """The milk that it was measured in is not known, so that the stage of lactation changes predicted ratios alone."""
    observed = quantity(KNOWN.substances["lidocaine"], "milk-to-plasma-ratio")
    assert observed is not None
    assert np.median(drawn("lidocaine", age).milk.milk_to_plasma) == pytest.approx(observed.value, rel=0.02)


@pytest.mark.parametrize(("ion_class", "pka"), [("acid", "pka-acid"), ("base", "pka-base")])
def test_knowing_less_of_a_charged_group_makes_first_milk_no_milder(ion_class: str, pka: str) -> None:
    """Without its pKa it counts as wholly charged."""
    ratios = [_first_over_late(ion_class, without) for without in ("", pka)]
    assert ratios[1] >= ratios[0] * (1 - 1e-3)
    assert ratios[1] > 1.1


def _first_over_late(ion_class: str, without: str) -> float:
    """The predicted ratio on the day of birth over that with a year, of a substance of a class with figures left out."""
    record = KNOWN.substances["ibuprofen" if ion_class == "acid" else "lidocaine"]
    left = tuple(one for one in record.quantities if one.name not in {"milk-to-plasma-ratio", without})
    record = msgspec.structs.replace(record, quantities=left)
    first, late = (np.median(drawn(record, age).milk.milk_to_plasma) for age in ("0 days", "2 years"))
    return float(first / late)


def _of_several_groups(substance: str, *, several: bool) -> Substance:
    record = KNOWN.substances[substance]
    figures = tuple(
        msgspec.structs.replace(figure, several_groups=several) if figure.name == "clearance" else figure
        for figure in record.quantities
    )
    return msgspec.structs.replace(record, quantities=figures)


def test_another_group_of_people_differs_in_all_levels_by_one_factor() -> None:
    """A clearance of one group gets the factor once: half-life, milk and infant stay, and the spread is the one that was fitted."""
    one, several = (drawn(_of_several_groups("caffeine", several=each), "3 months") for each in (False, True))
    factor = one.mother.clearance_l_per_h / several.mother.clearance_l_per_h
    for name in ("central_volume_l", "peripheral_volume_l"):
        assert getattr(one.mother, name) == pytest.approx(factor * getattr(several.mother, name))
    assert np.exp(np.std(np.log(factor))) == pytest.approx(KNOWN.parameter("kinetics-between-groups").gsd, rel=0.03)
    assert np.median(factor) == pytest.approx(1.0, rel=0.02)
    assert one.infant.clearance_l_per_h == pytest.approx(several.infant.clearance_l_per_h)
    assert one.milk.milk_to_plasma == pytest.approx(several.milk.milk_to_plasma)


def test_a_substance_of_several_groups_keeps_its_own_spread() -> None:
    """Lidocaine, measured in several groups, is drawn as its file says and no wider."""
    figure = quantity(KNOWN.substances["lidocaine"], "clearance")
    assert figure is not None
    assert figure.several_groups
    spread = np.exp(np.std(np.log(drawn("lidocaine", "3 months").mother.clearance_l_per_h)))
    assert spread == pytest.approx(figure.gsd, rel=0.03)
