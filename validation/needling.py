"""What needles add: the pores of the equations that ship, beside what was measured on excised skin and in animals.

`enhancement = 1 + share Kp_pore / Kp_whole`: fluid-filled pores always by the equations, and the share of it that real ones let through;
whole skin by the best that is known of it, first what the study itself measured, then what others measured on human skin, then the
predictor. `fit_pores` fits the share.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np

from milkpath.exposure.predictors import permeability_model
from milkpath.knowledge.model import Procedure
from milkpath.knowledge.quantities import quantity, spread, value
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.skin.micropores import dermis_diffusivity_cm2_per_s, pore_permeability_cm_per_h
from milkpath.skin.predicted_permeability import predicted_permeability
from milkpath.substance.ionisation import unionised_fraction
from validation.fit_permeability import records
from validation.scores import Z95, group_means
from validation.shared import Row, number, own_rows, rows

UM_PER_MM = 1000.0
UG_PER_MG = 1000.0
TABLE = "needling_observations.csv"
SAME_STUDY = "the study itself"
OTHERS = "others on human skin"
PREDICTED = "the predictor"
BASES = (SAME_STUDY, OTHERS, PREDICTED)
"""What the permeability of whole skin can rest on, the best first."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A molecule under a device, and what was measured; `None` where it was not in the part of the paper that was read."""

    substance: str
    skin: str
    device: str
    """A needling procedure of the knowledge; its usual figures stand in for those that are not in print."""
    observed: float
    unit: str
    """`x` is needled over whole skin, `cm/h` the permeability of the needled skin itself."""
    molar_mass: float
    log_kow: float | None = None
    pka_acid: float | None = None
    pka_base: float | None = None
    ph: float
    uncharged_on_whole_skin: bool = False
    """The whole skin beside it was under the free base, which is not ionised."""
    flux_whole: float | None = None
    """Flux through whole skin, ug/cm2/h."""
    donor_mg_per_ml: float | None = None
    measured_as: str | None = None
    """Name in the table of whole human skin, where others measured the molecule as it was here."""
    needle_mm: float | None = None
    insertions_per_cm2: float | None = None
    passes: float | None = None
    source: str
    note: str = ""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """Coefficients that others measured on whole human skin: means by name, and how far records of one molecule lie apart."""

    log10_means: Mapping[str, float]
    log10_spread: float


class Permeability(msgspec.Struct, frozen=True, kw_only=True):
    """A permeability [cm/h], or the ratio of two, with the spread of its error, log10."""

    middle: float
    log10_spread: float = 0.0

    def at(self, side: int) -> float:
        """The 5th percentile at -1, the middle at 0, the 95th at 1."""
        return float(self.middle * 10 ** (side * Z95 * self.log10_spread))


