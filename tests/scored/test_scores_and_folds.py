"""What the validation is scored with: fold errors, intervals and folds that leave whole groups out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from validation.folds import Model, chosen, nested, out_of_fold, splits
from validation.picture import Point, scatter
from validation.scores import conformal_half_width, scores


def test_scores_of_known_errors() -> None:
    """Twice, half, tenfold: the mean fold is the geometric one, and shares count what is within."""
    got = scores(np.log10([2.0, 0.5, 10.0]))
    assert got.count == 3
    assert round(got.average_fold, 6) == round(10 ** (1 / 3), 6)
    assert round(got.absolute_average_fold, 6) == round(40 ** (1 / 3), 6)
    assert [got.within_2, got.within_3, got.within_10] == [2 / 3, 2 / 3, 1.0]


@given(st.integers(20, 200), st.integers(0, 50))
def test_an_interval_from_errors_holds_nine_tenths_of_them(count: int, seed: int) -> None:
    """The conformal half-width is one of the errors, and holds at least 90 % of them."""
    errors = np.random.default_rng(seed).normal(size=count)
    width = conformal_half_width(errors, np.ones(count))
    assert width in np.abs(errors)
    assert np.mean(np.abs(errors) <= width) >= 0.9


@given(st.integers(0, 20))
def test_no_group_is_on_both_sides(seed: int) -> None:
    """Train and test share no group, and every row is tested once."""
    groups = np.repeat(np.arange(25), 3)
    tested = []
    for train, test in splits(groups, seed):
        assert not set(groups[train]) & set(groups[test])
        tested += test.tolist()
    assert sorted(tested) == list(range(75))


def _models(observed: np.ndarray) -> list[Model]:
    """The mean of what was seen, and a model that is perfect but complicated."""
    mean = Model("mean", 1, lambda train: observed[train].mean(), lambda fitted, test: np.full(len(test), fitted))
    return [mean, Model("oracle", 9, lambda _: None, lambda _, test: observed[test])]


def test_the_simpler_of_two_equals_wins_and_the_better_of_two_unequals() -> None:
    """Where all is constant the mean is as good as the oracle; where it is not, the oracle wins, also when nested."""
    groups = np.arange(40)
    constant, varied = np.ones(40), np.arange(40.0)
    assert chosen(_models(constant), constant, groups, 1).name == "mean"
    assert chosen(_models(varied), varied, groups, 1).name == "oracle"
    found, names = nested(_models(varied), varied, groups, 1)
    assert set(names) == {"oracle"}
    assert np.abs(found - varied).max() == 0


def test_a_group_that_is_left_out_is_not_seen() -> None:
    """A model that learns its rows by heart knows nothing of a row left out."""
    observed, groups = np.arange(30.0), np.repeat(np.arange(10), 3)
    memory = Model(
        "memory", 1, lambda train: set(train.tolist()), lambda seen, test: np.array([float(t in seen) for t in test])
    )
    assert not out_of_fold(memory, groups, 1).any()
    assert observed.any()


def test_the_picture_marks_what_is_outside_of_its_interval() -> None:
    """One point in its interval and one outside: two circles, one of another colour, names escaped."""
    points = [
        Point(observed=1, middle=2, low=0.5, high=4, label="in"),
        Point(observed=1, middle=20, low=10, high=40, label="<out>"),
    ]
    svg = scatter(points, title="t", unit="x", fold=3)
    assert svg.count("<circle") == 2
    assert svg.count("#c0392b") == 1
    assert "&lt;out&gt;" in svg
