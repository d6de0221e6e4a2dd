"""From the document to the plan, and every mistake of a document at once."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from milkpath.errors import Mistake, PlanError
from milkpath.plan.path import changed
from milkpath.plan.plan import Area, Contact, Medicine, Plan, Repeat
from milkpath.plan.read import load_plan, plan_from_tree, read_plan

from .plans import CONTRACT, TREES


def _tree() -> dict[str, object]:
    tree: dict[str, object] = yaml.load(CONTRACT, Loader=yaml.BaseLoader)  # noqa: S506 - every scalar as text
    for path, value in {
        "infant.feeds_per_day": 8,
        "contact[0].times_per_day": 3,
        "visit.repeat.times": 3,
        "visit.steps[1].covered": True,
        "home[0].times_per_day": 2,
        "home[1].times_per_day": 3,
    }.items():
        tree = changed(tree, path, value)
    return tree


def _with(path: str, value: object) -> Plan:
    return plan_from_tree(changed(_tree(), path, value))


def _mistakes(source: dict[str, object] | str) -> tuple[Mistake, ...]:
    with pytest.raises(PlanError) as caught:
        read_plan(source) if isinstance(source, str) else plan_from_tree(source)
    return caught.value.mistakes


def test_the_plan_of_the_contract_is_read_field_by_field() -> None:
    """Each value of the example in the contract arrives in its unit."""
    plan = read_plan(CONTRACT)
    assert dt.datetime(2026, 11, 28, 9) == plan.asked
    assert (plan.status, plan.country, plan.language, plan.goal) == ("planned", "DE", "en", "acne scars")
    assert (plan.mother.age_years, plan.mother.weight_kg, plan.mother.skin_type) == (32, 66, "IV")
    assert (Medicine(name="isotretinoin", until=dt.date(2026, 5, 1)),) == plan.mother.medicines
    assert (
        plan.infant.age_days,
        plan.infant.weight_kg,
        plan.infant.gestational_age_weeks,
        plan.infant.feeds_per_day,
    ) == (70, 5.4, 39, 8)
    assert dt.datetime(2026, 12, 1, 13, 15) == plan.infant.last_feed
    assert Contact(what="face-on-skin", area=Area(site="decollete"), duration_h=2, times_per_day=3) == plan.contact[0]
    assert plan.visit is not None
    assert Repeat(every_days=28, times=3) == plan.visit.repeat
    assert [f"visit.steps[{index}]" for index in range(5)] == [step.path for step in plan.visit.steps]
    apply, needle = plan.visit.steps[1], plan.visit.steps[3]
    assert (apply.amount_g, apply.amount_ml, apply.duration_h, apply.covered) == (15, None, 0.75, True)
    assert (needle.device, needle.depth_mm) == ("pen", 1.5)
    assert (plan.home[0].from_day, plan.home[0].until_day, plan.home[0].times_per_day) == (1, 28, 2)
    assert (
        plan.home[1].medicine,
        plan.home[1].dose_mg,
        plan.home[1].duration_h,
        plan.home[1].phase,
    ) == ("ibuprofen", 400, 48, "home")


def test_yaml_json_and_tree_give_one_plan() -> None:
    """The way in does not matter."""
    assert read_plan(CONTRACT) == read_plan(json.dumps(_tree())) == plan_from_tree(_tree())


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(TREES)
def test_a_valid_tree_is_read_the_same_from_every_source(tree: dict[str, Any]) -> None:
    """Written as YAML or JSON or handed over as a tree, a valid plan is one plan, with every step in its place."""
    plan = plan_from_tree(tree)
    assert plan == read_plan(yaml.safe_dump(tree, allow_unicode=True)) == read_plan(json.dumps(tree), "json")
    assert plan.visit is not None
    assert [step["do"] for step in tree["visit"]["steps"]] == [step.do for step in plan.visit.steps]
    assert [step["do"] for step in tree.get("home", [])] == [step.do for step in plan.home]


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(st.binary(max_size=500))
def test_any_bytes_are_a_plan_or_a_plan_error(data: bytes) -> None:
    """No file makes the reader fail in another way."""
    with contextlib.suppress(PlanError):
        assert isinstance(read_plan(data), Plan)


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
_PLACES = """
asked status country language goal mother infant contact visit home mother.age mother.conditions mother.medicines
infant.age infant.born infant.last_feed contact[0].at visit.starts visit.repeat visit.steps visit.steps[0].do
visit.steps[1] visit.steps[1].area visit.steps[1].product visit.steps[1].product.strengths visit.steps[1].amount
visit.steps[1].covered visit.steps[3].depth visit.steps[3].density home[0].from home[0].until
"""


@settings(deadline=None)  # the first quantity of a run loads the library of units
@given(st.sampled_from(_PLACES.split()), _JUNK)
def test_junk_in_any_place_is_a_plan_or_a_plan_error(path: str, junk: object) -> None:
    """Nothing that a program may put into a tree makes the reader fail in another way, and messages can be printed."""
    try:
        answer = repr(_with(path, junk))
    except PlanError as error:
        answer = str(error)
    assert answer.encode("utf-8")


WRONG: list[tuple[str, object, str]] = [
    ("infant.weight", "400 kg", "out-of-range"),
    ("infant.weight", 5.4, "no-unit"),
    ("infant.weight", "5.4", "no-unit"),
    ("infant.weight", "54 cm", "wrong-unit"),
    ("infant.age", "40 years", "out-of-range"),
    ("infant.age", "-1 day", "out-of-range"),
    ("infant.born_at", "50 weeks", "out-of-range"),
    ("infant.born", "2027-01-01", "contradiction"),
    ("infant.born", "2026-01-01", "contradiction"),
    ("infant.born", "2015-01-01", "out-of-range"),
    ("infant.born", "2026-09-31", "not-a-date"),
    ("infant.feeding", "exclusiv", "unknown-word"),
    ("infant.feeds_per_day", 0, "out-of-range"),
    ("infant.feeds_per_day", 25, "out-of-range"),
    ("infant.feeds_per_day", "8", "not-a-number"),
    ("infant.feeds_per_day", True, "not-a-number"),
    ("infant.feeds_per_day", float("nan"), "out-of-range"),
    ("infant.last_feed", "2026-12-01", "not-a-moment"),
    ("infant.conditions", "jaundice", "not-a-list"),
    ("infant.conditions", [""], "empty"),
    ("infant.conditions", [8], "not-a-text"),
    ("mother.age", "6 years", "out-of-range"),
    ("mother.weight", "66 g", "out-of-range"),
    ("mother.skin_type", 4, "unknown-word"),
    ("mother.medicines", "ibuprofen", "not-a-list"),
    ("mother.medicines", [{"until": "2026-05-01"}], "missing"),
    ("asked", "tomorrow", "not-a-moment"),
    ("asked", "2026-W49-2", "not-a-moment"),
    ("status", "don", "unknown-word"),
    ("status", "done", "contradiction"),
    ("country", "Germany", "unknown-word"),
    ("language", "English!", "unknown-word"),
    ("goal", "a\x1b[2J", "control-character"),
    ("goal", "a" * 501, "too-long"),
    ("goal", "  ", "empty"),
    ("contact[0].what", "liked", "unknown-word"),
    ("contact[0].for", "25 h", "out-of-range"),
    ("contact", [{"area": "face"}], "missing"),
    ("visit.starts", "1826-12-01T14:00", "out-of-range"),
    ("visit.starts", "2032-12-01T14:00", "out-of-range"),
    ("visit.setting", "spa", "unknown-word"),
    ("visit.repeat", {"every": "4 weeks"}, "missing"),
    ("visit.repeat.times", 2.5, "not-whole"),
    ("visit.steps", {"do": "apply"}, "not-a-list"),
    ("visit.steps", [{"do": "clean"}] * 201, "too-many"),
    ("visit.steps[0]", "clean", "not-a-mapping"),
    ("visit.steps[0]", {"area": "face"}, "missing"),
    ("visit.steps[0].how", "peel-off", "unknown-word"),
    ("visit.steps[0].at", 30, "no-unit"),
    ("visit.steps[0].area", {"size": "300 cm2"}, "missing"),
    ("visit.steps[0].area", {"site": "face", "size": "30000 cm2"}, "out-of-range"),
    ("visit.steps[0].area", {"site": "face", "size": "0 cm2"}, "out-of-range"),
    ("visit.steps[0].product", "soap", "not-a-mapping"),
    ("visit.steps[0].product.strengths", {"lidocaine": "400 %"}, "out-of-range"),
    ("visit.steps[0].product.strengths", {"lidocaine": 4}, "no-unit"),
    ("visit.steps[0].product.strengths", ["4 %"], "not-a-mapping"),
    ("visit.steps[0].product.label", "a" * 20_001, "too-long"),
    ("visit.steps[0].product.sterile", "maybe", "not-true-or-false"),
    ("visit.steps[0].depth", "1 mm", "unknown-key"),
    ("visit.steps[1].amount", "501 g", "out-of-range"),
    ("visit.steps[1].amount", "0 g", "out-of-range"),
    ("visit.steps[1].amount", "45 min", "wrong-unit"),
    ("visit.steps[1].for", "4 days", "out-of-range"),
    ("visit.steps[1].covered", 1, "not-true-or-false"),
    ("visit.steps[3].depth", "15 mm", "out-of-range"),
    ("visit.steps[3].depth", "5 mm", "out-of-range"),
    ("visit.steps[3].passes", 51, "out-of-range"),
    ("visit.steps[3].density", "20000 /cm2", "out-of-range"),
    ("home[0].from", 1, "not-a-day"),
    ("home[0].from", "2026-12-01", "not-a-day"),
    ("home[0].from", "day 29", "contradiction"),
    ("home[0].for", "32 days", "out-of-range"),
    ("home[0].times_per_day", 49, "out-of-range"),
    ("home[1].dose", 400, "no-unit"),
    ("home[1].dose", "2 mL", "wrong-unit"),
]


@pytest.mark.parametrize(
    ("path", "value", "code"), WRONG, ids=[f"{path}-{str(value)[:20]}" for path, value, _ in WRONG]
)
def test_one_wrong_value_is_one_mistake_that_says_what_is_right(path: str, value: object, code: str) -> None:
    """A slip in a good plan is reported alone, at its place, with a next step."""
    mistakes = _mistakes(changed(_tree(), path, value))
    assert [code] == [mistake.code for mistake in mistakes]
    assert mistakes[0].hint
    # a contradiction may be told at the other of the two places
    assert mistakes[0].where.startswith(path) or code == "contradiction"


RIGHT: list[tuple[str, object]] = [
    ("asked", "2026-11-28"),
    ("asked", "2026-11-28T09:00:00.5+01:00"),
    ("asked", dt.datetime(2026, 11, 28, 9)),
    ("asked", None),
    ("country", "NO"),
    ("language", "pt-BR"),
    ("infant.born", "2026-09-19"),
    ("infant.born", dt.date(2026, 9, 10)),
    ("infant.age", "0 days"),
    ("infant.weight", "0.4 kg"),
    ("infant.weight", None),
    ("mother.medicines", ["ibuprofen", {"name": "isotretinoin"}]),
    ("visit.steps[0].product.label", ""),
    ("visit.steps[0].product.label", "Aqua,\n Glycerin\t1 %"),
    ("visit.steps[0].at", "-1 h"),
    ("visit.steps[1].covered", "yes"),
    ("visit.steps[1].amount", "2,5 mL"),
    ("visit.steps[3]", {"do": "needle", "device": "radiofrequency", "depth": "8 mm"}),
    ("visit.steps", [{"do": "clean"}] * 200),
    ("visit.steps", []),
    ("home[0].from", "day -30"),
    ("home[0].for", "31 days"),
    ("home[1].for", "90 days"),
    ("home[1].dose", "5000 U"),
    ("home", []),
]


@pytest.mark.parametrize(("path", "value"), RIGHT, ids=[f"{path}-{str(value)[:20]}" for path, value in RIGHT])
def test_what_the_contract_allows_is_read(path: str, value: object) -> None:
    """No ordinary way of writing is refused."""
    assert isinstance(_with(path, value), Plan)


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    """One run shows everything that has to be mended, with its line."""
    mistakes = _mistakes(
        "infant: {age: 10, wieght: 5 kg}\n"
        "infant: {age: 10, wieght: 5 kg}\n"
        "visit:\n"
        "  steps:\n"
        "  - {do: aply, amount: 400 kg}\n"
        "  - {do: clean, deph: 1.5 mm, covered: true}\n"
        "contct: []\n"
    )
    assert [(mistake.where, mistake.hint) for mistake in mistakes] == [
        ("infant (line 2)", "keep one of the two"),
        ("infant.wieght (line 2)", "did you mean 'weight'?"),
        ("infant.age (line 2)", "expected an age from 0 days to 5 years, such as '10 weeks'"),
        ("visit.steps[0].do (line 5)", "did you mean 'apply'?"),
        (
            "visit.steps[0].amount (line 5)",
            "expected an amount above 0 and up to 500 g or 500 mL, such as '10 g' or '2 mL'",
        ),
        (
            "visit.steps[1].deph (line 6)",
            "expected one of: do, area, at, from, until, times_per_day, note, product, amount, how",
        ),
        ("visit.steps[1].covered (line 6)", "it belongs to: apply"),
        ("contct (line 7)", "did you mean 'contact'?"),
    ]


@pytest.mark.parametrize(
    ("text", "wheres"),
    [
        ("goal: acne", ["infant", "visit"]),
        ("infant: {age: 1 week}", ["visit"]),
        ("infant: {age: 1 week}\nhome: []", ["home (line 2)"]),
        ("infant: {age: 1 week}\nvisit: {starts: 2026-12-01}", ["visit.steps (line 2)"]),
        ("infant: {weight: 5 kg}\nhome: [{do: take}]", ["infant.age (line 1)"]),
        ("infant: {age: 1 week}\nstatus: done\nhome: [{do: take}]", ["asked"]),
    ],
)
def test_what_is_required_is_asked_for(text: str, wheres: list[str]) -> None:
    """Each fact that no plan can do without is named where it is missing."""
    assert wheres == [mistake.where for mistake in _mistakes(text)]


def test_steps_stand_in_the_order_of_time() -> None:
    """A step that is said to come before the one above it contradicts its place."""
    steps = [{"do": "clean", "at": "30 min"}, {"do": "remove"}, {"do": "clean", "at": "10 min"}]
    assert [mistake.where for mistake in _mistakes(changed(_tree(), "visit.steps", steps))] == ["visit.steps[2].at"]


def test_moments_with_zones_become_clock_times_of_the_visit() -> None:
    """Moments of different zones can be compared, and the visit keeps the time on its clock."""
    tree = changed(_tree(), "visit.starts", "2026-12-01T14:00+01:00")
    plan = plan_from_tree(changed(tree, "infant.last_feed", "2026-12-01T12:15Z"))
    assert plan.visit is not None
    assert dt.datetime(2026, 12, 1, 14) == plan.visit.starts
    assert dt.datetime(2026, 12, 1, 13, 15) == plan.infant.last_feed
    assert dt.datetime(2026, 11, 28, 9) == plan.asked


def test_strengths_are_per_cent_whatever_they_are_written_in() -> None:
    """% by weight, mg/g and mg/mL end up in one number."""
    plan = _with("visit.steps[0].product.strengths", {"a": "4 %", "b b": "50 mg/g", "c": "40 mg/mL"})
    assert plan.visit is not None
    assert plan.visit.steps[0].product is not None
    assert plan.visit.steps[0].product.strengths_percent == {"a": 4, "b b": 5, "c": 4}


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{index}: 1\n" for index in range(80_000)),
        "a: 1\n" * 190_000,
        "infant: {age: 1 week}\nhome:\n" + "- {do: aply, deph: 3}\n" * 200,
        "infant: {age: 1 week}\nhome:\n" + "- {do: apply}\n" * 60_000,
        "infant: {age: 1 week}\nhome: [{do: take, times_per_day: " + "9" * 900_000 + "}]",
        '{"infant": {"age": "1 week"}, "home": [{"do": "take", "times_per_day": ' + "9" * 900_000 + "}]}",
        "infant: {age: " + "1" * 900_000 + " weeks}\nhome: [{do: take}]",
        "infant: {age: 1 week}\ngoal: " + "a" * 900_000 + "\nhome: [{do: take}]",
    ],
    ids=[
        "many-keys",
        "many-duplicates",
        "many-slips",
        "many-items",
        "huge-number",
        "huge-json",
        "huge-age",
        "huge-text",
    ],
)
def test_a_hostile_plan_is_refused_within_seconds(text: str) -> None:
    """A file made to cost time ends in a list of mistakes of bearable length."""
    start = time.monotonic()
    assert 1 <= len(_mistakes(text)) <= 101
    assert time.monotonic() - start < 10


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    """JSON and YAML files, and a file of any other name, give the same plan."""
    for name, text in {"a.yaml": CONTRACT, "a.YML": CONTRACT, "a.json": json.dumps(_tree()), "plan": CONTRACT}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read_plan(CONTRACT) == load_plan(tmp_path / name)


def test_what_cannot_be_opened_is_a_plan_error(tmp_path: Path) -> None:
    """A directory, a missing file, an impossible name and an endless device are said to be so."""
    for path in (tmp_path, tmp_path / "none.yaml", "a\x00b", "/dev/zero"):
        with pytest.raises(PlanError):
            load_plan(path)
