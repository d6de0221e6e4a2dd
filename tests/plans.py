"""Plans at random: one generator for seeded runs and for hypothesis, the ways to make a plan riskier, and a reducer.

Every tree is a valid plan by `docs/plan.md`. Products are invented; their labels use substances that ship with Milkpath,
and sometimes words that nobody knows.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import msgspec
from hypothesis import strategies as st

Tree = dict[str, Any]
Path = tuple[str | int, ...]

START = "2026-12-01T14:00"
BASE = (
    "Aqua",
    "Glycerin",
    "Propanediol",
    "Panthenol",
    "Dimethicone",
    "Squalane",
    "Carbomer",
    "Xanthan Gum",
    "Allantoin",
    "Cetearyl Alcohol",
    "Caprylic/Capric Triglyceride",
    "Butyrospermum Parkii Butter",
    "Sodium Hyaluronate",
    "Tocopherol",
    "Sodium Hydroxide",
    "Caprylyl Glycol",
    "Ethylhexylglycerin",
    "Cholesterol",
    "Betaine",
)
DOUBTED = (
    "Parfum",
    "Limonene",
    "Linalool",
    "Phenoxyethanol",
    "Methylparaben",
    "Menthol",
    "Camphor",
    "DMDM Hydantoin",
    "Lavandula Angustifolia Oil",
    "Methylisothiazolinone",
    "Copper Tripeptide-1",
    "Exosomes",
    "Benzyl Alcohol",
)
STRENGTHS: dict[str, tuple[float, ...]] = {
    "Lidocaine": (2, 4, 5, 10, 23, 30),
    "Prilocaine": (2.5, 5),
    "Tetracaine": (4, 7),
    "Benzocaine": (5, 20),
    "Tretinoin": (0.025, 0.05, 0.1),
    "Retinol": (0.1, 0.3, 1),
    "Adapalene": (0.1, 0.3),
    "Salicylic Acid": (0.5, 2, 10, 20),
    "Glycolic Acid": (5, 10, 20),
    "Ascorbic Acid": (5, 10, 20),
    "Niacinamide": (2, 5, 10),
    "Azelaic Acid": (10, 15, 20),
    "Hydroquinone": (2, 4),
    "Kojic Acid": (1, 2),
    "Arbutin": (1, 2, 5),
    "Tranexamic Acid": (2, 5),
    "Minoxidil": (2, 5),
    "Diclofenac": (1, 2),
    "Benzoyl Peroxide": (2.5, 5, 10),
    "Hydrocortisone": (0.5, 1),
    "Clobetasol": (0.05,),
    "Dapsone": (5, 7.5),
    "Urea": (5, 10, 20),
    "Zinc Oxide": (10, 20),
    "Titanium Dioxide": (5, 10),
    "Octocrylene": (5, 8),
    "Homosalate": (5, 10),
    "Resorcinol": (1, 2, 10),
    "Povidone-iodine": (5, 10),
    "Chlorhexidine": (0.5, 2),
    "Trichloroacetic Acid": (10, 20),
}
NUMBING = ("Lidocaine", "Prilocaine", "Tetracaine", "Benzocaine")
UNKNOWN_WORDS = ("Zorblatin Ferment", "Quixomide", "Vexaflorin Complex", "Noctigel Blend 7")
SITES = (
    "face",
    "cheeks",
    "forehead",
    "upper lip",
    "neck",
    "decollete",
    "scalp",
    "abdomen",
    "legs",
    "breast",
    "nipple",
    "hands",
)
UNKNOWN_SITES = ("left flapdoodle", "zone 51")
INFANT_CONDITIONS = ("jaundice", "g6pd deficiency", "methaemoglobinaemia", "preterm", "eczema", "low birth weight")
MOTHER_CONDITIONS = ("cold sores", "active acne", "melasma", "eczema", "asthma of the toenail", "keloid")
CONTACTS = ("licked", "mouthed", "face-on-skin", "sleeps-on", "grabs-hair", "kissed")
MEDICINES = ("ibuprofen", "paracetamol", "valaciclovir", "naproxen", "aspirin", "isotretinoin", "zorblatin forte")
PROCEDURES = (
    "botulinum toxin",
    "hyaluronic filler",
    "sclerotherapy",
    "waxing",
    "ipl",
    "laser hair removal",
    "moonbeam facial",
)
ACIDS = ("glycolic", "salicylic", "tca", "lactic", "stardust")


# --- plans of every kind -----------------------------------------------------------------------------------------------


def random_plan(rng: Random) -> Tree:
    """A plan of any kind: a visit, home care, or both."""
    tree: Tree = {"infant": random_infant(rng)}
    if rng.random() < 0.6:
        tree["mother"] = _mother(rng)
    if rng.random() < 0.4:
        tree["contact"] = [_contact(rng) for _ in range(rng.randint(1, 2))]
    kind = rng.choice(("visit", "visit", "both", "home"))
    if kind != "home":
        tree["visit"] = _visit(rng)
    if kind != "visit":
        tree["home"] = [_home_item(rng) for _ in range(rng.randint(1, 3))]
    if kind == "home":
        tree["asked"] = START
    elif rng.random() < 0.2:
        tree |= {
            "status": "done",
            "asked": rng.choice((START, "2026-12-01T16:00", "2026-12-02T09:00", "2026-12-09T09:00")),
        }
    if rng.random() < 0.3:
        tree["country"] = rng.choice(("DE", "GB", "US", "NO"))
    return _unshared(tree)


def _unshared(tree: Tree) -> Tree:
    """The tree as it would be read from a file: no two places are the same object."""
    plain: Tree = json.loads(json.dumps(tree))
    return plain


def random_infant(rng: Random) -> Tree:
    """An infant from the day of birth to three years, with or without what parents tend to leave out."""
    age = rng.choice((0, 1, 5, 10, 20, 40, 55, 57, 70, 100, 180, 300, 500, 1000))
    infant: Tree = {"age": f"{age} days"}
    if rng.random() < 0.6:
        infant["weight"] = f"{round(3.2 + 0.025 * min(age, 200) + 0.006 * max(age - 200, 0), 1)} kg"
    if rng.random() < 0.6:
        infant["feeding"] = rng.choice(("exclusive", "mixed", "occasional"))
    if rng.random() < 0.6:
        infant["feeds_per_day"] = rng.choice((2, 5, 8, 12, 24))
    if rng.random() < 0.3:
        infant["born_at"] = f"{rng.choice((28, 34, 37, 40))} weeks"
    if rng.random() < 0.25:
        infant["conditions"] = rng.sample(INFANT_CONDITIONS, rng.randint(1, 2))
    return infant


def _mother(rng: Random) -> Tree:
    mother: Tree = {"weight": f"{rng.choice((42, 55, 66, 80, 110))} kg"}
    if rng.random() < 0.3:
        mother["conditions"] = [rng.choice(MOTHER_CONDITIONS)]
    if rng.random() < 0.3:
        mother["skin_type"] = rng.choice(("I", "III", "V"))
    return mother


def _contact(rng: Random) -> Tree:
    contact: Tree = {"what": rng.choice(CONTACTS)}
    if rng.random() < 0.8:
        contact["area"] = rng.choice(SITES)
    if rng.random() < 0.6:
        contact["times_per_day"] = rng.choice((1, 3, 10))
    if rng.random() < 0.4:
        contact["for"] = rng.choice(("10 min", "2 h"))
    return contact


def random_product(rng: Random, *, numbing: bool = False) -> Tree:
    """An invented product: with a full label, strengths alone, an empty label, a name alone, or unknown words in it."""
    product: Tree = {}
    if rng.random() < 0.7:
        product["name"] = (
            f"{rng.choice(('Dew', 'Calm', 'Nova', 'Velvet'))} {rng.choice(('serum', 'gel', 'cream', 'lotion'))}"
        )
    shape = rng.random()
    actives = (
        rng.sample(NUMBING, rng.choice((1, 1, 1, 2, 3)))
        if numbing
        else rng.sample(sorted(STRENGTHS), rng.choice((0, 1, 1, 2)))
    )
    doses = {name: rng.choice(STRENGTHS[name]) for name in actives}
    if shape < 0.06:
        product["label"] = ""
    elif shape < 0.14 and doses:
        product["strengths"] = {name.lower(): f"{percent} %" for name, percent in doses.items()}
    elif shape < 0.18:
        product.setdefault("name", "gel")
    else:
        rest = rng.sample(BASE, rng.randint(1, 6)) + rng.sample(DOUBTED, rng.choice((0, 0, 1, 2)))
        if rng.random() < 0.12:
            rest.insert(rng.randint(0, len(rest)), rng.choice(UNKNOWN_WORDS))
        written = [f"{name} {percent} %" for name, percent in doses.items()]
        product["label"] = "; ".join(part for part in (", ".join(written), ", ".join(rest)) if part)
    if rng.random() < 0.5:
        product["kind"] = rng.choice(("leave-on", "leave-on", "rinse-off", "drug"))
    if rng.random() < 0.4:
        product["sterile"] = rng.random() < 0.7
    return product


def _area(rng: Random, site: str) -> Any:
    return {"site": site, "size": f"{rng.choice((1, 20, 150, 300, 600))} cm2"} if rng.random() < 0.5 else site


def _visit(rng: Random) -> Tree:
    site = rng.choice(SITES) if rng.random() < 0.95 else rng.choice(UNKNOWN_SITES)
    area = _area(rng, site)
    steps: list[Tree] = []
    if rng.random() < 0.5:
        steps.append({"do": "clean", "area": area, "product": random_product(rng)})
    if rng.random() < 0.6:
        steps.append(_apply(rng, area, numbing=True))
        if rng.random() < 0.75:
            steps.append({"do": "remove", "area": area, "how": rng.choice(("wipe", "wash", "peel-off"))})
        if rng.random() < 0.3:
            steps.append({"do": "clean", "area": area, "how": "wash"})
    if rng.random() < 0.5:
        steps.append(_apply(rng, area))
    steps += [_procedure(rng, area) for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 3)))]
    if rng.random() < 0.5:
        steps.append(_apply(rng, area))
    if not steps:
        steps.append(_procedure(rng, area))
    visit: Tree = {"starts": START, "steps": steps}
    if rng.random() < 0.6:
        visit["setting"] = rng.choice(("clinic", "clinic", "clinic", "home"))
    return visit


def _apply(rng: Random, area: Any, *, numbing: bool = False) -> Tree:
    step: Tree = {"do": "apply", "area": area, "product": random_product(rng, numbing=numbing)}
    if rng.random() < 0.8:
        step["amount"] = (
            rng.choice(("0.2 g", "1 g", "2 mL", "5 g", "10 g", "30 g"))
            if numbing
            else rng.choice(("0.5 g", "2 mL", "5 g"))
        )
    if rng.random() < 0.7:
        step["for"] = rng.choice(("10 min", "30 min", "60 min", "3 h")) if numbing else rng.choice(("5 min", "30 min"))
    if rng.random() < 0.4:
        step["covered"] = rng.random() < 0.7
    return step


def _procedure(rng: Random, area: Any) -> Tree:
    pick = rng.random()
    if pick < 0.75:
        step: Tree = {"do": "needle", "area": area}
        if rng.random() < 0.8:
            step["device"] = rng.choice(("pen", "roller", "stamp", "radiofrequency", "patch"))
        if rng.random() < 0.8:
            step["depth"] = f"{rng.choice((0.2, 0.5, 1, 1.5, 2.5))} mm"
        if rng.random() < 0.3:
            step["passes"] = rng.choice((1, 3, 8))
        if rng.random() < 0.2:
            step["density"] = f"{rng.choice((50, 250, 1000))} /cm2"
        return step
    if pick < 0.87:
        return {
            "do": "peel",
            "area": area,
            "acid": rng.choice(ACIDS),
            "strength": f"{rng.choice((5, 20, 35))} %",
            "for": "5 min",
        }
    return {"do": "treat", "area": area, "procedure": rng.choice(PROCEDURES)}


def _home_item(rng: Random) -> Tree:
    if rng.random() < 0.25:
        return {
            "do": "take",
            "medicine": rng.choice(MEDICINES),
            "dose": "200 mg",
            "times_per_day": rng.choice((1, 3)),
            "for": "2 days",
        }
    item: Tree = {"do": "apply", "area": _area(rng, rng.choice(SITES)), "product": random_product(rng)}
    if rng.random() < 0.7:
        item["amount"] = rng.choice(("0.5 g", "1 g", "3 g"))
    if rng.random() < 0.7:
        item["from"] = f"day {rng.choice((-30, -1, 0, 1, 4, 14))}"
    if rng.random() < 0.7:
        item["times_per_day"] = rng.choice((1, 2))
    if rng.random() < 0.3:
        item["for"] = rng.choice(("10 min", "8 h"))
    return item


# --- plans that nobody should be frightened of ----------------------------------------------------------------------------


def benign_plan(rng: Random) -> Tree:
    """Plain lidocaine in a sane amount (with or without needles in a clinic), a bland moisturiser, or a zinc sunscreen."""
    infant = random_infant(rng)
    infant.pop("conditions", None)
    mother = {"weight": f"{rng.choice((50, 60, 75, 90))} kg"}
    kind = rng.choice(("lidocaine", "lidocaine and needles", "moisturiser", "sunscreen"))
    if kind.startswith("lidocaine"):
        return _unshared({"infant": infant, "mother": mother, "visit": _benign_visit(rng, needles="needles" in kind)})
    area = rng.choice(("face", "hands", "legs", "neck", "forehead"))
    if kind == "moisturiser":
        label = ", ".join(["Aqua", "Glycerin", *rng.sample(BASE[2:], rng.randint(2, 8))])
    else:
        label = f"Aqua, Zinc Oxide {rng.choice((10, 15, 20))} %, Caprylic/Capric Triglyceride, Glycerin, Dimethicone, Tocopherol"
    item = {
        "do": "apply",
        "area": area,
        "amount": f"{rng.choice((0.5, 1, 2, 5))} g",
        "times_per_day": rng.choice((1, 2, 3)),
        "product": {"name": kind, "label": label, "kind": "leave-on"},
    }
    return {"asked": START, "infant": infant, "mother": mother, "home": [item]}


def _benign_visit(rng: Random, *, needles: bool) -> Tree:
    area = {
        "site": rng.choice(("face", "cheeks", "forehead", "abdomen", "legs")),
        "size": f"{rng.choice((20, 100, 200))} cm2",
    }
    label = "Lidocaine 4 %; Carbomer, Propylene glycol, Polysorbate 80, Purified water"
    gel = {"name": "gel", "label": "Aqua, Sodium Hyaluronate, Sodium Chloride", "sterile": True, "kind": "leave-on"}
    steps: list[Tree] = [
        {
            "do": "apply",
            "area": area,
            "amount": f"{rng.choice((1, 3, 6))} g",
            "for": f"{rng.choice((10, 20, 30))} min",
            "covered": False,
            "product": {"name": "numbing cream", "label": label, "kind": "drug"},
        },
        {"do": "remove", "area": area, "how": "wipe"},
        {"do": "clean", "area": area, "how": "wash"},
    ]
    if needles:
        steps += [
            {"do": "apply", "area": area, "amount": "1 mL", "product": gel},
            {
                "do": "needle",
                "area": area,
                "device": rng.choice(("pen", "roller", "stamp")),
                "depth": f"{rng.choice((0.25, 0.5, 1, 1.5))} mm",
                "sterile_tip": True,
            },
        ]
    return {"starts": START, "setting": "clinic", "steps": steps}


# --- the same plan, only more of something --------------------------------------------------------------------------------


DIRECTIONS = (
    "more product",
    "stronger",
    "stronger peel",
    "larger area at equal load",
    "longer",
    "longer peel",
    "covered",
    "not removed",
    "more often",
    "larger dose of a medicine",
    "medicine more often",
    "deeper",
    "more passes",
    "denser",
    "younger",
    "born earlier",
    *(f"infant with {condition}" for condition in INFANT_CONDITIONS),
    "more contact",
    "longer contact",
    "one more contact",
    "one more home item",
)
"""Every way in which a plan can be made riskier, all else equal (`way` of `Harsher`)."""


class Harsher(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with more of one thing, and the routes on which it must not come out milder."""

    way: str
    base: Tree
    changed: Tree
    routes: tuple[str, ...] = ("milk", "contact", "mother", "supply")
    dates: bool = True
    """Whether the dates of the clock may be compared: not where a step was left out, which moves all later ones."""


