"""Drawn figures in plain words, and what would narrow them: a question to the clinic, a measurement, or research."""

from __future__ import annotations

import msgspec

from milkpath.knowledge.reader import Knowledge


class FigureWords(msgspec.Struct, frozen=True):
    """What a figure is, and what would narrow it."""

    what: str
    narrowed_by: str


_BLOOD = "a level measured in her blood"
_MILK = "a level measured in her milk"
_NOT_HER = "only research can narrow it; it is drawn cautiously"
_CLINIC = "ask the clinic for device, depth, passes and density"

FIGURES = {
    "clearance": FigureWords("how fast her body clears {of}", _BLOOD),
    "volume-steady-state": FigureWords("how widely {of} spreads in her body", _BLOOD),
    "volume-central": FigureWords("how widely {of} spreads at first", _BLOOD),
    "intercompartmental-clearance": FigureWords("how fast {of} moves into her tissues", _BLOOD),
    "milk-to-plasma-ratio": FigureWords("how much {of} goes from blood to milk", _MILK),
    "milk-equilibration-half-life": FigureWords("how fast milk follows her blood", _MILK),
    "milk-intake": FigureWords("how much milk the baby drinks", "weigh the baby before and after feeds for a day"),
    "permeability": FigureWords(
        "how much {of} passes whole skin", "the absorption data of this product, from its maker"
    ),
    "permeability-of-her-skin": FigureWords("how much her skin lets through of anything", _BLOOD),
    "permeability-relative-to-limb": FigureWords(
        "how much more the skin of this site lets through", "say exactly where it goes"
    ),
    "fraction-absorbed-whole-skin": FigureWords(
        "how much of {of} whole skin takes up", "the absorption data of this product, from its maker"
    ),
    "occlusion-factor": FigureWords("how much a cover raises what passes", "ask whether it will be covered"),
    "dermis-clearance-rate": FigureWords("how fast the skin hands {of} on to the blood", _NOT_HER),
    "direct-deposition-fraction": FigureWords(
        "how much the needles carry in", "ask whether the skin is clean when they go in"
    ),
    "removal": FigureWords(
        "how well what lies on the skin is taken off ({of}, time {time})", "ask how it is taken off"
    ),
    "pore-density-per-pass": FigureWords("how many holes the needles make", _CLINIC),
    "pore-radius": FigureWords("how wide the holes are", _CLINIC),
    "pore-permeability-relative-to-ideal": FigureWords("how much passes through a fresh hole", _NOT_HER),
    "pore-closure-fast": FigureWords("how fast the holes begin to close", _NOT_HER),
    "pore-closure-slow": FigureWords(
        "how long the last holes stay open", "it matters less the longer the wait before the next product"
    ),
    "injection-release-rate": FigureWords("how fast {of} leaves the place of injection", _NOT_HER),
    "oral-absorption-rate": FigureWords("how fast {of} is taken up from her gut", _NOT_HER),
    "oral-bioavailability": FigureWords("how much of a tablet of {of} reaches her blood", _BLOOD),
    "slowed": FigureWords("how much her condition or medicine slows the clearance of {of}", _BLOOD),
    "infant-clearance": FigureWords("how fast the baby clears {of}", "a level measured in the baby's blood"),
    "infant-volume": FigureWords("how widely {of} spreads in the baby", "a level measured in the baby's blood"),
    "infant-protein-spread-aag": FigureWords("how much of a binding protein (AAG) the baby's blood holds", _NOT_HER),
    "infant-protein-spread-albumin": FigureWords("how much albumin the baby's blood holds", _NOT_HER),
    "infant-oral-absorption-rate": FigureWords("how fast the baby takes {of} up", _NOT_HER),
    "formed": FigureWords("how much {of} is formed", _BLOOD),
}
UNNAMED = FigureWords("{name} of {of}", _NOT_HER)


def figure_words(name: tuple[str, ...], known: Knowledge) -> FigureWords:
    """The words for a drawn figure.

    >>> from milkpath.knowledge.reader import knowledge
    >>> figure_words(("clearance", "lidocaine"), knowledge()).what
    'how fast her body clears lidocaine'
    """
    words = FIGURES.get(name[0], UNNAMED)
    owner = name[1] if len(name) > 1 else "it"
    record = known.substances.get(owner) or known.procedures.get(owner)
    of = record.name if record else owner
    time = int(name[2]) + 1 if len(name) > 2 else 1
    return FigureWords(words.what.format(of=of, name=name[0], time=time), words.narrowed_by)
