"""The golden cases and tables notice a wrong rule or limit (`python -m prove.mutate` looks at statements too)."""

from __future__ import annotations

import pytest

from milkpath.knowledge.reader import knowledge

from .mutants import limit_mutants, rule_mutants
from .mutate import LEAST_KILLED, Bench, bench, judged_mutants, killer, report, share_killed


@pytest.fixture(scope="module")
def on() -> Bench:
    """The golden cases and tables, judged once."""
    return bench()


def test_nine_of_ten_wrong_rules_and_limits_are_noticed(on: Bench) -> None:
    """A rule left out, milder, harsher or with another line, and a limit off by three, change what a case asks for."""
    found = judged_mutants(knowledge(), ("rule", "limit"), on)
    assert set(found) == {"rule", "limit"}
    assert all(share_killed(judged) >= LEAST_KILLED for judged in found.values()), report(found, shown=50)


def test_no_rule_can_be_left_out_unnoticed(on: Bench) -> None:
    """A rule that could go without a case noticing is dead, or lacks a case that a clinician can read."""
    left_out = [mutant for mutant in rule_mutants(knowledge()) if mutant.change == "left out"]
    assert {mutant.record for mutant in left_out} == set(knowledge().rules)
    assert [mutant.record for mutant in left_out if killer(mutant, on) is None] == []


def test_almost_every_case_can_be_used_without_advice(on: Bench) -> None:
    """Rows that hold only with advice are few: they see no mutant."""
    assert len(on.unused) <= 3, on.unused
    assert len(on.rows) > 80


def test_a_mutant_is_other_knowledge() -> None:
    """What is changed differs from what ships, and nothing else does."""
    known = knowledge()
    for mutant in (*rule_mutants(known), *limit_mutants(known)):
        assert mutant.known.rules != known.rules or mutant.known.substances != known.substances
        assert mutant.known.procedures is known.procedures
