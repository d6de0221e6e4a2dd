"""What holds for whole records: names that mean one thing, CAS numbers, devices and sites that are complete, dates."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.claims import claims
from milkpath.knowledge.families import name_key
from milkpath.knowledge.identifiers import is_cas, is_inchikey, is_smiles, is_unii
from milkpath.knowledge.model import Procedure, Substance, Unknown
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge
from milkpath.knowledge.spelling import normalise

NEEDED_OF_NEEDLES: Final = (
    "pore-density-per-pass",
    "pore-radius",
    "pore-permeability-relative-to-ideal",
    "usual-depth",
    "usual-passes",
)
"""Quantities that every needling device has, since the micropores are computed from them."""

_CODES: Final[tuple[tuple[str, Callable[[str], bool], bool], ...]] = (
    ("cas", is_cas, True),
    ("unii", is_unii, True),
    ("inchikey", is_inchikey, True),
    ("smiles", is_smiles, False),
)
"""Field of a substance, the form of its values, and whether two substances may not share one."""

_VERSION_FORM: Final = "%Y.%m.%d"
_WHOLE: Final = 1.0
_ROUNDING: Final = 1e-6


def record_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with whole records."""
    substances = tuple(known.substances.values())
    for substance in substances:
        yield from _of_substance(substance)
    for procedure in known.procedures.values():
        yield from _of_device(procedure)
    for site in known.sites.values():
        if not any(quantity.name == "area" for quantity in site.quantities):
            yield Mistake(
                code="no-area",
                message=f"the site '{site.id}' has no area",
                where=f"sites/{site.id}.yaml",
                hint="add the quantity 'area'",
            )
    named = ((one.id, (one.name, *(n.text for n in one.names))) for one in substances)
    yield from _shared_names("substances", named, name_key)
    for folder in ("procedures", "sites", "goals"):
        records = getattr(known, folder).values()
        yield from _shared_names(folder, ((one.id, (one.name, *one.names)) for one in records))
    for who in ("mother", "infant"):  # the two may have conditions of the same name
        conditions = (one for one in known.conditions.values() if one.who in (who, "either"))
        yield from _shared_names("conditions", ((one.id, (one.name, *one.names)) for one in conditions))
    yield from _shared_codes(known)
    yield from _benefits_twice(known)
    yield from _covers_nothing(known)
    yield from _future(known)


def _of_substance(substance: Substance) -> Iterator[Mistake]:
    file = f"substances/{substance.id}.yaml"
    for field, has_form, _ in _CODES:
        value: str | None = getattr(substance, field)
        if value is not None and not has_form(value):
            yield Mistake(
                code="broken-identifier",
                message=f"{field} '{value}' has a wrong form or check character",
                where=inside(file, value),
                hint="look it up again",
            )
    if not substance.simulate and not (substance.not_simulated_because or "").strip():
        yield Mistake(
            code="no-reason",
            message=f"'{substance.id}' is not simulated, and no reason is given",
            where=file,
            hint="set not_simulated_because",
        )
    for name in substance.names:
        if name.base_fraction <= 0:
            yield Mistake(
                code="bad-base-fraction",
                message=f"'{name.text}' holds {name.base_fraction:g} of the substance",
                where=inside(file, name.text),
                hint="a mass share above 0",
            )
    for what, shares in (
        ("infant_clearance", [pathway.fraction for pathway in substance.infant_clearance]),
        ("metabolites", [link.fraction for link in substance.metabolites]),
    ):
        if any(share < 0 for share in shares) or sum(shares) > _WHOLE + _ROUNDING:
            yield Mistake(
                code="bad-shares",
                message=f"the fractions of {what} add up to {sum(shares):g}",
                where=file,
                hint="they are shares of one whole",
            )