def harsher(rng: Random, tree: Tree) -> Harsher | None:
    """The plan with more of one thing, or `None` where the plan has nothing of which there could be more."""
    ways = all_harsher(rng, tree)
    return rng.choice(ways) if ways else None


def all_harsher(rng: Random, tree: Tree) -> list[Harsher]:
    """Every way of making this plan riskier that the generator knows."""
    return [way for way in _ways(rng, tree) if way.changed != way.base]


def _ways(rng: Random, tree: Tree) -> Iterator[Harsher]:
    for path, step in _steps(tree):
        if step["do"] == "apply":
            yield from _more_of_product(rng, tree, path, step)
        if step["do"] == "needle":
            yield from _more_needling(tree, path, step)
        if step["do"] == "remove":
            without = copy.deepcopy(tree)
            del without["visit"]["steps"][path[-1]]
            yield Harsher(way="not removed", base=tree, changed=without, dates=False)
        if step["do"] == "peel":
            stronger = f"{min(float(step['strength'].split()[0]) * 2, 100):g} %"
            yield _changed("stronger peel", tree, (*path, "strength"), stronger)
            if not _parts_two_doses(tree, path):
                yield _changed("longer peel", tree, (*path, "for"), scaled(step["for"], 2))
        if path[0] == "home" and step["do"] == "apply":
            times = step.get("times_per_day", 1)
            yield _changed("more often", tree, (*path, "times_per_day"), times * 2)
            yield from _larger_area_at_home(tree, path, step)
        if step["do"] == "take":
            yield _changed("larger dose of a medicine", tree, (*path, "dose"), scaled(step["dose"], rng.choice((2, 4))))
            yield _changed("medicine more often", tree, (*path, "times_per_day"), step["times_per_day"] * 2)
    yield from _larger_area(tree)
    yield from _more_contact(rng, tree)
    yield from _frailer_infant(rng, tree)
    more = copy.deepcopy(tree)
    more["home"] = [*more.get("home", []), _home_item(rng)]
    yield Harsher(way="one more home item", base=tree, changed=more)


