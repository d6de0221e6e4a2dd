"""The summary and the next things to do, in the mother's words; every fact comes from a reason."""

from __future__ import annotations

from milkpath.judgement.already_done import hours_since_visit
from milkpath.judgement.assessment import Because, FeedingAdvice, Now, Urgent, WatchFor
from milkpath.judgement.case import Case
from milkpath.judgement.feeding import OWN_MEDICINE_ADVICE, is_own_medicine, not_cleared
from milkpath.judgement.occasions import occasions
from milkpath.judgement.reason import Reason, because, prominence
from milkpath.judgement.severity import CLEARING
from milkpath.knowledge.model import Action, Advice, Emergency, Sign

OPENING: dict[Action, str] = {
    "go": "You can do this as planned.",
    "go-with-steps": "You can do this, with a few steps.",
    "swap": "Change the plan first.",
    "defer": "Part of this should wait.",
    "avoid": "Please do not do this as planned.",
}
OPENING_DONE: dict[Action, str] = {
    "go": "There is nothing special to do now.",
    "go-with-steps": "There are a few simple steps for the next days.",
    "swap": "Change something from here on.",
    "defer": "One thing should wait.",
    "avoid": "Leave one thing out from here on.",
}
MOST_TASKS = 8
"""A choice of the page, not of science: a longer list is not read."""
DAY_H = 24.0
LATEST_H = 168.0
"""What has no hour of its own comes with the things of the week."""


def summary(case: Case, action: Action, reasons: list[Reason], feeding: FeedingAdvice) -> str:
    """Two or three sentences: what to do, the main reason, and feeding."""
    done = hours_since_visit(case) is not None
    deciding = _deciding(reasons, action)
    parts = [(OPENING_DONE if done else OPENING)[action]]
    if action not in CLEARING and deciding is not None and deciding.plain:
        parts.append(_about(case, deciding) + _first_sentence(deciding.plain))
        parts += _others(case, reasons, deciding)
    if (stop := not_cleared(reasons)) is not None and is_own_medicine(stop):
        parts.append(OWN_MEDICINE_ADVICE)
    elif stop is not None:
        parts.append("If you leave it out, feed as usual. Already used it? Ask your pharmacist before the next feed.")
    elif feeding.withhold_h == 0:
        parts.append("Keep feeding as usual. No milk has to be thrown away.")
    else:
        parts.append(
            f"For this one medicine a source asks to wait {feeding.withhold_h:g} hours with feeding. "
            "It is no rule for numbing creams or other products."
        )
    return " ".join(parts)


def _about(case: Case, reason: Reason) -> str:
    """The product that a reason is about, so that "it" has a meaning."""
    name = _name(case, reason.step)
    return f"{name}: " if name else _medicine(case, reason)


def _medicine(case: Case, reason: Reason) -> str:
    """The medicine that a reason is about, as the plan writes it, where the reason does not name it itself."""
    taken = {a.step.path: a.step.medicine for a in case.timeline.applications if a.step.medicine is not None}
    name = taken.get(reason.step or "")
    unnamed = name is not None and name.casefold() not in (reason.plain or reason.text).casefold()
    return f"{name[:1].upper()}{name[1:]}: " if name and unnamed else ""


def _others(case: Case, reasons: list[Reason], deciding: Reason) -> list[str]:
    """The other products that have to change, by name; nothing where there are none."""
    stops = [reason.step for reason in sorted(reasons, key=prominence) if reason.action not in CLEARING]
    names = dict.fromkeys(name for path in stops if (name := _name(case, path)))
    own = _name(case, deciding.step) or ""
    others = [name for name in names if name.split(" (step ")[0] != own.split(" (step ")[0]]
    return [f"Change this too: {', '.join(others)}."] if others else []


def _name(case: Case, path: str | None) -> str | None:
    """The name of the product of a step; of a second use of the same one, the place in the visit as well."""
    names = {a.step.path: a.step.product.name for a in case.timeline.applications if a.step.product is not None}
    name = names.get(path or "")
    steps = [step.path for step in case.plan.visit.steps] if case.plan.visit else []
    again = name is not None and [p for p, other in names.items() if other == name][:1] != [path]
    return f"{name} (step {steps.index(path) + 1})" if again and path in steps else name