def _of_device(procedure: Procedure) -> Iterator[Mistake]:
    present = {quantity.name for quantity in procedure.quantities}
    if procedure.device is not None:
        for name in NEEDED_OF_NEEDLES:
            if name not in present:
                yield Mistake(
                    code="no-geometry",
                    message=f"the needling procedure '{procedure.id}' has no {name}",
                    where=f"procedures/{procedure.id}.yaml",
                    hint=f"add the quantity '{name}'",
                )


def _shared_names(
    folder: str, records: Iterable[tuple[str, tuple[str, ...]]], key: Callable[[str], str] = normalise
) -> Iterator[Mistake]:
    """Find names that two records claim; `key` gives the spelling under which a name is looked up."""
    owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for identifier, names in records:
        for text in names:
            owners[key(text)].setdefault(identifier, text)
    for name, claimed in owners.items():
        if len(claimed) > 1:
            first, *_, last = claimed
            yield Mistake(
                code="shared-name",
                message=f"'{name}' is claimed by '{first}' and by '{last}'",
                where=inside(f"{folder}/{last}.yaml", claimed[last]),
                hint="leave it with the one that people mean",
            )


def _shared_codes(known: Knowledge) -> Iterator[Mistake]:
    for field, _, is_own in _CODES:
        owners: defaultdict[str, list[str]] = defaultdict(list)
        for substance in known.substances.values():
            if is_own and getattr(substance, field) is not None:
                owners[getattr(substance, field)].append(substance.id)
        for code, (first, *others) in owners.items():
            if others:
                yield Mistake(
                    code="shared-code",
                    message=f"{field} '{code}' stands in '{first}' and in '{others[-1]}'",
                    where=inside(f"substances/{others[-1]}.yaml", code),
                    hint="one code names one substance; look it up again, or make the two files one",
                )


def _benefits_twice(known: Knowledge) -> Iterator[Mistake]:
    for procedure in known.procedures.values():
        goals = [benefit.goal for benefit in procedure.benefits]
        for goal in sorted({goal for goal in goals if goals.count(goal) > 1}):
            yield Mistake(
                code="duplicate",
                message=f"'{procedure.id}' has two benefits for the goal '{goal}'",
                where=inside(f"procedures/{procedure.id}.yaml", goal, "benefits"),
                hint="one benefit for a goal; put both sources under it",
            )


def _covers_nothing(known: Knowledge) -> Iterator[Mistake]:
    """Find a depth of needles on a product that does not numb, or one that is none."""
    for product in known.products.values():
        depth = product.covers_depth_mm
        if depth is not None and (depth <= 0 or "anaesthesia" not in product.jobs):
            yield Mistake(
                code="bad-depth",
                message=f"'{product.id}' covers needles down to {depth:g} mm",
                where=f"products/{product.id}.yaml",
                hint="a depth above 0, and only with the job anaesthesia",
            )


def _future(known: Knowledge) -> Iterator[Mistake]:
    """Find dates after the version, which is the newest review."""
    newest = dt.datetime.strptime(known.version, _VERSION_FORM).date()
    for where, name, date in _dates(known):
        if date > newest:
            yield Mistake(
                code="future-date",
                message=f"'{name}' is dated {date}, after the version {known.version}",
                where=where,
                hint="correct the date, or the review date of its file",
            )


def _dates(known: Knowledge) -> Iterator[tuple[str, str, dt.date]]:
    for claim in claims(known):
        yield claim.where, claim.name, claim.date
    for source in known.sources.values():
        yield inside(f"sources/{source.id}.yaml", source.id), source.id, source.retrieved
    for file, unknowns in _unknowns_by_file(known):
        for unknown in unknowns:
            yield inside(file, unknown.what, "unknowns"), unknown.what, unknown.date


def _unknowns_by_file(known: Knowledge) -> Iterator[tuple[str, tuple[Unknown, ...]]]:
    for substance in known.substances.values():
        yield f"substances/{substance.id}.yaml", substance.unknowns
    for procedure in known.procedures.values():
        yield f"procedures/{procedure.id}.yaml", procedure.unknowns