def _more_of_product(rng: Random, tree: Tree, path: Path, step: Tree) -> Iterator[Harsher]:
    if "amount" in step:
        yield _changed("more product", tree, (*path, "amount"), scaled(step["amount"], rng.choice((1.5, 2, 5))))
    if "for" in step and not _parts_two_doses(tree, path):
        yield _changed("longer", tree, (*path, "for"), scaled(step["for"], rng.choice((1.5, 2, 4))))
    if not step.get("covered"):
        yield _changed("covered", tree, (*path, "covered"), True)
    label = step["product"].get("label", "")
    found = re.search(r"(?P<head>[A-Z][A-Za-z -]+) (?P<percent>[0-9.]+) %", label)
    if found and float(found["percent"]) <= 10:
        stronger = label.replace(found[0], f"{found['head']} {float(found['percent']) * 2:g} %", 1)
        yield _changed("stronger", tree, (*path, "product", "label"), stronger)
    for name, percent in step["product"].get("strengths", {}).items():
        yield _changed("stronger", tree, (*path, "product", "strengths", name), scaled(percent, 2))


def _parts_two_doses(tree: Tree, path: Path) -> bool:
    """Whether a longer step of the visit moves a second dose of a drug away from the first: then not all else is equal.

    Needles that come later are such a second dose of what an earlier step left on the skin.
    """
    if path[0] != "visit":
        return False
    steps = tree["visit"]["steps"]
    products = [json.dumps(step.get("product", {})).lower() for step in steps]
    here = int(path[-1])
    earlier, before, after = " ".join(products[:here]), " ".join(products[: here + 1]), " ".join(products[here + 1 :])
    opened = [json.dumps(step.get("area")) for step in steps[here + 1 :] if step["do"] in ("needle", "peel", "treat")]
    left = [
        json.dumps(step.get("area")) for step, product in zip(steps[:here], products, strict=False) if product != "{}"
    ]
    needled = bool(set(opened) & set(left))
    return any(
        drug.lower() in before and (drug.lower() in after or (needled and drug.lower() in earlier))
        for drug in STRENGTHS
    )


