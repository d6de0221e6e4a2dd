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
    benefit,
    changed,
    disagreement,
    goal,
    legal_maximum,
    metabolite,
    name,
    of_goal,
    parameter,
    position,
    product,
    quantity,
    source,
    statement,
    with_more,
    with_quantity,
    with_statement,
    without_quantity,
)
from milkpath.cli.plan_parts import plan_faults
from milkpath.errors import Mistake
from milkpath.judgement.predicates import PREDICATES
from milkpath.knowledge import check_sources
from milkpath.knowledge.check import check
from milkpath.knowledge.model import LegalMaximum, Limit
from milkpath.knowledge.places import inside, with_lines
from milkpath.knowledge.reader import Knowledge, knowledge, read_knowledge, shipped_files

NAMES = frozenset(PREDICATES)
LONG = "This sentence for a tired mother goes on and on until it has far too many words."
PREGNANCY = source(id="pregnancy-review", population="pregnancy")


def _check(known: Knowledge) -> tuple[Mistake, ...]:
    return check(known, predicates=NAMES, read_plan=plan_faults)


def _limit(**fields: object) -> Limit:
    known = knowledge().substances["lidocaine"].limits[0]
    return msgspec.structs.replace(known, **fields)


def _pregnancy_verdict(known: Knowledge) -> Knowledge:
    with_source = added("sources", PREGNANCY)(known)
    return with_statement("substances", "lidocaine", action="avoid", sources=("pregnancy-review",))(with_source)


LIDOCAINE = "substances/lidocaine.yaml"
PEN = "procedures/microneedling-pen.yaml"
RULE = "rules/procedure-unknown.yaml"
CLASS = "classes/local-anaesthetic.yaml"
PRODUCT = "products/test-product.yaml"
FUTURE = dt.date(2999, 1, 1)
SOURCELESS = msgspec.structs.replace(position(), sources=())
CHARM = [{"do": "charm"}]


def _maxima(*maxima: LegalMaximum) -> Fault:
    return with_more("substances", "lidocaine", "legal_maxima", *maxima)


def _disputed(folder: str, identifier: str, **fields: object) -> Fault:
    return with_more(folder, identifier, "disagreements", disagreement(**fields))


