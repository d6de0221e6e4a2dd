"""Joint toxicity: everything of one kind on the same day, added up."""

from __future__ import annotations

from milkpath.judgement.assessment import Because, ExposureReport, Group
from milkpath.judgement.case import Case
from milkpath.judgement.reason import PLAIN_END
from milkpath.knowledge.model import Substance

GROUPED_CLASSES = ("local-anaesthetic", "methaemoglobin-former", "salicylate", "iodine-source", "nsaid")
IN_BLOOD = "ug/L"
OWN_CHOICE = "project-safety-choices"


def groups(case: Case) -> tuple[Group, ...]:
    """One entry per grouped class with a member in the plan; the share adds the largest share of each member."""
    return tuple(group for class_id in GROUPED_CLASSES if (group := _group(case, class_id)) is not None)


def _group(case: Case, class_id: str) -> Group | None:
    members = list(dict.fromkeys(item.substance.id for item in case.contained if class_id in item.substance.classes))
    if not members:
        return None
    metabolites = [link.substance for member in members for link in case.known.substances[member].metabolites]
    shares = {
        pooled.report.substance: max(found)
        for pooled in case.exposures
        if pooled.report.substance in members
        and (found := _shares(pooled.report, class_id, case.known.substances[pooled.report.substance]))
    }
    missing = [case.known.substances[member].name for member in members if member not in shares]
    uncounted = f" Not counted, for want of kinetics or a limit: {', '.join(missing)}." if missing else ""
    known = case.known.classes[class_id]
    sources = sorted({source for statement in known.statements for source in statement.sources})[:3]
    added = f"{known.name}: the peak of each member in her blood as a share of its own lowest limit, added up."
    reason = Because(
        text=f"{_plain(missing)}{PLAIN_END}{added}{uncounted}",
        sources=tuple(sources) or (OWN_CHOICE,),
        rule="joint-toxicity",
    )
    return Group(
        name=known.name,
        members=(*members, *dict.fromkeys(metabolites)),
        share=float(f"{sum(shares.values()):.4g}") if shares else None,
        because=(reason,),
    )


def _plain(missing: list[str]) -> str:
    """What the sum is, in her words."""
    if missing:
        return f"We could not add up {' and '.join(missing)}: too little is known."
    return "What is of one kind adds up in your blood."


def _shares(report: ExposureReport, class_id: str, substance: Substance) -> list[float]:
    """The shares of the limits in blood that belong to the joint toxicity of a class."""
    fitting = {limit.id for limit in substance.limits if limit.counts_for in (None, class_id)}
    return [s.share for s in report.limits if s.share is not None and s.unit == IN_BLOOD and s.name in fitting]
