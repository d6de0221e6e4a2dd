"""The mother's page can be read: Flesch-Kincaid grade 6 at most, short sentences, no jargon.

The grade is that of `textstat` with the CMU pronouncing dictionary. Names of products, drugs and other ingredients are
read as the word "cream": she meets them on her packs and can not choose easier ones.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
import textstat

from milkpath import assess
from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.report.consult_mother import mothers_sheet, spoken
from plans import random_plan

from .sheets import EXAMPLES, answered

HIGHEST_GRADE = 6.0
LONGEST_AVERAGE = 15.0
JARGON = (
    "percentile",
    "median",
    "plasma",
    "serum level",
    "systemic",
    "topical",
    "pharmaco",
    "contraindicat",
    "excipient",
    "adverse",
    "efficacy",
    "lactation",
    "neonat",
    "dermis",
    "stratum",
    "erythema",
    "oedema",
    "granuloma",
    "methaemoglobin",
    "toxicity",
    "relative infant dose",
    "half-life",
    "bioavailab",
    "simulated",
    "ug/",
    "µg",
    "withhold",
)


def plain_text(answer: Assessment) -> str:
    """The running text of the mother's page, with names read as "cream" and without the shapes of actions."""
    text = " ".join(spoken(mothers_sheet(answer, knowledge())))
    names = {step.product for step in answer.steps if step.product}
    names |= {token.name for step in answer.steps for token in step.ingredients if token.name}
    names |= {token.text for step in answer.steps for token in step.ingredients}
    names |= {substance.name for substance in knowledge().substances.values()}
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "cream", text, flags=re.IGNORECASE) if len(name) > 3 else text
    return re.sub(r"[✓☑⇄◷✕]", "", text)


def _problems(answer: Assessment) -> list[str]:
    text = plain_text(answer)
    grade = textstat.flesch_kincaid_grade(text)
    average = textstat.lexicon_count(text) / textstat.sentence_count(text)
    found = [f"jargon: {word}" for word in JARGON if word in text.lower()]
    found += [f"grade {grade:.1f}"] if grade > HIGHEST_GRADE else []
    return found + ([f"{average:.1f} words a sentence"] if average > LONGEST_AVERAGE else [])


@pytest.mark.parametrize("file", EXAMPLES, ids=[file.stem for file in EXAMPLES])
def test_the_examples_can_be_read_with_six_years_of_school(file: Path) -> None:
    """The mother's page of each example is at or below grade 6, with short sentences and no jargon."""
    assert _problems(answered(file)) == []


def test_generated_plans_can_be_read_with_six_years_of_school() -> None:
    """So are the pages of generated plans of every kind."""
    for seed in range(20, 32):
        answer = assess(plan_from_tree(random_plan(Random(seed))), pairs=8, workers=1)  # noqa: S311
        assert _problems(answer) == [], seed


def test_the_measure_can_fail() -> None:
    """The measure sees hard text, a long sentence and a hard word."""
    hard = "Percutaneous absorption of topically administered anaesthetics demonstrates considerable variability " * 3
    assert textstat.flesch_kincaid_grade(hard) > HIGHEST_GRADE
    assert any(word in "the median plasma level" for word in JARGON)