def _more_needling(tree: Tree, path: Path, step: Tree) -> Iterator[Harsher]:
    if "depth" in step:
        deepest = 8.0 if step.get("device") == "radiofrequency" else 3.5
        deeper = min(float(step["depth"].split()[0]) * 2, deepest)
        yield _changed("deeper", tree, (*path, "depth"), f"{deeper:g} mm")
    if "passes" in step:
        yield _changed("more passes", tree, (*path, "passes"), step["passes"] * 2)
    if "density" in step:
        yield _changed("denser", tree, (*path, "density"), scaled(step["density"], 2))


def _larger_area(tree: Tree) -> Iterator[Harsher]:
    """All steps on twice the area, with twice the product."""
    larger = copy.deepcopy(tree)
    visit = larger.get("visit", {}).get("steps", [])
    if not visit or not all(isinstance(step.get("area"), dict) for step in visit):
        return
    for step in visit:
        step["area"]["size"] = scaled(step["area"]["size"], 2)
    for step in visit:
        if "amount" in step:
            step["amount"] = scaled(step["amount"], 2)
    yield Harsher(way="larger area at equal load", base=tree, changed=larger)


def _larger_area_at_home(tree: Tree, path: Path, step: Tree) -> Iterator[Harsher]:
    """One product of home care on twice the area, with twice as much of it."""
    if not isinstance(step["area"], dict) or "amount" not in step:
        return
    larger = copy.deepcopy(tree)
    item = larger["home"][path[-1]]
    item["area"]["size"] = scaled(step["area"]["size"], 2)
    item["amount"] = scaled(step["amount"], 2)
    yield Harsher(way="larger area at equal load", base=tree, changed=larger)


