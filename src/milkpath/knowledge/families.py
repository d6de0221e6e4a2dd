"""Names that stand for a whole family: `PEG-# stearate` with any number, `Rosa canina *` with any part of the plant."""

from __future__ import annotations

import re
from functools import lru_cache

from milkpath.knowledge.spelling import normalise

NUMBER = "#"
"""Stands for any whole number in a name of the knowledge."""
PARTS = "*"
"""Stands at the end of a name for any part of the plant and its plain preparations, or none."""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a text.

    >>> sorted(words_of("leaf  root"))
    ['leaf', 'root']
    """
    return frozenset(text.split())


# Parts of plants and fungi, and how they are prepared without being turned into something else. An oil, a butter, a
# wax, a resin, a ferment or a hydrolysed protein is another thing and is not among them.
_PARTS = words_of(
    """
    aerial aril bark berries berry branch branches bran bud buds bulb bulbs callus calyx catkin cell cells
    concentrate conditioned cone cones crown culture cultures distillate extract extracts filtrate flour flower
    flowers fruit fruitbody fruits germ grass heartwood herb hull hulls husk hydrosol infusion juice kernel kernels
    leaf leaves meal meristem mesocarp mycelium needle needles nut nuts parts peel peels pericarp petal petals
    pistil plant pod pods pollen powder pulp receptacle rhizome rhizomes rind root roots sap seed seeds shell shells
    shoot shoots skin sporocarp sprout sprouts stalk stamen stem stems stigma thallus tuber tubers twig twigs vine
    water whole wood
    """
)
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def family_keys(normalised: str) -> tuple[str, ...]:
    """Return the spellings under which a normalised name may belong to a family, the narrowest first.

    >>> family_keys("peg 100 stearate")
    ('peg # stearate', 'peg # stearate *')
    >>> family_keys("rosa canina flower leaf extract")
    ('rosa canina *',)
    >>> family_keys("rosa canina fruit oil")
    ('rosa canina oil *',)
    >>> family_keys("seed extract")
    ()
    """
    numbered = _DIGITS.sub(NUMBER, normalised)
    plant = _without_parts(numbered)
    if not plant:
        return ()
    return (plant,) if numbered == normalised else (numbered, plant)


def is_part(word: str) -> bool:
    """Whether a word names a part of a plant or a plain preparation of it.

    >>> is_part("leaf"), is_part("oil")
    (True, False)
    """
    return word in _PARTS


def is_family(text: str) -> bool:
    """Whether a name of the knowledge stands for a family.

    >>> is_family("Laureth-#"), is_family("Rosa canina *"), is_family("CI 77891"), is_family("*")
    (True, True, False, False)
    """
    return NUMBER in text or text.endswith(f" {PARTS}")


def name_key(text: str) -> str:
    """Return the key under which a name of the knowledge is kept: its normalised spelling, or the key of its family.

    >>> name_key("Laureth-23"), name_key("PEG-#M"), name_key("Rosa canina *")
    ('laureth 23', 'peg #m', 'rosa canina *')
    """
    if not is_family(text):
        return normalise(text)
    spelled = " ".join(re.sub(r"[^\w#]+|_", " ", text.casefold()).split()) if NUMBER in text else normalise(text)
    return _without_parts(spelled) if text.endswith(f" {PARTS}") else spelled


def _without_parts(numbered: str) -> str:
    """Return the key of the plant: the name without its parts; empty where nothing else is left."""
    words = [word for word in numbered.split() if word not in _PARTS]
    return f"{' '.join(words)} {PARTS}" if words else ""
