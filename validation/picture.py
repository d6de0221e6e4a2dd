"""Predicted against observed as an SVG on a white ground, drawn by hand so that it is the same on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import msgspec

SIZE, LEFT, TOP, RIGHT, BOTTOM = 420.0, 62.0, 30.0, 22.0, 48.0


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One observation; `low` and `high` are the ends of the interval of the prediction."""

    observed: float
    middle: float
    low: float | None = None
    high: float | None = None
    label: str = ""


def scatter(points: Sequence[Point], *, title: str, unit: str, fold: float) -> str:
    """Observed from left to right, predicted upwards, both in powers of ten; the band is `fold` times either way.

    >>> scatter([Point(observed=1.0, middle=2.0)], title="one", unit="x", fold=3).startswith("<svg")
    True
    """
    values = [value for point in points for value in (point.observed, point.middle, point.low, point.high) if value]
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    inner = SIZE - LEFT - RIGHT

    def across(value: float) -> float:
        return LEFT + inner * (math.log10(value) - first) / (last - first)

    def up(value: float) -> float:
        return TOP + inner * (1 - (math.log10(value) - first) / (last - first))

    height = TOP + inner + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE:g} {height:g}" role="img" font-family="sans-serif" font-size="11">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{SIZE:g}" height="{height:g}" fill="#fff"/>',
        f'<text x="{LEFT:g}" y="18" font-size="13">{escape(title)}</text>',
    ]
    low, high = 10.0**first, 10.0**last
    bottom, right = TOP + inner, LEFT + inner
    step = max(1, (last - first) // 8)
    for power in range(first, last + 1, step):
        at = 10.0**power
        parts.append(f'<path d="M{across(at):.1f} {TOP:g}V{bottom:g}M{LEFT:g} {up(at):.1f}H{right:g}" stroke="#ddd"/>')
        name = f"{at:g}" if -4 < power < 5 else f"1e{power}"
        parts.append(f'<text x="{across(at):.1f}" y="{bottom + 14:g}" text-anchor="middle">{name}</text>')
        parts.append(f'<text x="{LEFT - 5:g}" y="{up(at) + 4:.1f}" text-anchor="end">{name}</text>')
    parts.append(
        f'<clipPath id="in"><rect x="{LEFT:g}" y="{TOP:g}" width="{inner:g}" height="{inner:g}"/></clipPath><g clip-path="url(#in)">'
    )
    parts.append(f'<path d="M{across(low):.1f} {up(low):.1f}L{across(high):.1f} {up(high):.1f}" stroke="#333"/>')
    parts += [
        f'<path d="M{across(low):.1f} {up(low * factor):.1f}L{across(high):.1f} {up(high * factor):.1f}" stroke="#333" stroke-dasharray="4 4"/>'
        for factor in (fold, 1 / fold)
    ]
    for point in points:
        x = across(point.observed)
        if point.low and point.high:
            parts.append(f'<path d="M{x:.1f} {up(point.low):.1f}V{up(point.high):.1f}" stroke="#7a9cc6"/>')
    for point in points:
        held = point.low is None or point.high is None or point.low <= point.observed <= point.high
        fill = "#1f4e8c" if held else "#c0392b"
        tip = f"<title>{escape(point.label)}</title>" if point.label else ""
        parts.append(
            f'<circle cx="{across(point.observed):.1f}" cy="{up(point.middle):.1f}" r="3" fill="{fill}">{tip}</circle>'
        )
    parts.append("</g>")
    parts.append(
        f'<text x="{LEFT + inner / 2:g}" y="{bottom + 32:g}" text-anchor="middle">observed, {escape(unit)}</text>'
    )
    parts.append(
        f'<text transform="translate(14 {TOP + inner / 2:g}) rotate(-90)" text-anchor="middle">predicted, {escape(unit)}</text>'
    )
    parts.append("</svg>")
    return "\n".join(parts) + "\n"
