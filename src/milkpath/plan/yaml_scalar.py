"""A plain word of YAML as text, number, truth value or nothing: the core schema of YAML 1.2, and nothing more.

YAML 1.1 would read `country: NO` as false, `12:30` as 750 and `2026-12-01` as a date object; here all three are text.
"""

from __future__ import annotations

import re

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Resolve an unquoted scalar.

    >>> [plain_scalar(word) for word in ("NO", "12:30", "2026-12-01", "8", "1.5", "true", "~", "007")]
    ['NO', '12:30', '2026-12-01', 8, 1.5, True, None, '007']
    """
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        # an integer of many digits is slow to convert and never meant: its reader refuses it by its size
        return int(text) if len(text) <= 15 else float(text)
    if _DECIMAL.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
        return float(text)
    if _NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text
