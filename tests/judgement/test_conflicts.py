"""Sources that disagree: the answer shows each side as the knowledge tells it."""

from __future__ import annotations

import msgspec

from milkpath.judgement.unknowns import conflicts
from milkpath.knowledge.model import Disagreement, Position
from milkpath.knowledge.reader import knowledge

from .built import case_of, home, needle, put, visit

SIDES = (
    Position(text="Wait\n  two days.", sources=("lactmed-polidocanol",)),
    Position(text="Do not wait.", sources=("lactmed-lidocaine",)),
)
DISPUTE = Disagreement(
    topic="Waiting",
    positions=SIDES,
    why="One goes by half-lives.",
    route="milk",
    date=knowledge().substances["lidocaine"].reviewed,
)


def _with(folder: str, identifier: str, label: str) -> list[str]:
    """Topics of a plan when one record of the knowledge holds the dispute and no other record holds any."""
    case = case_of(visit(put(label), needle()))
    silent = {
        name: {
            key: msgspec.structs.replace(record, disagreements=()) for key, record in getattr(case.known, name).items()
        }
        for name in ("substances", "classes", "procedures")
    }
    silent[folder][identifier] = msgspec.structs.replace(silent[folder][identifier], disagreements=(DISPUTE,))
    known = msgspec.structs.replace(case.known, **silent)
    contained = tuple(
        msgspec.structs.replace(item, substance=known.substances[item.substance.id]) for item in case.contained
    )
    return [found.topic for found in conflicts(msgspec.structs.replace(case, known=known, contained=contained))]


def test_a_substance_shows_every_side_with_its_own_sources() -> None:
    """Lidocaine: three ratios from three sources, none averaged, with the reason why they differ."""
    told = next(d for d in knowledge().substances["lidocaine"].disagreements if "blood level" in d.topic)
    found = next(c for c in conflicts(case_of(home(put("Lidocaine 4 %, Aqua")))) if c.topic == told.topic)
    assert [side.sources for side in found.positions] == [side.sources for side in told.positions]
    assert len(found.positions) > 1
    assert found.why == " ".join(told.why.split())


def test_classes_and_procedures_are_asked_too() -> None:
    """What is disputed of a class or of the needling itself is shown as well."""
    assert "Waiting" in _with("classes", "local-anaesthetic", "Lidocaine 4 %, Aqua")
    assert "Waiting" in _with("procedures", "microneedling-pen", "Aqua")
    assert "Waiting" not in _with("classes", "local-anaesthetic", "Aqua")


def test_a_dispute_that_several_members_share_is_told_once() -> None:
    """Two numbing drugs of one class: one conflict."""
    assert _with("classes", "local-anaesthetic", "Lidocaine 2 %, Tetracaine 2 %, Aqua").count("Waiting") == 1


def test_every_shipped_dispute_has_two_sides_and_sources_that_exist() -> None:
    """A side without a source, or a dispute with one side, is none."""
    known = knowledge()
    told = [d for records in (known.substances, known.classes) for r in records.values() for d in r.disagreements]
    assert len(told) >= 15
    for dispute in told:
        assert len(dispute.positions) >= 2, dispute.topic
        for side in dispute.positions:
            assert side.sources
            assert set(side.sources) <= set(known.sources), dispute.topic
