"""`milkpath consult PLAN --out DIR`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from milkpath.assessing import assess
from milkpath.cli.assess import check_numbers
from milkpath.cli.output import write
from milkpath.cli.progress import progress
from milkpath.errors import InputError, Mistake
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import load_plan, read_plan
from milkpath.report.consult import Consultation, consultation
from milkpath.report.consult_html import sheet_html
from milkpath.report.consult_pdf import HOW_TO_GET_IT, engine_is_there, no_engine, sheet_pdf

NO_PDF = f"milkpath: only the HTML pages were written. For PDF too: {HOW_TO_GET_IT}"


def run(chosen: argparse.Namespace) -> int:
    """Assess the plan and write its sheets; a PDF that was asked for and cannot be written is an error."""
    check_numbers(chosen.pairs, chosen.seed)
    engine = engine_is_there()
    if chosen.format == "pdf" and not engine:
        raise InputError([no_engine()])
    plan = read_plan(sys.stdin.buffer.read()) if chosen.plan == "-" else load_plan(chosen.plan)
    _make(chosen.out)
    answer = assess(plan, pairs=chosen.pairs, seed=chosen.seed, progress=progress("Simulating mothers and babies"))
    starts = plan.visit.starts if plan.visit else None
    sheets = consultation(answer, knowledge(), inputs=msgspec.to_builtins(plan), starts=starts)
    for name, data in _files(sheets, html=chosen.format != "pdf", pdf=chosen.format != "html" and engine).items():
        write(data, str(Path(chosen.out) / name))
        print(Path(chosen.out) / name)
    if chosen.format == "all" and not engine:
        print(NO_PDF, file=sys.stderr)
    return 0


def _files(sheets: Consultation, *, html: bool, pdf: bool) -> dict[str, bytes]:
    """File name -> content; everything is made before anything is written."""
    files: dict[str, bytes] = {}
    for sheet in sheets:
        if html:
            files[f"{sheet.id}.html"] = sheet_html(sheet).encode()
        if pdf:
            files[f"{sheet.id}.pdf"] = sheet_pdf(sheet)
    return files


def _make(folder: str) -> None:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "choose a folder that you may write to"
        message = f"cannot be made: {error.strerror}"
        raise InputError([Mistake(code="not-written", message=message, where=folder, hint=hint)]) from error
