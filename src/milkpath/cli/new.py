"""`milkpath new [FILE]`: asks its way to a plan, in a terminal or from a file of answers."""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from milkpath.cli import new_draft
from milkpath.cli.interview import Asked, Talk, talk
from milkpath.cli.new_answer import SKIP, NotUnderstoodError
from milkpath.cli.new_script import Question, Script, script
from milkpath.cli.output import write
from milkpath.cli.plan_yaml import plan_yaml
from milkpath.errors import InputError, Mistake, PlanError
from milkpath.plan.read import plan_from_tree
from milkpath.report.terminal import cleaned

ENDINGS: Final = frozenset({".yaml", ".yml"})
LONGEST_LINE: Final = 100_000
_OF_EVERY_STEP: Final = frozenset({"area", "size"})
"""Questions whose answer the steps take over, so that it has no place of its own in the plan."""
HELP, BACK, QUIT = "?", "back", "quit"
HEAD: Final = (
    "Made by milkpath new. Change what you like; docs/plan.md says what else fits. What is left out is not known."
)


class _Stopped(Exception):  # noqa: N818 - no error: somebody stopped, or the answers ended
    """The talk ended before the plan was done."""


def run(chosen: argparse.Namespace) -> int:
    """Ask, keep a draft at every step, and write the plan at the end."""
    target = Path(chosen.file)
    if target.suffix.lower() not in ENDINGS:
        hint = "a plan is written as YAML; choose a name such as plan.yaml"
        raise InputError([Mistake(code="wrong-ending", message="does not end in .yaml", where=str(target), hint=hint)])
    if target.exists():
        hint = f"choose another name, such as milkpath new {target.stem}-2.yaml"
        raise InputError([Mistake(code="is-there", message="is already there", where=str(target), hint=hint)])
    session = _Session(script(), target, resume=chosen.resume)
    try:
        session.converse()
    except (_Stopped, KeyboardInterrupt):
        session.tell_what_is_missing()
        return 2
    session.finish()
    return 0


class _Session:
    """One talk: the answers so far, and where their draft is."""

    def __init__(self, asked_by: Script, target: Path, *, resume: bool) -> None:
        self.script = asked_by
        self.target = target
        self.draft = new_draft.draft_path(target, resume=resume)
        self.answers = new_draft.answers_of(self.draft) if resume else []
        self.state = _replayed(asked_by, self.answers, self.draft)
        self.shown = ("", "")
        if not resume:
            new_draft.save(self.draft, self.state, self.answers, target)

    def converse(self) -> None:
        """Ask until nothing is left to ask."""
        _say(self.script.welcome)
        while self.state.asked is not None:
            asked = self.state.asked
            self._show(asked)
            typed, ended = _typed(asked.question)
            match typed.lower():
                case "?" | "help":
                    _say(asked.question.help)
                case "back":
                    self._go_back()
                case "quit":
                    raise _Stopped
                case _:
                    self._take(asked, _unquoted(typed))
            if ended:
                raise _Stopped

    def _take(self, asked: Asked, typed: str) -> None:
        """Take an answer, or say why it does not fit."""
        answer = typed or asked.default or SKIP
        answer = SKIP if answer.lower() == SKIP else answer
        if answer == SKIP and asked.question.required:
            _say(self.script.needed)
            return
        try:
            state = talk(self.script, [*self.answers, answer])
        except NotUnderstoodError as error:
            _say(str(error))
            return
        problem = _problem(asked, state)
        if problem:
            _say(problem)
            return
        self.answers.append(answer)
        self.state = state
        new_draft.save(self.draft, state, self.answers, self.target)

    def _go_back(self) -> None:
        if not self.answers:
            _say("This is the first question.")
            return
        self.answers.pop()
        self.state = talk(self.script, self.answers)
        self.shown = ("", "")
        new_draft.save(self.draft, self.state, self.answers, self.target)

    def _show(self, asked: Asked) -> None:
        section = self.script.sections[asked.section]
        if section != self.shown[0] or asked.about not in {"", self.shown[1]}:
            _say(f"\n{section}" + (f": {asked.about}" if asked.about else ""))
            self.shown = (section, asked.about)
        _say(f"{asked.question.ask}{_default(asked)}")
        for place, choice in enumerate(asked.question.choices, start=1):
            _say(f"  {place} {choice.say}")

    def finish(self) -> None:
        """Write the plan and take the draft away."""
        head = [HEAD, *new_draft.remark_lines(self.state)]
        write(plan_yaml(self.state.tree, self.state.comments, head).encode(), str(self.target))
        self.draft.unlink(missing_ok=True)
        _say(f"\nWritten: {self.target}")
        _say(f"Next: milkpath assess {self.target}")
        _say(f"For the visit: milkpath consult {self.target} --out visit")

    def tell_what_is_missing(self) -> None:
        """Say where the talk ended, what the plan still needs, and where the draft is."""
        asked = self.state.asked
        lines = [] if asked is None else [f"not answered: {asked.question.ask}"]
        lines += [f"{mistake.where}: {mistake.message}" for mistake in _mistakes(self.state.tree)]
        count = len(lines)
        _say(f"\nmilkpath: {count} thing{'' if count == 1 else 's'} missing")
        for line in lines:
            _say(f"  {line}")
        _say(f"{self.script.drafted} {self.draft}. Go on with: milkpath new {self.target} --resume")


