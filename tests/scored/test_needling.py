"""What needles add is predicted from the best that is known of whole skin, and no observation falls through."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from validation import needling
from validation.needling import Measured, Trial, pores, predicted, trial, whole_skin
from validation.scores import scores
from validation.shared import DATA, own_rows

from milkpath.knowledge.quantities import value
from milkpath.knowledge.reader import knowledge
from milkpath.skin.micropores import dermis_diffusivity_cm2_per_s, pore_permeability_cm_per_h

OTHERS = Measured(log10_means={"Lidocaine": -2.5}, log10_spread=0.5)
SALT = Trial(
    substance="a salt",
    skin="pig",
    device="microneedling-patch",
    observed=10.0,
    unit="x",
    molar_mass=300.0,
    log_kow=2.0,
    pka_base=9.0,
    ph=5.0,
    source="a study",
)


def test_whole_skin_rests_on_the_best_that_is_known() -> None:
    """What the study measured goes before what others measured, and that before the predictor; the spread grows on the way."""
    own = msgspec.structs.replace(SALT, flux_whole=20.0, donor_mg_per_ml=10.0, measured_as="Lidocaine")
    others = msgspec.structs.replace(SALT, flux_whole=20.0, measured_as="Lidocaine")
    found = [whole_skin(one, knowledge(), OTHERS) for one in (own, others, SALT)]
    assert [basis for _, basis in found] == list(needling.BASES)
    assert found[0][0].middle == pytest.approx(20 / 10_000)
    assert found[1][0].middle == pytest.approx(10**-2.5)
    spreads = [one.log10_spread for one, _ in found]
    assert spreads[0] == 0.0
    assert spreads == sorted(spreads)


def test_the_charge_lowers_the_predicted_permeability_of_whole_skin() -> None:
    """A base that is charged passes whole skin more slowly, so that needles add more."""
    charged, free = (msgspec.structs.replace(SALT, ph=ph) for ph in (5.0, 12.0))
    assert predicted(charged, knowledge(), OTHERS).middle > predicted(free, knowledge(), OTHERS).middle


def test_enhancement_is_one_and_the_pores_over_whole_skin() -> None:
    """With a permeability that the study measured nothing else comes in, and the interval is that of the pores."""
    own = msgspec.structs.replace(SALT, flux_whole=20.0, donor_mg_per_ml=10.0)
    got, added = predicted(own, knowledge(), OTHERS), pores(own, knowledge())
    assert got.middle == pytest.approx(1 + added.middle / 2e-3)
    assert (got.high - 1) / (got.middle - 1) == pytest.approx(10 ** (needling.Z90 * added.log10_spread))
    assert 1 < got.low < got.middle < got.high


def test_the_permeability_of_needled_skin_is_the_sum_of_both_ways() -> None:
    """Where the permeability itself was observed, pores and whole skin add up."""
    own = msgspec.structs.replace(SALT, unit="cm/h", flux_whole=20.0, donor_mg_per_ml=10.0)
    got = predicted(own, knowledge(), OTHERS)
    assert got.middle == pytest.approx(2e-3 + pores(own, knowledge()).middle)
    assert got.low < got.middle < got.high


def test_the_salt_through_needled_skin_is_compared_with_the_base_through_whole_skin() -> None:
    """Beside an uncharged base the salt may gain less than nothing: what passes beside the pores counts as it is."""
    beside = msgspec.structs.replace(SALT, uncharged_on_whole_skin=True)
    got = predicted(beside, knowledge(), OTHERS)
    assert got.middle < predicted(SALT, knowledge(), OTHERS).middle
    assert got.low < 1


def test_figures_in_print_stand_for_the_usual_ones_of_the_device() -> None:
    """Density and passes multiply, take their spread with them, and longer needles never make the pores less."""
    known = knowledge()
    usual = pores(SALT, known)
    density = value(known.procedures["microneedling-patch"], "pore-density-per-pass")
    assert density is not None
    printed = pores(msgspec.structs.replace(SALT, insertions_per_cm2=density), known)
    assert printed.middle == pytest.approx(usual.middle)
    assert printed.log10_spread < usual.log10_spread
    double = msgspec.structs.replace(SALT, insertions_per_cm2=density, passes=2.0)
    assert pores(double, known).middle == pytest.approx(2 * usual.middle)
    long, short = (pores(msgspec.structs.replace(SALT, needle_mm=length), known).middle for length in (1.0, 0.3))
    assert long > usual.middle > short


def test_the_pores_are_those_of_the_equations_that_ship() -> None:
    """Nothing stands between the knowledge and the prediction."""
    known = knowledge()
    procedure = known.procedures["microneedling-patch"]
    density, radius = value(procedure, "pore-density-per-pass"), value(procedure, "pore-radius")
    assert density is not None
    assert radius is not None
    diffusivity = dermis_diffusivity_cm2_per_s(
        300.0,
        intercept=known.parameter("dermis-diffusivity-intercept").value,
        log_slope=known.parameter("dermis-diffusivity-mass-slope").value,
    )
    channel_mm = known.parameter("minimum-channel-length").value / 1000
    expected = pore_permeability_cm_per_h(np.array([density]), np.array([radius]), np.array([channel_mm]), diffusivity)
    assert pores(SALT, known).middle == pytest.approx(float(expected[0]))


def test_every_row_of_the_table_is_scored_or_has_its_reason() -> None:
    """A row says what was observed and what was read, or why it cannot be compared; what is kept back is not among them."""
    table = own_rows(needling.TABLE)
    assert len({row["id"] for row in table}) == len(table)
    for row in table:
        assert row["source"]
        assert row["read"]
        observed = row["observed"] or row["shared_needled"] or (row["flux_whole"] and row["flux_needled"])
        assert bool(observed) != bool(row["left_out"]), row["id"]
        assert "naloxone" not in row["substance"].lower()


def test_a_ratio_follows_from_two_fluxes() -> None:
    """Fluxes of the table, and figures of the table beside the checkout, become the enhancement."""
    table = {row["id"]: row for row in own_rows(needling.TABLE)}
    own = trial(table["N05"], {})
    assert own.observed == pytest.approx(86.42 / 12.83)
    assert own.flux_whole == pytest.approx(12.83)
    beside = trial(table["N01"], {"S047": 20.0, "S048": 50.0})
    assert beside.observed == pytest.approx(2.5)


@pytest.mark.shared
@pytest.mark.skipif(
    not DATA.is_dir(), reason="the tables of observed data are not beside the checkout (../shared/data)"
)
def test_every_observation_has_its_prediction() -> None:
    """Each row that is not left out is found once, inside of an interval that has its middle in it."""
    found = [one for part in needling.found().values() for one in part]
    assert len(found) + len(needling.left_out()) == len(own_rows(needling.TABLE))
    assert all(one.low < one.middle < one.high for one in found)


@pytest.mark.shared
@pytest.mark.skipif(
    not DATA.is_dir(), reason="the tables of observed data are not beside the checkout (../shared/data)"
)
def test_weaker_pores_are_scored_on_sources_that_did_not_choose_them() -> None:
    """The whole share scores as the page does, and the share that others choose is no better than the best of all."""
    by_share, left_out = needling.weaker_pores()
    every = np.array([one.error_log10 for part in needling.found().values() for one in part])
    assert by_share[1.0] == scores(every)
    best = min(one.absolute_average_fold for one in by_share.values())
    assert best <= left_out.absolute_average_fold <= by_share[1.0].absolute_average_fold
