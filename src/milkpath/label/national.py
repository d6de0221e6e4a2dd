"""Reads names in French, Spanish, Italian and Portuguese by what they share with the international ones.

`Acétate de tocophéryle`, `acetato de tocoferilo` and `tocopheryl acetate` have the same words in another order and another
spelling. Both are brought to one skeleton: words of grammar go, trade words are translated, the spelling is evened out
(ph and f, y and i, doubled letters, endings) and the words are sorted. Two substances with one skeleton have none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

from milkpath.knowledge.families import PARTS, is_part, words_of

Entry = TypeVar("Entry")

_GRAMMAR = words_of("a al con d da de degli dei del della delle des di do dos du e el en et il in l la le les of y")
_TRANSLATED: Mapping[str, str] = {
    spelling: meant
    for meant, spellings in {
        "acid": "acide acido acidum",
        "alcohol": "alcool",
        "bark": "ecorce corteza corteccia casca",
        "butter": "beurre manteca burro manteiga",
        "chloride": "chlorure cloruro cloreto",
        "denat": "denature denaturado denaturato desnaturalizado",
        "dioxide": "dioxyde dioxido biossido",
        "disodium": "disodique disodico bisodico",
        "extract": "extrait extracto estratto extrato",
        "flower": "fleur fleurs flor flores fiore fiori",
        "fluoride": "fluorure fluoruro fluoreto",
        "fruit": "fruto frutto fruits",
        "gum": "gomme goma gomma",
        "hydrogenated": "hydrogene hydrogenee hidrogenado hidrogenada idrogenato idrogenata",
        "hydrolyzed": "hydrolyse hydrolysee hydrolysed hidrolizado hidrolizada idrolizzato idrolizzata hidrolisado",
        "hydroxide": "hydroxyde hidroxido idrossido",
        "juice": "jus zumo jugo succo suco",
        "kernel": "noyau hueso nocciolo caroco",
        "leaf": "feuille feuilles hoja hojas foglia foglie folha folhas",
        "oil": "huile aceite olio oleo",
        "oxide": "oxyde oxido ossido",
        "powder": "poudre polvo polvere po",
        "root": "racine racines raiz radice",
        "seed": "graine graines semilla semillas seme semi semente sementes",
        "sulfate": "sulfato solfato",
        "sulfite": "sulfito solfito",
        "trisodium": "trisodique trisodico",
        "tetrasodium": "tetrasodique tetrasodico",
        "water": "eau agua acqua",
        "wax": "cire cera",
        # the elements whose name differs by more than an ending
        "aluminum": "alluminio aluminio",
        "ammonium": "ammonio amonio",
        "calcium": "calcio",
        "magnesium": "magnesio",
        "potassium": "potassio potasio",
        "sodium": "sodio natrium",
        "titanium": "titane titanio",
        "zinc": "zinco cinc zink",
    }.items()
    for spelling in spellings.split()
}
_EVENED = (
    ("que", "c"),
    ("qu", "c"),
    ("ph", "f"),
    ("oss", "ox"),
    ("ae", "e"),
    ("oe", "e"),
    ("h", ""),
    ("y", "i"),
    ("k", "c"),
    ("z", "s"),
)
_DOUBLED = re.compile(r"([a-z])\1+")
_ENDING = re.compile(r"[aeiou]+$")
_SHORTEST_WORD = 3
_SHORTEST_NAME = 6


@lru_cache(maxsize=32768)
def _skeleton_of_word(word: str) -> str:
    word = _TRANSLATED.get(word, word)
    if not word.isalpha():
        return word
    for seen, kept in _EVENED:
        word = word.replace(seen, kept)
    word = _DOUBLED.sub(r"\1", word)
    short = _ENDING.sub("", word)
    return short if len(short) >= _SHORTEST_WORD else word


def skeleton(normalised: str) -> str:
    """Return the skeleton of a normalised name.

    >>> skeleton("acetate de tocopheryle") == skeleton("acetato di tocoferile") == skeleton("tocopheryl acetate")
    True
    >>> skeleton("alcool cetylique") == skeleton("cetyl alcohol"), skeleton("retinal") == skeleton("retinol")
    (True, False)
    """
    return _joined([word for word in normalised.split() if word not in _GRAMMAR])


def family_skeleton(normalised: str) -> str:
    """Return the skeleton of the plant that a name of one of its parts stands for; empty where it names no part.

    >>> family_skeleton("extrait de feuille de rosa canina") == family_skeleton("rosa canina leaf")
    True
    >>> family_skeleton("huile de rosa canina") == family_skeleton("rosa canina leaf")
    False
    """
    words = [word for word in normalised.split() if word not in _GRAMMAR]
    kept = [word for word in words if not is_part(_TRANSLATED.get(word, word))]
    return f"{_joined(kept)} {PARTS}" if kept else ""


def _joined(words: list[str]) -> str:
    bare = [_skeleton_of_word(word) for word in words]
    if "alcol" in bare:
        bare = [word.removesuffix("ic") if word.endswith("ilic") else word for word in bare]
    return " ".join(sorted(bare))


class Skeletons:
    """The names of a dictionary under their skeletons, made when the first is asked for."""

    def __init__(self, entries: Mapping[str, Entry], families: Mapping[str, Entry]) -> None:
        """Keep both tables, by normalised name and by family key."""
        self._entries = entries
        self._families = families

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Skeleton -> normalised name or family key; only where it means one thing."""
        found: dict[str, str] = {}
        doubtful: set[str] = set()
        tables = ((self._entries, skeleton), (self._plants, lambda key: family_skeleton(key.removesuffix(PARTS))))
        for table, skeleton_of in tables:
            for name in table:
                if len(name) >= _SHORTEST_NAME and found.setdefault(skeleton_of(name), name) != name:
                    other = found[skeleton_of(name)]
                    if _meaning(self._value(other)) != _meaning(self._value(name)):
                        doubtful.add(skeleton_of(name))
        return {bare: name for bare, name in found.items() if bare not in doubtful}

    @cached_property
    def _plants(self) -> Mapping[str, object]:
        return {key: entry for key, entry in self._families.items() if key.endswith(f" {PARTS}")}

    def _value(self, name: str) -> object:
        return self._entries[name] if name in self._entries else self._families[name]

    def find(self, normalised: str) -> str | None:
        """Return the normalised name, or the family key, that a name in another language means."""
        if len(normalised) < _SHORTEST_NAME:
            return None
        return self._names.get(skeleton(normalised)) or self._names.get(family_skeleton(normalised))


def _meaning(entry: object) -> object:
    return getattr(entry, "substance", entry)
