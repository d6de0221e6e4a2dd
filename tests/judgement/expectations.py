"""What a golden case or a row of a table expects of an answer, and in words where the answer differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from milkpath.judgement.assessment import Assessment

from .invariants import ROUTES, reasons, route_actions, severity, texts

KEYS = frozenset(
    {"action", "routes", "at_least", "withhold_milk_h", "evidence", "flags", "reasons", "not_reasons", "named"}
)
"""All that can be expected; each is described in `tests/tables/README.md`."""


def differences(expected: dict[str, Any], answer: Assessment) -> list[str]:
    """Tell in words how the answer differs from what is expected; nothing where it does not."""
    return [*_actions(expected, answer), *_figures(expected, answer), *_reasons(expected, answer)]


def _actions(expected: dict[str, Any], answer: Assessment) -> Iterator[str]:
    said = {"action": answer.action, **route_actions(answer)}
    wanted = {**expected.get("routes", {}), **({"action": expected["action"]} if "action" in expected else {})}
    for name, actions in wanted.items():
        if said[name] not in _any_of(actions):
            yield f"{name} is {said[name]}, not {' or '.join(_any_of(actions))}, because of {_why(name, answer)}"
    for name, least in expected.get("at_least", {}).items():
        if severity(said[name]) < severity(least):
            yield f"{name} is {said[name]}, milder than {least}, because of {_why(name, answer)}"


def _why(name: str, answer: Assessment) -> list[str]:
    routes = ROUTES if name == "action" else (name,)
    return [str(one.rule) for route in routes for one in getattr(answer.routes, route).because]


def _figures(expected: dict[str, Any], answer: Assessment) -> Iterator[str]:
    if "withhold_milk_h" in expected and answer.feeding.withhold_h != float(expected["withhold_milk_h"]):
        yield f"milk is withheld for {answer.feeding.withhold_h:g} h, not {expected['withhold_milk_h']} h"
    if "evidence" in expected and answer.evidence not in _any_of(expected["evidence"]):
        yield f"the evidence is {answer.evidence}, not {' or '.join(_any_of(expected['evidence']))}"
    if missing := set(expected.get("flags", [])) - set(answer.flags):
        yield f"the flags {sorted(missing)} are missing; there are {sorted(answer.flags)}"


def _reasons(expected: dict[str, Any], answer: Assessment) -> Iterator[str]:
    spoken = {reason["rule"] for reason in reasons(answer)}
    if missing := set(expected.get("reasons", [])) - spoken:
        yield f"{sorted(missing)} did not speak"
    if wrong := set(expected.get("not_reasons", [])) & spoken:
        yield f"{sorted(wrong)} spoke and should not"
    said = " ".join(texts(answer)).casefold()
    if unsaid := [word for word in expected.get("named", []) if word.casefold() not in said]:
        yield f"the answer does not name {unsaid}"


def _any_of(wanted: str | list[str]) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]
