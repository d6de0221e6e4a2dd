"""From the document that people write to the plan as values; every mistake of the document is reported at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec

from milkpath.errors import Mistake, PlanError
from milkpath.plan.consistent import note_contradictions
from milkpath.plan.contact import contacts
from milkpath.plan.decode import LONGEST_PLAN_BYTES
from milkpath.plan.document import Format, read_document
from milkpath.plan.field import choice, text
from milkpath.plan.infant import infant
from milkpath.plan.moment import in_zone, moment
from milkpath.plan.mother import mother
from milkpath.plan.notebook import Notebook
from milkpath.plan.place import Place, members
from milkpath.plan.plan import Infant, Plan, Status
from milkpath.plan.step import steps
from milkpath.plan.tree import Document, top_level
from milkpath.plan.visit import visit

_KEYS = ("asked", "status", "country", "language", "mother", "infant", "contact", "goal", "visit", "home")
_STATUSES: tuple[Status, ...] = get_args(Status)
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def load_plan(path: str | Path) -> Plan:
    """Read the plan in a file; `.json` is JSON, `.yaml` and `.yml` are YAML, any other name is either.

    >>> load_plan("nowhere/plan.yaml")
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: nowhere/plan.yaml: No such file or directory; is the path right?
    """
    file = Path(path)
    formats: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
    try:
        with file.open("rb") as stream:
            data = stream.read(LONGEST_PLAN_BYTES + 1)  # one more than allowed is enough to be refused
    except (OSError, ValueError) as error:  # ValueError: the name holds a null character
        message = getattr(error, "strerror", None) or str(error)
        mistake = Mistake(code="unreadable", message=message, where=str(path), hint="is the path right?")
        raise PlanError([mistake]) from error
    return read_plan(data, formats.get(file.suffix.lower()))


def read_plan(data: bytes | str, format: Format | None = None) -> Plan:  # noqa: A002 - the word callers know
    r"""Read a plan from YAML or JSON.

    >>> read_plan("infant: {age: 10 weeks}\nhome: [{do: take, medicine: ibuprofen}]").infant.age_days
    70.0
    >>> read_plan("infnat: {age: 10 weeks}\nhome: [{do: take, dose: 400}]")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    milkpath.errors.PlanError: infant: the infant is missing; add 'infant: {age: 10 weeks}'
    infnat (line 1): unknown key 'infnat' in a plan; did you mean 'infant'?
    home[0].dose (line 2): the number 400 has no unit; expected a dose above 0 and up to 20 g or 500000 U, such as ...
    """
    return _plan(read_document(data, format))


def plan_from_tree(tree: dict[str, object]) -> Plan:
    """Read a plan from mappings, lists, texts and numbers, as a program holds them.

    >>> plan_from_tree({"infant": {"age": "10 weeks"}, "home": [{"do": "take"}]}).home[0].path
    'home[0]'
    """
    return _plan(Document(tree=top_level(tree), notebook=Notebook()))


def _plan(document: Document) -> Plan:
    notebook = document.notebook
    root = Place(document.tree, "", notebook)
    plan = _in_one_zone(_read(members(root, _KEYS, "a plan"), notebook))
    note_contradictions(plan, notebook)
    if mistakes := notebook.mistakes():
        raise PlanError(mistakes)
    return plan


def _read(given: dict[str, Place], notebook: Notebook) -> Plan:
    _note_missing(given, notebook)
    return Plan(
        asked=moment(given.get("asked")),
        status=choice(given.get("status"), _STATUSES) or "planned",
        country=_country(given.get("country")),
        language=_language(given.get("language")),
        mother=mother(given.get("mother")),
        infant=infant(given["infant"]) if "infant" in given else Infant(),
        contact=contacts(given.get("contact")),
        goal=text(given.get("goal")),
        visit=visit(given.get("visit")),
        home=steps(given.get("home"), "home"),
    )


def _note_missing(given: dict[str, Place], notebook: Notebook) -> None:
    if "infant" not in given:
        notebook.note("infant", "missing", "the infant is missing", "add 'infant: {age: 10 weeks}'")
    if "asked" not in given and "status" in given and given["status"].value == "done":
        hint = "add 'asked: 2026-12-01T18:00', the time of the question"
        notebook.note("asked", "missing", "is required with 'status: done'", hint)
    visit_tree = given["visit"].value if "visit" in given else None
    steps_tree = visit_tree.get("steps") if isinstance(visit_tree, dict) else visit_tree
    if not steps_tree and not ("home" in given and given["home"].value):
        where = "visit.steps" if "visit" in given else "visit" if "home" not in given else "home"
        hint = "add a 'visit' with at least one step, or a 'home' with at least one item"
        notebook.note(where, "missing", "there is nothing to assess", hint)


def _country(place: Place | None) -> str | None:
    code = text(place)
    if place is None or code is None or _COUNTRY.fullmatch(code):
        return code.upper() if code else None
    place.note("unknown-word", f"{code[:60]!r} is not a country code", "expected two letters, such as DE, GB or US")
    return None


def _language(place: Place | None) -> str | None:
    code = text(place)
    if place is None or code is None or _LANGUAGE.fullmatch(code):
        return code
    place.note("unknown-word", f"{code[:60]!r} is not a language code", "expected a code such as en or de")
    return None


def _in_one_zone(plan: Plan) -> Plan:
    starts = plan.visit.starts if plan.visit else None
    moments = (starts, plan.asked, plan.infant.last_feed, *(contact.at for contact in plan.contact))
    zone = next((moment.tzinfo for moment in moments if moment and moment.tzinfo), None)
    replace = msgspec.structs.replace
    return replace(
        plan,
        asked=in_zone(plan.asked, zone),
        infant=replace(plan.infant, last_feed=in_zone(plan.infant.last_feed, zone)),
        contact=tuple(replace(contact, at=in_zone(contact.at, zone)) for contact in plan.contact),
        visit=replace(plan.visit, starts=in_zone(starts, zone)) if plan.visit else None,
    )
