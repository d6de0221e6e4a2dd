"""What needles add: enhancement by the equations that ship, beside what was measured on excised skin and in animals."""

from __future__ import annotations

import msgspec
import numpy as np

from milkpath.exposure.predictors import permeability_model
from milkpath.knowledge.model import Procedure
from milkpath.knowledge.quantities import quantity, spread, value
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.skin.micropores import dermis_diffusivity_cm2_per_s, pore_permeability_cm_per_h
from milkpath.skin.predicted_permeability import PermeabilityModel, predicted_permeability
from milkpath.substance.ionisation import unionised_fraction
from validation.shared import rows
from validation.topical import Found

Z90 = 1.6448536
UM_PER_MM = 1000.0


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A molecule (as in the chemical table of httk 2.7.4) under a device; `ph` of the dissolved salt is taken as 5.5."""

    substance: str
    state: str
    log_kow: float
    molar_mass: float
    pka_base: float | None
    ph: float
    procedure: str
    base_intact: bool = False
    """The intact figure is that of the free base, which is not ionised."""
    note: str = ""


TRIALS = (
    Trial(
        substance="amantadine HCl",
        state="porcine microneedled",
        log_kow=2.439,
        molar_mass=151.3,
        pka_base=10.7,
        ph=5.5,
        procedure="microneedling-roller",
        note="excised pig ear; passes not in print: as usual",
    ),
    Trial(
        substance="pramipexole 2HCl",
        state="porcine microneedled",
        log_kow=2.036,
        molar_mass=211.3,
        pka_base=10.3,
        ph=5.5,
        procedure="microneedling-roller",
        note="excised pig ear; passes not in print: as usual",
    ),
    Trial(
        substance="6-beta-naltrexol HCl",
        state="hairless guinea pig microneedled vs base intact",
        log_kow=1.919,
        molar_mass=343.4,
        pka_base=8.88,
        ph=5.5,
        procedure="microneedling-patch",
        base_intact=True,
        note="hairless guinea pig; salt through needled against base through whole skin; log Kow and pKa of naltrexone",
    ),
    Trial(
        substance="alpha-arbutin",
        state="dissolving microneedle vs cream (porcine/mouse)",
        log_kow=-1.35,
        molar_mass=272.3,
        pka_base=None,
        ph=5.5,
        procedure="microneedling-patch",
        note="the needles hold the drug and dissolve; a cream without needles beside it",
    ),
)


def enhancement(trial: Trial, known: Knowledge) -> tuple[float, float, float]:
    """Flux through needled over whole skin: 5th, 50th and 95th percentile, spreads added as logarithms."""
    procedure = known.procedures[trial.procedure]
    model = permeability_model(known)
    share = 1.0 if trial.pka_base is None else unionised_fraction(trial.ph, pka_base=trial.pka_base)
    intact = _intact(trial, model, 1.0 if trial.base_intact else share)
    beside = _intact(trial, model, share)
    pores = pore_permeability_cm_per_h(
        np.array([_figure(procedure, "pore-density-per-pass") * _figure(procedure, "usual-passes")]),
        np.array([_figure(procedure, "pore-radius")]),
        np.array([known.parameter("minimum-channel-length").value / UM_PER_MM]),
        dermis_diffusivity_cm2_per_s(
            trial.molar_mass,
            intercept=known.parameter("dermis-diffusivity-intercept").value,
            log_slope=known.parameter("dermis-diffusivity-mass-slope").value,
        ),
    )
    wide = [known.parameter("pore-permeability-spread").gsd or 1.0]
    wide += [
        spread(figure, known)
        for name in ("pore-density-per-pass", "usual-passes")
        if (figure := quantity(procedure, name))
    ]
    logs = np.hypot(np.sqrt(sum(np.log(each) ** 2 for each in wide)), np.log(10) * model.log10_spread)
    ratio = float(pores[0] / intact)
    low, middle, high = (beside / intact + ratio * float(np.exp(side * Z90 * logs)) for side in (-1, 0, 1))
    return low, middle, high


def _intact(trial: Trial, model: PermeabilityModel, share: float) -> float:
    found = predicted_permeability(np.array([trial.log_kow]), np.array([trial.molar_mass]), model, unionised=share)
    return float(10 ** found.log10_middle[0])


def _figure(procedure: Procedure, name: str) -> float:
    found = value(procedure, name)
    assert found is not None
    return found


def found() -> list[Found]:
    """Every enhancement of the table beside its prediction."""
    known, table = knowledge(), rows("skin_observed.csv")
    entries = []
    for trial in TRIALS:
        row = next(row for row in table if row["substance"] == trial.substance and row["skin_state"] == trial.state)
        observed = float(row["num"])
        if row["metric"] == "flux":
            intact = next(one for one in table if one["substance"] == trial.substance and "intact" in one["skin_state"])
            observed /= float(intact["num"])
        low, middle, high = enhancement(trial, known)
        entries.append(
            Found(
                substance=trial.substance,
                what=f"{row['skin_state']}",
                observed=observed,
                low=low,
                middle=middle,
                high=high,
                unit="x",
                source=row["source"],
                note=trial.note,
            )
        )
    return entries
