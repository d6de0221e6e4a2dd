"""The credibility statement, in the order of the OECD guidance on PBK models (GD 331) and of ASME V&V 40; no field stays empty."""

from __future__ import annotations

from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.version import VERSION
from validation.pages import HEAD, Page, percent, table
from validation.sensitivity import shares

NOT_DONE = (
    "After needles one plasma level in people is known (naltrexone under a patch, Wermeling 2008), but not the strength and the number of pores behind it; none after a pen or a roller, none in milk: the stretch from pores to blood is not validated in people.",
    "No milk level after a numbing cream was found: skin to milk is validated in two halves, skin to plasma and dose to milk.",
    "Infant plasma levels: only limits of detection were found; the infant's clearance rests on published maturation alone.",
    "Heat, and irritated or sunburnt skin, are not in the engine.",
    "Draws of different figures are independent, but for clearance and volume in one person and permeability of one skin.",
    "Radiofrequency needles, needles deeper than 1.5 mm on the face and closure of pores there: no study was found.",
    "Nobody outside of the project has reviewed the model.",
)


def page(pages: dict[str, Page]) -> Page:
    """The statement, from the knowledge and from what the other pages found."""
    known = knowledge()
    sections = {
        "Context of use": context(known),
        "The model": model(known),
        "Verification": verification(),
        "Validation": validation(pages),
        "Uncertainty and sensitivity": uncertainty(),
        "What was not done": {str(number): text for number, text in enumerate(NOT_DONE, 1)},
        "Credibility for the context of use": judgement(pages),
    }
    parts = []
    for title, fields in sections.items():
        empty = [name for name, text in fields.items() if not text.strip()]
        if empty:
            raise ValueError(f"{title}: {', '.join(empty)} is empty")
        parts.append(f"## {title}\n\n" + table(("field", "statement"), fields.items()))
    sensitivity = table(
        ("drawn figure", "share of the spread of the mother's peak", "of the infant's dose"),
        [(name, percent(peak), percent(dose)) for name, peak, dose in shares()],
    )
    place = next(number for number, part in enumerate(parts) if part.startswith("## Uncertainty"))
    parts[place] += (
        "\nLidocaine 4 %, 5 g on the face for half an hour, a pen at 1.5 mm, 1 g afterwards; squared rank correlation over 4,000 pairs:\n\n"
        + sensitivity
    )
    text = (
        f"{HEAD}# Credibility statement\n\nIn the order of the OECD guidance document on PBK models (series on testing and assessment 331, 2021) and of"
        " ASME V&V 40 (2018). It is the project's own statement about its own model.\n\n"
    )
    return Page(text=text + "\n".join(parts))


def context(known: Knowledge) -> dict[str, str]:
    """Question, context and risk."""
    simulated = sum(_has_kinetics(known, name) for name in known.substances)
    return {
        "question of interest": "How much of a substance in a product for skin reaches a breastfed infant through milk, and the mother's blood?",
        "context of use": "To inform a decision about one plan of a breastfeeding woman, beside statements of sources; the worse of both decides. No diagnosis.",
        "in scope": f"Small molecules on whole or needled skin of adults, injected or taken; {simulated} substances have kinetics of their own.",
        "out of scope": "Mucosa, wounds, particles, proteins, botanicals, long courses beyond a week, active transport into milk, preterm skin.",
        "decision that the model informs": "The action on the routes mother and milk, by the 95th percentile against a limit; on open skin also by the bound by mass.",
        "influence of the model": "Medium: a statement from a source can raise an action and the model can raise it, neither lowers the other.",
        "consequence of a wrong answer": "Too low: toxicity of an anaesthetic. Too high: breastfeeding stopped without cause. Both count as defects of the first rank.",
    }


def _has_kinetics(known: Knowledge, name: str) -> bool:
    return any(figure.name == "clearance" for figure in known.substances[name].quantities)


