"""The talk of `milkpath new` as a function of its answers: replaying them gives the plan so far and the next question.

So "back" is one answer fewer, a draft is the list of answers, and nothing but the answers is ever kept.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, TypeAlias

import msgspec

from milkpath.cli.new_answer import SKIP, value_of
from milkpath.cli.new_script import Choice, Question, Script, StepPattern
from milkpath.plan.path import joined, parts

Tree: TypeAlias = dict[str, Any]
Talking: TypeAlias = "Generator[Asked, str, None]"

OWN, NO_VISIT = "own", "none"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question at its place in the talk."""

    question: Question
    section: str
    path: str = ""
    """Full path of the answer in the plan, empty where there is none."""
    default: str | None = None
    about: str = ""
    """What a repeated question is about: `step 2: put on, numbing cream`."""


class Talk(msgspec.Struct, kw_only=True):
    """Where the talk stands: the plan so far, the next question, and what is only a remark."""

    tree: Tree = {}
    comments: dict[str, str] = {}
    """Path -> what stands beside it in the plan."""
    remarks: list[tuple[str, str]] = []
    area: Any = None
    """The part of the body of the visit, which its steps take over."""
    asked: Asked | None = None
    """`None` when the talk is over."""


def talk(script: Script, answers: Sequence[str]) -> Talk:
    """Return where the talk stands after these answers.

    >>> from milkpath.cli.new_script import script
    >>> talk(script(), ["10"]).tree, talk(script(), ["10"]).asked.question.id
    ({'infant': {'age': '10 weeks'}}, 'infant-born-at')

    Raises:
        NotUnderstoodError: where an answer fits its question in no way.
    """
    state = Talk(tree={}, comments={}, remarks=[])
    questions = _Interview(script, state).run()
    try:
        state.asked = next(questions)
        for answer in answers:
            state.asked = questions.send(answer)
    except StopIteration:
        state.asked = None
    return state


