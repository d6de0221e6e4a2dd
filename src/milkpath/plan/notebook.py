"""The notebook in which every mistake of a plan is written, so that all of them are reported at once."""

from __future__ import annotations

import msgspec

from milkpath.errors import Mistake
from milkpath.plan.path import parent

MOST_MISTAKES = 100
"""A longer list helps nobody, and a hostile file should not buy time with mistakes."""


class _Noted(msgspec.Struct, frozen=True):
    line: int
    mistake: Mistake


class Notebook(msgspec.Struct):
    """The line of every path of the plan (JSON has none), and the mistakes noted so far."""

    lines: dict[str, int] = {}
    noted: list[_Noted] = []

    def note(self, path: str, code: str, message: str, hint: str = "") -> None:
        """Write one mistake down; a missing key stands on the line of what should hold it.

        >>> notebook = Notebook(lines={"home": 3})
        >>> notebook.note("home[0].do", "missing", "is missing")
        >>> notebook.mistakes()[0].where
        'home[0].do (line 3)'
        """
        if self.is_full():
            return
        line = self._line(path)
        where = f"{path or 'plan'} (line {line})" if line else path or "plan"
        self.noted.append(_Noted(line, Mistake(code=code, message=message, where=where, hint=hint)))

    def is_full(self) -> bool:
        """Tell whether further mistakes are still listed.

        >>> Notebook().is_full()
        False
        """
        return len(self.noted) >= MOST_MISTAKES

    def mistakes(self) -> list[Mistake]:
        """List the mistakes in the order of their lines, and say so where the list was cut off.

        >>> notebook = Notebook(lines={"asked": 1, "home": 2})
        >>> notebook.note("home", "empty", "is empty")
        >>> notebook.note("asked", "missing", "is missing")
        >>> [mistake.where for mistake in notebook.mistakes()]
        ['asked (line 1)', 'home (line 2)']
        """
        listed = [noted.mistake for noted in sorted(self.noted, key=lambda noted: noted.line)]
        if self.is_full():
            message = f"there may be more mistakes than these {MOST_MISTAKES}"
            listed.append(Mistake(code="too-many-mistakes", message=message, where="plan", hint="mend these first"))
        return listed

    def _line(self, path: str) -> int:
        nearest = path
        while nearest and nearest not in self.lines:
            nearest = parent(nearest)
        return self.lines.get(nearest, 0)
