"""`milkpath new`: answers in, a plan out; back, help and skip; and nothing that was typed is ever lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from milkpath import assess
from milkpath.cli.interview import talk
from milkpath.cli.new_answer import NotUnderstoodError, value_of
from milkpath.cli.new_script import Question, script
from milkpath.cli.plan_yaml import plan_yaml
from milkpath.knowledge.matching import match_condition, match_site
from milkpath.knowledge.reader import knowledge
from milkpath.plan.read import load_plan, plan_from_tree

INFANT = ("10", "39", "5.4", "1", "none", "1", "8", "skip")
NURSING = ("no", "both", "1 5")
MOTHER = ("32", "66", "2 4", "none", "3", "2026-05-01", "ibuprofen, cetirizine")
PLANNED = ("1", "US", "acne scars", "no")
NEEDLING = (
    *("1", "2026-12-01 14:00", "1", "face", "300"),
    *("yes", "gentle gel", "Aqua, Glycerin,", "Sodium Benzoate", ""),
    *("yes", "", "Lidocaine 4 %; Purified water", "", "6", "30", "no"),
    *("yes", "2", "no"),
    *("yes", "glow serum", "photo back.jpg", "2 mL", "yes"),
    *("yes", "1", "1,5", "4", "yes", "no"),
    *("no", "yes", "4", "3"),
)
HOME = ("yes", "1", "", "night cream", "", "1", "2", "1", "14", "yes", "2", "ibuprofen", "400", "3", "0", "2", "no")
ALL = (*INFANT, *NURSING, *MOTHER, *PLANNED, *NEEDLING, *HOME, "yes")


def _new(folder: Path, answers: tuple[str, ...], *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "milkpath", "new", "plan.yaml", *more]
    typed = "".join(f"{answer}\n" for answer in answers)
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603


def test_a_whole_talk_gives_a_plan_that_can_be_assessed(tmp_path: Path) -> None:
    """From the infant to care at home, all that was said stands in a plan that the reader accepts; no draft is left."""
    done = _new(tmp_path, ALL)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    plan = load_plan(tmp_path / "plan.yaml")
    assert plan.infant.age_days == 70
    assert plan.infant.conditions == ("jaundice",)
    assert plan.mother.conditions == ("cold sores", "keloid")
    assert [medicine.name for medicine in plan.mother.medicines] == ["isotretinoin", "ibuprofen", "cetirizine"]
    assert [contact.what for contact in plan.contact] == ["sleeps-on", "kissed"]
    assert plan.visit is not None
    assert plan.visit.repeat is not None
    assert (plan.visit.repeat.every_days, plan.visit.repeat.times) == (28, 3)
    assert [step.do for step in plan.visit.steps] == ["clean", "apply", "remove", "apply", "needle"]
    assert plan.visit.steps[0].product is not None
    assert plan.visit.steps[0].product.label == "Aqua, Glycerin,\nSodium Benzoate"
    assert plan.visit.steps[3].product is not None
    assert plan.visit.steps[3].product.photo == "back.jpg"
    assert (plan.visit.steps[1].amount_g, plan.visit.steps[1].covered, plan.visit.steps[3].amount_ml) == (6, False, 2)
    assert all(step.area is not None and step.area.size_cm2 == 300 for step in plan.visit.steps)
    assert [(step.do, step.medicine, step.until_day) for step in plan.home] == [
        ("apply", None, 14),
        ("take", "ibuprofen", 2),
    ]
    assert assess(plan, pairs=10, workers=1).action
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert "# breast or pump: both" in text


def test_what_has_happened_is_asked_with_its_time(tmp_path: Path) -> None:
    """A visit that has happened needs the time of the question, and gives a plan with `status: done`."""
    answers = (
        *INFANT,
        *NURSING,
        *MOTHER,
        "2",
        "skip",
        "2026-12-02 09:00",
        "GB",
        "skip",
        *NEEDLING,
        "no",
        "yes",
    )
    done = _new(tmp_path, answers)
    assert done.returncode == 0, done.stderr
    plan = load_plan(tmp_path / "plan.yaml")
    assert (plan.status, plan.asked is not None) == ("done", True)
    assert script().needed in done.stderr  # the skipped time was asked for again
    assert "if it waited" not in done.stderr  # what has happened cannot wait


def test_steps_can_be_told_one_by_one_and_put_between_others(tmp_path: Path) -> None:
    """Without a template every kind of step can be told, and a later one can be put in front."""
    steps = (
        *("3", "skip", "2", "neck", "skip"),
        *("5", "same", "glycolic", "20", "2", "5", "yes", ""),
        *("yes", "0", "2", "", "", ""),
        *("yes", "", "6", "chest", "laser hair removal", "skip", "", "skip"),
        *("yes", "", "7", "paracetamol", "500"),
        *("no", "no"),
    )
    done = _new(tmp_path, (*INFANT, *NURSING, *MOTHER, *PLANNED, *steps, "no", "yes"))
    assert done.returncode == 0, done.stderr
    plan = load_plan(tmp_path / "plan.yaml")
    assert plan.visit is not None
    assert [step.do for step in plan.visit.steps] == ["clean", "peel", "treat", "take"]
    assert plan.visit.steps[1].strength_percent == 20
    assert plan.visit.steps[2].area is not None
    assert (plan.visit.steps[2].area.site, plan.visit.steps[2].product) == ("chest", None)


def test_only_care_at_home_is_a_plan_too(tmp_path: Path) -> None:
    """Without a visit the talk asks for what is used at home."""
    done = _new(
        tmp_path, (*INFANT, *NURSING, *MOTHER, *PLANNED, "4", "1", "face", "", "", "1", "1", "0", "", "no", "yes")
    )
    assert done.returncode == 0, done.stderr
    plan = load_plan(tmp_path / "plan.yaml")
    assert (plan.visit, len(plan.home)) == (None, 1)


def test_back_takes_the_last_answer_away_wherever_it_was_given(tmp_path: Path) -> None:
    """Going back and answering again gives the plan of the second answers, inside steps too."""
    wrong_turns = [*ALL]
    for place, again in ((ALL.index("1,5"), "2 mm"), (12, "70"), (2, "9 kg")):
        wrong_turns[place : place + 1] = [again, "back", ALL[place]]
    straight, winding = tmp_path / "a", tmp_path / "b"
    for folder, answers in ((straight, ALL), (winding, tuple(wrong_turns))):
        folder.mkdir()
        assert _new(folder, answers).returncode == 0
    assert (straight / "plan.yaml").read_bytes() == (winding / "plan.yaml").read_bytes()


def test_help_explains_and_asks_again(tmp_path: Path) -> None:
    """A question mark prints the help of the question, and takes nothing for an answer."""
    done = _new(tmp_path, ("?", *ALL))
    assert done.returncode == 0
    assert done.stderr.count(script().infant[0].ask) == 2
    assert script().infant[0].help in done.stderr


@pytest.mark.parametrize(
    ("wrong", "told"), [("ten", "10 weeks"), ("400 years", "5 years"), ("-3", "10 weeks"), ("", script().needed)]
)
def test_an_answer_that_does_not_fit_is_told_and_asked_again(wrong: str, told: str, tmp_path: Path) -> None:
    """The reader of plans judges each answer on the spot, with what it expected; the talk goes on."""
    done = _new(tmp_path, (wrong, *ALL))
    assert done.returncode == 0, done.stderr
    assert told in done.stderr


def test_the_end_of_the_answers_leaves_a_draft_and_says_what_is_missing(tmp_path: Path) -> None:
    """Exit status 2, the open question, what the plan still needs, and a draft to go on from."""
    done = _new(tmp_path, ALL[:20])
    assert done.returncode == 2
    assert "not answered: " in done.stderr
    assert "there is nothing to assess" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["plan.draft.yaml"]
    draft = yaml.safe_load((tmp_path / "plan.draft.yaml").read_text(encoding="utf-8"))
    assert draft["infant"]["weight"] == "5.4 kg"
    assert draft["mother"]["weight"] == "66 kg"


@pytest.mark.parametrize("count", [0, 1, 7, 25, 44, len(ALL) - 1])
def test_a_talk_goes_on_where_it_ended(count: int, tmp_path: Path) -> None:
    """Stopped anywhere and resumed, the plan is that of one go, and the draft is gone."""
    assert _new(tmp_path, ALL[:count]).returncode == 2
    done = _new(tmp_path, ALL[count:], "--resume")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    straight = tmp_path / "straight"
    straight.mkdir()
    assert _new(straight, ALL).returncode == 0
    assert (straight / "plan.yaml").read_bytes() == (tmp_path / "plan.yaml").read_bytes()


def test_an_interrupt_keeps_what_was_typed(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a list of ingredients keeps the lines so far, and ends with exit status 2."""
    typed = "".join(f"{answer}\n" for answer in (*INFANT, *NURSING, *MOTHER, *PLANNED, *NEEDLING[:8]))
    command = [sys.executable, "-m", "milkpath", "new", "plan.yaml"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:  # noqa: S603
        assert process.stdin is not None
        process.stdin.write(typed)
        process.stdin.flush()
        draft = tmp_path / "plan.draft.yaml"
        for _ in range(200):
            if draft.exists() and "gentle gel" in draft.read_text(encoding="utf-8"):
                break
            time.sleep(0.05)
        time.sleep(1)
        os.kill(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 2, told
    assert "not answered: A numbing cream is put on" in told
    assert "plan.draft.yaml" in told
    assert "Aqua, Glycerin," in draft.read_text(encoding="utf-8")


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    """A plan that exists is refused, and an older draft is kept beside the new one."""
    (tmp_path / "plan.draft.yaml").write_text("# mine\n", encoding="utf-8")
    assert _new(tmp_path, ALL[:3]).returncode == 2
    assert (tmp_path / "plan.draft.yaml").read_text(encoding="utf-8") == "# mine\n"
    assert (tmp_path / "plan.draft-2.yaml").exists()
    assert "plan.draft-2.yaml" in _new(tmp_path, (), "--resume").stderr
    assert (tmp_path / "plan.draft.yaml").read_text(encoding="utf-8") == "# mine\n"
    (tmp_path / "plan.yaml").write_text("# mine\n", encoding="utf-8")
    refused = _new(tmp_path, ALL)
    assert refused.returncode == 2
    assert "is already there" in refused.stderr
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.parametrize("name", ["plan.json", "-", "nowhere/plan.yaml"])
def test_a_name_that_cannot_be_written_is_told_before_anything_is_asked(name: str, tmp_path: Path) -> None:
    """A plan is YAML in a folder that is there; nobody answers forty questions for nothing."""
    command = [sys.executable, "-m", "milkpath", "new", name]
    done = subprocess.run(command, input="10\n", capture_output=True, text=True, check=False, cwd=tmp_path)  # noqa: S603
    assert done.returncode == 2
    assert "to put right" in done.stderr
    assert script().infant[0].ask not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_is_none_is_told(tmp_path: Path) -> None:
    """Resuming without a draft, or from a file that is none, is an error that changes nothing."""
    assert "no draft" in _new(tmp_path, (), "--resume").stderr
    (tmp_path / "plan.draft.yaml").write_text('a: b\n# answers: ["ten", 3]\n', encoding="utf-8")
    done = _new(tmp_path, (), "--resume")
    assert done.returncode == 2
    assert (tmp_path / "plan.draft.yaml").read_text(encoding="utf-8").startswith("a: b")


def test_words_of_the_talk_can_be_names() -> None:
    """In quotes, a word that steers the talk is an answer."""
    answers = [*INFANT, *NURSING, *MOTHER, *PLANNED, *NEEDLING[:5], "yes", "back"]
    assert talk(script(), answers).tree["visit"]["steps"][0]["product"]["name"] == "back"


def test_every_choice_means_something_to_the_reader_and_the_knowledge() -> None:
    """Conditions and sites that can be chosen are known ones, and every value of a choice is accepted in its place."""
    known = knowledge()
    for who, questions in (("infant", script().infant), ("mother", script().mother)):
        for question in questions:
            if question.path.endswith("conditions"):
                words = [str(choice.value) for choice in question.choices]
                assert [word for word in words if match_condition(known, word, who) is None] == []  # type: ignore[arg-type]
    contact = next(question for question in script().nursing if question.id == "contact")
    assert [choice.value for choice in contact.choices if match_site(known, choice.value["area"]) is None] == []
    assert match_condition(known, next(q.adds or "" for q in script().nursing if q.adds), "mother") is not None
    for question in (*script().infant, *script().mother, *script().visit):
        for choice in question.choices if question.kind == "choice" else ():
            key, _, inner = question.path.partition(".")
            tree = {
                "infant": {"age": "9 weeks"},
                "asked": "2026-12-01",
                "home": [{"do": "take", "medicine": "ibuprofen"}],
            }
            placed = {**tree.get(key, {}), inner: choice.value} if inner else choice.value  # type: ignore[dict-item]
            assert plan_from_tree({**tree, key: placed})


def test_the_infant_is_asked_about_first_and_every_question_has_help() -> None:
    """The order is infant, nursing, mother, visit; each question can be explained, in words and without jargon."""
    sections = [
        talk(script(), list(ALL[:count])).asked for count in range(len(INFANT) + len(NURSING) + len(MOTHER) + 1)
    ]
    order = [asked.section for asked in sections if asked is not None]
    assert list(dict.fromkeys(order)) == ["infant", "nursing", "mother", "visit"]
    script_now = script()
    groups = (
        script_now.infant,
        script_now.nursing,
        script_now.mother,
        script_now.visit,
        script_now.place,
        script_now.step,
    )
    questions = [question for group in groups for question in group] + [*script_now.loops.values(), script_now.template]
    assert [question.id for question in questions if not question.help] == []
    named = {question.id for question in script_now.step}
    patterns = [
        *script_now.kinds.visit,
        *script_now.kinds.home,
        *(p for ps in script_now.templates.values() for p in ps),
    ]
    assert {name for pattern in patterns for name in pattern.asks} <= named


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "many"), ("yes-no", "maybe"), ("choice", "7"), ("several", "1 9"), ("medicine-until", "May")],
)
def test_an_answer_that_fits_in_no_way_is_said_so(kind: str, typed: str) -> None:
    """Numbers, yes and no, choices and days that make no sense are refused with what would."""
    question = _question(kind)
    with pytest.raises(NotUnderstoodError, match="Please"):
        value_of(question, typed)


def _question(kind: str) -> Question:
    """A question of a kind with two choices."""
    choices = next(q.choices for q in script().visit if q.id == "status")
    return Question(id="q", path="goal", kind=kind, ask="?", help="h", choices=choices, medicine="m")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["no", "1e5", "null", "2026-12-01", "a: b", "#x", "- y", "'", '"', "\\n", "0x10", "乳霜", "on", "~", "1_000"],
)
def test_a_written_text_is_read_back_as_the_same_text(text: str) -> None:
    """No text of an answer turns into a number, a date, a truth value or markup of YAML."""
    tree = {"goal": text, "mother": {"conditions": [text]}, "home": [{"do": "take", "medicine": text}]}
    assert yaml.safe_load(plan_yaml(tree, {"goal": "a # b\nc"}, ["x\ny"])) == tree
