"""One place in a raw plan: its value, its path, and the notebook that collects the mistakes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from milkpath.plan.nearest import nearest
from milkpath.plan.notebook import Notebook
from milkpath.plan.path import joined


class Place(msgspec.Struct, frozen=True):
    """A value of the raw plan, and where it stands."""

    value: object
    path: str
    notebook: Notebook

    def note(self, code: str, message: str, hint: str = "") -> None:
        """Write down what is wrong here."""
        self.notebook.note(self.path, code, message, hint)


def found(value: object) -> str:
    """Describe a raw value in a few words, for messages.

    >>> found(45), found("45 minutes"), found([1]), found(True), found(float("inf"))
    ('the number 45', "'45 minutes'", 'a list', 'true', 'a number too large to use')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return "a number too large to use" if abs(value) >= 1e300 else f"the number {value:.12g}"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else f"{value[:57]}...")
    return {dict: "a mapping", list: "a list", type(None): "nothing"}.get(type(value), f"a {type(value).__name__}")


def members(
    place: Place | None, known: tuple[str, ...], owner: str, hint: Callable[[str], str] | None = None
) -> dict[str, Place]:
    """Open a mapping; unknown keys are noted with the nearest known one, keys without a value count as left out.

    `hint` says more about an unknown key than its likeness to a known one, where it can.

    >>> notebook = Notebook()
    >>> fields = members(Place({"age": "10 weeks", "wieght": "5 kg", "born": None}, "infant", notebook),
    ...                  ("age", "born", "weight"), "infant")
    >>> list(fields)
    ['age']
    >>> notebook.mistakes()[0].message, notebook.mistakes()[0].hint
    ("unknown key 'wieght' in infant", "did you mean 'weight'?")
    """
    if place is None:
        return {}
    if not isinstance(place.value, dict):
        place.note("not-a-mapping", f"{found(place.value)} where keys are expected", f"use keys: {', '.join(known)}")
        return {}
    for key in place.value:
        if place.notebook.is_full():
            break  # looking up the nearest word takes time
        if key not in known:
            better = hint(key) if hint and isinstance(key, str) else ""
            _note_unknown_key(place, key, f"unknown key {found(key)} in {owner}", better or nearest(str(key), known))
    given = {key: place.value[key] for key in known if place.value.get(key) is not None}
    return {key: Place(value, joined(place.path, key), place.notebook) for key, value in given.items()}


def items(place: Place | None, most: int, example: str) -> list[Place]:
    """Open a list of at most so many items.

    >>> [item.path for item in items(Place(["jaundice"], "infant.conditions", Notebook()), 50, "[jaundice]")]
    ['infant.conditions[0]']
    """
    if place is None:
        return []
    if not isinstance(place.value, list):
        place.note("not-a-list", f"{found(place.value)} where a list is expected", f"write it as {example}")
        return []
    if len(place.value) > most:
        place.note("too-many", f"a list of {len(place.value)}; at most {most} are expected", "split or shorten it")
        return []
    return [Place(value, joined(place.path, index), place.notebook) for index, value in enumerate(place.value)]


def _note_unknown_key(place: Place, key: object, message: str, hint: str) -> None:
    short = key if isinstance(key, str) and len(key) <= 60 else found(key)
    place.notebook.note(joined(place.path, short), "unknown-key", message, hint)
