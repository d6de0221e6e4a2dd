"""The bytes of a plan as text, refused where they cannot be one."""

from __future__ import annotations

from milkpath.errors import Mistake, PlanError

LONGEST_PLAN_BYTES = 1_000_000
"""A plan of 200 steps with full labels stays far below; more is a mix-up or an attack."""


def decoded(data: bytes | str) -> str:
    r"""Return the text of a plan; a byte order mark is dropped.

    >>> decoded(b"\xef\xbb\xbfhome: []")
    'home: []'
    >>> decoded(b"\xff\xfeh")
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: plan: is not UTF-8 text (byte 1); save the file as UTF-8
    """
    _refuse_too_long(data)
    text = _utf8(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    if "\x00" in text:
        raise PlanError([_mistake("binary", "is a binary file", "a plan is YAML or JSON text")])
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise PlanError([_mistake("empty", "is empty", "write at least an infant, and a visit or a home")])
    return text


def _refuse_too_long(data: bytes | str) -> None:
    if len(data) > LONGEST_PLAN_BYTES:
        hint = "a plan has at most 1 MB; is this the right file?"
        raise PlanError([_mistake("too-long", "is longer than 1 MB", hint)])


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise PlanError([_mistake("binary", "is a binary file", "a plan is YAML or JSON text")]) from error
        message = f"is not UTF-8 text (byte {error.start + 1})"
        raise PlanError([_mistake("not-utf-8", message, "save the file as UTF-8")]) from error


def _mistake(code: str, message: str, hint: str) -> Mistake:
    return Mistake(code=code, message=message, where="plan", hint=hint)
