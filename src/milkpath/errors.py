"""What can go wrong, said so that the reader can act: what, where, and what to do next."""

from __future__ import annotations

import msgspec


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong in one place.

    `where` is a path such as `visit.steps[1].amount`, a file, or a file and line. `hint` names the next step,
    often the nearest right word.
    """

    code: str
    message: str
    where: str
    hint: str = ""


class MilkpathError(Exception):
    """The base of every error that a caller may want to catch; carries all mistakes found, never only the first.

    >>> error = PlanError([Mistake(code="unknown-key", message="unknown key 'infnat'", where="infnat",
    ...                            hint="did you mean 'infant'?")])
    >>> str(error)
    "infnat: unknown key 'infnat'; did you mean 'infant'?"
    """

    def __init__(self, mistakes: list[Mistake]) -> None:
        """Keep all mistakes, in the order in which they stand in the source."""
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(_one_line(mistake) for mistake in mistakes))


class PlanError(MilkpathError):
    """The plan could not be read, or says something impossible."""


class KnowledgeError(MilkpathError):
    """The knowledge files contradict their own rules, or a source or model that is needed is missing."""


class InputError(MilkpathError):
    """A command-line argument, a file or a label text could not be used."""


def _one_line(mistake: Mistake) -> str:
    text = f"{mistake.where}: {mistake.message}" if mistake.where else mistake.message
    return f"{text}; {mistake.hint}" if mistake.hint else text
