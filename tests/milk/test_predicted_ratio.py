"""Milk-to-plasma ratio by ionisation and binding."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkpath.exposure.predictors import milk_ratio_model
from milkpath.knowledge.reader import knowledge
from milkpath.milk.predicted_ratio import Molecules, PredictedRatio, predicted_ratio

MODEL = milk_ratio_model(knowledge())
NAN = float("nan")


def predicted(
    kind: str = "", *, acid: float = NAN, base: float = NAN, unbound: float = NAN, log_kow: float = NAN
) -> PredictedRatio:
    one = Molecules(
        log_kow=np.array([log_kow]),
        pka_acid=np.array([acid]),
        pka_base=np.array([base]),
        fraction_unbound=np.array([unbound]),
        ion_class=np.array([kind]),
    )
    return predicted_ratio(one, MODEL)


def middle(found: PredictedRatio) -> float:
    return float(found.log10_middle[0])


@given(pka=st.floats(2, 12), unbound=st.floats(0.001, 1.0))
def test_bases_are_trapped_and_acids_kept_out(pka: float, unbound: float) -> None:
    """Milk is more acid than plasma: a base is never below a neutral substance, an acid never above it."""
    neutral = middle(predicted("neutral", unbound=unbound))
    assert middle(predicted("base", base=pka, unbound=unbound)) >= neutral
    assert middle(predicted("acid", acid=pka, unbound=unbound)) <= neutral


@given(unbound=st.floats(0.0001, 0.5), more=st.floats(0.01, 0.5), kind=st.sampled_from(["acid", "base", "neutral"]))
def test_what_is_less_bound_passes_more(unbound: float, more: float, kind: str) -> None:
    """The ratio rises with the unbound fraction."""
    low = predicted(kind, acid=4.0, base=9.0, unbound=unbound)
    assert middle(predicted(kind, acid=4.0, base=9.0, unbound=unbound + more)) > middle(low)


def test_a_class_counts_only_its_own_groups() -> None:
    """The acid pKa of a neutral substance (digoxin, wrongly 7.15) changes nothing."""
    assert middle(predicted("neutral", acid=7.15, unbound=0.7)) == middle(predicted("neutral", unbound=0.7))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (predicted("base", base=9.0, unbound=0.5), predicted("base", base=9.0, log_kow=2.0)),
        (predicted("base", base=9.0, log_kow=2.0), predicted("base", base=9.0)),
        (predicted("base", base=9.0, unbound=0.5), predicted(unbound=0.5)),
        (predicted("base", base=9.0, unbound=0.5), predicted("base", unbound=0.5)),
        (predicted("base", base=9.0, unbound=0.5), predicted(base=9.0, unbound=0.5)),
        (predicted(unbound=0.5), predicted()),
    ],
    ids=["binding", "log Kow", "ionisation", "pKa", "class", "everything"],
)
def test_what_is_missing_widens_the_answer(more: PredictedRatio, less: PredictedRatio) -> None:
    """Leaving out a figure that is used makes interval and spread wider, and is told in the method."""
    assert less.log10_half_width[0] > more.log10_half_width[0]
    assert less.log10_spread[0] > more.log10_spread[0]
    assert str(less.method[0]) != str(more.method[0])


def test_without_a_class_the_pka_give_it() -> None:
    """A carboxylic acid is taken as an acid, a weak base of pKa 4 as neutral."""
    assert middle(predicted(acid=4.0, unbound=0.2)) == middle(predicted("acid", acid=4.0, unbound=0.2))
    assert middle(predicted(base=4.0, unbound=0.2)) == middle(predicted("neutral", unbound=0.2))


def test_a_zwitterion_without_pka_counts_by_its_acid() -> None:
    """Neither infinite nor empty: it is kept out like an acid."""
    assert middle(predicted("zwitterion", unbound=0.5)) == middle(predicted("acid", unbound=0.5))
