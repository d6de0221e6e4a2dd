"""What a plan has in it that calls for a question to the clinic or a sign to watch for."""

from __future__ import annotations

from milkpath.judgement.case import Case
from milkpath.judgement.predicates import not_sterile_under_needles
from milkpath.knowledge.matching import match_procedure
from milkpath.knowledge.model import Occasion

ARTERY_RISKS = frozenset(
    {
        "calcium-hydroxylapatite-filler",
        "fat-transfer",
        "hyaluronic-filler",
        "other-filler",
        "permanent-filler",
        "poly-lactic-acid-filler",
    }
)
"""What can close an artery of the face, whatever the plan calls it."""
MOOD_MEDICINES = frozenset({"snri", "ssri"})
"""Classes of medicines taken for months, of which the infant is watched for as long."""
RED_CELL_RISKS = frozenset({"g6pd-deficiency", "methaemoglobinaemia", "jaundice"})


def occasions(case: Case) -> frozenset[Occasion]:
    """The occasions of a plan."""
    classes = {class_id for item in case.contained for class_id in item.substance.classes}
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    procedures = {
        found.id for step in steps if (found := match_procedure(case.known, step.procedure or "")) is not None
    }
    holds: dict[Occasion, bool] = {
        "always": True,
        "anaesthetic": "local-anaesthetic" in classes,
        "antiseptic": bool(classes & {"antiseptic", "iodine-source"}),
        "filler": bool(procedures & ARTERY_RISKS) or any("filler" in (step.procedure or "") for step in steps),
        "home-use": case.setting_of_use == "home" or any(o.step.phase == "home" for o in case.timeline.openings),
        "infant-haemolysis-risk": bool({condition.id for condition in case.infant_conditions} & RED_CELL_RISKS),
        "methaemoglobin": bool(classes & {"methaemoglobin-former"}),
        "mood-medicine": bool(classes & MOOD_MEDICINES),
        "needles": any(opening.step.do == "needle" for opening in case.timeline.openings),
        "opened-skin": bool(case.timeline.openings),
        "product": bool(case.products),
        "product-under-needles": any(not_sterile_under_needles(case, {})),
        "toxin": "botulinum-toxin" in classes | procedures,
        "unknown-product": any(
            product.unreadable or any(found.status == "unresolved" for found in product.ingredients)
            for product in case.products
        ),
        "vein-injection": "sclerosant" in classes or any("sclerotherapy" in procedure for procedure in procedures),
    }
    return frozenset(occasion for occasion, present in holds.items() if present)