def _more_contact(rng: Random, tree: Tree) -> Iterator[Harsher]:
    for number, contact in enumerate(tree.get("contact", [])):
        for way, key, value in (
            ("more contact", "times_per_day", contact.get("times_per_day", 1) * 3),
            ("longer contact", "for", scaled(contact.get("for", "10 min"), 3)),
        ):
            if key in contact:
                yield _changed(way, tree, ("contact", number, key), value, routes=("contact",))
    if tree.get("contact"):
        more = copy.deepcopy(tree)
        more["contact"].append(_contact(rng))
        yield Harsher(way="one more contact", base=tree, changed=more, routes=("contact",))


def _frailer_infant(rng: Random, tree: Tree) -> Iterator[Harsher]:
    held = copy.deepcopy(tree)
    held["infant"].setdefault("feeding", "exclusive")
    held["infant"].setdefault("feeds_per_day", 8)
    days = int(held["infant"]["age"].split()[0])
    younger = rng.choice([age for age in (0, 3, 13, 27, 55, 90, 200, 400) if age < days] or [0])
    yield _changed("younger", held, ("infant", "age"), f"{younger} days", routes=("milk",))
    born = int(tree["infant"].get("born_at", "40 weeks").split()[0])
    earlier = rng.choice([weeks for weeks in (25, 31, 36) if weeks < born] or [24])
    yield _changed("born earlier", held, ("infant", "born_at"), f"{earlier} weeks", routes=("milk",))
    had = tree["infant"].get("conditions", [])
    for condition in INFANT_CONDITIONS:
        if condition not in had:
            yield _changed(f"infant with {condition}", tree, ("infant", "conditions"), [*had, condition])


