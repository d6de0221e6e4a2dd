"""The sheets of a consultation: one value, two drawings, the same facts; a PDF that a screen reader can follow."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pypdf
import pytest

from milkpath import assess
from milkpath.errors import InputError
from milkpath.judgement.assessment import Assessment, Because, FeedingAdvice
from milkpath.judgement.severity import ACTIONS
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import plan_from_tree
from milkpath.report import consult_pdf
from milkpath.report.consent import consent_points
from milkpath.report.consult import Consultation, consultation
from milkpath.report.consult_html import sheet_html
from milkpath.report.consult_mother import mothers_sheet
from milkpath.report.consult_pdf import UNPRINTABLE, printable, sheet_pdf
from milkpath.report.sheet import Grid, Items, Line, Picture, Sheet, section, texts
from plans import random_plan

from .bare import BARE
from .example import EXAMPLE
from .sheets import EXAMPLES, answered, consulted, page_text, pdf_reader, pdf_text, squashed
from .walk import Page, source_ids

HOSTILE = '#import "x" $a$ *b* _c_ @d <e> </script> ] ) } \\ // {{ 7*7 }} #sys.inputs 乳霜 😀 \u202e\x1b[31m'
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _consultations() -> Iterator[Any]:
    for file in EXAMPLES:
        yield pytest.param(consulted(file), id=file.stem)
    yield pytest.param(consultation(EXAMPLE, knowledge()), id="every-key")
    yield pytest.param(consultation(BARE, knowledge()), id="bare")


every_consultation = pytest.mark.parametrize("sheets", list(_consultations()))


def _tree(pdf: pypdf.PdfReader) -> Any:
    return pdf.trailer["/Root"]["/StructTreeRoot"]


def _elements(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K", []))
    elif isinstance(node, list):
        for one in node:
            yield from _elements(one)


def _roles(pdf: pypdf.PdfReader) -> list[str]:
    return [str(element["/S"]) for element in _elements(_tree(pdf)["/K"])]


# --- the same facts -----------------------------------------------------------------------------------------------------


@every_consultation
def test_every_text_of_a_sheet_stands_on_the_page_and_in_the_pdf(sheets: Consultation) -> None:
    """Each lead, sentence, cell, citation and footnote of the value is found in both drawings."""
    for sheet in sheets:
        page, pdf = page_text(sheet), pdf_text(sheet)
        assert [text for text in texts(sheet) if squashed(text) not in page] == [], sheet.id
        assert [text for text in texts(sheet) if squashed(printable(text)) not in pdf] == [], sheet.id


@every_consultation
def test_page_and_pdf_hold_the_same_numbers(sheets: Consultation) -> None:
    """No number stands in one drawing alone; only the PDF prints the numbers of list entries."""
    for sheet in sheets:
        page = {number for text in texts(sheet) for number in NUMBER.findall(text)}
        lists = [block for part in sheet.sections for block in part.blocks if isinstance(block, Items)]
        counted = {str(place) for block in lists for place in range(1, len(block.lines) + 1) if block.mark == "number"}
        pictures = any(isinstance(block, Picture) for part in sheet.sections for block in part.blocks)
        text = " ".join(one.extract_text() for one in pdf_reader(sheet).pages)
        printed = set(NUMBER.findall(re.sub(r"(?m)\d+ / \d+$", "", text)))
        if not pictures:  # the marks of a picture are numbers of their own
            assert printed - page - counted == set(), sheet.id
        joined = squashed(text)
        assert [number for number in page if squashed(number) not in joined] == [], sheet.id


@pytest.mark.parametrize("file", EXAMPLES, ids=[file.stem for file in EXAMPLES])
def test_the_clinicians_page_names_every_action_advice_and_source(file: Path) -> None:
    """Route and step actions, the ids of all advice, and the ids of all sources stand in both drawings."""
    answer, sheet = answered(file), consulted(file).clinician
    wanted = {f"source {name}" for name in source_ids(answer)}
    wanted |= {f"advice {task.id}" for task in answer.now}
    wanted |= {f"advice {item.id}" for step in answer.steps for item in step.advice}
    wanted |= {answer.action, *(step.action for step in answer.steps)}
    wanted |= {getattr(answer.routes, route).action for route in ("milk", "contact", "mother", "supply")}
    for drawn in (page_text(sheet), pdf_text(sheet)):
        assert [words for words in wanted if squashed(words) not in drawn] == []


@pytest.mark.parametrize("answer", [EXAMPLE, *(answered(file) for file in EXAMPLES)])
def test_no_reason_and_no_sentence_of_the_answer_is_lost(answer: Assessment) -> None:
    """The clinician's page holds every reason, unknown, assumption, question of timing, other way and conflict."""
    page = squashed(" ".join(texts(consultation(answer, knowledge()).clinician)))
    wanted = [
        one.text for route in ("milk", "contact", "mother", "supply") for one in getattr(answer.routes, route).because
    ]
    wanted += [item.what for item in answer.unknowns] + [item.would_change for item in answer.unknowns]
    wanted += [item.value for item in answer.assumptions] + [topic.topic for topic in answer.suitability]
    wanted += [way.benefit for way in answer.alternatives] + [
        side.text for c in answer.conflicts for side in c.positions
    ]
    wanted += [swap.use for swap in answer.swaps] + [item.text for item in answer.sensitivity]
    assert [text for text in wanted if squashed(text).lower() not in page.lower()] == []


