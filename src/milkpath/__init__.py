"""Milkpath: what reaches a breastfed baby from a cosmetic skin procedure, by which route, how sure that is, what to do.

>>> from milkpath import Plan, assess, read_label
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milkpath import version

if TYPE_CHECKING:
    from milkpath.assessing import assess
    from milkpath.label.face import read_label
    from milkpath.plan.plan import Plan
    from milkpath.plan.read import load_plan, read_plan

__version__ = version.VERSION

__all__ = ["Plan", "__version__", "assess", "load_plan", "read_label", "read_plan"]

_HOMES = {
    "Plan": "milkpath.plan.plan",
    "assess": "milkpath.assessing",
    "load_plan": "milkpath.plan.read",
    "read_label": "milkpath.label.face",
    "read_plan": "milkpath.plan.read",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import milkpath` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'milkpath' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - only when it is needed

    return getattr(import_module(_HOMES[name]), name)
