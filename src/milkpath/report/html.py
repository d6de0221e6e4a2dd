"""The assessment as one HTML file: no script, no picture file, nothing loaded from elsewhere.

Product names, labels and everything else from the plan are untrusted; the templates escape all of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from milkpath.judgement.assessment import Assessment, IngredientRead, StepVerdict
from milkpath.judgement.severity import CLEARING
from milkpath.report import citations, hours, numbers, sentences, words
from milkpath.report.postpone_plot import postpone_svg
from milkpath.report.reasons import every_reason
from milkpath.report.templates import environment
from milkpath.report.text_clinician import exposure_row, further_numbers
from milkpath.report.timeline import timeline_svg
from milkpath.report.timeline_words import Row, by_relevance, milk_scale, timeline_rows, timeline_sentence


class Picture(NamedTuple):
    """The milk timeline of one substance: picture, sentence and table of the same numbers."""

    substance: str
    svg: Markup
    sentence: str
    unit: str
    rows: tuple[Row, ...]


def pictures(assessment: Assessment, starts: dt.datetime | None = None) -> tuple[Picture, ...]:
    """Return the pictures of all exposures that have a timeline, the most relevant first."""
    return tuple(
        Picture(
            one.substance,
            # The picture comes from an escaping template, so that it can stand in the page as it is.
            Markup(timeline_svg(one, assessment, name=f"timeline-{place}", starts=starts)),  # noqa: S704
            timeline_sentence(one.substance, one.timeline),
            milk_scale(one.timeline)[1],
            timeline_rows(one.timeline),
        )
        for place, one in enumerate(by_relevance(assessment))
        if one.timeline is not None and one.timeline.hours
    )


def ingredient_rows(ingredients: Sequence[IngredientRead]) -> list[tuple[str, str, str, str]]:
    """Return the table of a label: as printed, as read, how much, and how that is known."""
    return [
        (
            token.text,
            ", ".join(part for part in (token.name, words.STATUS_WORDS[token.status]) if part),
            numbers.percent_range(token.percent.low, token.percent.best, token.percent.high),
            words.PERCENT_BASIS_WORDS[token.basis],
        )
        for token in ingredients
    ]


def step_rows(steps: Sequence[StepVerdict]) -> list[tuple[str, str, str, str]]:
    """Return the table of the steps with their verdicts."""
    return [
        (
            words.capitalised(words.place_name(step.id)),
            words.capitalised(words.step_name(step.do, step.product)),
            f"{words.ACTION_SYMBOLS[step.action]} {step.action}",
            words.evidence_words(step.evidence),
        )
        for step in steps
    ]


def _words() -> dict[str, object]:
    """Return the labels and the writers of numbers that the templates use."""
    return {
        "action_words": words.ACTION_WORDS,
        "action_sentences": words.ACTION_SENTENCES,
        "grade_words": words.GRADE_WORDS,
        "flag_words": words.FLAG_WORDS,
        "route_names": words.ROUTE_NAMES,
        "status_words": words.STATUS_WORDS,
        "status_marks": words.STATUS_MARKS,
        "who_words": words.WHO_WORDS,
        "purpose": words.PURPOSE,
        "ladder": words.evidence_ladder,
        "step_name": words.step_name,
        "place_name": words.place_name,
        "moment": hours.moment,
        "number": numbers.number,
        "quantity": numbers.quantity,
        "share_of_limit": numbers.share_of_limit,
        "feeding_sentence": sentences.feeding_sentence,
        "feed_time": sentences.feed_time,
        "now_sentence": sentences.now_sentence,
        "clock_when": sentences.clock_when,
        "limit_sentence": sentences.limit_sentence,
        "postpone_sentence": sentences.postpone_sentence,
        "postpone_svg": lambda rows: Markup(postpone_svg(rows)),  # noqa: S704 - from an escaping template
        "swap_words": sentences.swap_words,
        "waiting_cost": sentences.waiting_cost,
        "no_set": sentences.NO_SET,
        "whole_plan": sentences.WHOLE_PLAN,
        "clearing": CLEARING,
        "ingredient_rows": ingredient_rows,
        "step_rows": step_rows,
        "further_numbers": further_numbers,
        "reference": citations.reference,
        "links": citations.links,
    }


def html(assessment: Assessment, *, starts: dt.datetime | None = None) -> str:
    """Return the page; `starts` is the start of the visit, for feeds of the schedule that are given as dates."""
    changed = [step for step in assessment.steps if step.action != "go"]
    shown = {step.id for step in changed}
    places = citations.source_numbers(assessment)
    template = environment().get_template("page.html.j2")
    return template.render(
        **_words(),
        a=assessment,
        routes=words.routes_by_name(assessment.routes),
        changed=changed,
        has_to_change=any(step.action not in CLEARING for step in changed),
        other_swaps=[swap for swap in assessment.swaps if swap.step not in shown],
        labelled=[step for step in assessment.steps if step.ingredients],
        pictures=pictures(assessment, starts),
        exposure_rows=[exposure_row(one) for one in assessment.exposure],
        numbers=places,
        in_order=lambda ids: sorted(ids, key=lambda name: (places.get(name, len(places) + 1), name)),
        reasons=every_reason(assessment),
    )
