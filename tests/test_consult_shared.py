"""The sheets of the shared cases: one printed side for the mother, in words that can be read."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pypdf
import pytest
import textstat
import yaml

from milkpath import assess
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.report.consult import consultation
from milkpath.report.consult_pdf import sheet_pdf
from report.test_readability import HIGHEST_GRADE, plain_text

CASES = Path(__file__).parents[2] / "shared" / "cases"
PLANS = [file for file in sorted(CASES.rglob("*.yaml")) if file.stem != "pairs"]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside the checkout (../shared/cases)"),
]


@pytest.mark.parametrize("file", PLANS, ids=[f"{file.parent.name}-{file.stem}" for file in PLANS])
def test_the_sheets_of_a_shared_case_can_be_printed_and_read(file: Path) -> None:
    """The mother's page is one side at or below grade 6; the other sheets are accepted by the PDF engine."""
    plan = plan_from_tree(yaml.safe_load(file.read_text(encoding="utf-8"))["plan"])
    answer = assess(plan, pairs=40)
    sheets = consultation(answer, knowledge(), inputs=msgspec.to_builtins(plan))
    assert len(pypdf.PdfReader(io.BytesIO(sheet_pdf(sheets.mother))).pages) == 1
    assert textstat.flesch_kincaid_grade(plain_text(answer)) <= HIGHEST_GRADE
    assert all(sheet_pdf(sheet).startswith(b"%PDF") for sheet in sheets)
