"""The page: one file, nothing loaded, nothing trusted, readable by everybody."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

import milkpath.report.templates
from milkpath.judgement.assessment import Assessment
from milkpath.judgement.severity import CLEARING
from milkpath.knowledge.model import Action
from milkpath.report.html import html

from .bare import BARE
from .example import EXAMPLE
from .walk import Page

ASSESSMENTS = pytest.mark.parametrize("assessment", [EXAMPLE, BARE])
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'
STYLE = (Path(milkpath.report.templates.__file__).parent / "style.css.j2").read_text()


@ASSESSMENTS
def test_tags_are_balanced(assessment: Assessment) -> None:
    """Every tag that is opened is closed, in order."""
    assert Page(html(assessment)).faults == []


@ASSESSMENTS
def test_nothing_is_loaded_from_elsewhere(assessment: Assessment) -> None:
    """No script, no picture file, no style sheet, no font."""
    page = html(assessment)
    parsed = Page(page)
    tags = {tag for tag, _ in parsed.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not {name for _, attributes in parsed.tags for name in attributes if name in {"src", "srcset", "action"}}
    assert "@import" not in page
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= set(re.findall(r"url\((#timeline-\d+-(?:band|usual))\)", page))
    assert not {name for _, attributes in parsed.tags for name in attributes if name.startswith("on")}


def test_links_lead_into_the_page_or_to_public_records() -> None:
    """DOI, PubMed and Bookshelf are the only addresses."""
    known = ("#", "https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/", "https://www.ncbi.nlm.nih.gov/books/")
    found = [attributes["href"] or "" for _, attributes in Page(html(EXAMPLE)).tags if "href" in attributes]
    assert found
    assert [href for href in found if not href.startswith(known)] == []


def test_links_into_the_page_arrive() -> None:
    """Every citation has its entry, and no id stands twice."""
    tags = Page(html(EXAMPLE)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {href[1:] for _, attributes in tags if (href := attributes.get("href") or "").startswith("#")}
    assert inner <= set(ids)
    labels = {name for _, found in tags for name in (found.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)


def _poisoned(value: object) -> object:
    """Return a document in which every free text is an attack."""
    words = {"text", "product", "name", "what", "do", "why", "sign", "call", "summary", "value", "topic", "use", "at"}
    words |= {"instead_of", "question", "substance", "id", "path", "rule", "benefit", "effort", "title", "DOI", "URL"}
    if isinstance(value, dict):
        return {key: EVIL if key in words and isinstance(x, str) else _poisoned(x) for key, x in value.items()}
    return [_poisoned(x) for x in value] if isinstance(value, list) else value


def test_every_text_is_escaped() -> None:
    """Whatever stands in a plan or a label, it stays text."""
    document = msgspec.json.decode(msgspec.json.encode(EXAMPLE))
    page = html(msgspec.convert(_poisoned(document), Assessment))
    parsed = Page(page)
    assert parsed.faults == []
    assert not {tag for tag, _ in parsed.tags} & {"script", "img"}
    assert EVIL in parsed.text


def test_language_title_and_headings() -> None:
    """A screen reader finds language, title, one first heading, and no level left out."""
    tags = Page(html(EXAMPLE)).tags
    assert dict(tags)["html"]["lang"] == "en"
    assert "title" in dict(tags)
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_skip_link_comes_first_and_leads_to_the_answer() -> None:
    """The first thing to focus leads past everything else."""
    tags = Page(html(EXAMPLE)).tags
    first = next(attributes for tag, attributes in tags if tag == "a")
    assert first["href"] == "#main"
    assert any(tag == "main" and attributes.get("id") == "main" for tag, attributes in tags)


def test_each_question_is_a_box_to_tick() -> None:
    """The checklist works without a script."""
    boxes = [attributes for tag, attributes in Page(html(EXAMPLE)).tags if tag == "input"]
    assert ["checkbox"] * len(EXAMPLE.questions) == [box["type"] for box in boxes]


def test_not_enough_is_known_is_hatched_and_never_green() -> None:
    """Grade D has a mark of its own, and the verdict beside it is drawn open."""
    page = html(BARE)
    assert page.count('class="grade hatched"') == 5
    assert 'class="headline go open"' in page
    assert 'class="badge go"' not in page


def test_all_milk_pictures_are_there() -> None:
    """The most relevant picture is shown, the others are folded away with their tables."""
    page = html(EXAMPLE)
    assert page.count('<svg class="timeline"') == 2
    assert page.index("Lidocaine in your milk") < page.index("Tetracaine in your milk")


def _palettes() -> list[dict[str, str]]:
    blocks = re.findall(r":root\{([^}]*)\}", STYLE)
    light, dark, printed = (dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})", block)) for block in blocks)
    return [light, light | dark, light | printed | {"on": printed["ink"]}]


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", _palettes(), ids=["light", "dark", "print"])
def test_contrast_of_text_and_marks(palette: dict[str, str]) -> None:
    """Text stands out at 4.5 to 1 or more, marks at 3 to 1 or more, in light, dark and print."""
    pairs = [(ink, paper) for ink in ("ink", "soft", "link") for paper in ("paper", "raised")]
    pairs += [(action, paper) for action in ("go", "steps", "swap", "defer", "avoid") for paper in ("paper", "raised")]
    assert [pair for pair in pairs if _contrast(palette[pair[0]], palette[pair[1]]) < 4.5] == []
    marks = [(mark, "paper") for mark in ("line", "milk", "usual")]
    assert [pair for pair in marks if _contrast(palette[pair[0]], palette[pair[1]]) < 3] == []


@pytest.mark.parametrize("palette", _palettes()[:2], ids=["light", "dark"])
def test_contrast_of_words_on_the_colours_of_actions(palette: dict[str, str]) -> None:
    """The word of an action is readable on its colour (print draws it without one)."""
    actions = ("go", "steps", "swap", "defer", "avoid")
    assert [action for action in actions if _contrast(palette["on"], palette[action]) < 4.5] == []


@pytest.mark.parametrize("action", ["go", "go-with-steps", "swap", "defer", "avoid"])
def test_only_what_has_to_change_stands_under_that_heading(action: Action) -> None:
    """Where every step stands, with or without handling, nothing is said to need a change."""
    steps = tuple(msgspec.structs.replace(step, action=action) for step in EXAMPLE.steps)
    told = html(msgspec.structs.replace(EXAMPLE, steps=steps))
    assert ("What to change in the plan" in told) == (action not in CLEARING)
    assert ("No step has to change." in told) == (action in CLEARING)
