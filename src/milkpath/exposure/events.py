"""What happens at a moment: a dose, a removal, needles, a change of the layer, a feed, a look."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from milkpath.exposure.source import SourceModes
from milkpath.exposure.ticks import TICK_H

Array = NDArray[np.float64]


class Dose(msgspec.Struct, frozen=True, kw_only=True):
    """Put an amount [mg per pair] on or into a source."""

    at_h: float
    source: int
    amount_mg: Array


class Remove(msgspec.Struct, frozen=True, kw_only=True):
    """Take a share of what is on the skin away (wiped, washed, peeled off); what is in the skin stays."""

    at_h: float
    source: int
    share: Array


class Needle(msgspec.Struct, frozen=True, kw_only=True):
    """Carry a share of what is on the skin straight into the dermis."""

    at_h: float
    source: int
    carried_share: Array


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Change the layer of a source (covered or not any more); amounts stay where they are."""

    at_h: float
    source: int
    system: SourceModes


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """The infant drinks."""

    at_h: float


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Record the concentrations: just before everything else in the same tick, or just after it."""

    at_h: float
    after: bool = False


Event = Dose | Remove | Needle | Change | Feed | Look

ORDER: tuple[type, ...] = (Look, Feed, Remove, Change, Needle, Dose)
"""In the same tick: first look and feed on what was before, then take away, change, needle, and put on."""


def in_order(events: list[Event]) -> list[Event]:
    """Sort by tick, and in the same tick by kind; the order given is kept among equals."""
    return sorted(events, key=_place)


def _place(event: Event) -> tuple[int, int]:
    last = isinstance(event, Look) and event.after
    return round(event.at_h / TICK_H), len(ORDER) if last else ORDER.index(type(event))
