"""The clinician's page, in the order of a drug monograph, to be checked, changed and signed.

Summary, levels, effects on the infant, on lactation and on the mother, steps, other ways, what is not known, consent,
text for the record, references, and what the figures are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from milkpath.judgement.assessment import Assessment, Because, ExposureReport, LimitShare, StepVerdict
from milkpath.judgement.severity import CLEARING
from milkpath.knowledge.csl import csl_item
from milkpath.knowledge.model import Flag
from milkpath.knowledge.reader import Knowledge
from milkpath.report.citations import reference
from milkpath.report.consent import consent_points
from milkpath.report.consult_inputs import input_rows
from milkpath.report.hours import moment
from milkpath.report.numbers import has_percentiles, interval, number, quantity, share_of_limit
from milkpath.report.reasons import every_reason
from milkpath.report.sentences import (
    clock_when,
    feed_time,
    feeding_sentence,
    limit_sentence,
    now_sentence,
    swap_sentence,
)
from milkpath.report.sheet import (
    LANGUAGE,
    Answer,
    Blanks,
    Block,
    Grid,
    Items,
    Line,
    Paragraph,
    Picture,
    Section,
    Sheet,
    section,
)
from milkpath.report.terminal import cleaned
from milkpath.report.text_clinician import CHRONIC, exposure_row, further_numbers
from milkpath.report.timeline import timeline_svg
from milkpath.report.timeline_words import Row, by_relevance, milk_scale, timeline_rows, timeline_sentence
from milkpath.report.words import (
    ACTION_SENTENCES,
    FLAG_WORDS,
    PURPOSE,
    ROUTE_NAMES,
    WHO_WORDS,
    capitalised,
    evidence_words,
    place_name,
    plain_part,
    routes_by_name,
    step_name,
)

TITLE: Final = "Consultation sheet for the clinician"
USUAL_FEED: Final = "usual feed"
FIRST_REASONS: Final = 6
"""Reasons of a route that stand in its section, the most severe first; the milder ones stand at the end."""
PICTURE: Final = (
    "Curve of {substance} in milk over the hours after the start, with the feeds. The sentence below it and the table "
    "hold the same figures."
)
SIGNED: Final = (
    "Talked through with (initials)",
    "Changes agreed",
    "Whom she rings by day (number)",
    "Whom she rings by night (number)",
    "Clinician, date and signature",
)
FIGURES: Final = (
    "Figures are medians, with the 5th to 95th percentile of the simulated mother-infant pairs in brackets; uncertainty "
    "of the parameters is included. The 95th percentile decides, on open skin also the bound: all that lies on the skin "
    "when the needles go in, taken up at once. Predictions have not been scored against every substance here."
)


class Cited(NamedTuple):
    """The sources of a sheet and the number of each."""

    items: tuple[Mapping[str, Any], ...]
    numbers: dict[str, str]

    def marks(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return the numbers of sources in order; an id without an entry stands as itself."""
        known = sorted({int(self.numbers[one]) for one in sources if one in self.numbers})
        return (*(str(one) for one in known), *sorted({one for one in sources if one not in self.numbers}))


def cited(assessment: Assessment, known: Knowledge) -> Cited:
    """Return the sources of the answer, then those that only a consent point rests on."""
    there = {str(item["id"]) for item in assessment.sources}
    extra = sorted({one for point in consent_points(assessment, known) for one in point.sources} - there)
    items = (*assessment.sources, *(csl_item(known.sources[one]) for one in extra))
    return Cited(items, {str(item["id"]): str(place) for place, item in enumerate(items, start=1)})