def _changed(way: str, tree: Tree, path: Path, value: Any, routes: tuple[str, ...] | None = None) -> Harsher:
    change = copy.deepcopy(tree)
    place = change
    for key in path[:-1]:
        place = place[key]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    return Harsher(way=way, base=tree, changed=change, **({"routes": routes} if routes else {}))


def scaled(text: str, factor: float) -> str:
    """A quantity times a factor, in its own unit."""
    number, unit = text.split(" ", 1)
    return f"{float(number) * factor:g} {unit}"


def _steps(tree: Tree) -> Iterator[tuple[Path, Tree]]:
    for number, step in enumerate(tree.get("visit", {}).get("steps", [])):
        yield ("visit", "steps", number), step
    for number, item in enumerate(tree.get("home", [])):
        yield ("home", number), item


# --- the same plan in other words -----------------------------------------------------------------------------------------


def reworded(rng: Random, tree: Tree) -> list[tuple[str, Tree]]:
    """The same plan with other names of products, units, case of labels, and order of home items."""
    found = [
        ("renamed", _with_products(tree, "name", lambda _: rng.choice(("Cream A", "Number 12", "Zzz")))),
        ("upper case", _with_products(tree, "label", str.upper)),
        ("lower case", _with_products(tree, "label", str.lower)),
        ("other units", _in_other_units(rng, tree)),
    ]
    if len(tree.get("home", [])) > 1:
        turned = copy.deepcopy(tree)
        turned["home"].reverse()
        found.append(("home items turned round", turned))
    return found


