"""Milk-to-plasma ratio from ionisation and binding, where none was observed: a line fitted to observed ratios."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.substance.ionisation import WHOLLY_CHARGED_ACID, WHOLLY_CHARGED_BASE

Array = NDArray[np.float64]
Names = NDArray[np.str_]

ION_CLASSES = ("acid", "base", "neutral", "zwitterion")
KEEPS_ACID, KEEPS_BASE = ("acid", "zwitterion"), ("base", "zwitterion")


class Molecules(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of some molecules, one entry each; what is not known is NaN, and '' for the class."""

    log_kow: Array
    pka_acid: Array
    pka_base: Array
    fraction_unbound: Array
    ion_class: Names


class RatioLine(msgspec.Struct, frozen=True, kw_only=True):
    """`ln M/P = intercept + trapping ln(Mu/Pu) + unbound ln(fu + floor) + log_kow log Kow`, with the spread of its errors.

    On substances that the fit has not seen: `log10_spread` is the root mean square error of log10, `log10_half_width`
    that of the 90 % interval.
    """

    intercept: float
    trapping: float
    unbound: float
    log_kow: float
    log10_spread: float
    log10_half_width: float


class RatioModel(msgspec.Struct, frozen=True, kw_only=True):
    """Lines for what is known of a substance; the figures live in `knowledge/physiology/milk-ratio-fit.yaml`."""

    plasma_ph: float
    milk_ph: float
    unbound_floor: float
    full: RatioLine
    """Ionisation and binding are known."""
    no_unbound: RatioLine
    """Ionisation and log Kow."""
    ionisation_alone: RatioLine
    unbound_alone: RatioLine
    nothing: RatioLine
    class_alone_wider: float
    """Factor on the interval where the class is known and its pKa is not."""
    pka_alone_wider: float
    """Factor on the interval where the class was taken from the pKa."""


class PredictedRatio(msgspec.Struct, frozen=True, kw_only=True):
    """log10 of the ratio, its spread and half-width of the 90 % interval, and the name of what was used; one entry each."""

    log10_middle: Array
    log10_spread: Array
    log10_half_width: Array
    method: Names


def class_by_pka(molecules: Molecules, ph: float) -> Names:
    """The class that the pKa alone suggest: an acid group below the pH, a basic one above it; '' without any pKa.

    >>> one = Molecules(log_kow=np.array([0.0]), pka_acid=np.array([4.0]), pka_base=np.array([np.nan]),
    ...     fraction_unbound=np.array([1.0]), ion_class=np.array([""]))
    >>> class_by_pka(one, 7.4).tolist()
    ['acid']
    """
    known = ~np.isnan(molecules.pka_acid) | ~np.isnan(molecules.pka_base)
    with np.errstate(invalid="ignore"):
        acid, base = molecules.pka_acid < ph, molecules.pka_base > ph
    kinds = np.where(acid & base, "zwitterion", np.where(acid, "acid", np.where(base, "base", "neutral")))
    return np.where(known, kinds, "")


def ion_trapping(
    kind: Names, pka_acid: Array, pka_base: Array, plasma_ph: float, milk_ph: float
) -> tuple[Array, NDArray[np.bool_]]:
    """`ln(Mu/Pu)`, un-ionised in plasma over un-ionised in milk, and whether a pKa that the class asks for is missing.

    Without its pKa a group counts as ionised all but wholly. A neutral substance is not trapped, an unknown class gives NaN.

    >>> found, missing = ion_trapping(np.array(["base", "neutral", ""]), np.full(3, np.nan), np.array([9.0, 9.0, 9.0]), 7.4, 7.2)
    >>> found.round(3).tolist(), missing.tolist()
    ([0.451, 0.0, nan], [False, False, False])
    """
    needs_acid, needs_base = np.isin(kind, KEEPS_ACID), np.isin(kind, KEEPS_BASE)
    missing = (needs_acid & np.isnan(pka_acid)) | (needs_base & np.isnan(pka_base))
    acid = np.where(needs_acid, np.where(np.isnan(pka_acid), WHOLLY_CHARGED_ACID, pka_acid), np.inf)
    base = np.where(needs_base, np.where(np.isnan(pka_base), WHOLLY_CHARGED_BASE, pka_base), -np.inf)
    # An ampholyte without both pKa counts by its acid group, whose ions it mostly holds.
    base = np.where((kind == "zwitterion") & missing, -np.inf, base)

    def all_forms(ph: float) -> Array:
        return np.asarray(1 + 10 ** (ph - acid) + 10 ** (base - ph) + 10 ** (base - acid))

    trapped = np.log(all_forms(milk_ph)) - np.log(all_forms(plasma_ph))
    return np.where(kind == "", np.nan, trapped), missing


def predicted_ratio(molecules: Molecules, model: RatioModel) -> PredictedRatio:
    """The milk-to-plasma ratio of each molecule by what is known of it; the less, the wider."""
    given = np.isin(molecules.ion_class, ION_CLASSES)
    kind = np.where(given, molecules.ion_class, class_by_pka(molecules, model.plasma_ph))
    trapped, missing = ion_trapping(kind, molecules.pka_acid, molecules.pka_base, model.plasma_ph, model.milk_ph)
    has_ion, has_unbound = kind != "", ~np.isnan(molecules.fraction_unbound)
    has_kow = ~np.isnan(molecules.log_kow)
    cases = [has_ion & has_unbound, has_ion & has_kow, has_ion, has_unbound]
    names = ["ionisation+binding", "ionisation+log-kow", "ionisation", "binding", "nothing-known"]
    lines = [model.full, model.no_unbound, model.ionisation_alone, model.unbound_alone, model.nothing]

    def figure(name: str) -> Array:
        values = [getattr(line, name) for line in lines]
        return np.select(cases, values[:-1], values[-1])

    free = np.log(np.where(has_unbound, molecules.fraction_unbound, 1.0) + model.unbound_floor)
    middle = (
        figure("intercept")
        + figure("trapping") * np.where(has_ion, trapped, 0.0)
        + figure("unbound") * free
        + figure("log_kow") * np.where(has_kow, molecules.log_kow, 0.0)
    )
    wider = np.where(missing, model.class_alone_wider, 1.0) * np.where(has_ion & ~given, model.pka_alone_wider, 1.0)
    how = np.select(cases, names[:-1], names[-1]).astype("U48")
    how = np.where(missing, np.char.add(how, " (class without pKa)"), how)
    how = np.where(has_ion & ~given, np.char.add(how, " (class from pKa)"), how)
    return PredictedRatio(
        log10_middle=middle / np.log(10),
        log10_spread=figure("log10_spread") * wider,
        log10_half_width=figure("log10_half_width") * wider,
        method=how,
    )