def clinicians_sheet(
    assessment: Assessment,
    known: Knowledge,
    *,
    inputs: Mapping[str, object] | None = None,
    starts: dt.datetime | None = None,
) -> Sheet:
    """Return the page for the clinician.

    Args:
        assessment: the answer.
        known: the knowledge, for the points of consent.
        inputs: the plan as mappings, lists and values, for the list of what the answer was given.
        starts: start of the visit, for feeds that are given as dates.
    """
    from_sources = cited(assessment, known)
    parts = (
        _urgent(assessment, from_sources),
        _summary(assessment, from_sources),
        _levels(assessment, from_sources, starts),
        _route("Effects in the breastfed infant", ("milk", "contact"), assessment, from_sources),
        _route("Effects on lactation", ("supply",), assessment, from_sources),
        _route("Effects on the mother", ("mother",), assessment, from_sources),
        _added_up(assessment, from_sources),
        _steps(assessment, from_sources),
        _handling(assessment, from_sources),
        _feeding_and_clock(assessment, from_sources),
        _suitability(assessment, from_sources),
        _other_ways(assessment, from_sources),
        _waiting(assessment),
        _conflicts(assessment, from_sources),
        _not_known(assessment),
        _signs(assessment, from_sources),
        _consent(assessment, known, from_sources),
        _record(assessment),
        section("What the answer was given", _inputs(inputs)),
        _reasons(assessment, from_sources),
        _references(from_sources),
        section("What the figures are", Paragraph(line=Line(text=FIGURES))),
    )
    return Sheet(
        id="clinician",
        title=TITLE,
        language=LANGUAGE,
        made_for=assessment.milkpath.assessed_for,
        sections=tuple(one for part in parts for one in part),
        foot=provenance(assessment),
    )


def provenance(assessment: Assessment) -> tuple[str, ...]:
    """Return what the answer depends on besides the plan."""
    made = assessment.milkpath
    return (
        f"Milkpath {made.version}, knowledge {made.knowledge}, {made.pairs} simulated pairs, seed {made.seed}, "
        f"made for {moment(made.assessed_for)}.",
        PURPOSE,
    )


def _text(text: str) -> str:
    return cleaned(text)


def _line(text: str, sources: Iterable[str], found: Cited, *, lead: str = "", remark: str = "") -> Line:
    return Line(lead=_text(lead), text=_text(text), remark=_text(remark), cites=found.marks(sources))


def _reason_lines(because: Iterable[Because], found: Cited) -> tuple[Line, ...]:
    return tuple(_line(one.text, one.sources, found, remark=f"rule {one.rule}") for one in because)


def _flags(flags: Iterable[Flag]) -> str:
    return "; ".join(FLAG_WORDS[flag] for flag in flags) or "none"


# --- the answer ---------------------------------------------------------------------------------------------------------