def test_every_citation_arrives_at_its_source() -> None:
    """Each number in brackets has an entry in the references, which stand in the order of their numbers."""
    for sheet in (consulted(file).clinician for file in EXAMPLES):
        lines = [
            line for part in sheet.sections for block in part.blocks if isinstance(block, Items) for line in block.lines
        ]
        anchors = [line.anchor for line in lines if line.anchor]
        assert anchors == [str(place) for place in range(1, len(anchors) + 1)]
        assert {mark for line in lines for mark in line.cites} <= set(anchors)


def test_every_token_of_every_label_is_in_the_table() -> None:
    """The ingredient table shows each word of each label, and names first what was not recognised."""
    for file in EXAMPLES:
        sheet = consulted(file).ingredients
        cells = squashed(
            " ".join(row[0] for part in sheet.sections for b in part.blocks if isinstance(b, Grid) for row in b.rows)
        )
        tokens = [token.text for step in answered(file).steps for token in step.ingredients]
        assert [token for token in tokens if squashed(token) not in cells] == []
    unread = consultation(EXAMPLE, knowledge()).ingredients
    words = [t.text for step in EXAMPLE.steps for t in step.ingredients if t.status == "unresolved"]
    assert words
    assert next(part for part in unread.sections if part.title == "Not recognised").blocks[0].lines[0].lead == words[0]  # type: ignore[union-attr]


# --- the PDF ------------------------------------------------------------------------------------------------------------


@every_consultation
def test_the_pdf_is_tagged_titled_and_in_a_language(sheets: Consultation) -> None:
    """Each PDF says that it is PDF/UA-1, is marked, and has title, language, headings and a tree of tags."""
    for sheet in sheets:
        pdf = pdf_reader(sheet)
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert pdf.metadata is not None
        assert pdf.metadata.title == sheet.title
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
        roles = _roles(pdf)
        assert roles.count("/H1") == 1
        assert roles.count("/H2") == len(sheet.sections)
        tables = [block for part in sheet.sections for block in part.blocks if isinstance(block, Grid)]
        assert roles.count("/Table") == len(tables)
        assert roles.count("/TH") == sum(len(table.header) for table in tables)


def test_the_picture_has_a_text_in_its_place() -> None:
    """The plot of the milk is a figure with an alternative text, and its sentence and table stand beside it."""
    sheet = consulted(EXAMPLES[1]).clinician
    figures = [element for element in _elements(_tree(pdf_reader(sheet))["/K"]) if element["/S"] == "/Figure"]
    assert len(figures) == 1
    assert "lidocaine in milk" in str(figures[0]["/Alt"])
    assert '<svg class="timeline"' in sheet_html(sheet)


