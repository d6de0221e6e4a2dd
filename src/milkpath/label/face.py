"""The library's face of the label reader: a text in, ingredients out, by the knowledge that ships with Milkpath."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from milkpath.knowledge.quantities import value
from milkpath.knowledge.reader import Knowledge, knowledge
from milkpath.label.ingredient import Label
from milkpath.label.names import name_index
from milkpath.label.read import read_label as read_with_index
from milkpath.label.watched import watched_substances


def read_label(text: str, *, strengths: Mapping[str, float] | None = None, known: Knowledge | None = None) -> Label:
    """Read the ingredient text of a product.

    Args:
        text: as printed on the pack.
        strengths: percent by substance, where they are known beside the text.
        known: the knowledge, that which ships with Milkpath where it is `None`.

    >>> label = read_label("Lidocaine 4 %; Purified water")
    >>> [(found.substance, found.percent_high) for found in label.ingredients]
    [('lidocaine', 4.0), ('aqua', 96.0)]
    """
    known = known or knowledge()
    return reader_of(known)(text, strengths or {})


LabelReader = Callable[[str, Mapping[str, float]], Label]
MOST_REMEMBERED = 1000
"""Labels that a reader remembers, before it starts anew."""
_LAST: list[tuple[Knowledge, LabelReader]] = []


def reader_of(known: Knowledge) -> LabelReader:
    """A reader of many labels: names, usual strengths and watched substances are looked up once for a knowledge."""
    if not _LAST or _LAST[0][0] is not known:
        _LAST[:] = [(known, _reader(known))]
    return _LAST[0][1]


def _reader(known: Knowledge) -> LabelReader:
    index = name_index(known.substances.values())
    typical = {s.id: percent for s in known.substances.values() if (percent := value(s, "typical-percent")) is not None}
    watched = watched_substances(known)

    read_before: dict[tuple[str, tuple[tuple[str, float], ...]], Label] = {}

    def read(text: str, strengths: Mapping[str, float]) -> Label:
        # A changed plan holds the labels of the plan it came from: each is read once.
        key = (text, tuple(strengths.items()))
        if key not in read_before:
            if len(read_before) >= MOST_REMEMBERED:
                read_before.clear()
            read_before[key] = read_with_index(text, index, strengths=strengths, typical=typical, watched=watched)
        return read_before[key]

    return read
