"""What must hold of every answer: each check looks at a plan and its answer, and yields a sentence for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.severity import ACTIONS, CLEARING, GRADES
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from plans import Harsher, Tree

ROUTES = ("milk", "contact", "mother", "supply")
DOCUMENTED = frozenset(
    {
        "no-wait-without-a-source",
        "milk-not-cleared",
        "milk-back-to-usual",
        "milk-level-that-matters",
        "joint-toxicity",
        "whom-to-call",
        "recomputed-with-the-change",
        "no-smallest-set",
        "first-day-that-is-fine",
        "first-age-that-is-fine",
        "feed-before-the-visit",
        "alternative-with-numbing",
        "alternative-unknown",
    }
)
"""Ids of reasons that stand for an equation or a choice of the code, not for an entry of the knowledge."""
SAFE = re.compile(r"\bsafe(?:ly|r|st)?\b", re.IGNORECASE)
UNFILLED = re.compile(r"\{[a-z_]+\}")
ECHOED = frozenset({"sources", "ingredients", "product"})
"""Keys whose texts are titles of sources, or the plan's own words."""


def answer_to(tree: Tree, *, pairs: int = 20, **more: Any) -> Assessment:
    """The answer to a raw plan, in one thread; its advice is tested apart, for it costs dozens of verdicts."""
    return assess(plan_from_tree(tree), pairs=pairs, **({"workers": 1, "advice": False} | more))


def severity(action: str) -> int:
    """Place of an action from the mildest to the most severe."""
    return ACTIONS.index(action)  # type: ignore[arg-type]


def route_actions(answer: Assessment) -> dict[str, str]:
    """The action of each route."""
    return {route: getattr(answer.routes, route).action for route in ROUTES}


def texts(answer: Assessment) -> list[str]:
    """Every sentence of the answer that is the product's own."""
    return list(_strings(msgspec.to_builtins(answer)))


def reasons(answer: Assessment) -> list[dict[str, Any]]:
    """Every `{text, sources, rule}` of the answer."""
    return [node for node in _mappings(msgspec.to_builtins(answer)) if {"text", "sources", "rule"} <= set(node)]


@cache
def known_rules() -> frozenset[str]:
    """Ids of all rules, statements, limits, parameters and signs that ship with Milkpath."""
    known = knowledge()
    kinds = ("substances", "classes", "procedures", "conditions", "sites")
    records = [record for kind in kinds for record in getattr(known, kind).values()]
    statements = {statement.id for record in records for statement in record.statements}
    limits = {limit.id for substance in known.substances.values() for limit in substance.limits}
    kinds_by_id = ("rules", "parameters", "signs", "advice", "products")
    named = {identity for kind in kinds_by_id for identity in getattr(known, kind)}
    benefits = {f"{p.id}-benefit-{benefit.goal}" for p in known.procedures.values() for benefit in p.benefits}
    return frozenset(statements | limits | named | benefits | DOCUMENTED)


# --- one answer -----------------------------------------------------------------------------------------------------------


def never_clears_what_it_does_not_know(tree: Tree, answer: Assessment) -> Iterator[str]:
    """An unresolved ingredient is named, flagged, and at least `go-with-steps`; `swap` on open skin."""
    planned = tree.get("status", "planned") == "planned"
    said = " ".join(texts(answer)).casefold()
    for step in answer.steps:
        unresolved = [found.text for found in step.ingredients if found.status == "unresolved"]
        if not unresolved:
            continue
        least = "swap" if _on_open_skin(tree, step.id) else "go-with-steps"
        if severity(step.action) < severity(least):
            yield f"{step.id} with {unresolved} is {step.action}, not {least}"
        if planned and severity(answer.action) < severity(least):
            yield f"the answer is {answer.action} with {unresolved} in {step.id}"
        if "unknown" not in step.flags or "unknown" not in answer.flags:
            yield f"no flag 'unknown' for {unresolved} in {step.id}"
        yield from (f"{name!r} is not named" for name in unresolved if name.casefold() not in said)


def never_says_safe(_: Tree, answer: Assessment) -> Iterator[str]:
    """No text says 'safe', whatever its grade."""
    yield from (f"says: {text!r}" for text in texts(answer) if SAFE.search(text))


def fills_its_sentences(_: Tree, answer: Assessment) -> Iterator[str]:
    """No sentence is printed with a gap left to fill."""
    yield from (f"says: {text!r}" for text in texts(answer) if UNFILLED.search(text))