def _replayed(asked_by: Script, answers: Sequence[str], draft: Path) -> Talk:
    hint = "start anew without --resume; the draft stays as it is"
    message = "the answers in the draft do not fit the questions"
    unfit = Mistake(code="bad-draft", message=message, where=str(draft), hint=hint)
    try:
        state = talk(asked_by, answers)
    except (NotUnderstoodError, LookupError, TypeError, ValueError) as error:
        raise InputError([unfit]) from error
    if any(mistake.code != "missing" for mistake in _mistakes(state.tree)):
        raise InputError([unfit])
    return state


def _problem(asked: Asked, state: Talk) -> str:
    """What the reader of plans says about this very answer, empty where it has nothing to say."""
    if state.asked is None:
        return "\n".join(f"{mistake.where}: {mistake.message}; {mistake.hint}" for mistake in _mistakes(state.tree))
    where, tree = asked.path or asked.question.path, state.tree
    if where in _OF_EVERY_STEP:
        where, tree = "home[0].area", {"home": [{"do": "apply", "area": state.area}]}
    wrong = [mistake for mistake in _mistakes(tree) if _is_about(mistake, where)]
    return "\n".join(f"{cleaned(mistake.message)}; {mistake.hint}" for mistake in wrong)


def _is_about(mistake: Mistake, where: str) -> bool:
    if not where or mistake.code == "missing":
        return False
    alike = {where, "infant.born"} if where == "infant.age" else {where}
    return any(mistake.where == one or mistake.where.startswith((f"{one}.", f"{one}[")) for one in alike)


def _mistakes(tree: dict[str, Any]) -> Sequence[Mistake]:
    try:
        plan_from_tree(copy.deepcopy(tree))
    except PlanError as error:
        return error.mistakes
    return ()


def _default(asked: Asked) -> str:
    if asked.default is None:
        return ""
    place = asked.default
    choices = asked.question.choices
    shown = choices[int(place) - 1].say if choices and place.isdigit() else place
    return f" [{shown}]"


def _typed(question: Question) -> tuple[str, bool]:
    """One answer, and whether nothing comes after it: a line, or for a list of ingredients all lines up to an empty one.

    Raises:
        _Stopped: nothing more can be read.
    """
    if question.kind != "label":
        return _line(), False
    lines: list[str] = []
    try:
        while line := _line():
            lines.append(line)
            if len(lines) == 1 and _is_one_line(line.lower()):
                break
    except (_Stopped, KeyboardInterrupt):
        if not lines:
            raise
        return "\n".join(lines), True
    return "\n".join(lines), False


def _is_one_line(line: str) -> bool:
    """Whether a list of ingredients does not go on after this first line.

    >>> _is_one_line("photo back.jpg"), _is_one_line("back"), _is_one_line("back of the pack: aqua, glycerin")
    (True, True, False)
    """
    return line in {HELP, "help", BACK, QUIT, SKIP} or line.startswith(("photo ", "photo:"))


def _line() -> str:
    print("> ", end="", file=sys.stderr, flush=True)
    data = sys.stdin.buffer.readline(LONGEST_LINE)
    if not data:
        raise _Stopped
    return cleaned(data.decode("utf-8", "replace"))


def _unquoted(text: str) -> str:
    """Return text without quotes around it, so that a product may be called "back".

    >>> _unquoted('"back"'), _unquoted("face")
    ('back', 'face')
    """
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _say(text: str) -> None:
    print(text, file=sys.stderr)
