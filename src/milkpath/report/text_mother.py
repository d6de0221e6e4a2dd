"""The mother's half of the terminal report: what to do first, why in short, what is not known last."""

from __future__ import annotations

from collections.abc import Iterator

from milkpath.judgement.assessment import Assessment, StepVerdict
from milkpath.report.sentences import (
    alternative_sentence,
    clock_sentence,
    feed_time,
    feeding_sentence,
    now_sentence,
    postpone_sentence,
    swap_sentence,
    waiting_cost,
)
from milkpath.report.terminal import painted, table
from milkpath.report.text_sheet import (
    Sheet,
    bullet,
    cited,
    flag_words,
    paint_of,
    paragraph,
    reason_bullets,
    section,
    verdict,
    verdict_lines,
)
from milkpath.report.words import (
    ACTION_SENTENCES,
    ACTION_SYMBOLS,
    ROUTE_NAMES,
    WHO_WORDS,
    action_words,
    capitalised,
    evidence_words,
    place_name,
    routes_by_name,
    step_name,
)


def urgent(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the red flags, which come before everything else."""
    lines: list[str] = []
    for sign in assessment.urgent:
        lines += painted(bullet(sign.sign, sheet, "! "), "bold", "red", colour=sheet.colour)
        call = paragraph(f"Call: {sign.call}", sheet, "  ") if sign.call else []
        lines += [*paragraph(sign.do, sheet, "  "), *call]
    return section("Call for help first, read on later", lines, sheet)


def answer(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the overall action, the evidence behind it and the summary."""
    action = assessment.action
    headline = paragraph(f"{ACTION_SYMBOLS[action]} {ACTION_SENTENCES[action]}".upper(), sheet)
    evidence = f"Evidence: {evidence_words(assessment.evidence)}{flag_words(assessment.flags)}"
    return [
        "",
        *painted(headline, "bold", paint_of(action, assessment.evidence), colour=sheet.colour),
        *paragraph(evidence, sheet),
        "",
        *paragraph(assessment.summary, sheet),
    ]


def now(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return what to do next, numbered."""
    lines: list[str] = []
    for place, task in enumerate(assessment.now, start=1):
        lines += [*bullet(now_sentence(task), sheet, f"{place}. "), *paragraph(f"Why: {task.why}", sheet, "   ")]
    return section("What to do now", lines, sheet)


def routes(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the four routes, each with its first reason; the others stand in the clinician's half."""
    lines: list[str] = []
    for name, route in routes_by_name(assessment.routes).items():
        words = verdict(route.action, route.evidence, route.flags)
        lines += verdict_lines(ROUTE_NAMES[name], words, (route.action, route.evidence), sheet)
        lines += reason_bullets(route.because[:1], sheet)
    return section("The four ways it can matter", lines, sheet)


def _step_to_change(step: StepVerdict, assessment: Assessment, sheet: Sheet) -> Iterator[str]:
    words = verdict(step.action, step.evidence, step.flags)
    yield from verdict_lines(capitalised(step_name(step.do, step.product)), words, (step.action, step.evidence), sheet)
    yield from reason_bullets(step.because, sheet)
    for item in step.advice:
        yield from bullet(cited(item.text, item.sources, sheet), sheet, "  → ")
    for swap in assessment.swaps:
        if swap.step == step.id:
            yield from bullet(swap_sentence(swap), sheet, "  ⇄ ")


def changes(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the steps that are not fine as they are, with reasons, advice and swaps."""
    found = [step for step in assessment.steps if step.action != "go"]
    lines = [] if found else paragraph("No step has to change.", sheet)
    lines += [line for step in found for line in _step_to_change(step, assessment, sheet)]
    shown = {step.id for step in found}
    for swap in assessment.swaps:
        lines += [] if swap.step in shown else bullet(swap_sentence(swap), sheet, "⇄ ")
    return section("What to change in the plan", lines, sheet)


def feeding(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return whether there is a wait for the milk, said plainly, and when to feed."""
    lines = painted(paragraph(feeding_sentence(assessment.feeding), sheet), "bold", colour=sheet.colour)
    lines += reason_bullets(assessment.feeding.because, sheet)
    for entry in assessment.feeding.schedule:
        lines += bullet(f"{feed_time(entry.at)}: {entry.do}. {entry.why}", sheet)
    return section("Feeding", lines, sheet)


def clock(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return when each thing is back to usual, as intervals."""
    lines = [line for entry in assessment.clock for line in bullet(clock_sentence(entry), sheet)]
    return section("Back to usual", lines, sheet)


def questions(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the questions for the clinic as a checklist."""
    texts = [cited(question.text, question.sources, sheet) for question in assessment.questions]
    return section("Ask the clinic", [line for text in texts for line in bullet(text, sheet, "[ ] ")], sheet)


def watch_for(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the signs to watch for, hers and the baby's apart."""
    lines: list[str] = []
    for who, words in WHO_WORDS.items():
        signs = [sign for sign in assessment.watch_for if sign.who == who]
        lines += paragraph(f"{words}:", sheet) if signs else []
        for sign in signs:
            lines += bullet(cited(sign.text, sign.sources, sheet), sheet)
    return section("Signs to watch for", lines, sheet)


def timing(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return whether this is the time, and what would change if it waits, as a sentence and a table."""
    lines: list[str] = []
    for topic in assessment.suitability:
        lines += bullet(f"{capitalised(topic.topic)}: {action_words(topic.action)}", sheet)
        lines += reason_bullets(topic.because, sheet, "    - ")
    rows = [(f"{r.age_months:g} months", r.feeding, action_words(r.action)) for r in assessment.postpone]
    if rows:
        lines += ["", *paragraph(f"If you wait: {postpone_sentence(assessment.postpone)}", sheet)]
        lines += table(("baby's age", "feeding", "answer"), rows, sheet.width)
        lines += reason_bullets(waiting_cost(assessment.postpone), sheet)
    return section("Is this the time?", lines, sheet)


def benefit(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return what the procedure is likely to do, and the other ways to the same goal."""
    lines: list[str] = []
    if assessment.benefit is not None:
        words = f"{assessment.benefit.text} (evidence {evidence_words(assessment.benefit.evidence)})"
        lines += paragraph(words, sheet)
    for other in assessment.alternatives:
        lines += bullet(alternative_sentence(other), sheet)
        lines += reason_bullets(other.because, sheet, "    - ")
    return section("What it may do for you, and other ways", lines, sheet)


def unknowns(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return what is not known, and the one fact to ask for next."""
    lines: list[str] = []
    if assessment.ask_next is not None:
        lines += bullet(f"Find out first: {assessment.ask_next.question} {assessment.ask_next.why}", sheet, "? ")
    for item in assessment.unknowns:
        lines += bullet(
            f"{capitalised(item.what)}: {item.why.rstrip('.')}. What would change it: {item.would_change}", sheet, "? "
        )
    return section("What is not known", lines, sheet)


def assumptions(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return the facts that the plan left out, and the value taken for each."""
    texts = [f"{capitalised(place_name(item.path))}: {item.value}, {item.why}" for item in assessment.assumptions]
    return section("What we assumed", [line for text in texts for line in bullet(text, sheet)], sheet)


def mothers_half(assessment: Assessment, sheet: Sheet) -> list[str]:
    """Return all sections for the mother, the most pressing first."""
    parts = (
        urgent,
        answer,
        now,
        routes,
        changes,
        feeding,
        clock,
        questions,
        watch_for,
        timing,
        benefit,
        unknowns,
        assumptions,
    )
    return [line for part in parts for line in part(assessment, sheet)]
