"""From the words that people write to ids."""

from __future__ import annotations

import pytest

from milkpath.knowledge.matching import (
    match_condition,
    match_procedure,
    match_site,
    match_substance,
    needling_procedure,
    sites_overlap,
)
from milkpath.knowledge.reader import knowledge


@pytest.mark.parametrize("site", list(knowledge().sites))
def test_every_site_is_found_by_id_and_name(site: str) -> None:
    """A site is found by its id, and by each of its names some site is."""
    known = knowledge()
    assert match_site(known, site) == known.sites[site]
    assert all(match_site(known, name) is not None for name in known.sites[site].names)


def test_accents_hyphens_and_capitals_do_not_count() -> None:
    """Names are compared without accents, hyphens and capitals."""
    known = knowledge()
    assert match_site(known, "DECOLLETE") == match_site(known, "décolleté")
    assert match_site(known, "upper-lip") == match_site(known, "Upper Lip")
    assert match_site(known, "the moon") is None


def test_the_longest_name_in_the_words_wins() -> None:
    """A procedure or condition that stands among other words is found by its longest name."""
    known = knowledge()
    procedure = match_procedure(known, "a session of laser hair removal on the legs")
    assert procedure is not None
    assert procedure.id == "laser-hair-removal"
    condition = match_condition(known, "active cold sore on the lip", "mother")
    assert condition is not None
    assert "cold" in condition.name or "herpes" in condition.name


def test_without_a_device_it_is_a_pen() -> None:
    """Needling without a named device is taken as needling with a pen."""
    found = needling_procedure(knowledge(), None)
    assert found is not None
    assert found.device == "pen"


def test_a_medicine_is_found_by_any_of_its_names() -> None:
    """A substance is found by an older name."""
    known = knowledge()
    assert match_substance(known, "lignocaine") == known.substances["lidocaine"]
    assert match_substance(known, "snake oil") is None


def test_sites_overlap_when_one_holds_the_other() -> None:
    """Cheeks share skin with the face, both ways round, and not with the legs."""
    known = knowledge()
    assert sites_overlap(known, "cheeks", "face")
    assert sites_overlap(known, "face", "cheeks")
    assert not sites_overlap(known, "cheeks", "legs")
