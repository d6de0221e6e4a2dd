"""Which keys belong to which step: the table of the contract."""

from __future__ import annotations

from milkpath.plan.plan import Do, How

EVERY_STEP = ("do", "area", "at", "from", "until", "times_per_day", "note")

OWN_KEYS: dict[Do, tuple[str, ...]] = {
    "clean": ("product", "amount", "how"),
    "apply": ("product", "amount", "for", "covered"),
    "remove": ("how", "product"),
    "needle": ("device", "depth", "passes", "density", "sterile_tip"),
    "peel": ("acid", "strength", "ph", "coats", "for", "neutralised", "product"),
    "treat": ("procedure", "dose", "amount", "product"),
    "take": ("medicine", "dose", "for", "route"),
}

HOW: dict[Do, tuple[How, ...]] = {"clean": ("wipe", "wash"), "remove": ("wipe", "wash", "peel-off")}


def known_keys(do: Do | None) -> tuple[str, ...]:
    """Name the keys that a step may have; where its kind is unknown, all that any step may have.

    >>> known_keys("remove")
    ('do', 'area', 'at', 'from', 'until', 'times_per_day', 'note', 'how', 'product')
    """
    if do is not None:
        return EVERY_STEP + OWN_KEYS[do]
    return EVERY_STEP + tuple(dict.fromkeys(key for keys in OWN_KEYS.values() for key in keys))


def owners(key: str) -> tuple[Do, ...]:
    """Name the kinds of step that a key belongs to.

    >>> owners("depth"), owners("amount")
    (('needle',), ('clean', 'apply', 'treat'))
    """
    return tuple(do for do, keys in OWN_KEYS.items() if key in keys)