def waits_only_with_a_source(_: Tree, answer: Assessment) -> Iterator[str]:
    """Milk is withheld only as long as a statement says that its source names."""
    named = {statement.id: statement.withhold_milk_h for statement in _all_statements() if statement.withhold_milk_h}
    hours = answer.feeding.withhold_h
    rules = [because.rule for because in answer.feeding.because if because.sources]
    if hours > 0 and not any(named.get(rule) == hours for rule in rules):
        yield f"waits {hours} h because of {rules}"


def says_what_is_known_of_supply(tree: Tree, answer: Assessment) -> Iterator[str]:
    """A plan with needles says what is and is not known of milk supply."""
    steps = [*tree.get("visit", {}).get("steps", []), *tree.get("home", [])]
    needled = any(step["do"] == "needle" for step in steps)
    said = [because.text for because in answer.routes.supply.because]
    if needled and not any("supply" in text and "found" in text for text in said):
        yield f"supply says only {said}"


def cites_what_it_lists(_: Tree, answer: Assessment) -> Iterator[str]:
    """Every source that is cited is listed, and every listed one is cited."""
    tree = msgspec.to_builtins(answer)
    listed = [item["id"] for item in tree.pop("sources")]
    cited = {source for node in _mappings(tree) for source in node.get("sources", ())}
    if len(listed) != len(set(listed)):
        yield "a source is listed twice"
    if cited != set(listed):
        yield f"cited and not listed: {sorted(cited - set(listed))}; listed and not cited: {sorted(set(listed) - cited)}"


def traces_every_reason(_: Tree, answer: Assessment) -> Iterator[str]:
    """Every reason names a rule, statement, limit or parameter that exists, and at least one source."""
    for reason in reasons(answer):
        if reason["rule"] not in known_rules():
            yield f"no such rule: {reason['rule']}"
        if not reason["sources"]:
            yield f"no source for {reason['rule']}"


def has_every_key(_: Tree, answer: Assessment) -> Iterator[str]:
    """The JSON of the answer holds every key, and reads back as the same answer."""
    encoded = msgspec.json.encode(answer)
    if msgspec.json.decode(encoded, type=Assessment, strict=True) != answer:
        yield "the JSON reads back as another answer"


def is_the_worst_of_its_parts(tree: Tree, answer: Assessment) -> Iterator[str]:
    """The overall action is the worst of the routes, and no step of a plan that lies ahead is worse."""
    if answer.action != max(route_actions(answer).values(), key=severity):
        yield f"{answer.action} from {route_actions(answer)}"
    planned = tree.get("status", "planned") == "planned"
    if planned and any(severity(step.action) > severity(answer.action) for step in answer.steps):
        yield f"{answer.action} from steps {[step.action for step in answer.steps]}"


def grades_as_the_contract_says(_: Tree, answer: Assessment) -> Iterator[str]:
    """The weakest grade over the routes where the plan stands, else the strongest of those that decide."""
    verdicts = [getattr(answer.routes, route) for route in ROUTES]
    if answer.action in CLEARING:
        wanted = max((verdict.evidence for verdict in verdicts), key=GRADES.index)
    else:
        deciding = [verdict.evidence for verdict in verdicts if verdict.action == answer.action]
        wanted = min(deciding, key=GRADES.index)
    if answer.evidence != wanted:
        yield f"grade {answer.evidence}, expected {wanted}"


def absorbs_no_more_than_was_applied(_: Tree, answer: Assessment) -> Iterator[str]:
    """Neither the 95th percentile nor the bound of what is absorbed is more than what was put on."""
    for exposure in answer.exposure:
        absorbed, applied = exposure.absorbed_mg, exposure.applied_mg
        if absorbed is None or applied is None or exposure.parent is not None:
            continue
        for name, value in (("p95", absorbed.p95), ("bound", absorbed.bound)):
            if value is not None and value > applied * 1.001:
                yield f"{exposure.substance}: {name} of absorbed {value} mg, applied {applied} mg"


def names_unknown_numbers(_: Tree, answer: Assessment) -> Iterator[str]:
    """A substance whose level is not known has an entry in `unknowns`."""
    paths = {entry.path for entry in answer.unknowns}
    for exposure in answer.exposure:
        if exposure.mother_peak_ug_per_l is None and f"exposure.{exposure.substance}" not in paths:
            yield f"no entry for the unknown level of {exposure.substance}"


