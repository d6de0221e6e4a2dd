"""The plan of the contract, and a way to make whole plans at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

CONTRACT = """
asked: 2026-11-28T09:00              # when the question is asked; required with `status: done`
status: planned                      # planned | done
country: DE                          # legal maxima, emergency and poison-centre numbers
language: en
mother:
  age: 32 years
  weight: 66 kg
  skin_type: IV                      # Fitzpatrick I..VI
  conditions: [cold sores]           # free words
  medicines: [{name: isotretinoin, until: 2026-05-01}]
infant:
  age: 10 weeks
  weight: 5.4 kg
  born_at: 39 weeks                  # gestational age
  conditions: []
  feeding: exclusive                 # exclusive | mixed | occasional
  feeds_per_day: 8
  last_feed: 2026-12-01T13:15
contact:
  - {what: face-on-skin, area: decollete, for: 2 h, times_per_day: 3}
  - {what: licked, area: cheeks, at: 2026-12-02T08:00}
goal: acne scars
visit:
  starts: 2026-12-01T14:00
  setting: clinic
  repeat: {every: 4 weeks, times: 3}
  steps:
    - {do: clean,  area: face, product: {name: Povidone-iodine 10 %}}
    - {do: apply,  area: face, amount: 15 g, for: 45 min, covered: true,
       product: {name: numbing cream, label: "Lidocaine 23 %, Tetracaine 7 %, petrolatum base"}}
    - {do: remove, area: face, how: wipe}
    - {do: needle, area: face, device: pen, depth: 1.5 mm}
    - {do: apply,  area: face, amount: 2 g,
       product: {name: glow serum, label: "Aqua, Ascorbic Acid, Propanediol, Phenoxyethanol, Parfum"}}
home:
  - {do: apply, area: face, from: day 1, until: day 28, times_per_day: 2, amount: 1 g, product: {label: "..."}}
  - {do: take,  medicine: ibuprofen, dose: 400 mg, times_per_day: 3, for: 2 days}
"""

_WORDS = st.text("abcdefghijklmnopqrstuvwxyz äéß", min_size=1, max_size=30).filter(str.strip)


def _measure(low: int, high: int, *units: str) -> st.SearchStrategy[str]:
    numbers = st.integers(low * 10, high * 10).map(lambda tenths: tenths / 10)
    return st.builds(lambda number, unit: f"{number} {unit}", numbers, st.sampled_from(units))


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    names = {"for_": "for", "from_": "from"}
    return st.fixed_dictionaries({}, optional={names.get(key, key): value for key, value in fields.items()})


def _with(fixed: dict[str, st.SearchStrategy[Any]], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(lambda one, other: one | other, st.fixed_dictionaries(fixed), _some(**fields))


_AREA = _WORDS | _with({"site": _WORDS}, size=_measure(1, 200, "cm2", "cm²"))
_AMOUNT = _measure(1, 20, "g", "mL", "ml", "mg")
_PRODUCT = _some(
    name=_WORDS,
    label=_WORDS | st.just(""),
    strengths=st.dictionaries(_WORDS, _measure(0, 30, "%", "mg/g", "mg/mL"), max_size=3),
    kind=st.sampled_from(["leave-on", "rinse-off", "drug", "injected", "device"]),
    sterile=st.booleans(),
    used_before=st.booleans(),
)
_COMMON = {
    "area": _AREA,
    "from_": st.integers(-30, 0).map(lambda day: f"day {day}"),
    "until": st.integers(1, 30).map(lambda day: f"day {day}"),
    "times_per_day": st.integers(1, 12),
    "note": _WORDS,
}
_STEP = st.one_of(
    _with({"do": st.just("clean")}, **_COMMON, product=_PRODUCT, amount=_AMOUNT, how=st.sampled_from(["wipe", "wash"])),
    _with({"do": st.just("apply")}, **_COMMON, product=_PRODUCT, amount=_AMOUNT, for_=_measure(1, 59, "min", "hours")),
    _with({"do": st.just("needle")}, **_COMMON, device=st.sampled_from(["pen", "roller"]), depth=_measure(1, 3, "mm")),
    _with({"do": st.just("peel")}, **_COMMON, acid=_WORDS, strength=_measure(1, 70, "%"), ph=st.integers(0, 14)),
    _with({"do": st.just("treat")}, **_COMMON, procedure=_WORDS, dose=_measure(1, 100, "U", "mg"), product=_PRODUCT),
    _with(
        {"do": st.just("take")}, **_COMMON, medicine=_WORDS, dose=_measure(1, 500, "mg"), for_=_measure(1, 2, "days")
    ),
)

TREES = _with(
    {
        "infant": _with(
            {"age": _measure(1, 50, "weeks", "days")}, weight=_measure(1, 20, "kg"), feeds_per_day=st.integers(1, 12)
        ),
        "visit": _with(
            {"steps": st.lists(_STEP, min_size=1, max_size=5)},
            starts=st.just("2026-12-01T14:00"),
            setting=st.sampled_from(["clinic", "home"]),
        ),
    },
    country=st.sampled_from(["DE", "NO", "GB"]),
    mother=_some(weight=_measure(40, 120, "kg"), conditions=st.lists(_WORDS, max_size=3)),
    goal=_WORDS,
    home=st.lists(_STEP, max_size=5),
)
"""Raw trees of valid plans."""
