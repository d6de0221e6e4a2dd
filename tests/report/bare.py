"""An assessment in which every list is empty and every number unknown."""

from __future__ import annotations

import msgspec

from milkpath.judgement.assessment import Assessment, FeedingAdvice, Routes, RouteVerdict

from .example import EXAMPLE

_NOTHING = RouteVerdict(action="go", evidence="D", flags=(), because=())

_EMPTY = {name: () for name in Assessment.__struct_fields__ if isinstance(getattr(EXAMPLE, name), tuple)}

BARE = msgspec.structs.replace(
    EXAMPLE,
    **_EMPTY,
    action="go",
    evidence="D",
    summary="We do not know enough.",
    routes=Routes(milk=_NOTHING, contact=_NOTHING, mother=_NOTHING, supply=_NOTHING),
    feeding=FeedingAdvice(withhold_h=0.0, because=(), schedule=()),
    benefit=None,
    ask_next=None,
)
"""Grade D on every route, and nothing else to say."""
