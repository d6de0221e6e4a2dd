"""A consultation: four sheets made from one assessment, for the mother and for her clinician."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.reader import Knowledge
from milkpath.report.consult_clinician import clinicians_sheet
from milkpath.report.consult_ingredients import ingredients_sheet
from milkpath.report.consult_mother import mothers_sheet
from milkpath.report.consult_questions import questions_sheet
from milkpath.report.sheet import Sheet


class Consultation(NamedTuple):
    """The four sheets."""

    mother: Sheet
    clinician: Sheet
    ingredients: Sheet
    questions: Sheet


def consultation(
    assessment: Assessment,
    known: Knowledge,
    *,
    inputs: Mapping[str, object] | None = None,
    starts: dt.datetime | None = None,
) -> Consultation:
    """Return the four sheets; the facts are chosen here, once, and drawn as page and as PDF elsewhere."""
    return Consultation(
        mother=mothers_sheet(assessment, known),
        clinician=clinicians_sheet(assessment, known, inputs=inputs, starts=starts),
        ingredients=ingredients_sheet(assessment),
        questions=questions_sheet(assessment),
    )
