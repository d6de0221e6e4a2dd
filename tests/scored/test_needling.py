"""What needles add is predicted from the best that is known of whole skin, and no observation falls through."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from validation import fit_pores, needling
from validation.needling import Measured, OpenShare, Trial, ideal_pores, parts, predicted, trial, whole_skin
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
SHARE = OpenShare(middle=0.1, gsd=4.0)


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
    assert _of(charged).middle > _of(free).middle


def test_enhancement_is_one_and_the_pores_over_whole_skin() -> None:
    """With a permeability that the study measured nothing else comes in, and the interval is that of the pores and their share."""
    own = msgspec.structs.replace(SALT, flux_whole=20.0, donor_mg_per_ml=10.0)
    got, ideal = _of(own), ideal_pores(own, knowledge())
    assert got.middle == pytest.approx(1 + 0.1 * ideal.middle / 2e-3)
    spread = np.hypot(ideal.log10_spread, np.log10(4.0))
    assert (got.high - 1) / (got.middle - 1) == pytest.approx(10 ** (needling.Z95 * spread))
    assert 1 < got.low < got.middle < got.high


def test_the_permeability_of_needled_skin_is_the_sum_of_both_ways() -> None:
    """Where the permeability itself was observed, pores and whole skin add up."""
    own = msgspec.structs.replace(SALT, unit="cm/h", flux_whole=20.0, donor_mg_per_ml=10.0)
    got = _of(own)
    assert got.middle == pytest.approx(2e-3 + 0.1 * ideal_pores(own, knowledge()).middle)
    assert got.low < got.middle < got.high


def test_the_salt_through_needled_skin_is_compared_with_the_base_through_whole_skin() -> None:
    """Beside an uncharged base the salt may gain less than nothing: what passes beside the pores counts as it is."""
    beside = msgspec.structs.replace(SALT, uncharged_on_whole_skin=True)
    got = _of(beside)
    assert got.middle < _of(SALT).middle
    assert got.low < 1


def test_figures_in_print_stand_for_the_usual_ones_of_the_device() -> None:
    """Density and passes multiply, take their spread with them, and longer needles never make the pores less."""
    known = knowledge()
    usual = ideal_pores(SALT, known)
    density = value(known.procedures["microneedling-patch"], "pore-density-per-pass")
    assert density is not None
    printed = ideal_pores(msgspec.structs.replace(SALT, insertions_per_cm2=density), known)
    assert printed.middle == pytest.approx(usual.middle)
    assert printed.log10_spread < usual.log10_spread
    double = msgspec.structs.replace(SALT, insertions_per_cm2=density, passes=2.0)
    assert ideal_pores(double, known).middle == pytest.approx(2 * usual.middle)
    long, short = (ideal_pores(msgspec.structs.replace(SALT, needle_mm=length), known).middle for length in (1.0, 0.3))
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
    assert ideal_pores(SALT, known).middle == pytest.approx(float(expected[0]))


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
    found = [one for part in fit_pores.found().values() for one in part]
    assert len(found) + len(needling.left_out()) == len(own_rows(needling.TABLE))
    assert all(one.low < one.middle < one.high for one in found)


def _of(one: Trial) -> needling.Prediction:
    return predicted(parts(one, knowledge(), OTHERS), SHARE)
