"""From the bytes of a file to characters: text, a saved page, or a page saved as one file (MHTML)."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from typing import Final

from milkpath.errors import InputError, Mistake

LARGEST_FILE: Final = 50_000_000
"""Bytes; a page with more is no article."""

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD: Final = 4096
_MOST_CONTROL: Final = 0.01
_ALLOWED_CONTROL: Final = "\t\n\r\f\v\x85"
_SAVED: Final = re.compile(rb"^(?:from|mime-version|snapshot-content-location|subject|date):", re.IGNORECASE)


def decode(data: bytes, where: str) -> str:
    """Return the characters of a text, an HTML page or the page inside an MHTML file.

    Raises:
        InputError: the file is empty, too large, or no text.

    >>> decode("Café".encode("cp1252"), "page.txt")
    'Café'
    """
    if not data.strip():
        raise _wrong("empty", "is empty", where, "give the text of an article or a saved page")
    if len(data) > LARGEST_FILE:
        raise _wrong("too-large", f"is larger than {LARGEST_FILE // 1_000_000} MB", where, "give one article")
    if _SAVED.match(data) and b"multipart/related" in data[:_HEAD].lower():
        return _inside(data, where)
    text = _characters(data)
    if text is None or _is_binary(text):
        raise _wrong(
            "not-text", "is no text and no web page", where, "save the page as HTML or text, and give that file"
        )
    return text


def _inside(data: bytes, where: str) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = message.get_body(preferencelist=("html", "plain"))
    if part is None:
        raise _wrong("no-page", "holds no page", where, "save the page as HTML")
    try:
        return str(part.get_content())
    except (LookupError, ValueError) as error:
        raise _wrong("no-page", "holds a page that cannot be read", where, "save the page as HTML") from error


def _characters(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[: _HEAD * 4]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(data), errors="replace")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii") if found else "cp1252"
    try:
        return codecs.lookup(name).name if codecs.lookup(name)._is_text_encoding else "cp1252"
    except LookupError:
        return "cp1252"


def _is_binary(text: str) -> bool:
    head = text[: _HEAD * 4]
    strange = sum(1 for char in head if (char < " " and char not in _ALLOWED_CONTROL) or char == "\ufffd")
    return head.startswith("%PDF-") or strange > _MOST_CONTROL * len(head)


def _wrong(code: str, message: str, where: str, hint: str) -> InputError:
    return InputError([Mistake(code=code, message=message, where=where, hint=hint)])