def _first_sentence(text: str) -> str:
    """The first sentence of a plain text.

    >>> _first_sentence("This cream is very strong. It has made women ill.")
    'This cream is very strong.'
    """
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def now(case: Case, reasons: list[Reason], feeding: FeedingAdvice) -> tuple[Now, ...]:
    """First things first: the advice of the most severe reasons; of a visit that has happened by the hour, feeding first."""
    tasks: list[Now] = []
    done = hours_since_visit(case) is not None
    if done and feeding.withhold_h == 0 and not_cleared(reasons) is None:
        entry = case.known.advice["keep-feeding"]
        tasks.append(
            Now(
                id="keep-feeding",
                within_h=case.known.parameter("first-feed-within").value,
                do="Feed your baby now, or when your baby next wants to.",
                why=" ".join(entry.text.split()),
                because=feeding.because,
            )
        )
    for reason, entry in _advised(case, reasons):
        if not {entry.id, entry.said_by} & {task.id for task in tasks}:
            tasks.append(
                Now(
                    id=entry.id,
                    within_h=entry.within_h if done else None,
                    do=" ".join(entry.text.split()),
                    why=(entry.why if reason.action in CLEARING else None)
                    or _medicine(case, reason) + (reason.plain or reason.text),
                    because=(because(reason),),
                )
            )
    if done and _signs(case):
        tasks.insert(min(len(tasks), 1), _whom_to_call(case))
    if done:
        # The next hour, then the day, then the week; the sort keeps the order among equals.
        tasks.sort(key=lambda task: LATEST_H if task.within_h is None else task.within_h)
    return tuple(tasks[:MOST_TASKS])


def _advised(case: Case, reasons: list[Reason]) -> list[tuple[Reason, Advice]]:
    """The advice of the reasons: what to change first, then what only asks for care by its rank, then what to watch for.

    A rank below zero comes before all.
    """
    pairs = [(r, case.known.advice[identity]) for r in sorted(reasons, key=prominence) for identity in r.advice]
    steps = [*(case.plan.visit.steps if case.plan.visit else ()), *case.plan.home]
    bare = all(step.covered is False for step in steps if step.do == "apply" and step.duration_h is not None)
    home = {step.path for step in case.plan.home}
    useful = [(r, a) for r, a in pairs if not (a.about_cover and bare) and not (a.at_visit and r.step in home)]

    def place(pair: tuple[Reason, Advice]) -> tuple[bool, int]:
        reason, entry = pair
        return entry.id.startswith("watch-"), entry.rank if reason.action in CLEARING else min(entry.rank, 0)

    # The sort keeps the order among equals.
    return sorted(useful, key=place)


def _whom_to_call(case: Case) -> Now:
    """Whom to call for the signs that the answer lists; said within the day, before anything has happened."""
    emergency = _emergency(case)
    do = (
        f"Read the signs below once. For a red flag call {emergency.emergency}. For the others call {emergency.doctor}."
    )
    text = "Numbers and words for this country; where the plan names none, those for everywhere."
    return Now(
        id="whom-to-call",
        within_h=DAY_H,
        do=do,
        why="If one of them comes, you need not search for a number.",
        because=(Because(text=text, sources=(emergency.source,), rule="whom-to-call"),),
    )


def watch_for(case: Case) -> tuple[WatchFor, ...]:
    """Signs in mother and infant, and whom to call, for what the plan has in it."""
    emergency = _emergency(case)
    return tuple(
        WatchFor(
            id=sign.id, who=sign.who, text=f"{sign.text} {sign.do} Call {_call(sign, emergency)}.", sources=sign.sources
        )
        for sign in _signs(case)
    )


def urgent(case: Case) -> tuple[Urgent, ...]:
    """Red flags that come first, while they may still appear after a visit that has happened."""
    passed = hours_since_visit(case)
    if passed is None or passed > case.known.parameter("urgent-signs-window").value:
        return ()
    emergency = _emergency(case)
    return tuple(
        Urgent(
            sign=f"If you see this now: {_lower(sign.text)}",
            do=sign.do,
            call=_call(sign, emergency),
            because=_because_sign(sign),
        )
        for sign in _signs(case)
        if sign.call == "emergency"
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _because_sign(sign: Sign) -> tuple[Because, ...]:
    return (Because(text=sign.text, sources=sign.sources, rule=sign.id),)


def _signs(case: Case) -> list[Sign]:
    present = occasions(case)
    order = {"emergency": 0, "doctor": 1, "clinic": 2}
    done = hours_since_visit(case) is not None
    signs = [s for s in case.known.signs.values() if set(s.occasions) & present and not (done and s.before_only)]
    return sorted(signs, key=lambda s: order[s.call])


def _emergency(case: Case) -> Emergency:
    return case.known.emergency.get(case.plan.country or "XX", case.known.emergency["XX"])


def _call(sign: Sign, emergency: Emergency) -> str:
    return {"emergency": emergency.emergency, "doctor": emergency.doctor, "clinic": "the clinic"}[sign.call]


def _deciding(reasons: list[Reason], action: Action) -> Reason | None:
    chosen = sorted((r for r in reasons if r.action == action and r.plain), key=prominence)
    return chosen[0] if chosen else None
