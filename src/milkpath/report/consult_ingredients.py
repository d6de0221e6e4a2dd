"""The ingredient table: every label as it was read, word by word, what was not recognised first."""

from __future__ import annotations

from typing import Final

from milkpath.judgement.assessment import Assessment, IngredientRead, StepVerdict
from milkpath.report.consult_clinician import provenance
from milkpath.report.numbers import percent_range
from milkpath.report.sheet import LANGUAGE, Block, Grid, Items, Line, Paragraph, Sheet, section
from milkpath.report.terminal import cleaned
from milkpath.report.words import PERCENT_BASIS_WORDS, STATUS_MARKS, STATUS_WORDS, capitalised, place_name, step_name

TITLE: Final = "What is in the products"
INTRO: Final = (
    "Each word of each label, what we took it for, and how much of the product it may be. Please compare with the pack. "
    "What was not recognised is not cleared."
)
NO_LABEL: Final = "No list of ingredients was given. Nobody can tell what is in it; ask for the full list."
NOTHING: Final = "The plan names no product with a label."
_HEADER: Final = ("On the label", "Read as", "How much", "How we know")


def ingredients_sheet(assessment: Assessment) -> Sheet:
    """Return the table of all labels of the plan."""
    labelled = [step for step in assessment.steps if step.ingredients]
    bare = [step for step in assessment.steps if step.product and not step.ingredients and step.do != "take"]
    intro = Paragraph(line=Line(text=INTRO if labelled or bare else NOTHING))
    marks = tuple(Line(lead=STATUS_MARKS[status], text=words) for status, words in STATUS_WORDS.items())
    parts = (
        section("How to read this", intro, Items(lines=marks if labelled else ())),
        section("Not recognised", Items(lines=_unread(labelled))),
        section("No list of ingredients", Items(lines=tuple(Line(lead=_name(step), text=NO_LABEL) for step in bare))),
        *(section(_name(step), *_label(step)) for step in labelled),
    )
    return Sheet(
        id="ingredients",
        title=TITLE,
        language=LANGUAGE,
        made_for=assessment.milkpath.assessed_for,
        sections=tuple(one for part in parts for one in part),
        foot=provenance(assessment),
    )


def _name(step: StepVerdict) -> str:
    return cleaned(f"{capitalised(step_name(step.do, step.product))} ({place_name(step.id)})")


def _unread(steps: list[StepVerdict]) -> tuple[Line, ...]:
    """Every word that was not recognised, with the product that it stands on."""
    return tuple(
        Line(lead=cleaned(token.text), text=f"in {_name(step)}")
        for step in steps
        for token in step.ingredients
        if token.status == "unresolved"
    )


def _label(step: StepVerdict) -> tuple[Block, ...]:
    rows = tuple(_row(token) for token in step.ingredients)
    caption = "Lowest to highest share of the product"
    return (Grid(caption=caption, header=_HEADER, rows=rows, widths=(1.6, 1.8, 1.5, 1.2)),)


def _row(token: IngredientRead) -> tuple[str, str, str, str]:
    read = ", ".join(part for part in (token.name, STATUS_WORDS[token.status]) if part)
    return (
        cleaned(f"{STATUS_MARKS[token.status]} {token.text}"),
        cleaned(read),
        percent_range(token.percent.low, token.percent.best, token.percent.high),
        PERCENT_BASIS_WORDS[token.basis],
    )
