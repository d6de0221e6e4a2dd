"""The predicates that rules may name: each looks at a case and says where it holds, with the figures for the text.

A rule file (`knowledge/rules/`) names one predicate and its thresholds; a predicate knows no facts of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import inf

import msgspec

from milkpath.judgement.case import Case, ReadProduct
from milkpath.judgement.exposures import on_open_skin_mg
from milkpath.judgement.maximum_dose import maximum_doses
from milkpath.judgement.statements import applies, statements_of
from milkpath.knowledge.matching import match_site, match_substance, sites_overlap
from milkpath.knowledge.model import Setting
from milkpath.knowledge.quantities import value
from milkpath.knowledge.spelling import normalise
from milkpath.plan.timeline import Opening, procedure_of

Thresholds = Mapping[str, float | str | tuple[str, ...]]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a predicate holds: the step (or the whole plan), and values for the `{names}` of the rule's text."""

    step: str | None = None
    substance: str | None = None
    values: Mapping[str, str] = {}


Predicate = Callable[[Case, Thresholds], Iterator[Finding]]


def ingredient_unresolved(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """An ingredient was not recognised, in one of the given settings."""
    wanted = set(_words(thresholds, "settings"))
    for product in case.products:
        if product.unreadable or not wanted & set(_settings(product)):
            continue
        for ingredient in product.ingredients:
            if ingredient.status == "unresolved":
                yield Finding(step=product.step, values={"ingredient": ingredient.text or ingredient.name or ""})


def nothing_known(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """A substance was recognised, and no statement with an action on the route holds in its setting.

    A statement that defers it until a time that has passed counts: it says that it is fine again.
    """
    wanted = set(_words(thresholds, "settings"))
    for item in case.contained:
        application = item.application
        if not set(application.settings) & wanted:
            continue
        covered = any(
            statement.route in (thresholds.get("route", "milk"), "all")
            and statement.action is not None
            and applies(case, statement, application.settings, application.step, item.percent_high)
            for statement in statements_of(item.substance, case.known)
        )
        if not covered:
            values = {"substance": item.substance.name}
            yield Finding(step=application.step.path, substance=item.substance.id, values=values)


def label_unreadable(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """A product has no ingredient list that can be read; with `words`, only where its name or the goal holds one of them."""
    words = _words(thresholds, "words")
    for product in case.products:
        if not product.unreadable or product.application is None:
            continue
        name = (product.application.step.product.name if product.application.step.product else None) or "the product"
        text = f" {normalise(name)} "
        if not words or any(f" {normalise(word)} " in text for word in words):
            yield Finding(step=product.step, values={"product": name})


def members_in_product(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """One product holds at least `count` members of a class."""
    for product in case.products:
        members = sorted(
            {
                s.name
                for item, s in case.substances_in(str(thresholds["class"]))
                if item.application.step.path == product.step
            }
        )
        if len(members) >= _number(thresholds, "count"):
            yield Finding(step=product.step, values={"members": ", ".join(members), "count": str(len(members))})


def mother_peak_over(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """The 95th percentile of the mother's peak reaches a share of a limit of the given kind."""
    for pooled in case.exposures:
        report = pooled.report
        if report.mother_peak_ug_per_l is None or report.mother_peak_ug_per_l.p95 is None:
            continue
        for limit in case.known.substances[report.substance].limits:
            peak = report.mother_peak_ug_per_l.p95
            if limit.kind == thresholds["limit"] and peak >= limit.value * _number(thresholds, "share"):
                yield _over(case, report.substance, peak, limit.value, limit.unit)


def infant_dose_over(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """The 95th percentile of the infant's worst day reaches a share of a limit of the given kind.

    With `share_below` only while it stays below that share.
    """
    below = float(str(thresholds.get("share_below", inf)))
    for pooled in case.exposures:
        report = pooled.report
        dose = report.infant_dose_ug_per_kg_day
        if dose is None or dose.p95 is None:
            continue
        for limit in case.known.substances[report.substance].limits:
            least = limit.value * _number(thresholds, "share")
            if limit.kind == thresholds["limit"] and least <= dose.p95 < limit.value * below:
                yield _over(case, report.substance, dose.p95, limit.value, limit.unit)


def bound_over_maximum_dose(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """What can be on open skin, absorbed at once, reaches a share of the largest injected dose.

    The finding is pinned to the application that brings most of it.
    """
    largest = {entry.substance: entry for entry in maximum_doses(case)}
    for pooled in case.exposures:
        substance = pooled.report.substance
        maximum = largest.get(substance)
        if maximum is None or maximum.max_mg is None or pooled.bound_mg < maximum.max_mg * _number(thresholds, "share"):
            continue
        items = [item for item in case.contained if item.substance.id == substance]
        main = max(items, key=lambda item: on_open_skin_mg(item, case.known))
        yield _over(case, substance, pooled.bound_mg, maximum.max_mg, "mg", main.application.step.path)


def injected_over_maximum_dose(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """What the plan injects of a class takes up a share of its largest doses, all its members added up.

    The finding is pinned to the injection that takes up most.
    """
    largest = {entry.substance: entry.max_mg for entry in maximum_doses(case)}
    shares = [
        (item.mg_per_use / most, item)
        for item, substance in case.substances_in(str(thresholds["class"]))
        if item.application.way == "injected" and (most := largest.get(substance.id)) is not None
    ]
    total = sum(share for share, _ in shares)
    if shares and total >= _number(thresholds, "share"):
        members = ", ".join(sorted({item.substance.name for _, item in shares}))
        main = max(shares, key=lambda pair: pair[0])[1].application.step.path
        yield Finding(step=main, values={"members": members, "value": f"{total:.2g}"})


def area_over_maximum(case: Case, _: Thresholds) -> Iterator[Finding]:
    """A substance is spread over more skin than the largest area that its limit names."""
    for item in case.contained:
        for limit in item.substance.limits:
            area = item.application.area_cm2
            if limit.kind == "mother-area-maximum" and item.application.way == "skin" and area > limit.value:
                yield _over(case, item.substance.id, area, limit.value, limit.unit, item.application.step.path)


def group_over(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """The shares that all members of a class take of a limit of the mother add up to the given share."""
    total, members = 0.0, []
    for pooled in case.exposures:
        report = pooled.report
        substance = case.known.substances[report.substance]
        if thresholds["class"] not in substance.classes:
            continue
        shares = [share.share for share in report.limits if share.share is not None and share.unit == "ug/L"]
        if shares:
            total += max(shares)
            members.append(substance.name)
    if len(members) > 1 and total >= _number(thresholds, "share"):
        yield Finding(values={"members": ", ".join(members), "value": f"{total:.2g}"})


def opened_skin(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """The plan opens skin; with `weeks_below`, only for an infant younger than that."""
    below = thresholds.get("weeks_below")
    if below is not None and case.infant_age_weeks >= float(str(below)):
        return
    for opening in case.timeline.openings:
        yield Finding(step=opening.step.path, values={"procedure": opening.procedure.name})


def opened_skin_of_type(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """The plan opens skin of a mother whose skin type is one of the given."""
    if case.facts.skin_type in _words(thresholds, "skin_types"):
        for opening in case.timeline.openings:
            yield Finding(step=opening.step.path, values={"skin_type": case.facts.skin_type or ""})


def needles_deeper_than_site_allows(case: Case, _: Thresholds) -> Iterator[Finding]:
    """Needles go deeper than the most that the site, or the site that holds it, allows; a depth left out is the usual one."""
    for opening in case.timeline.openings:
        step = opening.step
        if step.do != "needle" or opening.site is None:
            continue
        most = deepest_allowed(case, opening)
        depth = step.depth_mm if step.depth_mm is not None else value(opening.procedure, "usual-depth")
        if most is not None and depth is not None and depth > most:
            site = case.known.sites[opening.site].name
            yield Finding(step=step.path, values={"value": f"{depth:g}", "limit": f"{most:g}", "site": site})


def deepest_allowed(case: Case, opening: Opening) -> float | None:
    """The most that needles may go into this skin [mm], or `None` where nothing is held."""
    if opening.site is None:
        return None
    device = "-radiofrequency" if opening.step.device == "radiofrequency" else ""
    return _of_site_or_holder(case, opening.site, f"maximum-needle-depth{device}")


def _of_site_or_holder(case: Case, site: str, name: str) -> float | None:
    here = case.known.sites[site]
    found = value(here, name)
    return found if found is not None or here.part_of is None else _of_site_or_holder(case, here.part_of, name)


def contact_with_opened_skin(case: Case, _: Thresholds) -> Iterator[Finding]:
    """The baby is said to meet skin that the plan opens or puts a product on."""
    for contact in case.plan.contact:
        words = contact.area.site if contact.area else "face"
        site = match_site(case.known, words)
        for opening in case.timeline.openings:
            if sites_overlap(case.known, site.id if site else None, opening.site):
                yield Finding(step=opening.step.path, values={"what": contact.what, "area": words})


def class_where_baby_meets(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """A product that stays on the skin holds a member of one of the classes, where the baby is said to meet the skin."""
    wanted = set(_words(thresholds, "classes"))
    for item in case.contained:
        application = item.application
        if not wanted & set(item.substance.classes) or application.way != "skin":
            continue
        for contact in case.plan.contact:
            site = match_site(case.known, contact.area.site) if contact.area else None
            if sites_overlap(case.known, site.id if site else None, application.site):
                values = {"substance": item.substance.name, "what": contact.what, "area": site.name if site else "skin"}
                yield Finding(step=application.step.path, substance=item.substance.id, values=values)


def not_sterile_under_needles(case: Case, _: Thresholds) -> Iterator[Finding]:
    """A product that is not known to be sterile lies on the skin while needles go in."""
    for product in case.products:
        application = product.application
        if application is None or application.step.product is None or application.step.product.sterile:
            continue
        under = any(
            application.hours[0] < opening.hour and not any(r.hour <= opening.hour for r in application.removals)
            for opening, _ in application.openings
            if opening.step.do == "needle"
        )
        if under and application.step.do == "apply":
            yield Finding(step=product.step, values={"product": application.step.product.name or "the product"})


def medicine_unknown(case: Case, _: Thresholds) -> Iterator[Finding]:
    """A medicine to be taken was not recognised."""
    for application in case.timeline.applications:
        step = application.step
        if step.do == "take" and match_substance(case.known, step.medicine or "") is None:
            yield Finding(step=step.path, values={"medicine": step.medicine or "the medicine"})


def procedure_unknown(case: Case, _: Thresholds) -> Iterator[Finding]:
    """A procedure was not recognised."""
    for step in _steps(case):
        if step.do in ("peel", "treat") and procedure_of(step, case.known) is None:
            yield Finding(step=step.path, values={"procedure": step.procedure or step.acid or "the procedure"})


def condition_unknown(case: Case, _: Thresholds) -> Iterator[Finding]:
    """A condition was not recognised."""
    for words in case.unmatched_conditions:
        yield Finding(values={"condition": words})


def visit_with_young_infant(case: Case, thresholds: Thresholds) -> Iterator[Finding]:
    """The infant is younger than the given weeks, and a visit is planned."""
    if case.plan.visit is not None and case.infant_age_weeks < _number(thresholds, "weeks_below"):
        yield Finding(values={"weeks": f"{case.infant_age_weeks:.0f}"})


def route_is_silent(_: Case, __: Thresholds) -> Iterator[Finding]:
    """Holds for no step: `assemble` takes the rule's words where a route has no reason at all."""
    yield from ()


PREDICATES: dict[str, Predicate] = {
    predicate.__name__: predicate
    for predicate in (
        area_over_maximum,
        bound_over_maximum_dose,
        class_where_baby_meets,
        condition_unknown,
        contact_with_opened_skin,
        group_over,
        infant_dose_over,
        ingredient_unresolved,
        injected_over_maximum_dose,
        label_unreadable,
        medicine_unknown,
        members_in_product,
        mother_peak_over,
        not_sterile_under_needles,
        nothing_known,
        needles_deeper_than_site_allows,
        opened_skin,
        opened_skin_of_type,
        procedure_unknown,
        route_is_silent,
        visit_with_young_infant,
    )
}


def _steps(case: Case) -> tuple:  # type: ignore[type-arg]
    return (*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home)


def _over(case: Case, substance: str, value: float, limit: float, unit: str, step: str | None = None) -> Finding:
    name = case.known.substances[substance].name
    values = {"substance": name, "value": f"{value:.3g}", "limit": f"{limit:.4g}", "unit": unit}
    return Finding(substance=substance, values=values, step=step or _main_step(case, substance))


def _main_step(case: Case, substance: str) -> str | None:
    """The step from which most of a substance is absorbed; of a metabolite, the step of its parent."""
    report = next((p.report for p in case.exposures if p.report.substance == substance), None)
    parent = report.parent if report else None
    shares = next((p.report.by_step for p in case.exposures if p.report.substance == (parent or substance)), {})
    return max(shares, key=lambda path: shares[path], default=None)


def _settings(product: ReadProduct) -> tuple[Setting, ...]:
    return product.application.settings if product.application else ()


def _words(thresholds: Thresholds, name: str) -> tuple[str, ...]:
    found = thresholds.get(name, ())
    return (
        (found,) if isinstance(found, str) else tuple(str(word) for word in found) if isinstance(found, tuple) else ()
    )


def _number(thresholds: Thresholds, name: str) -> float:
    return float(str(thresholds[name]))
