"""From bytes to characters: what is text is read whatever its encoding, and what is none is refused."""

from __future__ import annotations

import pytest

from milkpath.articles import decode as module
from milkpath.articles.decode import decode
from milkpath.errors import InputError

MHTML = (
    b"From: <Saved by a browser>\r\nSubject: Numbing\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b1"\r\n\r\n'
    b"--b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><p>Caf=C3=A9 =3D fine.</p></body></html>\r\n--b1\r\nContent-Type: image/png\r\n\r\nxx\r\n--b1--\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    """The same text comes out of every common encoding."""
    assert decode("Crème “für” alle".encode(encoding), "x") == "Crème “für” alle"


def test_a_declared_encoding_is_taken() -> None:
    """A page that is not UTF-8 is read as it says of itself."""
    page = '<meta charset="iso-8859-2"><p>łagodny</p>'.encode("iso-8859-2")
    assert "łagodny" in decode(page, "x")


def test_an_unknown_or_hostile_encoding_does_no_harm() -> None:
    """A name that is no text encoding is not used."""
    for name in (b"base64", b"no-such-thing"):
        assert "caf" in decode(b'<meta charset="' + name + b'"><p>caf\xe9</p>', "x")


def test_a_page_saved_as_one_file_is_read() -> None:
    """Of an MHTML file the page is taken, decoded."""
    assert "<p>Café = fine.</p>" in decode(MHTML, "x")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "not-text"),
        (b"%PDF-1.7\n%abc", "not-text"),
        (bytes(range(1, 32)) * 50, "not-text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_hint(data: bytes, code: str) -> None:
    """Empty and binary files are named as such, with what to do."""
    with pytest.raises(InputError) as caught:
        decode(data, "thing.bin")
    mistake = caught.value.mistakes[0]
    assert (mistake.code, mistake.where) == (code, "thing.bin")
    assert mistake.hint


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is an end to what is read."""
    monkeypatch.setattr(module, "LARGEST_FILE", 10)
    with pytest.raises(InputError, match="larger"):
        decode(b"eleven bytes", "x")


def test_an_mhtml_file_without_a_page_is_refused() -> None:
    """A bundle that holds no page says so."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    bundle = head + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    with pytest.raises(InputError, match="no page"):
        decode(bundle, "x")
