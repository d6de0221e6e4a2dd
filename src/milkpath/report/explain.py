"""The chain from the overall action back to rules, numbers, sources and assumptions, as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from milkpath.judgement.assessment import Assessment, Because, ExposureReport
from milkpath.report.citations import reference
from milkpath.report.numbers import bound, has_percentiles, interval
from milkpath.report.reasons import every_reason
from milkpath.report.sentences import feeding_sentence, limit_sentence
from milkpath.report.terminal import wrapped
from milkpath.report.text_sheet import NARROWEST, verdict
from milkpath.report.words import ROUTE_NAMES, place_name, routes_by_name


class Node(NamedTuple):
    """One line of the tree and what hangs under it."""

    text: str
    children: tuple[Node, ...] = ()


def draw(node: Node, width: int = 100) -> Iterator[str]:
    r"""Yield the lines of a tree, drawn with box characters and wrapped.

    >>> print("\n".join(draw(Node("a", (Node("b", (Node("c"),)), Node("d"))))))
    a
    ├─ b
    │  └─ c
    └─ d
    """
    yield from wrapped(node.text, width, rest="│  " if node.children else "")
    yield from _branches(node.children, "", width)


def _branches(children: tuple[Node, ...], before: str, width: int) -> Iterator[str]:
    for place, child in enumerate(children):
        last = place == len(children) - 1
        under = before + ("   " if last else "│  ")
        # A deep branch of a narrow tree still gets room for some words.
        room = max(width, len(under) + NARROWEST // 2)
        yield from wrapped(child.text, room, first=before + ("└─ " if last else "├─ "), rest=under)
        yield from _branches(child.children, under, width)


def _reason(because: Because, titles: Mapping[str, str]) -> Node:
    sources = tuple(Node(f"source {name}: {titles.get(name, 'no entry')}") for name in because.sources)
    return Node(f"rule {because.rule}: {because.text}", sources)


_Reader = Callable[[ExposureReport], str | None]


def _interval(name: str, unit: str) -> _Reader:
    def read(exposure: ExposureReport) -> str | None:
        value = getattr(exposure, name)
        most = bound(value, unit) if has_percentiles(value) else None
        return None if value is None else ", ".join(filter(None, (interval(value, unit), most)))

    return read


def _contact(name: str, unit: str) -> _Reader:
    def read(exposure: ExposureReport) -> str | None:
        value = getattr(exposure.contact, name)
        return None if value is None else interval(value, unit)

    return read


_NUMBERS: dict[str, tuple[tuple[str, _Reader], ...]] = {
    "milk": (
        ("in milk, peak", _interval("milk_peak_ug_per_l", "ug/L")),
        ("to the infant, worst day", _interval("infant_dose_ug_per_kg_day", "ug/kg")),
        ("in the infant's blood, peak", _interval("infant_peak_ug_per_l", "ug/L")),
        ("to hold against levels in adults", _interval("infant_peak_at_adult_binding_ug_per_l", "ug/L")),
    ),
    "contact": (
        ("left on the skin", _contact("residue_ug_per_cm2", "ug/cm²")),
        ("by mouth", _contact("infant_oral_ug_per_kg", "ug/kg")),
        ("through the infant's skin", _contact("infant_dermal_ug_per_kg", "ug/kg")),
    ),
    "mother": (
        ("taken up", _interval("absorbed_mg", "mg")),
        ("in her blood, peak", _interval("mother_peak_ug_per_l", "ug/L")),
    ),
    "supply": (),
}
"""Which numbers of an exposure belong to which route."""


def _numbers(assessment: Assessment, route: str) -> Iterator[Node]:
    for exposure in assessment.exposure:
        found = ((name, read(exposure)) for name, read in _NUMBERS[route])
        lines = tuple(Node(f"{name}: {words}") for name, words in found if words is not None)
        if lines:
            yield Node(f"numbers: {exposure.substance}", lines)


def _routes(assessment: Assessment, titles: Mapping[str, str]) -> Iterator[Node]:
    for name, route in routes_by_name(assessment.routes).items():
        title = f"{name} ({ROUTE_NAMES[name].lower()}): {verdict(route.action, route.evidence, route.flags)}"
        reasons = tuple(_reason(because, titles) for because in route.because)
        yield Node(title, (*reasons, *_numbers(assessment, name)))


def _limits(assessment: Assessment) -> Iterator[Node]:
    for exposure in assessment.exposure:
        lines = tuple(Node(limit_sentence(limit)) for limit in exposure.limits)
        if lines:
            yield Node(exposure.substance, lines)


def _other_reasons(assessment: Assessment, titles: Mapping[str, str]) -> Iterator[Node]:
    of_routes = {because for route in routes_by_name(assessment.routes).values() for because in route.because}
    for because, places in every_reason(assessment):
        if because not in of_routes:
            yield Node("; ".join(places), (_reason(because, titles),))


def _maker(assessment: Assessment) -> str:
    made = assessment.milkpath
    return f"Milkpath {made.version}, knowledge {made.knowledge}, {made.pairs} pairs, seed {made.seed}"


def tree(assessment: Assessment) -> Node:
    """Return the explanation as a tree of lines."""
    titles = {str(item["id"]): reference(item) for item in assessment.sources}
    branches = (
        ("held against limits", tuple(_limits(assessment))),
        (f"feeding: {feeding_sentence(assessment.feeding)}", ()),
        ("reasons besides the routes'", tuple(_other_reasons(assessment, titles))),
        (
            "assumed",
            tuple(Node(f"{place_name(x.path)} = {x.value}: {x.why}") for x in assessment.assumptions),
        ),
        ("not known", tuple(Node(f"{x.what} {x.why}") for x in assessment.unknowns)),
        ("made by", (Node(_maker(assessment)),)),
        ("sources", tuple(Node(f"{name}: {title}") for name, title in titles.items())),
    )
    rest = tuple(Node(title, lines) for title, lines in branches if lines or title.startswith("feeding"))
    top = verdict(assessment.action, assessment.evidence, assessment.flags)
    return Node(top, (*_routes(assessment, titles), *rest))


def explain(assessment: Assessment, *, width: int = 100) -> str:
    """Return how the answer came about, from the action down to each source."""
    return "\n".join(draw(tree(assessment), width)) + "\n"
