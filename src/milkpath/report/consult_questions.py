"""The question list: what to ask the clinic, with room to write the answers down."""

from __future__ import annotations

from typing import Final

from milkpath.judgement.assessment import Assessment
from milkpath.report.sentences import feeding_sentence
from milkpath.report.sheet import LANGUAGE, Blanks, Items, Line, Paragraph, Sheet, section
from milkpath.report.terminal import cleaned
from milkpath.report.words import PURPOSE, capitalised

TITLE: Final = "Questions for the clinic"
INTRO: Final = "Take this list with you, or send it before you book. Tick what has been answered and write it down."
NONE: Final = "There is nothing special to ask for this plan."
ANSWERS: Final = (
    "Name and strength of the cream",
    "Grams, skin area and minutes",
    "Device and depth",
    "Whom to ring by day and by night",
)


def questions_sheet(assessment: Assessment) -> Sheet:
    """Return the list of questions for this plan."""
    ask = assessment.ask_next
    first = None if ask is None else Paragraph(line=Line(lead=f"First: {cleaned(ask.question)}", text=cleaned(ask.why)))
    questions = tuple(Line(text=cleaned(question.text)) for question in assessment.questions)
    heard = Paragraph(
        line=Line(
            lead="If you are told to stop nursing:",
            text="ask for which substance, how long, and by which source. "
            f"This answer says: {feeding_sentence(assessment.feeding)}",
        )
    )
    unread = list(
        dict.fromkeys(
            cleaned(t.text) for step in assessment.steps for t in step.ingredients if t.status == "unresolved"
        )
    )
    labels = tuple(Line(text=f"What is {word}? We could not read it.") for word in unread)
    parts = (
        section("Ask first", Paragraph(line=Line(text=INTRO if questions else NONE)), first),
        section("Questions", Items(mark="check", lines=questions)),
        section("Words on the labels", Items(mark="check", lines=labels)),
        section("Feeding", heard),
        section("Write it down", Blanks(names=ANSWERS)),
    )
    return Sheet(
        id="questions",
        title=TITLE,
        language=LANGUAGE,
        made_for=assessment.milkpath.assessed_for,
        sections=tuple(one for part in parts for one in part),
        foot=(capitalised(PURPOSE),),
    )
