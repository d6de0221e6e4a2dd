"""A small dictionary of names for the tests of the label reader."""

from __future__ import annotations

import datetime as dt

from milkpath.knowledge.model import Name, Substance
from milkpath.label.names import Known, name_index

MAIN_NAMES = {
    "aqua": "Aqua",
    "glycerin": "Glycerin",
    "urea": "Urea",
    "phenol": "Phenol",
    "phenoxyethanol": "Phenoxyethanol",
    "propanediol": "Propanediol",
    "hexanediol": "1,2-Hexanediol",
    "toluenediamine": "Toluene-2,5-Diamine",
    "triglyceride": "Caprylic/Capric Triglyceride",
    "acrylamide-copolymer": "Acrylamide/Sodium Acryloyldimethyltaurate Copolymer",
    "pvp": "PVP",
    "hexadecene": "Hexadecene",
    "silica": "Silica",
    "castor-oil": "Ricinus Communis Seed Oil",
    "lemon-extract": "Citrus Limon Fruit Extract",
    "glyceryl-stearate": "Glyceryl Stearate",
    "glyceryl-stearate-citrate": "Glyceryl Stearate Citrate",
    "butamido-triazone": "Diethylhexyl Butamido Triazone",
    "beheneth-25": "Beheneth-25",
    "parfum": "Parfum",
    "limonene": "Limonene",
    "linalool": "Linalool",
    "benzyl-alcohol": "Benzyl Alcohol",
    "cetyl-alcohol": "Cetyl Alcohol",
    "alcohol": "Alcohol",
    "lanolin": "Lanolin",
    "carbomer": "Carbomer",
    "methylparaben": "Methylparaben",
    "sodium-benzoate": "Sodium Benzoate",
    "sorbic-acid": "Sorbic Acid",
    "benzophenone-3": "Benzophenone-3",
    "retinol": "Retinol",
    "niacinamide": "Niacinamide",
    "tocopherol": "Tocopherol",
    "zinc-oxide": "Zinc Oxide",
    "titanium-dioxide": "Titanium Dioxide",
    "bha": "BHA",
    "salicylic-acid": "Salicylic Acid",
    "glycolic-acid": "Glycolic Acid",
    "octisalate": "Ethylhexyl Salicylate",
    "avobenzone": "Butyl Methoxydibenzoylmethane",
    "lidocaine": "Lidocaine",
    "prilocaine": "Prilocaine",
    "tetracaine": "Tetracaine",
    "benzocaine": "Benzocaine",
    "adrenaline": "Epinephrine",
    "hydroquinone": "Hydroquinone",
    "tretinoin": "Tretinoin",
    "triclosan": "Triclosan",
    "povidone-iodine": "Povidone-iodine",
    "iodine": "Iodine",
    "petrolatum": "Petrolatum",
    "sodium-hydroxide": "Sodium Hydroxide",
    "sodium-hyaluronate": "Sodium Hyaluronate",
    "squalane": "Squalane",
    "xanthan-gum": "Xanthan Gum",
    "tranexamic-acid": "Tranexamic Acid",
    "thioctic-acid": "Thioctic Acid",
    "linolenic-acid": "Linolenic Acid",
    "iron-oxides": "Iron Oxides",
    "blue-1": "CI 42090",
    "cera": "Cera Microcristallina",
}
FURTHER_NAMES: dict[str, tuple[Name, ...]] = {
    "aqua": tuple(
        Name(text=text)
        for text in ("Water", "Eau", "Agua", "Acqua", "Purified water", "gereinigtes Wasser", "gezuiverd water")
    ),
    "glycerin": (Name(text="Glycerol"), Name(text="Glicerina"), Name(text="Glycérine")),
    "parfum": (Name(text="Fragrance"), Name(text="Profumo")),
    "titanium-dioxide": (Name(text="CI 77891", kind="colour-index"), Name(text="Biossido di titanio")),
    "zinc-oxide": (Name(text="Ossido di zinco"),),
    "iron-oxides": tuple(Name(text=f"CI {number}", kind="colour-index") for number in (77491, 77492, 77499)),
    "octisalate": (Name(text="Octisalate"),),
    "avobenzone": (Name(text="Avobenzone"),),
    "lidocaine": (
        Name(text="Lidocain"),
        Name(text="lidocaína"),
        Name(text="Lidocaine hydrochloride", kind="salt", base_fraction=0.865),
        Name(text="lidocaïnehydrochloride", kind="salt", base_fraction=0.865),
    ),
    "prilocaine": (Name(text="Prilocain"),),
    "tetracaine": (Name(text="tetracaína"),),
    "tranexamic-acid": (Name(text="Ácido tranexámico"),),
    "sodium-hydroxide": (Name(text="Natriumhydroxid"),),
    "salicylic-acid": (Name(text="AHA"),),
    "thioctic-acid": (Name(text="ALA"),),
    "linolenic-acid": (Name(text="ALA"),),
}


def substance(identity: str, *names: Name) -> Substance:
    """Return a substance of which nothing but names is known."""
    return Substance(
        id=identity,
        name=identity.replace("-", " "),
        names=names,
        matter="small-molecule",
        reviewed=dt.date(2026, 11, 22),
    )


SUBSTANCES = tuple(
    substance(identity, Name(text=main, kind="inci"), *FURTHER_NAMES.get(identity, ()))
    for identity, main in MAIN_NAMES.items()
)
INDEX = name_index(SUBSTANCES)
WATCHED = frozenset({"lidocaine", "hydroquinone", "tretinoin", "retinol", "triclosan", "salicylic-acid", "phenol"})
KNOWN = Known(INDEX, WATCHED)
