"""A sheet as a tagged PDF (PDF/UA-1), by an engine that refuses to write an invalid one.

The text reaches the engine as data, never as markup. Only the fonts that come with the engine are used, and the only
date is that of the answer, so that the same sheet gives the same bytes on every machine.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, Final

import msgspec

from milkpath.errors import InputError, Mistake
from milkpath.report.picture import standalone
from milkpath.report.sheet import Answer, Items, Picture, Sheet
from milkpath.report.words import ACTION_SYMBOLS, evidence_ladder

EXTRA: Final = "pdf"
HOW_TO_GET_IT: Final = 'pip install "milkpath[pdf]"'
UNPRINTABLE: Final = "\u25a1"
"""Stands where a letter is in none of the fonts; the page for the phone shows the letter itself."""
_SHOWN: Final = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x384, 0x38A),
    (0x38E, 0x3A1),
    (0x3A3, 0x3FF),
    (0x400, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x203F),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x20A0, 0x20B5),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2610, 0x2612),
    (0x2713, 0x2718),
    (0x270E, 0x270E),
)
"""Ranges of letters and signs that the fonts of the engine hold; a test sets every one of them."""
_VARIABLE: Final = re.compile(r"var\(--([a-z]+)\)")
_VALUE: Final = re.compile(r"--([a-z]+):(#[0-9a-fA-F]{3,8})")


def engine_is_there() -> bool:
    """Return whether the engine that writes PDF is installed."""
    try:
        import typst  # noqa: F401, PLC0415 - an extra, imported only when a PDF is wanted
    except ImportError:
        return False
    return True


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as PDF/UA-1.

    Raises:
        InputError: the engine is not installed, or it refused the sheet.
    """
    try:
        import typst  # noqa: PLC0415
    except ImportError as error:
        raise InputError([no_engine()]) from error
    try:
        return bytes(
            typst.compile(
                _template(),
                sys_inputs={"sheet": msgspec.json.encode(_tree(sheet)).decode()},
                pdf_standards=["ua-1"],
                ignore_system_fonts=True,
            )
        )
    except typst.TypstError as error:
        message = " ".join(str(error).split())[:400]
        mistake = Mistake(code="pdf-refused", message=f"the PDF engine refused the sheet: {message}", where=sheet.id)
        raise InputError([mistake]) from error


def no_engine() -> Mistake:
    """Return what is wrong where the engine is not installed, and how to get it."""
    return Mistake(
        code="no-pdf-engine",
        message="no PDF was written, because the PDF engine is not installed",
        where="--format",
        hint=f"get it with {HOW_TO_GET_IT}, or print the HTML pages",
    )


def _template() -> bytes:
    return (Path(__file__).parent / "templates" / "consult_sheet.typ").read_bytes()


def _tree(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the template wants it: with the shapes of actions, flat pictures, and letters that can be shown."""
    tree: dict[str, Any] = msgspec.to_builtins(sheet)
    for part, its in zip(sheet.sections, tree["sections"], strict=True):
        for block, made in zip(part.blocks, its["blocks"], strict=True):
            if isinstance(block, Answer):
                made |= {"symbol": ACTION_SYMBOLS[block.action], "ladder": evidence_ladder(block.evidence)}
            if isinstance(block, Picture):
                made["svg"] = flat_picture(block.svg)
    lists = [block for part in sheet.sections for block in part.blocks if isinstance(block, Items)]
    when = dt.datetime.fromisoformat(sheet.made_for)
    tree |= {
        "made": [when.year, when.month, when.day, when.hour, when.minute],
        "lang": sheet.language,
        "anchors": [line.anchor for block in lists for line in block.lines if line.anchor],
    }
    shown: dict[str, Any] = _shown(tree)
    return shown


def flat_picture(svg: str) -> str:
    """Return a picture with its colours written out, for an engine that knows no variables of a style sheet.

    >>> "var(" in flat_picture('<svg class="timeline"><text class="axis-name">h</text></svg>')
    False
    """
    alone = standalone(svg).replace("sans-serif", "Libertinus Serif")
    colours = dict(_VALUE.findall(alone))
    return _VARIABLE.sub(lambda found: colours.get(found[1], "#000"), alone)


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    return value


def printable(text: str) -> str:
    r"""Return text with a box in place of each letter that the fonts of the engine do not hold.

    >>> printable("Crème 乳霜 5 µg")
    'Crème □□ 5 µg'
    """
    return "".join(
        one if any(low <= ord(one) <= high for low, high in _SHOWN) or one == "\n" else UNPRINTABLE for one in text
    )
