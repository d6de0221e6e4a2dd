"""The structure, the molar mass and the kind of matter of a substance tell the same story."""

from __future__ import annotations

import pytest

from knowledge.smiles import molar_mass
from milkpath.knowledge.quantities import value
from milkpath.knowledge.reader import knowledge

WITHIN = 0.002
"""Share by which a molar mass may differ: rounding and other tables of atomic weights."""
KNOWN_MASSES = {
    "CCN(CC)CC(=O)Nc1c(C)cccc1C": 234.34,
    "O=C(C)Oc1ccccc1C(=O)O": 180.16,
    "CN1C=NC2=C1C(=O)N(C(=O)N2C)C": 194.19,
    "c1ccc2[nH]ccc2c1": 117.15,
    "CS(=O)(=O)C": 94.13,
    "OCC(O)CO": 92.09,
    "C[C@H](O)C(=O)[O-].[Na+]": 112.06,
    "O=[N+]([O-])c1ccccc1": 123.11,
    "Cc1ncc([N+]([O-])=O)n1CCO": 171.16,
}


@pytest.mark.parametrize(("smiles", "mass"), KNOWN_MASSES.items())
def test_the_oracle_knows_chemistry(smiles: str, mass: float) -> None:
    """The masses of well-known molecules come out, so that a difference below is one of the files."""
    assert molar_mass(smiles) == pytest.approx(mass, abs=0.02)


def test_structure_and_molar_mass_agree() -> None:
    """Where a file gives both a structure and a molar mass, the one follows from the other."""
    wrong = {}
    for substance in knowledge().substances.values():
        mass = value(substance, "molar-mass")
        if substance.smiles is not None and mass is not None:
            computed = molar_mass(substance.smiles)
            if abs(computed - mass) > WITHIN * mass:
                wrong[substance.id] = (round(computed, 2), mass)
    assert wrong == {}


def test_only_molecules_have_a_structure() -> None:
    """A polymer, protein, plant or mixture is never given the structure of one small molecule."""
    without = ("polymer", "protein", "particle", "botanical", "mixture", "cells")
    assert [
        one.id for one in knowledge().substances.values() if one.matter in without and (one.smiles or one.inchikey)
    ] == []
