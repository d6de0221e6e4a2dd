"""`milkpath claims FILE`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from milkpath.articles.finding import ArticleReading
from milkpath.articles.read import read_article
from milkpath.cli.output import write
from milkpath.errors import InputError, Mistake
from milkpath.knowledge.reader import Knowledge, knowledge

WIDEST = 100


def run(chosen: argparse.Namespace) -> int:
    """Read the article and write its claims in the chosen format."""
    known = knowledge()
    reading = read_article(_bytes(chosen.article), known, where=chosen.article)
    write(_rendered(reading, known, chosen), chosen.out)
    return 0


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(
            [
                Mistake(
                    code="not-read",
                    message=f"cannot be read: {error.strerror}",
                    where=name,
                    hint="give a text file or a saved web page",
                )
            ]
        ) from error


def _rendered(reading: ArticleReading, known: Knowledge, chosen: argparse.Namespace) -> bytes:
    if chosen.format == "json":
        from milkpath.report.claims_json import claims_json  # noqa: PLC0415 - imported only when it is used

        return claims_json(reading, known) + b"\n"
    if chosen.format == "html":
        from milkpath.report.claims_page import claims_page  # noqa: PLC0415

        return claims_page(reading, known).encode()
    from milkpath.report.claims_text import claims_text  # noqa: PLC0415

    colour = chosen.out is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size((78, 24)).columns, WIDEST)
    return claims_text(reading, known, width=width, colour=colour).encode()
