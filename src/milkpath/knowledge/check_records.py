"""What holds for whole records: names that mean one thing, CAS numbers, devices and sites that are complete, dates."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from milkpath.errors import Mistake
from milkpath.knowledge.claims import claims
from milkpath.knowledge.families import name_key
from milkpath.knowledge.identifiers import is_cas
from milkpath.knowledge.model import Procedure, Substance, Unknown
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge

NEEDED_OF_NEEDLES: Final = ("pore-density-per-pass", "pore-radius", "usual-depth", "usual-passes")
"""Quantities that every needling device has, since the micropores are computed from them."""

_VERSION_FORM: Final = "%Y.%m.%d"
_WHOLE: Final = 1.0
_ROUNDING: Final = 1e-6


def record_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with whole records."""
    for substance in known.substances.values():
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
    yield from _shared_names(known)
    yield from _future(known)


def _of_substance(substance: Substance) -> Iterator[Mistake]:
    file = f"substances/{substance.id}.yaml"
    if substance.cas is not None and not is_cas(substance.cas):
        yield Mistake(
            code="broken-identifier",
            message=f"cas '{substance.cas}' has a wrong form or check digit",
            where=inside(file, substance.cas),
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


def _shared_names(known: Knowledge) -> Iterator[Mistake]:
    owners: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for substance in known.substances.values():
        for text in (substance.name, *(name.text for name in substance.names)):
            owners[name_key(text)].setdefault(substance.id, text)
    for name, claimed in owners.items():
        if len(claimed) > 1:
            first, *_, last = claimed
            yield Mistake(
                code="shared-name",
                message=f"'{name}' is claimed by '{first}' and by '{last}'",
                where=inside(f"substances/{last}.yaml", claimed[last]),
                hint="leave it with the one that labels mean",
            )


def _future(known: Knowledge) -> Iterator[Mistake]:
    """Find dates after the version, which is the newest review."""
    newest = dt.datetime.strptime(known.version, _VERSION_FORM).date()
    for file, name, date in _dates(known):
        if date > newest:
            yield Mistake(
                code="future-date",
                message=f"'{name}' is dated {date}, after the version {known.version}",
                where=inside(file, name),
                hint="correct the date, or the review date of its file",
            )


def _dates(known: Knowledge) -> Iterator[tuple[str, str, dt.date]]:
    for claim in claims(known):
        yield claim.file, claim.name, claim.date
    for source in known.sources.values():
        yield f"sources/{source.id}.yaml", source.id, source.retrieved
    for file, unknowns in _unknowns_by_file(known):
        for unknown in unknowns:
            yield file, unknown.what, unknown.date


def _unknowns_by_file(known: Knowledge) -> Iterator[tuple[str, tuple[Unknown, ...]]]:
    for substance in known.substances.values():
        yield f"substances/{substance.id}.yaml", substance.unknowns
    for procedure in known.procedures.values():
        yield f"procedures/{procedure.id}.yaml", procedure.unknowns