class OpenShare(msgspec.Struct, frozen=True, kw_only=True):
    """What real pores let through over what the equations' fluid-filled ones do: middle and geometric standard deviation."""

    middle: float
    gsd: float


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What an observation is made of: `whole + share x ratio`."""

    whole: Permeability
    """What passes beside the pores: 1 of an enhancement, the permeability of whole skin of a permeability."""
    ratio: Permeability
    """The pores of the equations, over whole skin of an enhancement; the spread is that of all but the share."""
    basis: str


class WholeSkin(msgspec.Struct, frozen=True, kw_only=True):
    """Permeability of whole skin and strength of the donor that an observed enhancement asks for, beside the predictor."""

    implied_cm_per_h: float
    implied_mg_per_ml: float
    predicted_cm_per_h: float


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """5th, 50th and 95th percentile of what was observed, and what the whole skin in it rests on."""

    low: float
    middle: float
    high: float
    basis: str


def measured_by_others() -> Measured:
    """The means of the table of whole human skin, and the pooled spread of records of one compound."""
    data = records()
    means = group_means(data.log_kp, data.group)
    within = data.log_kp - means[data.group]
    freedom = len(data.log_kp) - len(means)
    return Measured(
        log10_means={name: float(means[group]) for name, group in zip(data.compound, data.group, strict=True)},
        log10_spread=float(np.sqrt(np.sum(within**2) / freedom)),
    )


def trial(row: Row, shared: Mapping[str, float]) -> Trial:
    """A row of the table as a trial; `shared` are the figures of the table beside the checkout, by id."""
    whole, needled = number(row["flux_whole"]), number(row["flux_needled"])
    if row["shared_needled"]:
        needled = shared[row["shared_needled"]]
        whole = shared[row["shared_whole"]] if row["shared_whole"] else None
    observed = number(row["observed"])
    if observed is None:
        assert needled is not None, f"{row['id']} says nothing that was observed"
        observed = needled if whole is None else needled / whole
    molar_mass, ph = number(row["molar_mass"]), number(row["ph"])
    assert molar_mass is not None and ph is not None, f"{row['id']} lacks molar mass or pH"  # noqa: PT018
    return Trial(
        substance=row["substance"],
        skin=row["skin"],
        device=row["device"],
        observed=observed,
        unit={"enhancement": "x", "permeability": "cm/h"}[row["measure"]],
        molar_mass=molar_mass,
        log_kow=number(row["log_kow"]),
        pka_acid=number(row["pka_acid"]),
        pka_base=number(row["pka_base"]),
        ph=ph,
        uncharged_on_whole_skin=row["uncharged_on_whole_skin"] == "yes",
        flux_whole=whole,
        donor_mg_per_ml=number(row["donor_mg_per_ml"]),
        measured_as=row["measured_as"] or None,
        needle_mm=number(row["needle_mm"]),
        insertions_per_cm2=number(row["insertions_per_cm2"]),
        passes=number(row["passes"]),
        source=row["source"],
        note=row["note"],
    )


def ideal_pores(one: Trial, known: Knowledge) -> Permeability:
    """Fresh fluid-filled pores by the equations, with the device's own figures where they are in print, else its usual ones.

    As in the engine, longer needles make wider pores, and the channel is the shortest that the model uses.
    """
    procedure = known.procedures[one.device]
    usual_density, usual_passes = _figure(procedure, "pore-density-per-pass"), _figure(procedure, "usual-passes")
    if one.insertions_per_cm2 is not None:
        density = one.insertions_per_cm2 * (one.passes or 1.0)
    else:
        density = usual_density * (one.passes or usual_passes)
    length = one.needle_mm or _figure(procedure, "usual-depth")
    radius = _figure(procedure, "pore-radius") * float(np.sqrt(length / _figure(procedure, "usual-depth")))
    middle = _pores(one, known, density, radius)
    unsure = [_pores(one, known, density, radius * _spread(procedure, "pore-radius", known)) / middle]
    if one.insertions_per_cm2 is None:
        unsure.append(_spread(procedure, "pore-density-per-pass", known))
        unsure.append(1.0 if one.passes else _spread(procedure, "usual-passes", known))
    return Permeability(middle=middle, log10_spread=float(np.sqrt(np.sum(np.log10(unsure) ** 2))))


def whole_skin(one: Trial, known: Knowledge, others: Measured) -> tuple[Permeability, str]:
    """Permeability of whole skin by the best that is known of it, and what that is."""
    if one.flux_whole is not None and one.donor_mg_per_ml is not None:
        return Permeability(middle=one.flux_whole / (one.donor_mg_per_ml * UG_PER_MG)), SAME_STUDY
    if one.measured_as is not None:
        middle = 10 ** others.log10_means[one.measured_as]
        return Permeability(middle=middle, log10_spread=others.log10_spread), OTHERS
    return _predicted(one, known, 1.0 if one.uncharged_on_whole_skin else _uncharged(one)), PREDICTED


def parts(one: Trial, known: Knowledge, others: Measured) -> Parts:
    """What the prediction is put together from."""
    ideal, (whole, basis) = ideal_pores(one, known), whole_skin(one, known, others)
    if one.unit == "cm/h":
        return Parts(whole=whole, ratio=ideal, basis=basis)
    beside = 1.0
    if one.uncharged_on_whole_skin:
        beside = _predicted(one, known, _uncharged(one)).middle / whole.middle
    ratio = Permeability(
        middle=ideal.middle / whole.middle, log10_spread=float(np.hypot(ideal.log10_spread, whole.log10_spread))
    )
    return Parts(whole=Permeability(middle=beside), ratio=ratio, basis=basis)


def predicted(of: Parts, share: OpenShare) -> Prediction:
    """What should have been observed; spreads add as logarithms, and what the study measured itself has none."""
    added = Permeability(
        middle=share.middle * of.ratio.middle,
        log10_spread=float(np.hypot(of.ratio.log10_spread, np.log10(share.gsd))),
    )
    low, middle, high = (of.whole.at(side) + added.at(side) for side in (-1, 0, 1))
    return Prediction(low=low, middle=middle, high=high, basis=of.basis)


def trials() -> list[Trial]:
    """All rows of the table that are not left out."""
    shared = {row["id"]: float(row["num"]) for row in rows("skin_observed.csv") if row["num"]}
    return [trial(row, shared) for row in own_rows(TABLE) if not row["left_out"]]


def left_out() -> list[Row]:
    """Studies that were found and cannot be compared, each with its reason."""
    return [row for row in own_rows(TABLE) if row["left_out"]]


def whole_skin_implied() -> WholeSkin:
    """What would have to be true of whole pig ear under amantadine for its pores to let through all that the equations say."""
    known = knowledge()
    one = next(each for each in trials() if each.substance == "amantadine HCl")
    implied = ideal_pores(one, known).middle / (one.observed - 1)
    assert one.flux_whole is not None
    return WholeSkin(
        implied_cm_per_h=implied,
        implied_mg_per_ml=one.flux_whole / implied / UG_PER_MG,
        predicted_cm_per_h=_predicted(one, known, _uncharged(one)).middle,
    )


def _pores(one: Trial, known: Knowledge, density: float, radius: float) -> float:
    found = pore_permeability_cm_per_h(
        np.array([density]),
        np.array([radius]),
        np.array([known.parameter("minimum-channel-length").value / UM_PER_MM]),
        dermis_diffusivity_cm2_per_s(
            one.molar_mass,
            intercept=known.parameter("dermis-diffusivity-intercept").value,
            log_slope=known.parameter("dermis-diffusivity-mass-slope").value,
        ),
    )
    return float(found[0])


def _predicted(one: Trial, known: Knowledge, uncharged: float) -> Permeability:
    log_kow = np.nan if one.log_kow is None else one.log_kow
    found = predicted_permeability(
        np.array([log_kow]), np.array([one.molar_mass]), permeability_model(known), unionised=uncharged
    )
    return Permeability(middle=float(10 ** found.log10_middle[0]), log10_spread=float(found.log10_spread[0]))


def _uncharged(one: Trial) -> float:
    return unionised_fraction(one.ph, pka_acid=one.pka_acid, pka_base=one.pka_base)


def _figure(procedure: Procedure, name: str) -> float:
    found = value(procedure, name)
    assert found is not None, f"{procedure.id} has no {name}"
    return found


def _spread(procedure: Procedure, name: str, known: Knowledge) -> float:
    figure = quantity(procedure, name)
    assert figure is not None, f"{procedure.id} has no {name}"
    return spread(figure, known)
