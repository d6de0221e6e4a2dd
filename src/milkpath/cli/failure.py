"""How errors are told: readable text, or one JSON object, always on standard error."""

from __future__ import annotations

import sys

import msgspec

from milkpath.errors import MilkpathError, Mistake


def print_failure(error: MilkpathError, *, as_json: bool) -> None:
    """Tell all mistakes of an error."""
    text = failure_json(error).decode() if as_json else failure_text(error)
    print(text, file=sys.stderr)


def failure_text(error: MilkpathError) -> str:
    """One line per mistake: where, what is wrong, what to do next.

    >>> print(failure_text(MilkpathError([Mistake(code="empty", message="the plan is empty", where="plan.yaml")])))
    milkpath: 1 thing to put right
      plan.yaml: the plan is empty
    """
    count = len(error.mistakes)
    lines = [f"milkpath: {count} thing{'' if count == 1 else 's'} to put right"]
    return "\n".join([*lines, *(f"  {_line(mistake)}" for mistake in error.mistakes)])


def failure_json(error: MilkpathError) -> bytes:
    """`{error: {code, message, where, hint, all: [...]}}`, the first mistake in front."""
    entries = [
        {name: _speakable(text) for name, text in msgspec.structs.asdict(each).items()} for each in error.mistakes
    ]
    return msgspec.json.encode({"error": {**entries[0], "all": entries}})


def _speakable(text: str) -> str:
    """Show bytes of the command line that are no UTF-8 as escapes; they arrive as lone surrogates, which JSON has not."""
    return text.encode(errors="backslashreplace").decode()


def _line(mistake: Mistake) -> str:
    text = f"{mistake.where}: {mistake.message}" if mistake.where else mistake.message
    return f"{text}; {mistake.hint}" if mistake.hint else text
