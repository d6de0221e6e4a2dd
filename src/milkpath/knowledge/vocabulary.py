"""The closed lists that knowledge files are held to: names of quantities with their units."""

from __future__ import annotations

QUANTITY_UNITS: dict[str, str] = {
    # of substances: physical chemistry
    "molar-mass": "g/mol",
    "log-kow": "1",
    "pka-acid": "1",
    "pka-base": "1",
    "density": "g/mL",
    "water-solubility": "mg/mL",
    "vapour-pressure": "Pa",
    "melting-point": "K",
    "polar-surface-area": "A2",
    # of substances: skin
    "log-permeability-coefficient": "log10(cm/h)",
    "solubility-in-vehicle": "mg/mL",
    "fraction-absorbed-whole-skin": "1",
    # of substances: mother
    "clearance": "L/h/kg",
    "volume-central": "L/kg",
    "volume-steady-state": "L/kg",
    "intercompartmental-clearance": "L/h/kg",
    "fraction-unbound": "1",
    "injection-release-rate": "1/h",
    "oral-absorption-rate": "1/h",
    "oral-bioavailability": "1",
    "half-life": "h",
    # of substances: milk and infant
    "milk-to-plasma-ratio": "1",
    "oral-bioavailability-infant": "1",
    "half-life-infant": "h",
    # of substances: products
    "typical-percent": "%",
    # of sites
    "area": "cm2",
    "permeability-relative-to-limb": "1",
    "maximum-needle-depth": "mm",
    "maximum-needle-depth-radiofrequency": "mm",
    # of needling devices
    "pore-density-per-pass": "1/cm2",
    "pore-radius": "um",
    "pore-permeability-relative-to-ideal": "1",
    "depth-fraction": "1",
    "usual-depth": "mm",
    "usual-passes": "1",
}
"""Name of a quantity -> the unit in which knowledge files give it. Volume and clearance are per kg of body weight."""

LIMIT_UNITS: dict[str, tuple[str, ...]] = {
    "mother-plasma-first-signs": ("ug/L",),
    "mother-plasma-serious": ("ug/L",),
    "mother-dose-maximum": ("mg", "mg/kg"),
    "mother-area-maximum": ("cm2",),
    "infant-therapeutic-dose": ("ug/kg/day", "mg/kg/day"),
    "acceptable-daily-intake": ("ug/kg/day", "mg/kg/day"),
    "threshold-of-toxicological-concern": ("ug/kg/day",),
}
"""Kind of a limit -> the units in which knowledge files give it, in which exposures are held against it."""

JOBS: tuple[str, ...] = (
    "anaesthesia",
    "antisepsis",
    "cleansing",
    "glide",
    "soothing",
    "moisturising",
    "brightening",
    "exfoliation",
    "renewal",
    "acne-care",
    "antioxidant-care",
    "sun-protection",
    "hair-growth",
    "pain-relief",
)
"""What a product is used for: a substitute has the same job. A substance names its jobs in `functions` too."""

JOB_OF_FUNCTION: dict[str, str] = {
    "anaesthetic": "anaesthesia",
    "antiseptic": "antisepsis",
    "uv-filter": "sun-protection",
    "hair growth": "hair-growth",
    "retinoid": "renewal",
    "acne treatment": "acne-care",
    "skin lightener": "brightening",
    "illegal skin lightener": "brightening",
    "exfoliant": "exfoliation",
    "keratolytic": "exfoliation",
    "painkiller": "pain-relief",
    "antioxidant": "antioxidant-care",
    "soothing": "soothing",
    "antibacterial": "soothing",
    "cleanser": "cleansing",
    "emollient": "moisturising",
    "humectant": "moisturising",
} | {job: job for job in JOBS}
"""What a function of a substance makes a product good for; the jobs come in the order in which they decide."""

WORDS_OF_JOB: dict[str, tuple[str, ...]] = {
    "anaesthesia": ("numbing", "anaesthetic", "anesthetic", "numb"),
    "brightening": ("lightening", "whitening", "brightening", "bleaching"),
    "sun-protection": ("sunscreen", "sun cream", "spf"),
    "moisturising": ("moisturiser", "moisturizer", "cream", "balm", "lotion"),
}
"""Words in the name of a product whose ingredients are not known, by what it is used for."""