@every_consultation
def test_the_mothers_page_is_one_printed_side(sheets: Consultation) -> None:
    """The mother's PDF has exactly one page."""
    assert len(pdf_reader(sheets.mother).pages) == 1


def test_the_mothers_page_stays_one_side_however_much_there_is_to_say() -> None:
    """Long names, many signs, questions, tasks and unread words do not push it to a second side."""
    long = "extremely long product name that somebody typed " * 9
    steps = tuple(msgspec.structs.replace(step, product=long) for step in EXAMPLE.steps) * 8
    crowded = msgspec.structs.replace(
        EXAMPLE,
        summary=f"Change this. {long} is very strong.",
        steps=steps,
        now=EXAMPLE.now * 8,
        questions=EXAMPLE.questions * 9,
        watch_for=EXAMPLE.watch_for * 9,
        clock=EXAMPLE.clock * 5,
        urgent=EXAMPLE.urgent * 2,
    )
    sheet = mothers_sheet(crowded, knowledge())
    assert len(pdf_reader(sheet).pages) == 1
    assert any("The rest is on the clinician's page" in text for text in texts(sheet))


def test_the_same_sheet_gives_the_same_bytes_in_any_process() -> None:
    """The PDF depends on nothing but the sheet: not on the time, the place or the process."""
    sheet = consulted(EXAMPLES[0]).mother
    code = (
        "import sys, msgspec; from milkpath.report.sheet import Sheet; from milkpath.report.consult_pdf import sheet_pdf; "
        "sys.stdout.buffer.write(sheet_pdf(msgspec.json.decode(sys.stdin.buffer.read(), type=Sheet)))"
    )
    there = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], input=msgspec.json.encode(sheet), capture_output=True, check=True, cwd="/"
    )
    assert there.stdout == sheet_pdf(sheet) == sheet_pdf(sheet)
    metadata = pdf_reader(sheet).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.strftime("%Y-%m-%dT%H:%M") == sheet.made_for


def test_a_sheet_is_marked_with_the_language_of_its_words() -> None:
    """A plan in another language gets English sheets so far, and they say that they are English."""
    foreign = msgspec.structs.replace(EXAMPLE, milkpath=msgspec.structs.replace(EXAMPLE.milkpath, language="de"))
    sheet = mothers_sheet(foreign, knowledge())
    assert pdf_reader(sheet).trailer["/Root"]["/Lang"] == "en"
    assert '<html lang="en">' in sheet_html(sheet)


def _with(text: str) -> Sheet:
    lines = (Line(lead=text, text=text, remark=text),)
    table = Grid(caption=text, header=("a", text), rows=((text, "b"),), widths=(1.0, 1.0))
    made: dict[str, Any] = {"id": "questions", "language": "en", "made_for": "2026-12-01T14:00", "foot": (text,)}
    return Sheet(title=f"Title {text}", sections=section(f"Part {text}", Items(lines=lines), table), **made)


def test_text_of_a_plan_is_printed_and_never_obeyed() -> None:
    """Markup of the page and of the PDF engine stands there as it was typed; what cannot be set is a box, not an error."""
    sheet = _with(HOSTILE.replace("\x1b", ""))
    assert squashed("#import") in pdf_text(sheet)
    assert squashed(printable("$a$ *b* _c_ @d <e> </script> ] ) } \\ // {{ 7*7 }} #sys.inputs")) in pdf_text(sheet)
    assert UNPRINTABLE in pdf_text(sheet)
    assert Page(sheet_html(sheet)).faults == []
    assert "<e>" not in sheet_html(sheet)
    assert "乳霜" in sheet_html(sheet)


def test_every_letter_that_is_printed_as_itself_is_in_the_fonts() -> None:
    """The engine sets each of the letters that are not replaced (it refuses a letter that no font holds)."""
    letters = "".join(chr(code) for low, high in consult_pdf._SHOWN for code in range(low, high + 1))
    assert printable(letters) == letters
    assert sheet_pdf(_with(letters)).startswith(b"%PDF")


