"""The sheets of several answers, and their text as it stands on the page and in the PDF."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pypdf

from milkpath import assess, load_plan
from milkpath.judgement.assessment import Assessment
from milkpath.knowledge.reader import knowledge
from milkpath.report.consult import Consultation, consultation
from milkpath.report.consult_html import sheet_html
from milkpath.report.consult_pdf import sheet_pdf
from milkpath.report.sheet import Sheet

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
_FOOTER = re.compile(r"\d+ / \d+$")


@cache
def answered(plan: Path) -> Assessment:
    """The answer to an example plan, with few pairs."""
    return assess(load_plan(plan), pairs=40, workers=1)


@cache
def consulted(plan: Path) -> Consultation:
    """The sheets of an example plan, with its inputs."""
    read = load_plan(plan)
    starts = read.visit.starts if read.visit else None
    return consultation(answered(plan), knowledge(), inputs=msgspec.to_builtins(read), starts=starts)


class _Text(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0
        self.feed(page.replace("\x00", ""))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in {"style", "title", "svg"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"style", "title", "svg"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def squashed(text: str) -> str:
    """Text without spaces and hyphens, so that where a line ends makes no difference."""
    return re.sub(r"[\s\-‐‑\u00ad]+", "", unicodedata.normalize("NFKC", text))


def page_text(sheet: Sheet) -> str:
    """What a reader sees on the page, without pictures."""
    return squashed(" ".join(_Text(sheet_html(sheet)).words))


def pdf_reader(sheet: Sheet) -> pypdf.PdfReader:
    """The PDF of a sheet, opened."""
    return pypdf.PdfReader(io.BytesIO(sheet_pdf(sheet)))


def pdf_text(sheet: Sheet) -> str:
    """What a reader sees in the PDF, without the page numbers."""
    pages = [page.extract_text().strip() for page in pdf_reader(sheet).pages]
    return squashed(" ".join(_FOOTER.sub("", page) for page in pages))