def _urgent(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    lines = tuple(
        _line(
            f"{flag.do}{f' Call {flag.call}.' if flag.call else ''}",
            [source for one in flag.because for source in one.sources],
            found,
            lead=flag.sign,
        )
        for flag in assessment.urgent
    )
    return section("Red flags first", Items(lines=lines), alarm=True)


def _summary(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    answer = Answer(
        action=assessment.action,
        words=f"{ACTION_SENTENCES[assessment.action]} ({assessment.action})",
        evidence=assessment.evidence,
        evidence_words=f"Evidence {evidence_words(assessment.evidence)}. Flags: {_flags(assessment.flags)}.",
    )
    rows = tuple(
        (ROUTE_NAMES[name], route.action, evidence_words(route.evidence), _flags(route.flags), _first(route.because))
        for name, route in routes_by_name(assessment.routes).items()
    )
    routes = Grid(
        caption="The four routes, judged apart",
        header=("Route", "Action", "Evidence", "Flags", "First reason"),
        rows=rows,
        widths=(1.3, 1.1, 1.4, 1.6, 3.0),
    )
    text = Paragraph(line=Line(text=_text(assessment.summary)))
    feeding = Paragraph(line=_line(feeding_sentence(assessment.feeding), _sources(assessment.feeding.because), found))
    return section("Summary of use", answer, text, routes, feeding)


def _first(because: tuple[Because, ...]) -> str:
    return _text(plain_part(because[0].text)) if because else "none"


def _sources(because: Iterable[Because]) -> list[str]:
    return [source for one in because for source in one.sources]


def _levels(assessment: Assessment, found: Cited, starts: dt.datetime | None) -> tuple[Section, ...]:
    table = Grid(
        caption="Median, and in brackets the 5th to 95th percentile of the simulated pairs",
        header=("Substance", "Mother, peak", "Milk, peak", "Infant, worst 24 h", "Share of limit"),
        rows=tuple(exposure_row(one) for one in assessment.exposure if not _only_bound(one)),
        widths=(1.6, 1.5, 1.5, 1.5, 1.3),
    )
    return section("Drug levels", table, *_pictures(assessment, starts), *_further(assessment, found))


def _pictures(assessment: Assessment, starts: dt.datetime | None) -> Iterator[Block]:
    """The milk timeline of the substance that matters most, and the table of the same numbers."""
    drawn = next((one for one in by_relevance(assessment) if one.timeline is not None and one.timeline.hours), None)
    if drawn is None or drawn.timeline is None:
        return
    svg, timeline = timeline_svg(drawn, assessment, starts=starts), drawn.timeline
    yield Picture(
        svg=svg, alt=PICTURE.format(substance=drawn.substance), caption=timeline_sentence(drawn.substance, timeline)
    )
    yield Grid(
        caption=f"{drawn.substance} in milk, {milk_scale(timeline)[1]}; low and high hold 90 in 100 simulated mothers",
        header=("Hours after the start", "Low", "Middle", "High"),
        rows=_levels_in_milk(timeline_rows(timeline, most=9)),
        widths=(1.4, 1.0, 1.0, 1.0),
    )


def _levels_in_milk(rows: tuple[Row, ...]) -> tuple[tuple[str, ...], ...]:
    """The levels by hour; what is below a thousandth of the highest middle level is told as a trace."""
    least = max(row.middle for row in rows) / 1000
    by_hour = {
        number(row.hour, 3): tuple("trace" if 0 < x < least else number(x) for x in (row.low, row.middle, row.high))
        for row in rows
    }
    return tuple((hour, *levels) for hour, levels in by_hour.items())


def _further(assessment: Assessment, found: Cited) -> Iterator[Block]:
    """Limits and further numbers of what was simulated; what has only a bound by mass stands in one table."""
    for one in assessment.exposure:
        if not _only_bound(one):
            lines = [_limit(limit, found) for limit in one.limits]
            lines += [Line(lead=f"{capitalised(name)}:", text=_text(words)) for name, words in further_numbers(one)]
            yield Paragraph(line=Line(lead=f"{capitalised(one.substance)}: limits and further numbers"))
            yield Items(lines=tuple(lines))
    bounded = [one for one in assessment.exposure if _only_bound(one)]
    yield Grid(
        caption="Only a bound by mass: all of it, taken up and passed on at once. It is no forecast",
        header=("Substance", "Put on", "Infant in 24 h, bound", "Held against", "Followed for"),
        rows=tuple(
            (
                one.substance,
                quantity(one.applied_mg, "mg"),
                interval(one.infant_dose_ug_per_kg_day, "ug/kg"),
                " ".join(_limit_words(limit, found) for limit in one.limits) or "no limit was found",
                f"{number(one.horizon_h)} h",
            )
            for one in bounded
        ),
        widths=(1.4, 0.9, 1.4, 3.0, 0.9),
    )


def _only_bound(exposure: ExposureReport) -> bool:
    return not has_percentiles(exposure.mother_peak_ug_per_l)


def _limit(limit: LimitShare, found: Cited) -> Line:
    return _line(_limit_text(limit), limit.sources, found)


def _limit_words(limit: LimitShare, found: Cited) -> str:
    return " ".join([f"{capitalised(_limit_text(limit))}.", *(f"[{mark}]" for mark in found.marks(limit.sources))])


def _limit_text(limit: LimitShare) -> str:
    """A limit and its share; a limit for a lifetime says nothing about one dose, so no share of it is printed."""
    if not limit.name.endswith(CHRONIC):
        return limit_sentence(limit)
    return f"{limit.name}, {quantity(limit.value, limit.unit)}, is a limit for a lifetime; one dose proves nothing against it"


def _route(title: str, names: tuple[str, ...], assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    blocks: list[Block] = []
    for name in names:
        verdict = routes_by_name(assessment.routes)[name]
        head = f"{verdict.action}, evidence {evidence_words(verdict.evidence)}; flags: {_flags(verdict.flags)}"
        blocks += [Paragraph(line=Line(lead=f"{ROUTE_NAMES[name]}:", text=head))]
        blocks += [Items(lines=_reason_lines(verdict.because[:FIRST_REASONS], found))]
        more = len(verdict.because) - FIRST_REASONS
        if more > 0:
            blocks.append(
                Paragraph(line=Line(remark=f"{more} milder reason{'s' if more > 1 else ''}: see Further reasons."))
            )
    return section(title, *blocks)


def _added_up(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    most = Grid(
        caption="The most for her, and what the plan has",
        header=("Substance", "At most", "On at most", "Planned"),
        rows=tuple(
            (
                dose.substance,
                quantity(dose.max_mg, "mg"),
                quantity(dose.max_area_cm2, "cm²"),
                quantity(dose.planned_mg, "mg"),
            )
            for dose in assessment.maximum_dose
        ),
        widths=(1.5, 1.0, 1.0, 1.0),
    )
    lines = [
        Line(
            lead=f"{capitalised(group.name)}:",
            text=f"{', '.join(group.members)}: {share_of_limit(group.share)} of the limit.",
        )
        for group in assessment.groups
    ]
    reasons = [reason for group in assessment.groups for reason in group.because]
    reasons += [reason for dose in assessment.maximum_dose for reason in dose.because]
    unique = tuple(dict.fromkeys(reasons))
    return section(
        "Added up, and the most for her", most, Items(lines=tuple(lines)), Items(lines=_reason_lines(unique, found))
    )


# --- the plan -----------------------------------------------------------------------------------------------------------


def deciding_route(step: StepVerdict, assessment: Assessment) -> str:
    """Return the routes that the first reason of a step stands on."""
    first = step.because[:1]
    named = [
        ROUTE_NAMES[name]
        for name, route in routes_by_name(assessment.routes).items()
        if any(one.text == reason.text and one.rule == reason.rule for one in first for reason in route.because)
    ]
    return ", ".join(named) or "none named"


def _steps(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    rows = tuple(
        (
            capitalised(place_name(step.id)),
            _text(capitalised(step_name(step.do, step.product))),
            step.action,
            step.evidence,
            deciding_route(step, assessment),
            " ".join(
                [
                    _text(plain_part(step.because[0].text)),
                    *(f"[{mark}]" for mark in found.marks(step.because[0].sources)),
                ]
            )
            if step.because
            else "no reason against it was found",
        )
        for step in assessment.steps
    )
    table = Grid(
        caption="Each step, its action, its grade of evidence, and the route that decides",
        header=("Step", "What", "Action", "Grade", "Route", "First reason"),
        rows=rows,
        widths=(1.2, 1.9, 1.1, 0.6, 1.2, 3.0),
    )
    return section("The plan step by step", table)


def _handling(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    """What she is told to do first, then the handling of each step; every piece of advice once, with its id."""
    now = [
        _line(now_sentence(task), _sources(task.because), found, remark=f"advice {task.id}") for task in assessment.now
    ]
    told = {task.id for task in assessment.now}
    advice = {item.id: item for step in assessment.steps for item in step.advice if item.id not in told}
    rest = [_line(item.text, item.sources, found, remark=f"advice {item.id}") for item in advice.values()]
    return section("Handling", Items(mark="number", lines=tuple(now)), Items(lines=tuple(rest)))


def _feeding_and_clock(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    feeding = assessment.feeding
    lines = [_line(feeding_sentence(feeding), (), found, lead=f"Milk withheld: {feeding.withhold_h:g} h.")]
    lines += _reason_lines(feeding.because, found)
    lines += [
        Line(lead=f"{feed_time(entry.at)}:", text=f"{entry.do}. {entry.why}")
        for entry in feeding.schedule
        if entry.do != USUAL_FEED
    ]
    clock = Grid(
        caption="When each thing is back to usual",
        header=("What", "When", "Why", "Sources"),
        rows=tuple(
            (
                _text(capitalised(entry.what)),
                capitalised(clock_when(entry)),
                _text(" ".join(plain_part(one.text) for one in entry.because)),
                " ".join(f"[{mark}]" for mark in found.marks(_sources(entry.because))),
            )
            for entry in assessment.clock
        ),
        widths=(1.8, 1.8, 2.4, 0.7),
    )
    return section("Feeding, and the clock", Items(lines=tuple(lines)), clock)


def _suitability(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    lines: list[Line] = []
    for topic in assessment.suitability:
        reasons = " ".join(one.text for one in topic.because)
        lines.append(
            _line(reasons, _sources(topic.because), found, lead=f"{capitalised(topic.topic)}: {topic.action}.")
        )
    return section("Is this the time, for this mother and infant", Items(lines=tuple(lines)))


def _other_ways(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    swaps = [
        _line(swap_sentence(swap), _sources(swap.because), found, remark=f"change {swap.id}; then {swap.action_after}")
        for swap in assessment.swaps
    ]
    blocks: list[Block] = [Items(lines=tuple(swaps))]
    if assessment.benefit is not None:
        words = f"{assessment.benefit.text} Evidence {evidence_words(assessment.benefit.evidence)}."
        line = _line(words, _sources(assessment.benefit.because), found, lead="Likely benefit of the plan:")
        blocks.append(Paragraph(line=line))
    others = tuple(
        (
            _text(capitalised(way.procedure)),
            way.action,
            way.evidence,
            _text(way.benefit),
            _text(way.effort),
            " ".join(f"[{mark}]" for mark in found.marks(_sources(way.because))),
        )
        for way in assessment.alternatives
    )
    header = ("Way", "Action", "Grade", "Benefit", "Effort", "Sources")
    blocks.append(
        Grid(
            caption="Other ways to the same goal, judged for this mother and infant",
            header=header,
            rows=others,
            widths=(1.4, 1.0, 0.6, 2.2, 1.8, 0.7),
        )
    )
    return section("Alternatives and changes", *blocks)


def _waiting(assessment: Assessment) -> tuple[Section, ...]:
    table = Grid(
        caption="The same plan at a later age; feeding at later ages is an assumption",
        header=("Infant's age", "Feeding", "Action"),
        rows=tuple((f"{number(row.age_months, 3)} months", row.feeding, row.action) for row in assessment.postpone),
        widths=(1.0, 1.0, 1.0),
    )
    return section("If it waits", table)


# --- what is not known --------------------------------------------------------------------------------------------------


def _conflicts(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    blocks: list[Block] = []
    for conflict in assessment.conflicts:
        blocks.append(Paragraph(line=Line(lead=_text(capitalised(conflict.topic)))))
        blocks.append(Items(lines=tuple(_line(side.text, side.sources, found) for side in conflict.positions)))
        blocks.append(Paragraph(line=Line(lead="Why they differ:", text=_text(conflict.why))))
    return section("Sources that disagree", *blocks)


def _not_known(assessment: Assessment) -> tuple[Section, ...]:
    ask = assessment.ask_next
    first = None if ask is None else Paragraph(line=Line(lead=f"Find out first: {ask.question}", text=_text(ask.why)))
    open_points = tuple(
        Line(
            lead=f"{_text(capitalised(item.what))}:",
            text=_text(item.why).rstrip(".") + ".",
            remark=_text(f"What would change it: {item.would_change}"),
        )
        for item in assessment.unknowns
    )
    moves = tuple(
        Line(lead=f"{capitalised(place_name(item.path))}:", text=_text(item.text)) for item in assessment.sensitivity
    )
    assumed = Grid(
        caption="Facts that the plan left out, and the cautious value taken",
        header=("What", "Taken as", "Why"),
        rows=tuple(
            (_text(capitalised(place_name(one.path))), _text(one.value), _text(one.why))
            for one in assessment.assumptions
        ),
        widths=(1.4, 1.0, 2.4),
    )
    by_reason: dict[str, list[str]] = {}
    for one in assessment.not_simulated:
        by_reason.setdefault(one.reason, []).append(one.substance)
    left_out = tuple(
        Line(lead="Not simulated:", text=_text(", ".join(names)), remark=_text(f"{reason.rstrip('.')}."))
        for reason, names in by_reason.items()
    )
    return section(
        "What is not known, and what was assumed",
        first,
        Items(lines=open_points),
        *((Paragraph(line=Line(lead="What moves the answer most")),) if moves else ()),
        Items(lines=moves),
        assumed,
        Items(lines=left_out),
    )


def _signs(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    lines = tuple(
        _line(sign.text, sign.sources, found, lead=f"{WHO_WORDS[sign.who]}:", remark=f"sign {sign.id}")
        for sign in assessment.watch_for
    )
    return section("Signs, and whom to call", Items(lines=lines))


# --- consent, inputs, record, references --------------------------------------------------------------------------------


def _consent(assessment: Assessment, known: Knowledge, found: Cited) -> tuple[Section, ...]:
    lines = tuple(_line(point.text, point.sources, found) for point in consent_points(assessment, known))
    return section("Consent: what must be said", Items(mark="check", lines=lines), Blanks(names=SIGNED))


def _inputs(inputs: Mapping[str, object] | None) -> Block | None:
    if inputs is None:
        return None
    rows = tuple((_text(where), _text(value)) for where, value in input_rows(inputs))
    return Grid(caption="The plan as it was read", header=("Where", "Value"), rows=rows, widths=(1.0, 1.6))


def _reasons(assessment: Assessment, found: Cited) -> tuple[Section, ...]:
    """The reasons that no section above has told."""
    told = {one for route in routes_by_name(assessment.routes).values() for one in route.because[:FIRST_REASONS]}
    lines = tuple(
        _line(one.text, one.sources, found, remark=f"{'; '.join(places)}; rule {one.rule}")
        for one, places in every_reason(assessment)
        if one not in told
    )
    return section("Further reasons", Items(lines=lines))


def record_text(assessment: Assessment) -> str:
    """Return a few sentences for the record, made of the same values."""
    routes = "; ".join(
        f"{name} {route.action} ({route.evidence})" for name, route in routes_by_name(assessment.routes).items()
    )
    changed = [step for step in assessment.steps if step.action not in CLEARING]
    named = "; ".join(f"{step_name(step.do, step.product)}: {step.action}" for step in changed) or "none"
    return _text(
        f"Plan judged for {moment(assessment.milkpath.assessed_for)}: {assessment.action}, evidence "
        f"{assessment.evidence}. Routes: {routes}. Milk withheld: {assessment.feeding.withhold_h:g} h. Steps to change: "
        f"{named}. Open points: {len(assessment.unknowns)}. Assumed facts: {len(assessment.assumptions)}."
    )


def _record(assessment: Assessment) -> tuple[Section, ...]:
    return section("Text for the record", Paragraph(line=Line(text=record_text(assessment))))


def _references(found: Cited) -> tuple[Section, ...]:
    lines = tuple(_reference(str(place), item) for place, item in enumerate(found.items, start=1))
    return section("References", Items(lines=lines))


def _reference(place: str, item: Mapping[str, Any]) -> Line:
    keys = {"DOI": "doi", "PMID": "PMID", "PMCID": "PMCID", "archive_location": "Bookshelf", "URL": "at"}
    where = "; ".join(f"{name} {item[key]}" for key, name in keys.items() if item.get(key))
    return Line(
        lead=f"[{place}]",
        text=_text(f"{reference(item)}."),
        remark=_text("; ".join(part for part in (where, f"source {item['id']}") if part)),
        anchor=place,
    )