NEW_RECORDS: list[tuple[str, str, Fault]] = [
    ("no-source", LIDOCAINE, _maxima(legal_maximum(source=""))),
    ("unknown-source", LIDOCAINE, _maxima(legal_maximum(source="nobody-1999"))),
    ("grade-without-reading", LIDOCAINE, _maxima(legal_maximum(grade="B", status="unverified"))),
    ("no-place", LIDOCAINE, _maxima(legal_maximum(source="lactmed-lidocaine", grade="B", status="verified"))),
    ("safe-at-grade-d", LIDOCAINE, _maxima(legal_maximum(text="Up to 2 % is safe."))),
    ("future-date", LIDOCAINE, _maxima(legal_maximum(date=FUTURE))),
    ("duplicate", LIDOCAINE, _maxima(legal_maximum(), legal_maximum(percent=1.0))),
    ("impossible-value", LIDOCAINE, _maxima(legal_maximum(percent=101.0))),
    (
        "no-source",
        LIDOCAINE,
        _disputed("substances", "lidocaine", positions=(position(), SOURCELESS)),
    ),
    (
        "unknown-source",
        CLASS,
        _disputed("classes", "local-anaesthetic", positions=(position(), position("No.", "nobody-1999"))),
    ),
    ("one-sided", PEN, _disputed("procedures", "microneedling-pen", positions=(position(),))),
    ("same-side", LIDOCAINE, _disputed("substances", "lidocaine", positions=(position("No."), position("No. ")))),
    ("nothing-said", LIDOCAINE, _disputed("substances", "lidocaine", why=" ")),
    ("future-date", LIDOCAINE, _disputed("substances", "lidocaine", date=FUTURE)),
    ("duplicate", LIDOCAINE, with_more("substances", "lidocaine", "disagreements", disagreement(), disagreement())),
    ("unknown-goal", PEN, of_goal("microneedling-pen", benefit(goal="charm"))),
    ("no-source", PEN, of_goal("microneedling-pen", benefit(sources=()))),
    ("grade-without-reading", PEN, of_goal("microneedling-pen", benefit(grade="A", status="unverified"))),
    ("long-sentence", PEN, of_goal("microneedling-pen", benefit(plain=LONG))),
    ("duplicate", PEN, of_goal("microneedling-pen", benefit(), benefit())),
    ("no-source", PRODUCT, added("products", product(sources=()))),
    ("unknown-job", PRODUCT, added("products", product(jobs=("charm",)))),
    ("no-job", PRODUCT, added("products", product(jobs=()))),
    ("long-sentence", PRODUCT, added("products", product(plain=LONG))),
    ("bad-depth", PRODUCT, added("products", product(covers_depth_mm=1.0))),
    ("bad-depth", PRODUCT, added("products", product(covers_depth_mm=-1.0, jobs=("anaesthesia",)))),
    ("no-part-of-a-plan", PRODUCT, added("products", product(product={"lable": "Aqua"}))),
    ("no-part-of-a-plan", PEN, changed("procedures", "microneedling-pen", typical_visit=CHARM)),
    ("no-part-of-a-plan", PEN, changed("procedures", "microneedling-pen", typical_home=CHARM)),
    ("unknown-function", LIDOCAINE, changed("substances", "lidocaine", functions=("charm",))),
    ("shared-name", "goals/other.yaml", lambda known: added("goals", goal(id="other"))(added("goals", goal())(known))),
    ("shared-name", "sites/scalp.yaml", changed("sites", "face", names=("scalp",))),
    ("shared-name", "conditions/", changed("conditions", "preterm", names=("G6PD deficiency",))),
    ("broken-identifier", LIDOCAINE, changed("substances", "lidocaine", unii="98PI200988")),
    ("broken-identifier", LIDOCAINE, changed("substances", "lidocaine", inchikey="NNJVILVZKWQKPM")),
    ("broken-identifier", LIDOCAINE, changed("substances", "lidocaine", smiles="CCN(CC")),
    ("shared-code", "substances/prilocaine.yaml", changed("substances", "prilocaine", cas="137-58-6")),
    (
        "impossible-value",
        LIDOCAINE,
        with_quantity("substances", "lidocaine", name="typical-percent", unit="%", value=400.0),
    ),
    (
        "impossible-value",
        LIDOCAINE,
        with_quantity("substances", "lidocaine", name="fraction-unbound", unit="1", value=30.0),
    ),
    ("impossible-value", LIDOCAINE, with_quantity("substances", "lidocaine", value=-1.0)),
    ("bad-range", LIDOCAINE, with_statement("substances", "lidocaine", action="defer", until_hours=(72.0, 24.0))),
    (
        "bad-range",
        LIDOCAINE,
        with_statement("substances", "lidocaine", infant_age_weeks_from=8.0, infant_age_weeks_below=4.0),
    ),
    ("bad-range", LIDOCAINE, with_statement("substances", "lidocaine", percent_above=10.0, percent_up_to=5.0)),
    ("bad-range", LIDOCAINE, with_statement("substances", "lidocaine", depth_mm_above=-1.0)),
    ("nothing-deferred", LIDOCAINE, with_statement("substances", "lidocaine", action="swap", until_hours=(24.0, 72.0))),
    ("stale-review", LIDOCAINE, changed("substances", "lidocaine", reviewed=dt.date(2019, 1, 1))),
    ("stale-review", RULE, changed("rules", "procedure-unknown", date=dt.date(2019, 1, 1))),
    ("stale-review", "emergency/DE.yaml", changed("emergency", "DE", date=dt.date(2025, 8, 1))),
]
FAULTS: list[tuple[str, str, Fault]] = [
    *NEW_RECORDS,
    ("no-source", LIDOCAINE, with_statement("substances", "lidocaine", sources=())),
    ("no-source", LIDOCAINE, with_quantity("substances", "lidocaine", source=" ")),
    ("no-source", "physiology/", added("parameters", parameter(source=""))),
    ("no-source", RULE, changed("rules", "procedure-unknown", sources=())),
    ("no-source", "advice/keep-feeding.yaml", changed("advice", "keep-feeding", sources=())),
    ("no-source", "signs/anaesthetic-toxicity.yaml", changed("signs", "anaesthetic-toxicity", sources=())),
    ("no-source", "questions/after-needles.yaml", changed("questions", "after-needles", sources=())),
    ("no-source", "consent/other-ways.yaml", changed("consent", "other-ways", sources=())),
    ("no-source", "emergency/DE.yaml", changed("emergency", "DE", source="")),
    ("unknown-source", LIDOCAINE, with_statement("substances", "lidocaine", sources=("nobody-1999",))),
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
    assert [f"{mistake.where}: {mistake.message}" for mistake in _check(knowledge())] == []


@pytest.mark.parametrize(("code", "file", "build"), FAULTS, ids=[f"{code}-{file}" for code, file, _ in FAULTS])
def test_a_defect_is_found_where_it_is(code: str, file: str, build: Fault) -> None:
    """One defect gives a mistake of its own code, at its own file, with what to do about it."""
    found = [mistake for mistake in _check(build(knowledge())) if mistake.code == code]
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


def test_the_new_records_without_faults_add_none() -> None:
    """A legal maximum, a disagreement, a goal, a benefit, a product and parts of plans that keep the rules pass."""
    known = _maxima(legal_maximum())(knowledge())
    known = _disputed("substances", "lidocaine")(known)
    known = of_goal("microneedling-pen", benefit())(known)
    known = added("products", product(jobs=("anaesthesia",), covers_depth_mm=1.5))(known)
    visit = ({"do": "needle", "area": "face", "device": "pen", "depth": "1 mm"},)
    home = ({"do": "apply", "area": "face", "product": {"label": "Aqua"}},)
    known = changed("procedures", "microneedling-pen", typical_visit=visit, typical_home=home)(known)
    assert _check(known) == ()


def test_parts_of_plans_are_read_only_by_who_can() -> None:
    """Without a reader of plans the parts are not looked at: knowledge knows no plans."""
    assert check(added("products", product(product={"lable": "x"}))(knowledge()), predicates=NAMES) == ()


def test_a_review_grows_old_with_the_day() -> None:
    """The same knowledge passes today and is named in three years; a clock that is behind changes nothing."""
    known = knowledge()
    later = {mistake.code for mistake in check(known, predicates=NAMES, today=dt.date(2029, 11, 26))}
    assert later == {"stale-review"}
    assert check(known, predicates=NAMES, today=dt.date(2001, 1, 1)) == ()


def test_a_source_that_only_a_disagreement_cites_is_cited() -> None:
    """Positions, legal maxima, benefits and products count as citing their sources."""
    known = added("sources", source(id="only-here"))(knowledge())
    for build in (
        _disputed("substances", "lidocaine", positions=(position(), position("No.", "only-here"))),
        _maxima(legal_maximum(source="only-here")),
        of_goal("microneedling-pen", benefit(sources=("only-here",))),
        added("products", product(sources=("only-here",))),
    ):
        assert check(build(known), predicates=NAMES) == ()


def test_a_word_outside_the_list_of_functions_is_answered_with_the_right_one() -> None:
    """A common synonym and a slip of the pen both lead to the word of the list."""
    for word, right in (("painkiller", "pain-relief"), ("emolient", "emollient")):
        [mistake] = check(changed("substances", "lidocaine", functions=(word,))(knowledge()), predicates=NAMES)
        assert mistake.hint == f"write '{right}'"


DISPUTED_FILE = b"""
legal_maxima:
  - {jurisdiction: US, product_type: drug, percent: 2, text: x, source: a, grade: D, status: assumption, date: 2026-11-01}
  - {jurisdiction: EU, product_type: leave-on, percent: 2, text: x, source: a, grade: D, status: assumption, date: 2026-11-01}
disagreements:
  - topic: whether it matters
    why: EU leave-on
functions: [emolient, humectant]
"""


@pytest.mark.parametrize(
    ("name", "part", "line"),
    [
        ("EU leave-on", "legal_maxima", 4),
        ("whether it matters", "disagreements", 6),
        ("charm", "disagreements", 5),
        ("emolient", None, 8),
    ],
)
def test_lines_are_found_inside_parts(name: str, part: str | None, line: int) -> None:
    """A thing without an id is found by its words inside its own list; else the list itself is named."""
    mistake = Mistake(code="x", message="x", where=inside("substances/x.yaml", name, part))
    [found] = with_lines((mistake,), {"substances/x.yaml": DISPUTED_FILE})
    assert found.where == f"substances/x.yaml:{line}"


def test_a_key_that_stands_twice_is_named() -> None:
    """Two values for one key in a file are a mistake with the line of the second, since YAML would keep it in silence."""
    content = dict(shipped_files())
    content[LIDOCAINE] += b"cas: 59-46-1\n"
    [mistake, *_] = check(read_knowledge(content), predicates=NAMES, content=content)
    assert (mistake.code, mistake.where) == ("duplicate", f"{LIDOCAINE}:{len(content[LIDOCAINE].splitlines())}")
