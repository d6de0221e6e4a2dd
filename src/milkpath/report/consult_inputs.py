"""The plan, as it was read, as rows for the reader: where it stands and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from milkpath.report.words import capitalised, place_name

_UNITS: Final = {
    "_years": "years",
    "_weeks": "weeks",
    "_days": "days",
    "_per_cm2": "/cm²",
    "_kg": "kg",
    "_mg": "mg",
    "_ml": "mL",
    "_mm": "mm",
    "_cm2": "cm²",
    "_percent": "%",
    "_units": "U",
    "_g": "g",
    "_h": "h",
}
"""What the end of a field's name says about its unit, the longest end first."""
_SILENT: Final = frozenset({"path", "phase"})


def input_rows(tree: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return one row for each person, for each step, and for each value that stands alone.

    >>> input_rows({"infant": {"weight_kg": 5.4, "born": None}, "visit": {"steps": [{"do": "needle", "depth_mm": 1.5}]}})
    (('Infant', 'weight: 5.4 kg'), ('Visit › step 1', 'do: needle; depth: 1.5 mm'))
    >>> input_rows({"goal": "acne scars"})
    (('Goal', 'acne scars'),)
    """
    rows: dict[str, list[str]] = {}
    for path, value in _leaves(tree, ""):
        where, what = _split(path)
        rows.setdefault(where, []).append(f"{what}: {value}" if what else value)
    return tuple((capitalised(place_name(where)), "; ".join(values)) for where, values in rows.items())


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Each value that is given, with its path."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _SILENT:
                yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{place}]")
    elif value is not None and value not in ((), [], ""):
        yield path, _with_unit(path, value)


def _split(path: str) -> tuple[str, str]:
    """The part of the plan that a value belongs to, and its name there without the unit.

    >>> _split("visit.steps[1].product.name"), _split("goal"), _split("infant.weight_kg")
    (('visit.steps[1]', 'product name'), ('goal', ''), ('infant', 'weight'))
    """
    end = next((end for end in _UNITS if path.endswith(end)), "")
    plain = path.removesuffix(end)
    last = plain.rfind("]") + 1 or plain.find(".")
    if last < 0:
        return plain, ""
    return plain[:last], plain[last:].strip(".").replace(".", " ").replace("_", " ")


def _with_unit(path: str, value: object) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else _written(value)
    end = "" if isinstance(value, bool) else next((end for end in _UNITS if path.endswith(end)), "")
    return f"{words} {_UNITS[end]}" if end else words


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
