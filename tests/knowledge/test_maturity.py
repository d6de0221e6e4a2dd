"""How mature the knowledge is, counted: every number is what the files hold."""

from __future__ import annotations

import datetime as dt

import msgspec

from knowledge.faults import (
    added,
    benefit,
    changed,
    disagreement,
    legal_maximum,
    of_goal,
    source,
    with_more,
    with_quantity,
    with_statement,
    without_quantity,
)
from milkpath.knowledge.coverage import shares
from milkpath.knowledge.maturity import Maturity, maturity
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.report.maturity_text import maturity_text


def _share(known: Knowledge, what: str) -> tuple[int, int]:
    [found] = [share for share in shares(known) if share.what == what]
    return found.count, found.of


def test_one_record_more_is_one_more_in_its_count() -> None:
    """Statements, figures, legal maxima, benefits and disagreements are each counted where they are added."""
    before = maturity(knowledge()).counts
    known = with_statement("sites", "face")(knowledge())
    known = with_quantity("substances", "glycerin")(known)
    known = with_more("substances", "glycerin", "legal_maxima", legal_maximum())(known)
    known = with_more("substances", "glycerin", "disagreements", disagreement())(known)
    known = of_goal("waxing", benefit())(known)
    after = maturity(known).counts
    more = {what: after[what] - before[what] for what in after if after[what] != before[what]}
    assert more == {
        "statements": 1,
        "figures": 1,
        "legal maxima": 1,
        "benefits": 1,
        "disagreements": 1,
        "goals": 1,
        "figures and sentences with a source": 6,
    }


def test_the_tallies_add_up() -> None:
    """Grades, status and routes each count every statement once."""
    found = maturity(knowledge())
    for tally in (found.grades, found.status, found.routes):
        assert sum(tally.values()) == found.counts["statements"]


def test_a_share_counts_only_those_that_could() -> None:
    """A polymer is not counted among those that lack an InChIKey, and a code more is one more."""
    known = knowledge()
    before = _share(known, "InChIKey (small molecules)")
    bare = changed("substances", "lidocaine", inchikey=None)(known)
    coded = changed("substances", "lidocaine", inchikey="NNJVILVZKWQKPM-UHFFFAOYSA-N")(known)
    polymer = changed("substances", "lidocaine", matter="polymer")(bare)
    assert _share(coded, "InChIKey (small molecules)")[0] == _share(bare, "InChIKey (small molecules)")[0] + 1
    assert _share(polymer, "InChIKey (small molecules)")[1] == before[1] - 1


def test_kinetics_are_a_clearance_and_a_volume() -> None:
    """One of the two alone simulates nothing, and does not count."""
    whole = _share(knowledge(), "kinetics in people (those simulated)")[0]
    half = without_quantity("substances", "lidocaine", "clearance")
    assert _share(half(knowledge()), "kinetics in people (those simulated)")[0] == whole - 1


def test_ages_are_counted_from_the_newest_review() -> None:
    """One record of long ago is the oldest, and is in every class of age."""
    found = maturity(changed("substances", "lidocaine", reviewed=dt.date(2020, 1, 1))(knowledge()))
    assert found.reviews.oldest == dt.date(2020, 1, 1)
    assert set(found.reviews.older_than_days.values()) == {1}


def test_unverified_and_disputed_things_are_listed() -> None:
    """A statement that nobody read and a disagreement stand in their lists by file and name."""
    known = with_statement("sites", "face", id="unread", status="unverified")(knowledge())
    known = with_more("substances", "glycerin", "disagreements", disagreement())(known)
    found = maturity(known)
    assert ("sites/face.yaml", "unread") in [(one.file, one.name) for one in found.unverified]
    assert ("substances/glycerin.yaml", "whether it matters") in [(one.file, one.topic) for one in found.conflicts]


def test_the_short_text_fits_two_screens_and_the_full_one_has_every_list() -> None:
    """The short form says how much more there is; the full one leaves nothing out."""
    found = maturity(knowledge())
    short, full = maturity_text(found), maturity_text(found, full=True)
    assert len(short.splitlines()) <= 90
    assert max(map(len, short.splitlines())) <= 78
    assert "more: milkpath knowledge --full" in short
    assert "more: milkpath knowledge --full" not in full
    assert all(gap.substance in full for gap in found.not_judged)
    assert all(one.name.split()[0] in full for one in found.unverified)


def test_the_json_reads_back() -> None:
    """What is printed as JSON is the value itself, with both versions."""
    found = maturity(knowledge())
    again = msgspec.json.decode(msgspec.json.encode(found), type=Maturity)
    assert again == found
    assert (again.version, again.milkpath.count(".")) == (knowledge().version, 2)


def test_an_empty_kind_is_no_failure() -> None:
    """Knowledge without goals and products is counted as having none."""
    known = msgspec.structs.replace(knowledge(), goals={}, products={})
    assert (maturity(known).counts["goals"], maturity(known).counts["products"]) == (0, 0)


def test_a_source_more_does_not_change_what_rests_on_sources() -> None:
    """Only figures and sentences are counted as such, sources apart."""
    known = added("sources", source(id="one-more"))(knowledge())
    before, after = maturity(knowledge()).counts, maturity(known).counts
    assert after["sources"] == before["sources"] + 1
    assert after["figures and sentences with a source"] == before["figures and sentences with a source"]
