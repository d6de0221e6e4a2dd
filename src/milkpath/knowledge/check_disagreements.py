"""What holds for every disagreement: two sides or more that say different things, and a reason why they differ."""

from __future__ import annotations

from collections.abc import Iterator

from milkpath.errors import Mistake
from milkpath.knowledge.claims import disagreements_by_file
from milkpath.knowledge.model import Disagreement
from milkpath.knowledge.places import inside
from milkpath.knowledge.reader import Knowledge


def disagreement_mistakes(known: Knowledge) -> Iterator[Mistake]:
    """Find what is wrong with disagreements."""
    for file, disagreements in disagreements_by_file(known):
        topics = [disagreement.topic for disagreement in disagreements]
        for disagreement in disagreements:
            yield from _sides(file, disagreement)
        for topic in sorted({topic for topic in topics if topics.count(topic) > 1}):
            yield Mistake(
                code="duplicate",
                message=f"the disagreement '{topic}' stands twice",
                where=inside(file, topic, "disagreements"),
                hint="put all positions under one",
            )


def _sides(file: str, disagreement: Disagreement) -> Iterator[Mistake]:
    where = inside(file, disagreement.topic, "disagreements")
    if len(disagreement.positions) < 2:
        yield Mistake(
            code="one-sided",
            message=f"the disagreement '{disagreement.topic}' has fewer than two positions",
            where=where,
            hint="add the other side, or make it a statement",
        )
    sides = [" ".join(position.text.split()).casefold() for position in disagreement.positions]
    if len(set(sides)) < len(sides):
        yield Mistake(
            code="same-side",
            message=f"two positions of '{disagreement.topic}' say the same",
            where=where,
            hint="put them into one, with both sources",
        )
    empty = [name for name, text in _texts(disagreement) if not text.strip()]
    if empty:
        yield Mistake(
            code="nothing-said",
            message=f"the disagreement '{disagreement.topic}' has an empty {' and '.join(dict.fromkeys(empty))}",
            where=where,
            hint="say it in your own words",
        )


def _texts(disagreement: Disagreement) -> Iterator[tuple[str, str]]:
    yield "topic", disagreement.topic
    yield "why", disagreement.why
    for position in disagreement.positions:
        yield "position", position.text
