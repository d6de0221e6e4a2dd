"""Round marks for the axes of a picture."""

from __future__ import annotations

import math
from typing import Final

_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_ROUND_HOURS: Final = (1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 72.0, 168.0, 336.0, 672.0)


def level_ticks(highest: float, most: int = 4) -> tuple[float, ...]:
    """Return round marks from 0 to at least `highest`.

    >>> level_ticks(2710.0)
    (0.0, 1000.0, 2000.0, 3000.0)
    >>> level_ticks(0.0)
    (0.0, 1.0)
    """
    if highest <= 0:
        return (0.0, 1.0)
    scale = 10.0 ** math.floor(math.log10(highest / most))
    step = next(scale * one for one in _ROUND if scale * one * most >= highest * (1 - 1e-9))
    return tuple(float(f"{step * place:.6g}") for place in range(math.ceil(highest / step - 1e-9) + 1))


def hour_ticks(first: float, last: float, most: int = 6) -> tuple[float, ...]:
    """Return marks at hours that people count in, within `first` to `last`.

    >>> hour_ticks(-0.5, 48.0)
    (0.0, 12.0, 24.0, 36.0, 48.0)
    """
    step = next((one for one in _ROUND_HOURS if (last - first) / one <= most), _ROUND_HOURS[-1])
    return tuple(step * place for place in range(math.ceil(first / step), math.floor(last / step) + 1))
