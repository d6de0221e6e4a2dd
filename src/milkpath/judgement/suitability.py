"""Is this the time, for this mother and infant: the reasons about the people, the device and the dose, topic by topic.

Nothing is judged here: each topic gathers reasons that already count, so that they can be read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from milkpath.judgement.assessment import Because, Suitability
from milkpath.judgement.case import Case
from milkpath.judgement.groups import groups
from milkpath.judgement.maximum_dose import maximum_doses
from milkpath.judgement.reason import Reason, because, combined_action, prominence, unique
from milkpath.judgement.severity import CLEARING
from milkpath.judgement.statements import statements_of
from milkpath.knowledge.model import Condition, Statement
from milkpath.plan.timeline import MEDICINES, procedure_of

SILENT_RULE = "no-reason-found"
AGE_PREDICATES = frozenset({"visit_with_young_infant"})
SKIN_PREDICATES = frozenset({"opened_skin_of_type"})
DEPTH_PREDICATES = frozenset({"needles_deeper_than_site_allows"})
DOSE_PREDICATES = frozenset({"bound_over_maximum_dose", "area_over_maximum", "mother_peak_over"})
JOINT_PREDICATES = frozenset({"group_over", "injected_over_maximum_dose", "members_in_product"})
MEDICINE_TOPIC = "your medicine: "
"""How the topic of a medicine that she takes begins; its name follows, as the plan writes it."""


def suitability(case: Case, reasons: Sequence[Reason]) -> tuple[Suitability, ...]:
    """One entry a topic, in the order of a consultation: the people, the medicines, the device, the doses."""
    topics = (
        _age(case, reasons),
        *(_condition(case, condition, reasons) for condition in (*case.infant_conditions, *case.mother_conditions)),
        *(_unmatched(case, words, reasons) for words in case.unmatched_conditions),
        _by_predicate(case, "dark marks, by skin type", SKIN_PREDICATES, reasons),
        *_medicines(case, reasons),
        _by_predicate(case, "how deep the needles go here", DEPTH_PREDICATES, reasons),
        _topic("what the label of the device says", [r for r in reasons if "label-only" in r.flags]),
        *_doses(case, reasons),
        *_together(case, reasons),
    )
    return tuple(topic for topic in topics if topic is not None)


def _topic(name: str, reasons: Iterable[Reason], others: Sequence[Because] = ()) -> Suitability | None:
    found = tuple(reasons)
    return _told(name, found, others) if found or others else None


def _told(name: str, reasons: Iterable[Reason], others: Sequence[Because]) -> Suitability:
    found = sorted(reasons, key=prominence)
    told = unique((*(because(reason) for reason in found), *others))
    return Suitability(topic=name, action=combined_action(found), because=told)


def _age(case: Case, reasons: Sequence[Reason]) -> Suitability | None:
    known = _statements(case)

    def about_age(reason: Reason) -> bool:
        statement = known.get(reason.rule)
        return _is_by(case, reason, AGE_PREDICATES) or (
            statement is not None and statement.infant_age_weeks_below is not None
        )

    weeks = case.infant_age_weeks
    age = f"{weeks:.0f} weeks" if weeks < 26 else f"{case.facts.infant_age_days / 30.4375:.0f} months"
    return _topic(f"your baby's age ({age})", filter(about_age, reasons))


def _condition(case: Case, condition: Condition, reasons: Sequence[Reason]) -> Suitability:
    """What a condition means for this plan; also that nothing known speaks against it, which is said and graded D."""
    own = {statement.id for statement in condition.statements}
    for_it = {
        statement.id
        for statement in _statements(case).values()
        if condition.id in (*statement.infant_conditions, *statement.mother_conditions)
    }
    found = _topic(condition.name, [reason for reason in reasons if reason.rule in own | for_it])
    rule = case.known.rules[SILENT_RULE]
    silent = Because(text=rule.text, sources=rule.sources, rule=rule.id)
    return found or Suitability(topic=condition.name, action=rule.action, because=(silent,))


def _unmatched(case: Case, words: str, reasons: Sequence[Reason]) -> Suitability | None:
    return _topic(words, [r for r in reasons if _is_by(case, r, {"condition_unknown"}) and words in r.text])


def _medicines(case: Case, reasons: Sequence[Reason]) -> Iterator[Suitability]:
    for number, medicine in enumerate(case.plan.mother.medicines):
        mine = [reason for reason in reasons if reason.step == f"{MEDICINES}{number}]"]
        topic = _topic(f"{MEDICINE_TOPIC}{medicine.name}", mine)
        # A medicine that has ended may still stand for a condition, and is told there.
        if topic is not None:
            yield topic


def _by_predicate(case: Case, name: str, predicates: Iterable[str], reasons: Sequence[Reason]) -> Suitability | None:
    wanted = frozenset(predicates)
    return _topic(name, [reason for reason in reasons if _is_by(case, reason, wanted)])


def _doses(case: Case, reasons: Sequence[Reason]) -> Iterator[Suitability]:
    """The largest dose and area of each anaesthetic for her weight, beside what the plan has."""
    for entry in maximum_doses(case):
        substance = case.known.substances[entry.substance]
        over = entry.max_mg is not None and entry.planned_mg is not None and entry.planned_mg > entry.max_mg
        about = [r for r in reasons if r.substance == entry.substance and r.route == "mother"]
        # More than may be injected, on skin, is a matter of how much gets in: then all that is said of it to her counts.
        mine = [r for r in about if over or _is_by(case, r, DOSE_PREDICATES)] or _against(reasons, {entry.substance})
        most = "not known" if entry.max_mg is None else f"{entry.max_mg:g} mg"
        area = "" if entry.max_area_cm2 is None else f", on {entry.max_area_cm2:g} cm2"
        planned = "not known" if entry.planned_mg is None else f"{entry.planned_mg:g} mg"
        told = Because(
            text=f"The plan puts {planned} of {substance.name} on or into her; most at {_kg(case)}: {most}{area}.",
            sources=tuple(dict.fromkeys(source for b in entry.because for source in b.sources)),
            rule=entry.because[0].rule,
        )
        yield _told(f"the most {substance.name} for your weight", mine, (told,))


def _against(reasons: Sequence[Reason], substances: set[str]) -> list[Reason]:
    """What speaks against these substances on any route: a dose that fits does not make them fine."""
    return [r for r in reasons if r.substance in substances and r.action not in CLEARING]


def _kg(case: Case) -> str:
    return f"{case.facts.mother_weight_kg:g} kg"


def _together(case: Case, reasons: Sequence[Reason]) -> Iterator[Suitability]:
    """Joint toxicity of everything of the day, for kinds with more than one member in the plan."""
    by_name = {group.name: class_id for class_id, group in case.known.classes.items()}
    for group in groups(case):
        class_id = by_name[group.name]
        present = {item.substance.id for item in case.contained if class_id in item.substance.classes}
        mine = [r for r in reasons if _is_by(case, r, JOINT_PREDICATES) and _class_of(case, r) == class_id]
        mine += [r for r in reasons if r.substance in present and _is_by(case, r, DOSE_PREDICATES)]
        mine = mine or _against(reasons, present)
        counted = {p.report.substance for p in case.exposures if any(s.share is not None for s in p.report.limits)}
        # Where a member could not be counted, nothing is called fine.
        if mine or (len(present) > 1 and present <= counted):
            yield _told(f"everything of one kind on the day: {_lower(group.name)}", mine, group.because)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _class_of(case: Case, reason: Reason) -> str | None:
    rule = case.known.rules.get(reason.rule)
    return str(rule.thresholds.get("class")) if rule else None


def _is_by(case: Case, reason: Reason, predicates: Iterable[str]) -> bool:
    rule = case.known.rules.get(reason.rule)
    return rule is not None and rule.predicate in predicates


def _statements(case: Case) -> dict[str, Statement]:
    """All statements on what is in the plan, by id."""
    substances = {item.substance.id: item.substance for item in case.contained}.values()
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    procedures = [procedure for step in steps if (procedure := procedure_of(step, case.known))]
    groups_of: tuple[Sequence[Statement], ...] = (
        *(statements_of(substance, case.known) for substance in substances),
        *(procedure.statements for procedure in procedures),
    )
    return {statement.id: statement for group in groups_of for statement in group}
