"""From a page to its article: the text as it is read, without what stands around it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.articles.page import is_page, read_page
from milkpath.articles.plain import read_plain

PAGE = """<!DOCTYPE html><html><head><title> Needles &amp; milk </title><style>p{color:red}</style>
<script>document.write("<p>Lidocaine is deadly.</p>")</script></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><header><p>Our clinic</p></header>
<main><h1>Needles</h1><p>It is <b>fine</b>,<br>really.<p>A paragraph that nobody closed
<!-- <p>A comment is not text.</p> -->
<ul><li>First item.<li>Second item.</ul>
<p><a href="/a">Ten tips for a glow</a> <a href="/b">More tips</a></p></main>
<aside><p>Buy our serum.</p></aside><footer><p>All rights reserved</p></footer></body></html>"""


def test_what_is_read_is_the_article() -> None:
    """Scripts, comments, menus, side notes and lists of links are left out; unclosed tags do no harm."""
    article = read_page(PAGE)
    assert article.title == "Needles & milk"
    assert [article.text[block.start : block.end] for block in article.blocks] == [
        "Needles",
        "It is fine,",
        "really.",
        "A paragraph that nobody closed",
        "First item.",
        "Second item.",
    ]


def test_headings_and_items_are_known_as_such() -> None:
    """A heading is no sentence that claims something."""
    assert [block.kind for block in read_page(PAGE).blocks] == [
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
        "item",
        "item",
    ]


def test_a_page_without_a_main_part_is_read_whole() -> None:
    """Where `<main>` holds next to nothing, the whole page is taken."""
    article = read_page("<body><main>Menu</main><p>A long paragraph of the article stands outside of it.</p></body>")
    assert "outside of it" in article.text


@settings(deadline=None)
@given(st.text(alphabet="<>/!-=\"' apdivscrt&;\n", max_size=300))
def test_no_markup_breaks_it(text: str) -> None:
    """Whatever the page, blocks lie inside the text, in order, and none is empty."""
    article = read_page(text)
    places = [place for block in article.blocks for place in (block.start, block.end)]
    assert places == sorted(places)
    assert all(article.text[block.start : block.end].strip() for block in article.blocks)


def test_a_text_with_angle_brackets_is_no_page() -> None:
    """A comparison in a text does not make it a page."""
    assert not is_page("Is 2 < 3? And a <strange> word.")
    assert is_page("\n <div>x</div>")


def test_wrapped_lines_are_one_paragraph() -> None:
    """A text that was wrapped at some width is put together; an empty line ends a paragraph."""
    text = (
        "Numbing cream is taken up through the skin, and how much of it\n"
        "depends on the area.\n\nAnother paragraph stands here.\n- An item\n* Another item\n"
    )
    kinds = [(block.kind, text[block.start : block.end].count("\n")) for block in read_plain(text).blocks]
    assert kinds == [("paragraph", 1), ("paragraph", 0), ("item", 0), ("item", 0)]


def test_short_lines_without_a_stop_are_headings() -> None:
    """`What to avoid` is a heading, `Avoid it.` is not."""
    kinds = [block.kind for block in read_plain("What to avoid\nAvoid it.\n# Marked\nDoes it hurt?\n").blocks]
    assert kinds == ["heading", "paragraph", "heading", "paragraph"]
