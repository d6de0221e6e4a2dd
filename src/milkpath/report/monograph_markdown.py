"""The monograph as a compact page of Markdown, for `docs/knowledge/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import Quantity, Source, VerificationStatus
from milkpath.report.citations import links, reference
from milkpath.report.monograph import ROUTES, SETTINGS, Monograph, Told
from milkpath.report.monograph_text import judged, quantity_words, where_it_holds
from milkpath.report.words import SETTING_NAMES, action_words

FOLDERS: Final[dict[str, str]] = {
    "substance": "substances",
    "class of substances": "classes",
    "procedure": "procedures",
}
"""Kind of a record -> the folder of its page, and of its file."""

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#])")
_STATUS: Final[dict[VerificationStatus, str]] = {
    "verified": "source read",
    "unverified": "source not read",
    "assumption": "own choice",
}


def escaped(text: str) -> str:
    r"""Return text on one line, with the characters escaped that Markdown would take as its own.

    >>> escaped("5*10 <b>\n[x]")
    '5\\*10 \\<b\\> \\[x\\]'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def markdown(told: Monograph) -> str:
    """Return the page of a substance, class or procedure; what a class says stands on the page of the class."""
    numbers = {source.id: place for place, source in enumerate(_own_references(told), start=1)}
    parts = [
        [f"# {escaped(told.name)}"],
        [f"*{told.kind} · revised {told.reviewed} · [all](../README.md)*"],
        [" ".join(escaped(text) for text in told.about)] if told.about else [],
        _summary(told),
        *_sections(told, numbers),
        _titled("Expected benefit", _benefits(told, numbers)),
        _titled("Alternatives", _alternatives(told)),
        _titled("Limits and legal maxima", _limits(told, numbers)),
        _titled("Figures", _figures(told, numbers)),
        _titled("Sources that disagree", _disputes(told, numbers)),
        _titled("What is not known", [f"- **{escaped(one.what)}**: {escaped(one.why)}" for one in told.unknowns]),
        _titled("Names and identifiers", _identity(told)),
        _titled("References", [f"{numbers[one.id]}. {_reference(one)}" for one in _own_references(told)]),
        [f"Written from `src/milkpath/knowledge/{FOLDERS[told.kind]}/{told.id}.yaml` by `make docs`."],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [f"## {title}", "", *body] if body else []


def _own(told: Monograph) -> list[Told]:
    return [one for section in told.sections for one in section.told if one.shared_by is None]


def _own_references(told: Monograph) -> list[Source]:
    """Give the sources of what stands on this page: not those that only the classes cite."""
    cited = {name for one in _own(told) for name in one.statement.sources}
    cited |= {name for benefit in told.benefits for name in benefit.sources}
    for figures in (told.limits, told.legal_maxima, told.quantities, told.metabolites, told.infant_clearance):
        cited |= {figure.source for figure in figures}
    own = (one.disagreement for one in told.disagreements if one.shared_by is None)
    cited |= {name for dispute in own for side in dispute.positions for name in side.sources}
    return [source for source in told.references if source.id in cited]


def _summary(told: Monograph) -> list[str]:
    """Give a table of routes by settings: what is said in the usual case, classes included."""
    if not told.summary:
        return []
    found = {(one.route, one.setting): f"{action_words(one.action)} ({one.grade})" for one in told.summary}
    settings = [one for one in (*SETTINGS, None) if any(setting == one for _, setting in found)]
    heads = [SETTING_NAMES[one] if one else "every setting" for one in settings]
    rows = [
        f"| {route} | {' | '.join(found.get((route, setting), '') for setting in settings)} |"
        for route in ROUTES
        if any(found_route == route for found_route, _ in found)
    ]
    return [f"| | {' | '.join(heads)} |", f"|---{'|---' * len(settings)}|", *rows]


def _sections(told: Monograph, numbers: Mapping[str, int]) -> Iterator[list[str]]:
    for section in told.sections:
        lines = [_statement(one, numbers) for one in section.told if one.shared_by is None]
        yield _titled(section.title, lines)


def _statement(told: Told, numbers: Mapping[str, int]) -> str:
    one = told.statement
    place = f": {escaped(one.place)}" if one.place else ""
    remarks = f"{judged(one)}; {where_it_holds(one)}; {_STATUS[one.status]}{place}"
    return f"- {escaped(one.text)} {_marks(one.sources, numbers)}  \n  *{remarks}*"


def _marks(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    return "".join(f"\\[{numbers[name]}\\]" for name in sources if name in numbers)


def _benefits(told: Monograph, numbers: Mapping[str, int]) -> Iterator[str]:
    for one in told.benefits:
        goal = one.goal.replace("-", " ")
        yield f"- **{goal}**: {one.size} ({one.grade}). {escaped(one.text)} {_marks(one.sources, numbers)}"


def _alternatives(told: Monograph) -> Iterator[str]:
    for one in told.alternatives:
        name = escaped(one.name)
        folder = FOLDERS.get(one.kind)
        link = f"[{name}](../{folder}/{one.id}.md)" if folder else name
        milk = f"; milk: {action_words(one.milk)} ({one.grade})" if one.milk else ""
        yield f"- {link} for {', '.join(word.replace('-', ' ') for word in one.shared)}{milk}"


def _limits(told: Monograph, numbers: Mapping[str, int]) -> Iterator[str]:
    for limit in told.limits:
        kind = limit.kind.replace("-", " ")
        yield f"- {kind}: {limit.value:g} {limit.unit} ({limit.grade}). {escaped(limit.text)} {_marks([limit.source], numbers)}"
    for maximum in told.legal_maxima:
        most = "banned" if maximum.percent == 0 else f"at most {maximum.percent:g} %"
        where = f"{maximum.jurisdiction}, {maximum.product_type}"
        yield f"- {where}: {most} ({maximum.grade}). {escaped(maximum.text)} {_marks([maximum.source], numbers)}"


def _figures(told: Monograph, numbers: Mapping[str, int]) -> list[str]:
    """Give the table of figures, the fate of the substance, and why it is not simulated, an empty line between them."""
    rows = [_quantity(one, numbers) for one in told.quantities]
    table = ["| quantity | value | spread | evidence |", "|---|---|---|---|", *rows] if rows else []
    fate = [*_metabolites(told, numbers), *_pathways(told, numbers)]
    reason = [f"Not simulated: {escaped(told.not_simulated_because)}"] if told.not_simulated_because else []
    blocks = [block for block in (table, fate, reason) if block]
    return "\n\n".join("\n".join(block) for block in blocks).split("\n") if blocks else []


def _metabolites(told: Monograph, numbers: Mapping[str, int]) -> Iterator[str]:
    for link in told.metabolites:
        made = f"[{link.substance}]({link.substance}.md)"
        yield f"- {link.fraction:.0%} becomes {made} ({link.grade}) {_marks([link.source], numbers)}"


def _pathways(told: Monograph, numbers: Mapping[str, int]) -> Iterator[str]:
    for way in told.infant_clearance:
        yield f"- {way.fraction:.0%} of clearance by {way.pathway} ({way.grade}) {_marks([way.source], numbers)}"


def _quantity(one: Quantity, numbers: Mapping[str, int]) -> str:
    figure, spread = quantity_words(one)
    evidence = f"{one.grade}, {_STATUS[one.status]} {_marks([one.source], numbers)}"
    note = f" {escaped(one.note)}" if one.note else ""
    return f"| {one.name.replace('-', ' ')} | {figure} | {spread} | {evidence}{note} |"


def _disputes(told: Monograph, numbers: Mapping[str, int]) -> Iterator[str]:
    for one in (disputed.disagreement for disputed in told.disagreements if disputed.shared_by is None):
        yield f"- **{escaped(one.topic)}** ({one.route}). {escaped(one.why)}"
        yield from (f"  - {escaped(side.text)} {_marks(side.sources, numbers)}" for side in one.positions)


def _identity(told: Monograph) -> Iterator[str]:
    facts = {name: value for name, value in told.identity.items() if name != "classes"}
    yield "; ".join(f"{name} `{value}`" for name, value in facts.items())
    if told.identity.get("classes"):
        named = told.identity["classes"].split(", ")
        yield ""
        yield f"What these classes say holds too: {', '.join(f'[{one}](../classes/{one}.md)' for one in named)}."
    if told.other_names:
        yield ""
        yield f"Also: {'; '.join(escaped(name) for name in told.other_names)}."


def _reference(source: Source) -> str:
    item = csl_item(source)
    found = ", ".join(f"[{escaped(link.text)}]({link.href})" for link in links(item))
    about = f"{source.kind}, about: {source.population}, retrieved {source.retrieved}"
    return f"{escaped(reference(item))}{f' · {found}' if found else ''} ({about})"