def _with_products(tree: Tree, key: str, change: Callable[[str], str]) -> Tree:
    """The plan with one text of every labelled product changed; a name without a label may say what the product is."""
    other = copy.deepcopy(tree)
    for _, step in _steps(other):
        product = step.get("product", {})
        if product.get("label") and product.get(key):
            product[key] = change(product[key])
    return other


def _in_other_units(rng: Random, tree: Tree) -> Tree:
    other = copy.deepcopy(tree)
    infant = other["infant"]
    days = float(infant["age"].split()[0])
    infant["age"] = rng.choice((f"{days * 24:g} h", f"{days / 7:.12g} weeks"))
    if "weight" in infant:
        infant["weight"] = f"{round(float(infant['weight'].split()[0]) * 1000)} g"
    for _, step in _steps(other):
        if step.get("for", "").endswith(" min"):
            step["for"] = f"{int(step['for'].split()[0]) * 60} s"
        if step.get("amount", "").endswith(" g"):
            step["amount"] = f"{float(step['amount'].split()[0]) * 1000:g} mg"
    return other


# --- for hypothesis, and for reading a failure ------------------------------------------------------------------------------

PLANS: st.SearchStrategy[Tree] = st.randoms(use_true_random=False).map(random_plan)
"""Raw trees of valid plans of every kind."""
BENIGN_PLANS: st.SearchStrategy[Tree] = st.randoms(use_true_random=False).map(benign_plan)
"""Raw trees of plans that must come out `go` or `go-with-steps`."""


def smaller(tree: Tree, fails: Callable[[Tree], bool], *, tries: int = 150) -> Tree:
    """A small plan that still fails, by leaving out one key or item after another, largest parts first."""
    shrunk = True
    while shrunk and tries > 0:
        shrunk = False
        for path in sorted(_places(tree), key=len):
            tries -= 1
            less = _without(tree, path)
            try:
                still = fails(less)
            except Exception:
                still = False
            if still:
                tree, shrunk = less, True
                break
    return tree


def _places(node: Any, path: Path = ()) -> Iterator[Path]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*path, key)
        yield from _places(value, (*path, key))


def _without(tree: Tree, path: Path) -> Tree:
    less = copy.deepcopy(tree)
    place = less
    for key in path[:-1]:
        place = place[key]  # type: ignore[index]
    del place[path[-1]]  # type: ignore[arg-type]
    return less