class _Interview:
    """One run through the script."""

    def __init__(self, script: Script, state: Talk) -> None:
        self.script = script
        self.state = state

    def run(self) -> Talking:
        """Ask everything in order."""
        script = self.script
        for section, questions in (("infant", script.infant), ("nursing", script.nursing), ("mother", script.mother)):
            for question in questions:
                yield from self._ask(question, section)
        for question in script.visit:
            if all(self.state.tree.get(key) == value for key, value in question.only_if.items()):
                yield from self._ask(question, "visit")
        shape = yield from self._steer(script.template, "visit")
        if shape != NO_VISIT:
            yield from self._visit(str(shape))
        yield from self._home(needed=shape == NO_VISIT)
        finished = False
        while not finished:
            finished = yield from self._steer(script.loops["finish"], "end")

    # --- one answer -----------------------------------------------------------------------------------------------------

    def _ask(
        self, question: Question, section: str, *, path: str | None = None, about: str = "", name: str | None = None
    ) -> Talking:
        """Ask for a value and put it into the plan; what is skipped stays out."""
        where = question.path if path is None else path
        default = name or question.default or ("same" if question.same and self.state.area is not None else None)
        typed = yield Asked(question=question, section=section, path=where, default=default, about=about)
        if typed == SKIP:
            return
        if typed == "same" and question.same:
            self._put(where, self.state.area, question)
            return
        self._place(question, where, value_of(question, typed))

    def _place(self, question: Question, where: str, value: Any) -> None:
        if question.kind == "remark":
            self.state.remarks.append((question.comment or question.ask, str(value)))
        elif question.kind == "age" and str(value)[4:5] == "-":
            self._put("infant.born", value, question)
        elif question.adds is not None:
            self._add(where, [question.adds] if value else [])
        elif isinstance(value, list):
            self._add(where, value)
        elif question.kind == "label":
            for key, text in value.items():
                self._put(joined(where.rpartition(".")[0], key), text, question)
        else:
            self._put(where, value, question)

    def _steer(self, question: Question, section: str, about: str = "") -> Generator[Asked, str, Any]:
        """Ask for something that only steers the talk."""
        typed = yield Asked(question=question, section=section, default=question.default, about=about)
        return None if typed == SKIP else value_of(question, typed)

    def _put(self, path: str, value: Any, question: Question) -> None:
        keys = parts(path)
        place: Any = self.state.tree
        for key in keys[:-1]:
            place = place[key] if isinstance(key, int) else place.setdefault(key, {})
        place[keys[-1]] = value
        if question.comment:
            self.state.comments[path] = question.comment

    def _add(self, path: str, values: list[Any]) -> None:
        keys = parts(path)
        place: Any = self.state.tree
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        place.setdefault(keys[-1], []).extend(one for one in values if one not in place[keys[-1]])

    # --- the visit ------------------------------------------------------------------------------------------------------

    def _visit(self, shape: str) -> Talking:
        script = self.script
        self.state.tree["visit"] = {}
        for question in script.place:
            if question.path in {"area", "size"}:
                yield from self._where(question)
            else:
                yield from self._ask(question, "visit")
        self.state.tree["visit"]["steps"] = []
        for pattern in script.templates.get(shape, ()):
            keep = msgspec.structs.replace(script.loops["keep"], ask=pattern.ask)
            if (yield from self._steer(keep, "steps")) is not False:
                yield from self._step(pattern, "visit")
        if shape == OWN:
            yield from self._chosen(script.loops["first-step"], "visit", "steps")
        while (yield from self._steer(script.loops["more-steps"], "steps")):
            yield from self._inserted()
        if (yield from self._steer(script.loops["series"], "steps")):
            self.state.tree["visit"]["repeat"] = {}
            yield from self._ask(script.loops["every"], "steps")
            yield from self._ask(script.loops["repeats"], "steps")

    def _where(self, question: Question) -> Talking:
        """The part of the body of the visit and its size; steps take both over."""
        typed = yield Asked(question=question, section="visit", default=question.default)
        if typed == SKIP:
            return
        value = value_of(question, typed)
        self.state.area = value if question.path == "area" else {"site": self.state.area, "size": value}

    def _inserted(self) -> Talking:
        """One more step, at the end or after one that is named."""
        steps = self.state.tree["visit"]["steps"]
        after = yield from self._steer(self.script.loops["where"], "steps")
        yield from self._chosen(self.script.loops["next-step"], "visit", "steps")
        if isinstance(after, int) and after < len(steps) - 1:
            steps.insert(max(after, 0), steps.pop())

    def _chosen(self, question: Question, phase: str, section: str) -> Talking:
        """Ask which kind of step it is, then about it."""
        patterns = self.script.kinds.visit if phase == "visit" else self.script.kinds.home
        choices = tuple(Choice(say=pattern.say, value=place) for place, pattern in enumerate(patterns))
        chosen = yield from self._steer(msgspec.structs.replace(question, choices=choices), section)
        yield from self._step(patterns[int(chosen)], phase)

    def _step(self, pattern: StepPattern, phase: str) -> Talking:
        home = phase == "home"
        items = self.state.tree.setdefault("home", []) if home else self.state.tree["visit"]["steps"]
        path = f"home[{len(items)}]" if home else f"visit.steps[{len(items)}]"
        step: Tree = {"do": pattern.do}
        if self.state.area is not None and pattern.do != "take":
            step["area"] = self.state.area
        if pattern.name is not None:
            step["product"] = {"name": pattern.name}
        items.append(step)
        about = f"{'home' if home else 'step'} {len(items)}: {pattern.name or pattern.say or pattern.do}"
        for name in pattern.asks:
            question = self.script.about_step(name)
            called = pattern.name if question.path == "product.name" else None
            section = "home" if home else "steps"
            yield from self._ask(question, section, path=f"{path}.{question.path}", about=about, name=called)

    # --- at home --------------------------------------------------------------------------------------------------------

    def _home(self, *, needed: bool) -> Talking:
        loops = self.script.loops
        if needed:
            yield from self._chosen(loops["home-needed"], "home", "home")
        elif not (yield from self._steer(loops["first-home"], "home")):
            return
        else:
            yield from self._chosen(loops["home-kind"], "home", "home")
        while (yield from self._steer(loops["more-home"], "home")):
            yield from self._chosen(loops["home-kind"], "home", "home")