def asks_for_help_first(tree: Tree, answer: Assessment) -> Iterator[str]:
    """On the day after a visit with a numbing drug, the signs that need an ambulance come first."""
    recent = tree.get("asked", "") <= "2026-12-02T09:00"
    numbed = any("lidocaine" in str(step.get("product", "")).lower() for step in tree.get("visit", {}).get("steps", []))
    if tree.get("status") == "done" and recent and numbed and not answer.urgent:
        yield "no red flags"


INVARIANTS: dict[str, Callable[[Tree, Assessment], Iterator[str]]] = {
    check.__name__: check
    for check in (
        never_clears_what_it_does_not_know,
        never_says_safe,
        fills_its_sentences,
        waits_only_with_a_source,
        says_what_is_known_of_supply,
        cites_what_it_lists,
        traces_every_reason,
        has_every_key,
        is_the_worst_of_its_parts,
        grades_as_the_contract_says,
        absorbs_no_more_than_was_applied,
        names_unknown_numbers,
        asks_for_help_first,
    )
}


# --- two answers ----------------------------------------------------------------------------------------------------------


def never_milder(pair: Harsher, base: Assessment, changed: Assessment) -> Iterator[str]:
    """More of anything never gives a milder action, a shorter wait or an earlier date."""
    before, after = route_actions(base), route_actions(changed)
    for route in pair.routes:
        if severity(after[route]) < severity(before[route]):
            yield f"{pair.way}: {route} from {before[route]} to {after[route]}"
    if "milk" in pair.routes and changed.feeding.withhold_h < base.feeding.withhold_h:
        yield f"{pair.way}: wait from {base.feeding.withhold_h} to {changed.feeding.withhold_h} h"
    if len(pair.routes) == len(ROUTES):
        yield from _never_earlier(pair, base, changed)


def _never_earlier(pair: Harsher, base: Assessment, changed: Assessment) -> Iterator[str]:
    if severity(changed.action) < severity(base.action):
        yield f"{pair.way}: overall from {base.action} to {changed.action}"
    dates = {entry.id: entry.not_before for entry in changed.clock}
    for entry in base.clock:
        later = dates.get(entry.id)
        if pair.dates and entry.not_before and (later is None or later < entry.not_before):
            yield f"{pair.way}: {entry.id} from {entry.not_before} to {later}"


def same_verdict(way: str, base: Assessment, other: Assessment) -> Iterator[str]:
    """The same plan in other words has the same actions, wait and dates, on every route and step."""
    if route_actions(base) != route_actions(other) or base.action != other.action:
        yield f"{way}: {route_actions(base)} became {route_actions(other)}"
    if sorted(step.action for step in base.steps) != sorted(step.action for step in other.steps):
        yield f"{way}: steps {[s.action for s in base.steps]} became {[s.action for s in other.steps]}"
    if base.feeding.withhold_h != other.feeding.withhold_h:
        yield f"{way}: wait {base.feeding.withhold_h} became {other.feeding.withhold_h}"
    dates = [{entry.id: entry.not_before for entry in answer.clock} for answer in (base, other)]
    if dates[0] != dates[1]:
        yield f"{way}: dates {dates[0]} became {dates[1]}"


def frightens_nobody(_: Tree, answer: Assessment) -> Iterator[str]:
    """A benign plan comes out `go` or `go-with-steps`, without a wait for the milk."""
    if answer.action not in CLEARING:
        deciding = [
            (route, getattr(answer.routes, route).because[0].rule)
            for route, action in route_actions(answer).items()
            if action == answer.action
        ]
        yield f"{answer.action} because of {deciding}"
    if answer.feeding.withhold_h:
        yield f"waits {answer.feeding.withhold_h} h"


def _on_open_skin(tree: Tree, path: str) -> bool:
    """Whether an `apply` of the visit, all of which is on one area here, surely meets open skin."""
    found = re.fullmatch(r"visit\.steps\[(\d+)\]", path)
    if found is None:
        return False
    steps, here = tree["visit"]["steps"], int(found[1])
    if steps[here]["do"] != "apply":
        return False
    if any(step["do"] == "needle" for step in steps[:here]):
        return True
    for step in steps[here + 1 :]:
        if step["do"] in ("remove", "clean") or "for" in steps[here]:
            return False
        if step["do"] == "needle":
            return True
    return False


def _all_statements() -> Iterator[Any]:
    known = knowledge()
    for kind in ("substances", "classes", "procedures", "conditions", "sites"):
        for record in getattr(known, kind).values():
            yield from record.statements


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in ECHOED:
                yield from _strings(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _strings(value)


def _mappings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else ():
        yield from _mappings(value)
