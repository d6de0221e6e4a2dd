"""The draft beside a plan that is being made: written after every answer, so that nothing that was typed is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from milkpath.cli.interview import Talk
from milkpath.cli.output import write
from milkpath.cli.plan_yaml import plan_yaml
from milkpath.errors import InputError, Mistake

MOST_DRAFTS: Final = 99
ANSWERS: Final = "# answers: "
"""Starts the line of a draft that holds what was typed, so that the talk can go on from it."""


def draft_path(target: Path, *, resume: bool) -> Path:
    """Return where the draft goes: the latest one to go on from it, else a name that no older draft has."""
    numbers = ("", *(f"-{number}" for number in range(2, MOST_DRAFTS + 1)))
    names = [target.with_name(f"{target.stem}.draft{number}{target.suffix}") for number in numbers]
    there = [path for path in names if path.exists()]
    free = [path for path in names if path not in there]
    if resume or not free:
        return there[-1] if there else names[0]
    return free[0]


def save(path: Path, state: Talk, answers: Sequence[str], target: Path) -> None:
    """Write the plan so far, and what was typed."""
    resumed = f"milkpath new {target} --resume"
    head = ["A draft by milkpath new. Go on with it:", f"  {resumed}", *remark_lines(state)]
    text = plan_yaml(state.tree, state.comments, head)
    write(f"{text}{ANSWERS}{json.dumps(list(answers))}\n".encode(), str(path))


def remark_lines(state: Talk) -> list[str]:
    """Return what was said that the plan has no place for."""
    return [f"{what}: {said}" for what, said in state.remarks]


def answers_of(path: Path) -> list[str]:
    """Return what was typed in an earlier talk.

    Raises:
        InputError: there is no draft, or it holds no answers.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        line = next(line for line in reversed(lines) if line.startswith(ANSWERS))
        answers = json.loads(line.removeprefix(ANSWERS))
    except (OSError, StopIteration, ValueError) as error:
        hint = "start anew without --resume; the draft stays as it is"
        mistake = Mistake(code="no-draft", message="there is no draft to go on from", where=str(path), hint=hint)
        raise InputError([mistake]) from error
    return [str(answer) for answer in answers] if isinstance(answers, list) else []