def model(known: Knowledge) -> dict[str, str]:
    """What the model is."""
    by_status = {
        status: sum(one.status == status for one in known.parameters.values())
        for status in ("verified", "unverified", "assumption")
    }
    counted = ", ".join(f"{count} {status}" for status, count in by_status.items())
    return {
        "name and version": f"Milkpath {VERSION}, knowledge {known.version}",
        "authors": "The Milkpath project; no clinical reviewer",
        "structure": "Product, stratum corneum (ten cells), pores, dermis; mother with one or two compartments; milk; infant gut and blood; one metabolite. See docs/model.md.",
        "equations": "Linear between events and solved in modes; flow through closing pores by collocation. docs/model.md names the file of each.",
        "parameters": f"{len(known.parameters)} of physiology and method ({counted}), each with source, grade, status and date, and those of {len(known.substances)} substances",
        "biological basis": "Fick's law in a slab, phase-wise exchange with milk, clearance by maturation of each pathway and size",
        "reliability of inputs": "Measured before fitted before assumed; what was assumed says so and why. Observed ratios and clearances are never overwritten by predictions.",
        "predictors": "Permeability: three paths, fitted here. Milk-to-plasma ratio: ion trapping and binding, fitted here. Figures and errors are data with a source.",
        "software": "Python and NumPy; the fits use SciPy; exported models run in libRoadRunner and COPASI",
        "availability": "Source, knowledge, fits and this statement are in the repository; `make validate` repeats it",
    }


def verification() -> dict[str, str]:
    """Code and calculation."""
    return {
        "code": "Unit tests, types checked strictly, properties on generated plans; closed forms and an adaptive solver beside the engine (tests/exposure)",
        "calculation": "Error of the substeps below 1e-8 of the peak; order of convergence shown; mass kept to 1e-11 (verification.md)",
        "other simulators": "The exported model gives the same curves in libRoadRunner and COPASI to 1e-6 (tests/exchange)",
        "inputs": "Figures known beforehand are found again: verification.md",
    }


def validation(pages: dict[str, Page]) -> dict[str, str]:
    """The findings, from the other pages."""
    found = {
        what: f"target {target}, found {got}" + ("" if met is None else f": {'met' if met else 'NOT met'}")
        for name, each in pages.items()
        if name != "verification"
        for what, target, got, met in each.headlines
    }
    return {
        "comparators": "Published human data: permeability from water, plasma after numbing creams, milk after known doses; excised skin and animals for needles",
        "independence": "Permeability and ratio: compounds and families left out. Needles: the share of the pores by sources left out. Levels: the spread between groups of people is fitted to levels in plasma and milk (no middle is), and the knowledge of some medicines was put right after they were seen (milk-levels.md); the factor of the face was chosen on creams of this kind, and the factor of a cover was taken off after they were seen.",
        **found,
    }


def uncertainty() -> dict[str, str]:
    """How the spread comes about."""
    return {
        "parameters and people": "Each uncertain figure is drawn for each pair around its middle with its own geometric spread; `milkpath simulate --worlds` draws what nobody knows apart from how people differ, and so do the comparisons with printed means",
        "predicted figures": "Spread as large as the error in cross-validation; wider where an input is missing",
        "Monte Carlo error": "Latin hypercube in blocks of 250 pairs; results do not depend on the number of workers",
        "bound": "On open skin all that is there, at once; above the highest person of every study that names one (bounds.md)",
        "method of sensitivity": "Squared rank correlation of every drawn figure with the outcome, in one visit with needles",
    }


def judgement(pages: dict[str, Page]) -> dict[str, str]:
    """What follows."""
    missed = [what for each in pages.values() for what, _, _, met in each.headlines if met is False]
    return {
        "whole skin": "Adequate for numbing creams and similar small molecules: within threefold. Single persons may lie above the 95th percentile.",
        "needled skin": "The best estimate is not validated; the bound by mass carries the decision.",
        "milk": "Adequate where a ratio was observed; a predicted ratio carries its wide interval into the answer.",
        "targets not met": "; ".join(missed) or "none",
        "overall": "Usable for its context, since the 95th percentile and the bound decide, and not the middle.",
    }
