"""The check: the shipped knowledge passes it, and every defect that is built by hand is found where it is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from knowledge.faults import (
    Fault,
    added,
    changed,
    metabolite,
    name,
    parameter,
    quantity,
    source,
    statement,
    with_quantity,
    with_statement,
    without_quantity,
)
from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge import check_sources
from milkpath.knowledge.check import check
from milkpath.knowledge.model import Disagreement, Limit, Position
from milkpath.knowledge.reader import Knowledge, knowledge, read_knowledge, shipped_files

NAMES = frozenset(PREDICATES)
LONG = "This sentence for a tired mother goes on and on until it has far too many words."
PREGNANCY = source(id="pregnancy-review", population="pregnancy")


def _limit(**fields: object) -> Limit:
    known = knowledge().substances["lidocaine"].limits[0]
    return msgspec.structs.replace(known, **fields)


def _pregnancy_verdict(known: Knowledge) -> Knowledge:
    with_source = added("sources", PREGNANCY)(known)
    return with_statement("substances", "lidocaine", action="avoid", sources=("pregnancy-review",))(with_source)


def _argued(*sources: str) -> Disagreement:
    positions = tuple(Position(text="It is so.", sources=(one,)) for one in sources)
    return Disagreement(
        topic="One thing", positions=positions, why="Nobody knows.", route="milk", date=dt.date(2026, 11, 26)
    )


LIDOCAINE = "substances/lidocaine.yaml"
PEN = "procedures/microneedling-pen.yaml"
RULE = "rules/procedure-unknown.yaml"
FAULTS: list[tuple[str, str, Fault]] = [
    ("no-source", LIDOCAINE, with_statement("substances", "lidocaine", sources=())),
    ("no-source", LIDOCAINE, with_quantity("substances", "lidocaine", source=" ")),
    ("no-source", "physiology/", added("parameters", parameter(source=""))),
    ("no-source", RULE, changed("rules", "procedure-unknown", sources=())),
    ("no-source", "advice/keep-feeding.yaml", changed("advice", "keep-feeding", sources=())),
    ("no-source", "signs/anaesthetic-toxicity.yaml", changed("signs", "anaesthetic-toxicity", sources=())),
    ("no-source", "questions/after-needles.yaml", changed("questions", "after-needles", sources=())),
    ("no-source", "emergency/DE.yaml", changed("emergency", "DE", source="")),
    ("unknown-source", LIDOCAINE, with_statement("substances", "lidocaine", sources=("nobody-1999",))),
    ("one-sided", LIDOCAINE, changed("substances", "lidocaine", disagreements=(_argued("who-2006"),))),
    (
        "unknown-source",
        LIDOCAINE,
        changed("substances", "lidocaine", disagreements=(_argued("who-2006", "nobody-1999"),)),
    ),
    ("uncited-source", "sources/lonely.yaml", added("sources", source(id="lonely"))),
    ("unknown-quantity", LIDOCAINE, with_quantity("substances", "lidocaine", name="charm")),
    ("wrong-unit", LIDOCAINE, with_quantity("substances", "lidocaine", unit="kg/m3")),
    ("no-unit", LIDOCAINE, with_quantity("substances", "lidocaine", unit="")),
    ("no-unit", "physiology/", added("parameters", parameter(unit=" "))),
    ("no-unit", LIDOCAINE, changed("substances", "lidocaine", limits=(_limit(unit=""),))),
    ("wrong-unit", LIDOCAINE, changed("substances", "lidocaine", limits=(_limit(unit="mg/L"),))),
    ("bad-spread", LIDOCAINE, with_quantity("substances", "lidocaine", gsd=0.5)),
    ("bad-spread", LIDOCAINE, with_quantity("substances", "lidocaine", gsd=1.5, gsd_uncertainty=1.6)),
    ("bad-spread", LIDOCAINE, with_quantity("substances", "lidocaine", gsd=1.5, gsd_uncertainty=0.9)),
    ("bad-spread", LIDOCAINE, with_quantity("substances", "lidocaine", low=2.0)),
    ("duplicate", LIDOCAINE, changed("substances", "lidocaine", quantities=(quantity(), quantity()))),
    ("broken-identifier", LIDOCAINE, changed("substances", "lidocaine", cas="137-58-5")),
    ("broken-identifier", "sources/who-2006.yaml", changed("sources", "who-2006", doi="https://doi.org/10.1/x")),
    ("broken-identifier", "sources/who-2006.yaml", changed("sources", "who-2006", pmid="PMID 1")),
    ("broken-identifier", "sources/who-2006.yaml", changed("sources", "who-2006", pmcid="12345")),
    ("broken-identifier", "sources/who-2006.yaml", changed("sources", "who-2006", bookshelf="501922")),
    ("pregnancy-source", LIDOCAINE, _pregnancy_verdict),
    ("unknown-class", LIDOCAINE, changed("substances", "lidocaine", classes=("charm",))),
    (
        "unknown-class",
        "rules/procedure-unknown.yaml",
        changed("rules", "procedure-unknown", thresholds={"class": "charm"}),
    ),
    ("unknown-advice", LIDOCAINE, with_statement("substances", "lidocaine", advice=("charm",))),
    ("unknown-advice", RULE, changed("rules", "procedure-unknown", advice=("charm",))),
    ("unknown-condition", LIDOCAINE, with_statement("substances", "lidocaine", infant_conditions=("charm",))),
    ("unknown-substance", LIDOCAINE, changed("substances", "lidocaine", metabolites=(metabolite("charm"),))),
    ("bad-shares", LIDOCAINE, changed("substances", "lidocaine", metabolites=(metabolite("megx", 1.2),))),
    ("bad-base-fraction", LIDOCAINE, changed("substances", "lidocaine", names=(name("Lidocaine X", 0.0),))),
    ("unknown-predicate", RULE, changed("rules", "procedure-unknown", predicate="charm")),
    ("duplicate", LIDOCAINE, with_statement("substances", "lidocaine", id="lidocaine-milk-low")),
    ("duplicate", "sites/face.yaml", with_statement("sites", "face", id="lidocaine-milk-low")),
    ("shared-name", "substances/prilocaine.yaml", changed("substances", "prilocaine", names=(name("LIGNOCAINE*"),))),
    ("not-a-molecule", LIDOCAINE, changed("substances", "lidocaine", matter="polymer")),
    ("no-reason", LIDOCAINE, changed("substances", "lidocaine", simulate=False, not_simulated_because=" ")),
    ("grade-without-reading", LIDOCAINE, with_statement("substances", "lidocaine", grade="B", status="unverified")),
    ("grade-without-reading", LIDOCAINE, with_quantity("substances", "lidocaine", grade="A", status="unverified")),
    ("no-place", LIDOCAINE, with_statement("substances", "lidocaine", grade="C", status="verified")),
    ("nothing-to-read", LIDOCAINE, with_statement("substances", "lidocaine", status="verified", place="all")),
    ("safe-at-grade-d", LIDOCAINE, with_statement("substances", "lidocaine", text="It is Safe.")),
    ("safe-at-grade-d", LIDOCAINE, with_statement("substances", "lidocaine", plain="You can safely use it.")),
    ("safe-at-grade-d", "advice/keep-feeding.yaml", changed("advice", "keep-feeding", text="It is safe.", grade="D")),
    (
        "safe-at-grade-d",
        "rules/procedure-unknown.yaml",
        changed("rules", "procedure-unknown", plain="Safe.", grade="D"),
    ),
    ("wait-without-source", LIDOCAINE, with_statement("substances", "lidocaine", withhold_milk_h=24.0)),
    ("long-sentence", LIDOCAINE, with_statement("substances", "lidocaine", plain=f"Short. {LONG}")),
    ("long-sentence", RULE, changed("rules", "procedure-unknown", plain=LONG)),
    *[
        (
            "no-geometry",
            "procedures/microneedling-pen.yaml",
            without_quantity("procedures", "microneedling-pen", figure),
        )
        for figure in ("pore-density-per-pass", "pore-radius", "usual-depth", "usual-passes")
    ],
    ("no-area", "sites/face.yaml", without_quantity("sites", "face", "area")),
    ("unknown-site", "sites/face.yaml", changed("sites", "face", part_of="charm")),
    ("future-date", LIDOCAINE, with_statement("substances", "lidocaine", date=dt.date(2999, 1, 1))),
    ("future-date", "sources/who-2006.yaml", changed("sources", "who-2006", retrieved=dt.date(2999, 1, 1))),
]


def test_the_shipped_knowledge_has_no_mistake() -> None:
    """No file of the package breaks a house rule."""
    assert [f"{mistake.where}: {mistake.message}" for mistake in check(knowledge(), predicates=NAMES)] == []


@pytest.mark.parametrize(("code", "file", "build"), FAULTS, ids=[f"{code}-{file}" for code, file, _ in FAULTS])
def test_a_defect_is_found_where_it_is(code: str, file: str, build: Fault) -> None:
    """One defect gives a mistake of its own code, at its own file, with what to do about it."""
    found = [mistake for mistake in check(build(knowledge()), predicates=NAMES) if mistake.code == code]
    assert found
    assert any(mistake.where.startswith(file) for mistake in found)
    assert all(mistake.message and mistake.hint for mistake in found)


def test_all_defects_are_told_at_once() -> None:
    """Two defects in two files give both mistakes, not only the first."""
    known = changed("sites", "face", part_of="charm")(changed("substances", "lidocaine", cas="1")(knowledge()))
    assert {mistake.code for mistake in check(known, predicates=NAMES)} == {"unknown-site", "broken-identifier"}


def test_a_pregnancy_source_may_stand_under_a_figure_without_a_verdict() -> None:
    """A pregnancy source is refused only where it would set an action."""
    known = added("sources", PREGNANCY)(knowledge())
    fact = with_statement("substances", "lidocaine", sources=("pregnancy-review",))
    assert check(fact(known), predicates=NAMES) == ()


def test_a_wait_that_its_source_names_is_accepted() -> None:
    """Withholding milk with a source from outside is no mistake."""
    known = with_statement("substances", "lidocaine", withhold_milk_h=24.0, sources=("lactmed-lidocaine",))
    assert check(known(knowledge()), predicates=NAMES) == ()


def test_a_mistake_names_the_line() -> None:
    """In files that were read, a mistake says on which line the statement stands."""
    content = dict(shipped_files())
    text = content[LIDOCAINE].decode()
    content[LIDOCAINE] = text.replace("cas: 137-58-6", "cas: 137-58-1").encode()
    [mistake] = check(read_knowledge(content), predicates=NAMES, content=content)
    file, line = mistake.where.split(":")
    assert file == LIDOCAINE
    assert re.match(r"cas: 137-58-1", text.replace("58-6", "58-1").splitlines()[int(line) - 1])


def test_the_lines_are_found_without_being_given_files() -> None:
    """For the shipped files the check finds the lines itself; unknown predicates show it."""
    mistakes = check(knowledge(), predicates=frozenset())
    assert {mistake.code for mistake in mistakes} == {"unknown-predicate"}
    assert len(mistakes) == len(knowledge().rules)


def test_sources_named_in_code_are_the_ones_that_the_check_excuses() -> None:
    """A source id written into the code stands in sources/, and is excused from having to be cited by a record."""
    package = Path(check_sources.__file__).parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    named = set(re.findall(r'sources=\("([a-z0-9-]+)",', code))
    assert "milkpath-model" in named
    assert named <= check_sources.CITED_ELSEWHERE <= set(knowledge().sources)


def test_a_statement_without_faults_adds_none() -> None:
    """The statement that the faults are built on is itself faultless."""
    known = with_statement("substances", "lidocaine")(knowledge())
    assert statement().id == "test-statement"
    assert check(known, predicates=NAMES) == ()