def test_a_refused_sheet_is_an_error_with_its_name() -> None:
    """The engine writes no PDF without a title, and the error says which sheet it was."""
    with pytest.raises(InputError, match="questions"):
        sheet_pdf(msgspec.structs.replace(_with("a"), title=""))


def test_without_the_engine_a_pdf_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed nothing is silently left out."""
    monkeypatch.setitem(sys.modules, "typst", None)
    assert not consult_pdf.engine_is_there()
    with pytest.raises(InputError, match="milkpath\\[pdf\\]"):
        sheet_pdf(_with("a"))


# --- the page -----------------------------------------------------------------------------------------------------------


@every_consultation
def test_the_page_is_whole_and_loads_nothing(sheets: Consultation) -> None:
    """Tags are balanced, no id stands twice, links lead into the page, and nothing comes from elsewhere."""
    for sheet in sheets:
        parsed = Page(sheet_html(sheet))
        assert parsed.faults == []
        tags = {tag for tag, _ in parsed.tags}
        assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        ids = [found["id"] for _, found in parsed.tags if "id" in found]
        assert len(ids) == len(set(ids))
        inner = {(found["href"] or "")[1:] for tag, found in parsed.tags if tag == "a"}
        assert inner <= set(ids)


# --- what is said -------------------------------------------------------------------------------------------------------


def test_the_points_of_consent_follow_the_answer() -> None:
    """Needles, a label without data, and the milk each bring their own point; wait and no wait never stand together."""
    pen = {point.id for point in consent_points(answered(EXAMPLES[1]), knowledge())}
    home = {point.id for point in consent_points(answered(EXAMPLES[0]), knowledge())}
    assert {"no-study-of-needling", "device-label-leaves-out-nursing", "milk-is-hers", "hers-to-wait"} <= pen
    assert "no-study-of-needling" not in home
    reason = (Because(text="Ask first.", sources=(), rule="milk-not-cleared"),)
    for feeding in (
        FeedingAdvice(withhold_h=12, because=(), schedule=()),
        FeedingAdvice(withhold_h=0, because=reason, schedule=()),
    ):
        points = {point.id for point in consent_points(msgspec.structs.replace(EXAMPLE, feeding=feeding), knowledge())}
        assert "wait-for-milk" in points
        assert "milk-is-hers" not in points


def test_what_must_be_said_is_on_the_mothers_page() -> None:
    """The answer, the summary, feeding, the first task, the first sign of each, the four routes and supply are never left out."""
    for answer in (EXAMPLE, *(answered(file) for file in EXAMPLES)):
        sheet = mothers_sheet(answer, knowledge())
        words = " ".join(texts(sheet))
        assert answer.summary in words
        titles = [part.title for part in sheet.sections]
        assert {"The answer", "Feeding your baby", "The four ways it can matter"} <= set(titles)
        assert len(next(p for p in sheet.sections if p.title == "The four ways it can matter").blocks[0].lines) == 4  # type: ignore[union-attr]
        if answer.urgent:
            assert sheet.sections[0].alarm
        if answer.now:
            assert answer.now[0].do.split(". ")[0] in words


def test_a_word_that_was_not_recognised_is_named_on_the_mothers_page() -> None:
    """What could not be read is never passed over in silence."""
    label = "Aqua, Zorblatin Ferment, Glycerin"
    tree = {"infant": {"age": "20 weeks"}, "home": [{"do": "apply", "area": "face", "product": {"label": label}}]}
    answer = assess(plan_from_tree(tree), pairs=10, workers=1)
    assert any("Zorblatin Ferment" in text for text in texts(mothers_sheet(answer, knowledge())))


def test_random_plans_give_one_side_in_both_drawings() -> None:
    """Generated plans of every kind give sheets that the engine accepts, and one side for the mother."""
    for seed in range(8):
        answer = assess(plan_from_tree(random_plan(Random(seed))), pairs=8, workers=1)  # noqa: S311
        sheets = consultation(answer, knowledge())
        assert len(pypdf.PdfReader(io.BytesIO(sheet_pdf(sheets.mother))).pages) == 1
        assert sheet_pdf(sheets.clinician).startswith(b"%PDF")
        assert answer.action in ACTIONS
