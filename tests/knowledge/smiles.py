"""Molar mass from a SMILES, by hand: an oracle that knows nothing of the figures in the files."""

from __future__ import annotations

import re
from collections import defaultdict

WEIGHTS = {
    "H": 1.008, "B": 10.81, "C": 12.011, "N": 14.007, "O": 15.999, "F": 18.998, "Na": 22.990, "Mg": 24.305, "Al": 26.982,
    "Si": 28.085, "P": 30.974, "S": 32.06, "Cl": 35.45, "K": 39.098, "Ca": 40.078, "Ti": 47.867, "Fe": 55.845, "Cu": 63.546,
    "Zn": 65.38, "Se": 78.971, "Br": 79.904, "Ag": 107.87, "Sn": 118.71, "I": 126.90, "Hg": 200.59, "Ba": 137.33, "Bi": 208.98,
}  # fmt: skip
"""Standard atomic weights [g/mol]."""
VALENCES = {
    "B": (3,),
    "C": (4,),
    "N": (3, 5),
    "O": (2,),
    "P": (3, 5),
    "S": (2, 4, 6),
    "F": (1,),
    "Cl": (1,),
    "Br": (1,),
    "I": (1,),
}
BONDS = {"-": 1, "=": 2, "#": 3, "$": 4, ":": 1, "/": 1, "\\": 1}
TOKEN = re.compile(r"(\[[^\]]+\])|(Cl|Br|[BCNOPSFI]|[bcnops])|(%\d\d|\d)|([()])|([-=#$:/\\])|(\.)")
BRACKET = re.compile(r"\[\d*([A-Z][a-z]?|[bcnops]|se)@{0,2}(?:H(\d*))?(?:[+-]\d*|\++|-+)?(?::\d+)?\]")


class _Atom:
    """One atom while the text is read: its element, bonds so far, and hydrogens where the text says them."""

    def __init__(self, element: str, hydrogens: int | None) -> None:
        self.element = element.capitalize()
        self.aromatic = element.islower()
        self.hydrogens = hydrogens
        self.bonds = 0
        self.doubles = 0

    def implied(self) -> int:
        """Hydrogens: those that are written, else as many as the smallest usual valence still has room for."""
        if self.hydrogens is not None:
            return self.hydrogens
        most = {"C": 3, "N": 2, "B": 2, "P": 2}.get(self.element, 0)  # bonds beside which an aromatic atom has one more
        used = self.bonds + (1 if self.aromatic and self.bonds <= most and not self.doubles else 0)
        return next((valence - used for valence in VALENCES[self.element] if valence >= used), 0)


def molar_mass(smiles: str) -> float:
    """Molar mass [g/mol] of the molecule that a SMILES writes; salts and hydrates count with all their parts.

    >>> round(molar_mass("CCO"), 2), round(molar_mass("c1ccccc1C(=O)O"), 2), round(molar_mass("[Na+].[Cl-]"), 2)
    (46.07, 122.12, 58.44)
    """
    return sum(WEIGHTS[atom.element] + atom.implied() * WEIGHTS["H"] for atom in _atoms(smiles))


def _atoms(smiles: str) -> list[_Atom]:
    atoms: list[_Atom] = []
    last: _Atom | None = None
    bond: str | None = None
    branches: list[_Atom | None] = []
    rings: dict[str, tuple[_Atom, str | None]] = defaultdict()
    for bracket, element, ring, branch, sign, dot in TOKEN.findall(smiles):
        if bracket or element:
            atom = _bracket(bracket) if bracket else _Atom(element, None)
            atoms.append(atom)
            if last is not None:
                _join(last, atom, bond)
            last, bond = atom, None
        elif ring and last is not None:
            if ring in rings:
                other, opened = rings.pop(ring)
                _join(other, last, bond or opened)
            else:
                rings[ring] = (last, bond)
            bond = None
        elif branch == "(":
            branches.append(last)
        elif branch:
            last = branches.pop()
        elif dot:
            last = None
        else:
            bond = sign
    return atoms


def _bracket(text: str) -> _Atom:
    found = BRACKET.fullmatch(text)
    assert found is not None, text
    element, hydrogens = found.groups()
    return _Atom(element, 0 if hydrogens is None else int(hydrogens or 1))


def _join(one: _Atom, other: _Atom, bond: str | None) -> None:
    order = BONDS[bond] if bond else 1
    for atom in (one, other):
        atom.bonds += order
        atom.doubles += order > 1
